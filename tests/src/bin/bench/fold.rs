//! How long a visit's journal takes to become its state: what an app does whenever it shows a job.

use std::hint::black_box;
use std::time::Instant;

use pinpoint_domain::work::{JournalEntry, Visit};
use pinpoint_engine::Copies;
use pinpoint_tests::{Outcome, Seat, World};
use rusqlite::Connection;

use crate::figure::{Figure, percentile};
use crate::prepared;

const EVENTS: usize = 500;
const RUNS: usize = 1_000;

/// Folds events of real jobs, as the phone's own journal has them.
pub(crate) async fn measure() -> Outcome<Vec<Figure>> {
    let world = World::begin().await?;
    let (seat, jobs) = prepared::phone(&world, "folds", 40, Copies::Ready).await?;
    let journal = journal(&seat)?;
    let mut runs = Vec::with_capacity(RUNS);
    for _ in 0..RUNS {
        let begun = Instant::now();
        black_box(Visit::replay(black_box(&journal)));
        runs.push(begun.elapsed().as_secs_f64() * 1e6);
    }
    let folded = Visit::replay(&journal).jobs().count();
    let note = format!("{EVENTS} events of {folded} jobs of {}, median of {RUNS}", jobs.len() + 1);
    Ok(vec![Figure::at_most("fold 500 events", percentile(&mut runs, 0.5), "us", 300.0, note)])
}

fn journal(seat: &Seat) -> Outcome<Vec<JournalEntry>> {
    let account = seat.phone.session().ok_or("signed in")?.account;
    let folder = seat.data.join(account.network.as_str()).join(account.installer.to_string());
    let database = Connection::open(folder.join("pinpoint.db"))?;
    let mut rows = database.prepare("SELECT entry FROM journal ORDER BY sequence LIMIT ?1")?;
    let entries = rows.query_map([i64::try_from(EVENTS)?], |row| row.get::<_, String>(0))?;
    let entries = entries.map(|entry| Ok(serde_json::from_str(&entry?)?)).collect::<Outcome<Vec<_>>>()?;
    if entries.len() == EVENTS { Ok(entries) } else { Err("too short a journal".into()) }
}
