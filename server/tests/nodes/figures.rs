//! What servers sustain: records a second that were acknowledged, each durable, and how long one waited.

use std::collections::VecDeque;
use std::io::Write as _;
use std::sync::Mutex;
use std::time::Duration;

use futures_util::future::join_all;
use pinpoint_server::{Database, Photos};
use tokio::time::Instant;

use crate::load::http;
use crate::node::{Node, named};
use crate::support::record::Job;
use crate::support::{Network, Phone};

const CLIENTS: usize = 64;
const LENGTH: Duration = Duration::from_secs(10);
/// Before the clock runs.
const WARM: Duration = Duration::from_secs(1);
/// Sealed before that, for each client.
const RECORDS: usize = 300;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement: tools/scale figures"]
async fn what_one_to_four_nodes_sustain() {
    if !named() {
        return;
    }
    println!("{:<24} {:>12}", "the disk itself", format!("{:.0} fsync/s", disk()));
    println!("{:<24} {:>12} {:>10} {:>10}", "", "pinpoints/s", "p50 ms", "p99 ms");
    let embedded = Network::open_with(|config| {
        config.database = Database::Embedded;
        config.photos = Photos::Folder;
    });
    measure("embedded, 1 node", &embedded, 1).await;
    for nodes in [1, 2, 4] {
        measure(&format!("PostgreSQL, {nodes} node(s)"), &Network::open(), nodes).await;
    }
}

async fn measure(name: &str, network: &Network, nodes: usize) {
    let phone = network.crew("Watt").await;
    let mut queues = sealed(network, &phone).await;
    let nodes: Vec<Node> = (0..nodes).map(|_| Node::start(network)).collect();
    let urls: Vec<&str> = nodes.iter().map(|node| node.url.as_str()).collect();
    deliver(&phone, &urls, &mut queues, WARM).await;
    // Before PostgreSQL has counted its rows it finds a record by whichever index comes first. It counts by itself within
    // its first minute.
    network.database().run("ANALYZE").unwrap();
    let begun = Instant::now();
    let mut waited = deliver(&phone, &urls, &mut queues, LENGTH).await;
    let seconds = begun.elapsed().as_secs_f64();
    waited.sort_unstable();
    let at = |part: usize| waited[(waited.len() - 1) * part / 100].as_secs_f64() * 1000.0;
    let rate = f64::from(u32::try_from(waited.len()).unwrap()) / seconds;
    println!("{name:<24} {rate:>12.0} {:>10.1} {:>10.1}", at(50), at(99));
}

/// Path and envelope of records, a label each.
type Queue = VecDeque<(String, Vec<u8>)>;

/// A queue for each client.
async fn sealed(network: &Network, phone: &Phone<'_>) -> Vec<Queue> {
    let mut queues = Vec::new();
    for client in 0..CLIENTS {
        let labels = network.server.labels().issue(RECORDS).await.unwrap();
        let records = labels.iter().enumerate().map(|(record, issued)| {
            let job = Job::new(&format!("NL{client:04}{record:05}"));
            (job.path(), serde_json::to_vec(&phone.seal(&job, &issued.label)).unwrap())
        });
        queues.push(records.collect());
    }
    queues
}

/// Every client puts one record after the other for so long; how long each waited for its receipt.
async fn deliver(phone: &Phone<'_>, urls: &[&str], queues: &mut [Queue], length: Duration) -> Vec<Duration> {
    let (begun, waited) = (Instant::now(), Mutex::new(Vec::new()));
    join_all(queues.iter_mut().enumerate().map(async |(client, queue)| {
        let (http, url) = (http(), urls[client % urls.len()]);
        while begun.elapsed() < length {
            let (path, envelope) = queue.pop_front().expect("enough was sealed");
            let asked = Instant::now();
            let put = http.put(format!("{url}{path}")).bearer_auth(&phone.session.access_token);
            let answer = put.header("content-type", "application/json").body(envelope).send().await.unwrap();
            assert_eq!(answer.status(), 201);
            waited.lock().unwrap().push(asked.elapsed());
        }
    }))
    .await;
    waited.into_inner().unwrap()
}

/// How often a second this disk makes 4 KB durable, one after the other.
fn disk() -> f64 {
    let mut file = tempfile::tempfile().unwrap();
    let begun = Instant::now();
    let mut count = 0_u32;
    while begun.elapsed() < Duration::from_secs(3) {
        file.write_all(&[7; 4096]).unwrap();
        file.sync_data().unwrap();
        count += 1;
    }
    f64::from(count) / begun.elapsed().as_secs_f64()
}
