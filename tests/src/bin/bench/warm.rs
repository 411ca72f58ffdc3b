//! From the seal to the receipt on the phone's disk, over a connection that is warm: the app begins a sync as soon as
//! something was sealed.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use jiff::SignedDuration;
use pinpoint_domain::ids::PinpointId;
use pinpoint_engine::Copies;
use pinpoint_engine::outbox::{DeliveryState, Item, Progress};
use pinpoint_server::{Clock as _, SystemClock};
use pinpoint_tests::{DelayProxy, Outcome, Seat, World};

use crate::figure::{Figure, percentile};
use crate::prepared;

const RECORDS: u32 = 40;
const ROUND_TRIP: Duration = Duration::from_millis(100);
/// Beyond the journey: two disks, two signatures and what decides.
const ALLOWED_MS: f64 = 20.0;

/// Record after record, each when the one before and its photos have arrived.
pub(crate) async fn measure() -> Outcome<Vec<Figure>> {
    let mut world = World::begin().await?;
    let (seat, jobs) = prepared::phone(&world, "warm", RECORDS, Copies::Ready).await?;
    let (mut server, address) = prepared::serve_apart(&mut world).await?;
    let proxy = DelayProxy::start(address, ROUND_TRIP).await?;
    let seat = seat.reopen(proxy.address()).await?;
    let mut waited = Vec::with_capacity(jobs.len());
    for job in jobs {
        waited.push(acknowledged(&seat, job).await?);
    }
    server.kill()?;
    server.wait()?;
    // The first one warms the connection.
    let mut waited = waited.split_off(1);
    let [half, most] = [0.5, 0.99].map(|share| percentile(&mut waited, share));
    let journey = ROUND_TRIP.as_secs_f64() * 1000.0;
    let note =
        format!("{} records, one at a time, at {journey} ms there and back: p50 {half:.1} ms", RECORDS - 1);
    Ok(vec![Figure::at_most("record acknowledged, warm, p99", most, "ms", journey + ALLOWED_MS, note)])
}

/// Milliseconds from the seal to the receipt.
async fn acknowledged(seat: &Seat, job: PinpointId) -> Outcome<f64> {
    seat.phone.seal(job, prepared::confirmed(seat, job).await?).await?;
    let sealed = Instant::now();
    let told = Arc::new(Mutex::new(None));
    let tell = Arc::clone(&told);
    let progress = Arc::new(move |step| {
        if let Progress::Settled(delivery) = step
            && (delivery.item, delivery.state) == (Item::Record(job), DeliveryState::Done)
            && let Ok(mut told) = tell.lock()
        {
            *told = Some(Instant::now());
        }
    });
    let deadline = SystemClock.now().checked_add(SignedDuration::from_secs(30))?;
    let report = seat.phone.sync(Some(deadline), progress).await?;
    let told =
        told.lock().ok().and_then(|told| *told).ok_or_else(|| format!("not acknowledged: {report:?}"))?;
    Ok(told.duration_since(sealed).as_secs_f64() * 1000.0)
}
