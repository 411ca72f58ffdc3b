//! What a day costs, and what a crowd does: figures from worlds that are planned by hand.

use std::collections::BTreeMap;

use super::plan::{Deed, Fault, Plan, What};
use super::world::{Count, Figures};
use super::{Sabotage, World, world_of};

/// What a day costs a phone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cost {
    /// Timers that rang.
    pub rang: u64,
    /// Times that the platform told of the network while something waited.
    pub told: u64,
    /// Bytes that the phone sent beyond those of the records: heads, questions, and records that were sent in vain.
    pub beyond_bytes: u64,
    /// Requests by what they ask, also those that nobody heard, with their bytes.
    pub requests: BTreeMap<&'static str, Count>,
}

/// Requests after an outage.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Crowd {
    /// Requests a second on average, from the end of the outage to the last record.
    pub mean: f64,
    /// The most in any second.
    pub peak: f64,
    /// The most in any half minute, a second.
    pub peak_half_minute: f64,
    /// How long it took.
    pub recovery_s: u64,
}

/// Eight hours with forty records, and a signal that comes and goes every three minutes, on a platform that tells of that
/// or does not.
pub fn flapping_day(platform_tells: bool) -> Result<Cost, String> {
    // Every twelve minutes, at any moment of the signal's coming and going.
    let deed = |number: u16| deed(number, u64::from(number) * 720 - 500 + u64::from(number) * 97 % 360, 0);
    let away =
        |number: u64| Fault { at_s: number * 360, for_s: Some(180), phone: None, what: What::NoSignal };
    let plan = Plan {
        seed: 1,
        phones: 1,
        deeds: (1..=40).map(deed).collect(),
        faults: (0..80).map(away).collect(),
        platforms_tell: Some(platform_tells),
        looked_at: false,
    };
    let world = played(&plan)?;
    let sent = world.figures.payload_bytes + world.figures.other_bytes;
    let records = 40 * super::request::RECORD_BYTES;
    let beyond_bytes = sent.saturating_sub(records);
    let Figures { rang, told, requests, .. } = world.figures;
    Ok(Cost { rang, told, beyond_bytes, requests })
}

/// So many clients, each with a record that was sealed while the server was not there for half an hour: `what` they met
/// instead.
pub fn after_an_outage(clients: u16, what: What) -> Result<Crowd, String> {
    const OUTAGE_S: u64 = 1800;
    let outage = Fault { at_s: 0, for_s: Some(OUTAGE_S), phone: None, what };
    let deed =
        |number: u16| deed(number, u64::from(number) * 600 / u64::from(clients), usize::from(number) - 1);
    let plan = Plan {
        seed: 1,
        phones: usize::from(clients),
        deeds: (1..=clients).map(deed).collect(),
        faults: vec![outage],
        platforms_tell: Some(false),
        looked_at: false,
    };
    let world = played(&plan)?;
    let after: Vec<u64> =
        world.figures.arrivals.iter().filter_map(|ms| (ms / 1000).checked_sub(OUTAGE_S)).collect();
    let recovery_s = after.iter().max().map_or(1, |last| last + 1);
    let most = |window: u64| {
        let mut counts = BTreeMap::new();
        for second in &after {
            *counts.entry(second / window).or_insert(0_u32) += 1;
        }
        f64::from(counts.into_values().max().unwrap_or(0))
    };
    let count = f64::from(u32::try_from(after.len()).unwrap_or(u32::MAX));
    Ok(Crowd {
        mean: count / f64::from(u32::try_from(recovery_s).unwrap_or(u32::MAX)),
        peak: most(1),
        peak_half_minute: most(30) / 30.0,
        recovery_s,
    })
}

fn deed(number: u16, at_s: u64, phone: usize) -> Deed {
    Deed {
        number,
        at_s,
        phone,
        station: u8::try_from(number % 250).unwrap_or(0),
        photos: Vec::new(),
        events: Vec::new(),
    }
}

fn played(plan: &Plan) -> Result<World<'_>, String> {
    let mut world = world_of(plan, Sabotage::None, false);
    match world.play() {
        None => Ok(world),
        Some(broken) => Err(broken),
    }
}
