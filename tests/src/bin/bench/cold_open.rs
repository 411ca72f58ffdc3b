//! How long it takes until the app stands, with a long queue on the disk.

use std::process::{Command, Stdio};
use std::time::Instant;

use pinpoint_engine::Copies;
use pinpoint_tests::{Outcome, Seat, TestClock, World};
use serde::{Deserialize, Serialize};

use crate::figure::{Figure, percentile};
use crate::{next, prepared};

const QUEUED: u32 = 10_000;
const RUNS: usize = 15;

#[derive(Serialize, Deserialize)]
struct Sample {
    open_ms: f64,
    resident_mb: f64,
}

/// Opens in a process of its own, several times; the middle of what it took.
pub(crate) async fn measure() -> Outcome<Vec<Figure>> {
    let mut world = World::begin().await?;
    let (seat, _) = prepared::phone(&world, "queue", QUEUED, Copies::Queued).await?;
    let data = seat.data.clone();
    drop(seat);
    world.stop_server().await?;
    let mut samples = Vec::new();
    for _ in 0..RUNS {
        let output = Command::new(std::env::current_exe()?)
            .arg("cold-open-once")
            .arg(&data)
            .stderr(Stdio::inherit())
            .output()?;
        samples.push(serde_json::from_slice::<Sample>(&output.stdout)?);
    }
    let mut open: Vec<f64> = samples.iter().map(|sample| sample.open_ms).collect();
    let mut resident: Vec<f64> = samples.iter().map(|sample| sample.resident_mb).collect();
    let note = format!("{QUEUED} queued, {RUNS} fresh processes, median");
    Ok(vec![
        Figure::at_most("cold open", percentile(&mut open, 0.5), "ms", 20.0, note.clone()),
        Figure::at_most("resident memory added by open", percentile(&mut resident, 0.5), "MB", 10.0, note),
        next::measure()?,
    ])
}

/// One opening, printed as JSON.
pub(crate) async fn once(data: &str) -> Outcome {
    let before = resident_kb()?;
    let begun = Instant::now();
    let seat =
        Seat::open(data.into(), String::new(), ([127, 0, 0, 1], 9).into(), TestClock::default()).await?;
    let open_ms = begun.elapsed().as_secs_f64() * 1000.0;
    let resident_mb = f64::from(resident_kb()?.saturating_sub(before)) / 1024.0;
    assert!(seat.phone.session().is_some(), "the account is there");
    serde_json::to_writer(std::io::stdout(), &Sample { open_ms, resident_mb })?;
    Ok(())
}

fn resident_kb() -> Outcome<u32> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let number = line.and_then(|line| line.split_whitespace().next()).ok_or("no VmRSS")?;
    Ok(number.parse()?)
}
