//! Several servers on one `PostgreSQL` database and one bucket, each a process of its own.
//!
//! A program of its own, because it starts itself as these processes, kills them, and takes its time. `tools/scale` brings
//! the database and the bucket; where they are not named, the stories are skipped and say so.
#![cfg(test)]
#![allow(unreachable_pub, reason = "the parts of one program")]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "figures are for whoever runs this")]

mod figures;
mod load;
mod node;
#[path = "../it/support/mod.rs"]
#[allow(dead_code, reason = "these stories need only a part of the stage")]
mod support;

use std::collections::HashSet;
use std::time::Duration;

use futures_util::future::{join, join_all};
use load::{Client, Tally};
use node::{Node, named};
use support::Network;

const CLIENTS: usize = 200;
const BETWEEN_KILLS: Duration = Duration::from_secs(5);
/// Whatever was begun when the load ends is finished by then.
const TO_FINISH: Duration = Duration::from_mins(1);

/// As long as `PINPOINT_NODES_SECONDS` says.
#[tokio::test(flavor = "multi_thread")]
async fn one_of_two_nodes_is_killed_every_five_seconds_and_nothing_is_lost_or_doubled() {
    if !named() {
        return;
    }
    let seconds = std::env::var("PINPOINT_NODES_SECONDS").map_or(15, |text| text.parse().unwrap());
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let labels = network.server.labels().issue(CLIENTS).await.unwrap();
    let mut nodes = [Node::start(&network), Node::start(&network)];
    let urls = nodes.each_ref().map(|node| node.url.clone());

    let tally = Tally::until(Duration::from_secs(seconds));
    let clients = labels.iter().enumerate().map(|(number, issued)| {
        Client::new(number, &urls, &phone, &issued.label, &tally).deliver_until_the_end()
    });
    let killer = async {
        let mut kills = 0;
        tokio::time::sleep(BETWEEN_KILLS).await;
        while tally.goes_on() {
            nodes[kills % 2].kill_and_start_again(&network);
            kills += 1;
            tokio::time::sleep(BETWEEN_KILLS).await;
        }
        kills
    };
    let follower = load::follow(&urls[1], &phone, &tally);
    let work = tokio::time::timeout(Duration::from_secs(seconds) + TO_FINISH, join_all(clients));
    let ((finished, kills), mut seen) = join(join(work, killer), follower).await;
    let delivered: Vec<_> = finished.expect("a client never came through").into_iter().flatten().collect();

    // What was acknowledged is there, once, with the receipt that was given.
    let database = network.database();
    let stored = database.number("SELECT count(*) FROM pinpoint");
    let stations = database.number("SELECT count(*) FROM station");
    let receipts: HashSet<i64> =
        database.column::<i64>("SELECT sequence FROM pinpoint").into_iter().collect();
    println!("{}", tally.line(delivered.len(), kills));
    assert_eq!(stored, i64::try_from(delivered.len()).unwrap(), "a record was lost, or stored twice");
    assert_eq!(stations, stored, "each record has a station of its own");
    assert_eq!(receipts.len(), delivered.len());
    for record in &delivered {
        record.is_kept_by(&phone).await;
    }
    // What a follower saw is what there is, in its order.
    network.server.decide_due().await.unwrap();
    seen.extend(
        phone
            .changes()
            .await
            .iter()
            .map(|change| change.sequence)
            .filter(|n| !seen.contains(n))
            .collect::<Vec<_>>(),
    );
    let changes = database.column::<i64>("SELECT sequence FROM change ORDER BY sequence");
    let seen: Vec<i64> = seen.into_iter().map(|sequence| sequence.try_into().unwrap()).collect();
    assert_eq!(seen, changes, "a change became visible after a later one");
    assert!(kills > 0 && !delivered.is_empty());
}
