//! The log of attempts, for whoever asks why something did not arrive.

use std::collections::BTreeSet;

use pinpoint_tests::{Outcome, Seat, World};
use rusqlite::Connection;
use serde_json::Value;

/// What was tried, the newest first.
async fn attempts(seat: &Seat) -> Outcome<Vec<Value>> {
    let report: Value = serde_json::from_slice(&seat.phone.support_report().await?)?;
    Ok(report["attempts"].as_array().ok_or("attempts")?.clone())
}

fn names(attempts: &[Value]) -> BTreeSet<String> {
    attempts.iter().filter_map(|attempt| Some(attempt["request_id"].as_str()?.to_owned())).collect()
}

#[tokio::test]
async fn phone_and_server_call_a_request_by_the_same_name() -> Outcome {
    let mut world = World::begin().await?;
    let anna = world.installer("anna").await?;
    world.stop_server().await?;
    anna.sealed_job(world.label().await?.label, "172841008801").await?;
    anna.sync(1).await?;
    let in_vain = attempts(&anna).await?;
    assert!(in_vain.iter().all(|attempt| attempt["outcome"]["state"] == "waiting"), "{in_vain:?}");
    assert!(!in_vain.is_empty() && in_vain.iter().all(|attempt| attempt["request_id"].is_string()));

    world.start_server().await?;
    let anna = anna.reopen(world.address()).await?;
    anna.sync(30).await?;
    let arrived: Vec<Value> =
        attempts(&anna).await?.into_iter().filter(|attempt| attempt["outcome"]["state"] == "done").collect();
    let books = Connection::open(world.server_data().join("pinpoint.db"))?;
    let mut statement = books.prepare(
        "SELECT request_id FROM audit WHERE action IN ('pinpoint-stored', 'event-stored', 'photo-stored')",
    )?;
    let audited: BTreeSet<String> =
        statement.query_map([], |row| row.get(0))?.collect::<Result<_, rusqlite::Error>>()?;
    assert_eq!(names(&arrived), audited);
    assert!(audited.is_disjoint(&names(&in_vain)), "each attempt has a name of its own");
    Ok(())
}
