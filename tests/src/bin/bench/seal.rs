//! From the tap on "seal" to COMMIT, beside a bare write and fsync of the same size on the same disk in the same run.

use std::fs::File;
use std::io::Write as _;
use std::time::Instant;

use pinpoint_engine::Copies;
use pinpoint_tests::{Outcome, World};

use crate::figure::{Figure, percentile};
use crate::prepared;

const SEALS: u32 = 1_000;

/// Seals one by one, and beside each the yardstick writes as many bytes as the record has. What follows on either, a log
/// that is emptied, say, meets both alike: now one goes first and now the other.
pub(crate) async fn measure() -> Outcome<Vec<Figure>> {
    let world = World::begin().await?;
    let (seat, jobs) = prepared::phone(&world, "seals", SEALS, Copies::Ready).await?;
    let mut yardstick = File::create(seat.data.join("yardstick"))?;
    let size = record_size(&seat, &jobs).await?;
    let record = vec![7; size];
    let mut write = || -> Outcome<f64> {
        let begun = Instant::now();
        yardstick.write_all(&record)?;
        yardstick.sync_all()?;
        Ok(begun.elapsed().as_secs_f64() * 1000.0)
    };
    let (mut seals, mut bare) = (Vec::new(), Vec::new());
    for (number, job) in jobs.into_iter().enumerate() {
        // What the screen has shown before the tap is not part of it.
        let confirmation = prepared::confirmed(&seat, job).await?;
        // Of three, because the phone's own rhythm is a power of two.
        let goes_first = number % 3 != 0;
        if goes_first {
            bare.push(write()?);
        }
        let begun = Instant::now();
        seat.phone.seal(job, confirmation).await?;
        seals.push(begun.elapsed().as_secs_f64() * 1000.0);
        if !goes_first {
            bare.push(write()?);
        }
    }
    let [seal_50, seal_99] = [0.5, 0.99].map(|share| percentile(&mut seals, share));
    let [bare_50, bare_99] = [0.5, 0.99].map(|share| percentile(&mut bare, share));
    let note = format!(
        "{SEALS} seals of {size} bytes: p50 {seal_50:.2} ms, p99 {seal_99:.2} ms; bare p50 {bare_50:.2} ms, p99 {bare_99:.2} ms"
    );
    Ok(vec![Figure::at_most("seal to COMMIT p99 / bare p99", seal_99 / bare_99, "x", 3.0, note)])
}

/// The length of one envelope, from a seal that is not measured.
async fn record_size(
    seat: &pinpoint_tests::Seat,
    jobs: &[pinpoint_domain::ids::PinpointId],
) -> Outcome<usize> {
    let first = *jobs.first().ok_or("no jobs")?;
    let extra = seat.phone.copy_job(first, 1, Copies::Queued).await?;
    let outbox = seat.phone.outbox().await?;
    let queued = outbox.pinpoints.iter().find(|pinpoint| extra.contains(&pinpoint.id));
    let bytes = queued.and_then(|pinpoint| pinpoint.deliveries.first()).map(|delivery| delivery.bytes_total);
    Ok(usize::try_from(bytes.ok_or("nothing queued")?)?)
}
