//! From the seal to the receipt on the phone's disk, while a sync runs and its connection is warm.

use std::sync::Arc;
use std::time::{Duration, Instant};

use pinpoint_domain::ids::PinpointId;
use pinpoint_engine::Copies;
use pinpoint_engine::outbox::{Delivery, DeliveryState, Item, Progress};
use pinpoint_tests::{DelayProxy, Outcome, Seat, World};
use tokio::sync::mpsc::{self, UnboundedReceiver};

use crate::figure::{Figure, percentile};
use crate::prepared;

const RECORDS: u32 = 40;
const ROUND_TRIP: Duration = Duration::from_millis(100);
/// Beyond the journey: two disks, two signatures and what decides.
const ALLOWED_MS: f64 = 20.0;
/// What came with the record before is through, and nothing else is under way.
const QUIET: Duration = Duration::from_millis(700);

/// Record after record, each when the one before and its photos have arrived.
pub(crate) async fn measure() -> Outcome<Vec<Figure>> {
    let mut world = World::begin().await?;
    let (seat, jobs) = prepared::phone(&world, "warm", RECORDS, Copies::Ready).await?;
    let (mut server, address) = prepared::serve_apart(&mut world).await?;
    let proxy = DelayProxy::start(address, ROUND_TRIP).await?;
    let seat = seat.reopen(proxy.address()).await?;
    let (tell, mut told) = mpsc::unbounded_channel();
    let progress = Arc::new(move |step| {
        if let Progress::Settled(delivery) = step {
            // Whoever listens has ended first.
            let _ = tell.send((Instant::now(), delivery));
        }
    });
    let sealing = async {
        let waited = one_by_one(&seat, &jobs, &mut told).await;
        seat.phone.cancel_sync();
        waited
    };
    let (synced, waited) = tokio::join!(seat.phone.sync(None, progress), sealing);
    server.kill()?;
    server.wait()?;
    synced?;
    // The first one warms the connection.
    let mut waited = waited?.split_off(1);
    let [half, most] = [0.5, 0.99].map(|share| percentile(&mut waited, share));
    let journey = ROUND_TRIP.as_secs_f64() * 1000.0;
    let note =
        format!("{} records, one at a time, at {journey} ms there and back: p50 {half:.1} ms", RECORDS - 1);
    Ok(vec![Figure::at_most("record acknowledged, warm, p99", most, "ms", journey + ALLOWED_MS, note)])
}

/// Milliseconds from each seal to its receipt.
async fn one_by_one(
    seat: &Seat,
    jobs: &[PinpointId],
    told: &mut UnboundedReceiver<(Instant, Delivery)>,
) -> Outcome<Vec<f64>> {
    let mut waited = Vec::with_capacity(jobs.len());
    for &job in jobs {
        seat.phone.seal(job, prepared::confirmed(seat, job).await?).await?;
        let sealed = Instant::now();
        while let Ok(Some((at, delivery))) = tokio::time::timeout(QUIET, told.recv()).await {
            if (delivery.item, &delivery.state) == (Item::Record(job), &DeliveryState::Done) {
                waited.push(at.duration_since(sealed).as_secs_f64() * 1000.0);
            }
        }
    }
    if waited.len() == jobs.len() {
        Ok(waited)
    } else {
        Err(format!("{} of {} records were acknowledged in time", waited.len(), jobs.len()).into())
    }
}
