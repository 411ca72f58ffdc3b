//! Mornings in the simulator: whatever comes between, all that can be delivered is, and nothing else is held.

use pinpoint_tests::simulator::{Plan, Sabotage, What, mornings, tell};

/// More of them: `make soak ARGS=simulate`; one of them, told: `PINPOINT_SEED=7 make soak ARGS=simulate`.
#[test]
fn whatever_a_morning_brings_all_that_can_be_delivered_is_within_half_an_hour() {
    if let Some((seed, failure)) = mornings(0..2000, Sabotage::None) {
        panic!("PINPOINT_SEED={seed}: {failure}");
    }
}

#[test]
fn a_seed_is_the_same_morning_to_the_byte() {
    for seed in 0..50 {
        let plan = Plan::of(seed);
        let story = tell(&plan, Sabotage::None);
        assert!(!story.is_empty());
        assert_eq!(story, tell(&Plan::of(seed), Sabotage::None), "seed {seed}");
    }
}

#[test]
fn a_server_that_gives_receipts_before_they_are_durable_is_caught_and_needs_no_more_than_one_end() {
    let (seed, failure) = mornings(0..2000, Sabotage::ReceiptsBeforeCommit).expect("nobody noticed");
    let faults: Vec<_> = failure.plan.faults.iter().map(|fault| fault.what).collect();
    assert_eq!(faults, [What::Down], "seed {seed}: {failure}");
    assert_eq!(failure.plan.deeds.len(), 1, "seed {seed}: {failure}");
    assert!(failure.law.contains("has a receipt, and the server does not have it"), "{failure}");
    let told = failure.to_string();
    assert!(told.contains("phone") && told.contains("sends record"), "{told}");
}
