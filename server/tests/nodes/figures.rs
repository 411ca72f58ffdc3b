//! What servers sustain: records a second that were acknowledged, each durable, and how long one waited.

use std::io::Write as _;
use std::sync::Mutex;
use std::time::Duration;

use futures_util::future::join_all;
use pinpoint_server::{Database, Photos};
use tokio::time::Instant;

use crate::load::http;
use crate::node::{Node, named};
use crate::support::Network;
use crate::support::record::Job;

const CLIENTS: usize = 64;
const LENGTH: Duration = Duration::from_secs(10);
/// Sealed before the clock runs, for each client.
const RECORDS: usize = 150;

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
    let label = network.label().await.label;
    let sealed: Vec<Vec<(String, Vec<u8>)>> = (0..CLIENTS)
        .map(|client| {
            let record = |record| {
                let job = Job::new(&format!("NL{client:04}{record:05}"));
                (job.path(), serde_json::to_vec(&phone.seal(&job, &label)).unwrap())
            };
            (0..RECORDS).map(record).collect()
        })
        .collect();
    let nodes: Vec<Node> = (0..nodes).map(|_| Node::start(network)).collect();
    let waited = Mutex::new(Vec::new());
    let begun = Instant::now();
    join_all(sealed.into_iter().enumerate().map(async |(client, records)| {
        let (http, url) = (http(), &nodes[client % nodes.len()].url);
        for (path, envelope) in records {
            if begun.elapsed() > LENGTH {
                return;
            }
            let asked = Instant::now();
            let put = http.put(format!("{url}{path}")).bearer_auth(&phone.session.access_token);
            let answer = put.header("content-type", "application/json").body(envelope).send().await.unwrap();
            assert_eq!(answer.status(), 201);
            waited.lock().unwrap().push(asked.elapsed());
        }
    }))
    .await;
    let seconds = begun.elapsed().as_secs_f64();
    let mut waited = waited.into_inner().unwrap();
    waited.sort_unstable();
    let at = |part: usize| waited[(waited.len() - 1) * part / 100].as_secs_f64() * 1000.0;
    let rate = f64::from(u32::try_from(waited.len()).unwrap()) / seconds;
    println!("{name:<24} {rate:>12.0} {:>10.1} {:>10.1}", at(50), at(99));
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
