//! Draining a long queue to a server in a process of its own, fsync on at both ends, near and far.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use jiff::SignedDuration;
use pinpoint_engine::Copies;
use pinpoint_engine::outbox::{Progress, SyncReport};
use pinpoint_server::{Clock as _, SystemClock};
use pinpoint_tests::{DelayProxy, Outcome, Seat, World};

use crate::figure::Figure;
use crate::prepared;

const RECORDS: u32 = 1_000;

/// One queue at no distance, one at 100 ms there and back.
pub(crate) async fn measure() -> Outcome<Vec<Figure>> {
    let near = records(Duration::ZERO).await?;
    let far = records(Duration::from_millis(100)).await?;
    let rate = |drained: &Drained| f64::from(RECORDS) / drained.seconds;
    let note = |drained: &Drained| {
        format!(
            "{RECORDS} records of {} bytes in {:.2} s; PouchDB",
            drained.report.bytes / u64::from(RECORDS),
            drained.seconds
        )
    };
    Ok(vec![
        Figure::at_least("drain at 0 ms", rate(&near), "1/s", 2500.0, format!("{} 1,230/s", note(&near))),
        Figure::at_least("drain at 100 ms", rate(&far), "1/s", 1000.0, format!("{} 207/s", note(&far))),
    ])
}

/// A queue that was drained.
pub(crate) struct Drained {
    /// Until the last receipt is written down; what follows asks only for news.
    pub(crate) seconds: f64,
    pub(crate) report: SyncReport,
}

async fn records(round_trip: Duration) -> Outcome<Drained> {
    let mut world = World::begin().await?;
    let (seat, _) = prepared::phone(&world, "drain", RECORDS, Copies::Queued).await?;
    let (mut server, address) = prepared::serve_apart(&mut world).await?;
    let proxy = DelayProxy::start(address, round_trip).await?;
    let way = if round_trip.is_zero() { address } else { proxy.address() };
    let drained = drain(&seat.reopen(way).await?, RECORDS).await;
    server.kill()?;
    server.wait()?;
    drained
}

/// Delivers all that a phone has queued.
pub(crate) async fn drain(seat: &Seat, queued: u32) -> Outcome<Drained> {
    let deadline = SystemClock.now().checked_add(SignedDuration::from_secs(120))?;
    let begun = Instant::now();
    let last = Arc::new(Mutex::new(begun));
    let seen = Arc::clone(&last);
    let progress = Arc::new(move |step| {
        if matches!(step, Progress::Settled(_))
            && let Ok(mut seen) = seen.lock()
        {
            *seen = Instant::now();
        }
    });
    let report = seat.phone.sync(Some(deadline), progress).await?;
    let ended = last.lock().map_or(begun, |last| *last);
    if report.delivered != queued {
        return Err(format!("{queued} queued, but {report:?}").into());
    }
    Ok(Drained { seconds: ended.duration_since(begun).as_secs_f64(), report })
}
