//! `make soak ARGS=simulate`: mornings in the simulator, as many as asked for; or one of them, told line by line.
#![expect(clippy::disallowed_methods, reason = "a soak says how long it took")]

use std::io::{self, Write as _};
use std::process::ExitCode;
use std::time::Instant;

use pinpoint_tests::Outcome;
use pinpoint_tests::simulator::{
    Plan, Sabotage, What, after_an_outage, flapping_day, mornings, shrink, tell,
};

fn main() -> Outcome<ExitCode> {
    let mut out = io::stdout().lock();
    if let Ok(seed) = std::env::var("PINPOINT_SEED") {
        let plan = Plan::of(seed.parse()?);
        for line in tell(&plan, Sabotage::None) {
            writeln!(out, "{line}")?;
        }
        return match shrink(&plan, Sabotage::None) {
            None => Ok(ExitCode::SUCCESS),
            Some(failure) => {
                writeln!(out, "\nmade small: {failure}")?;
                Ok(ExitCode::FAILURE)
            }
        };
    }
    let seeds: u64 = std::env::var("SOAK_SEEDS").map_or(Ok(100_000), |count| count.parse())?;
    let first: u64 = std::env::var("SOAK_FIRST").map_or(Ok(0), |seed| seed.parse())?;
    let begun = Instant::now();
    if let Some((seed, failure)) = mornings(first..first + seeds, Sabotage::None) {
        writeln!(out, "PINPOINT_SEED={seed}: {failure}")?;
        return Ok(ExitCode::FAILURE);
    }
    writeln!(out, "{seeds} mornings from seed {first}, every law kept, in {} s", begun.elapsed().as_secs())?;
    for (platform, tells) in [("tells of it", true), ("says nothing", false)] {
        let cost = flapping_day(tells)?;
        writeln!(out, "8 h, 40 records, signal flapping every 3 minutes, the platform {platform}: {cost:?}")?;
    }
    let asks = What::Says { status: 503, code: "unavailable", retry_after_s: Some(60), did_it: false };
    for (server, what) in [("silent", What::Down), ("asking for a minute", asks)] {
        let crowd = after_an_outage(1000, what)?;
        writeln!(out, "1,000 clients after 30 minutes of a server that was {server}: {crowd:?}")?;
    }
    Ok(ExitCode::SUCCESS)
}
