//! `make soak ARGS=simulate`: mornings in the simulator, as many as asked for; or one of them, told line by line.
#![expect(clippy::disallowed_methods, reason = "a soak says how long it took")]

use std::io::{self, Write as _};
use std::process::ExitCode;
use std::time::Instant;

use pinpoint_tests::Outcome;
use pinpoint_tests::simulator::{Plan, Sabotage, after_an_outage, flapping_day, mornings, shrink, tell};

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
    writeln!(out, "8 h, 40 records, signal flapping every 3 minutes: {:?}", flapping_day()?)?;
    writeln!(out, "1,000 clients after an outage of 30 minutes: {:?}", after_an_outage(1000)?)?;
    Ok(ExitCode::SUCCESS)
}
