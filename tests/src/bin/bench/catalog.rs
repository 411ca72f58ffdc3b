//! From the bytes of a signed catalog of two thousand models to what an installer chooses from: read, verified, looked up.

use std::time::Instant;

use pinpoint_domain::catalog::{Catalog, StationModel};
use pinpoint_domain::demo;
use pinpoint_domain::wire::{Signed, to_json};
use pinpoint_tests::Outcome;

use crate::figure::{Figure, percentile};

const MODELS: usize = 2000;
const ROUNDS: u32 = 40;

/// Reads the same file again and again, as an app does that is opened.
pub(crate) fn measure() -> Outcome<Vec<Figure>> {
    let file = file()?;
    let root = demo::root();
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        let signed: Signed<Catalog> = serde_json::from_slice(&file)?;
        let catalog = root.believe(&signed)?;
        let last = catalog.model("Zaptec", &format!("Pro {}", MODELS - 1));
        rounds.push(begun.elapsed().as_secs_f64() * 1000.0);
        if last.is_none() {
            return Err("the last model is not found".into());
        }
    }
    let [half, most] = [0.5, 0.99].map(|share| percentile(&mut rounds, share));
    let note = format!("{} KB, {ROUNDS} times: p50 {half:.2} ms, p99 {most:.2} ms", file.len() >> 10);
    Ok(vec![Figure::at_most("load a catalog of 2,000 models", most, "ms", 30.0, note)])
}

/// The models of the repository's catalog, each many times under other names.
fn file() -> Outcome<Vec<u8>> {
    let known = demo::catalog()?;
    let named = |(number, model): (usize, &StationModel)| StationModel {
        model: format!("{} {number}", model.model),
        also: model.also.iter().map(|name| format!("{name} {number}")).collect(),
        ..model.clone()
    };
    // The last one is what is looked for, behind all others.
    let last = known.model("Zaptec", "Pro").ok_or("no Zaptec Pro")?;
    let models = known.models.iter().cycle().take(MODELS - 1).chain([last]).enumerate().map(named).collect();
    let catalog = Catalog { models, ..known };
    let signed: Signed<Catalog> =
        Signed::sign_ed25519(to_json(&catalog).into_bytes(), demo::ROOT_KEY_ID, &demo::root_key());
    Ok(to_json(&signed).into_bytes())
}
