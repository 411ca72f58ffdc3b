//! A tap whose answer was lost is tapped again: what is so already is no news and no refusal.

use pinpoint_domain::ids::{CircuitId, PinpointId};
use pinpoint_domain::wire::SealedRecord;
use pinpoint_domain::work::{Answer, Command, Refusal, SealConfirmation, Visit, confirm_sealed};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::support::answers::fitting;
use crate::support::{
    MAC, Phone, SERIAL, again, fix, item, job, photo, ready_to_seal, refused_answer, scanned, sealed,
    with_screen,
};

/// Gives an answer twice; the second time nothing may happen.
fn twice(phone: &mut Phone, job: PinpointId, id: &str, answer: &Answer) {
    assert_ne!(phone.answer(job, id, answer.clone()).unwrap(), [], "{id} is news once");
    assert_eq!(phone.answer(job, id, answer.clone()).unwrap(), [], "{id} is no news again");
}

#[test]
fn a_day_in_which_every_answer_is_lost_once_leaves_the_journal_of_a_plain_day() {
    let (mut phone, job) = Phone::with_a_job();
    twice(&mut phone, job, "photo-before", &photo(1));
    for line in ["model", "condition", "software-version"] {
        twice(&mut phone, job, "condition", &Answer::Item { item: item(line), millivolts: None });
    }
    twice(&mut phone, job, "network-checklist", &Answer::Confirmed);
    for line in ["disconnected", "locked", "tagged", "measured", "stays-off"] {
        let millivolts = (line == "measured").then_some(0);
        twice(&mut phone, job, "lockout", &Answer::Item { item: item(line), millivolts });
    }
    twice(&mut phone, job, "open-cabinet", &Answer::Confirmed);
    twice(&mut phone, job, "replace-sim", &Answer::Confirmed);
    twice(&mut phone, job, "label", &Answer::Confirmed);
    twice(&mut phone, job, "location", &Answer::Location(fix()));
    twice(&mut phone, job, "station", &with_screen());
    twice(&mut phone, job, "serial", &scanned(SERIAL));
    twice(&mut phone, job, "serial", &again("0421"));
    twice(&mut phone, job, "close-cabinet", &Answer::Confirmed);
    twice(&mut phone, job, "re-energise", &Answer::Confirmed);
    twice(&mut phone, job, "mac-on-screen", &Answer::Mac { text: MAC.into() });
}

#[test]
fn what_was_taken_back_is_taken_back_once() {
    let mut phone = ready_to_seal();
    let job = job(1);
    for (id, line) in [("condition", Some("model")), ("location", None), ("lockout", Some("measured"))] {
        assert_ne!(phone.undo(job, id, line).unwrap(), [], "{id}");
        assert_eq!(phone.undo(job, id, line).unwrap(), [], "{id}");
    }
}

#[test]
fn another_reading_of_the_meter_is_news() {
    let (mut phone, job) = Phone::with_a_job();
    phone.look_around(job);
    phone.make_safe(job);
    assert_eq!(phone.measure(job, 0).unwrap(), []);
    assert_ne!(phone.measure(job, 300).unwrap(), []);
    assert!(matches!(phone.measure(job, 230_000), Ok(events) if !events.is_empty()), "voltage takes it back");
}

#[test]
fn a_door_that_is_open_and_not_safe_is_not_so_already() {
    let (mut phone, job) = Phone::with_a_job();
    phone.open(job);
    phone.undo(job, "lockout", Some("measured")).unwrap();
    let refusal = refused_answer(&mut phone, "open-cabinet", Answer::Confirmed);
    assert!(matches!(refusal, Refusal::Stop { .. }), "{refusal:?}");
    phone.confirm(job, "close-cabinet").unwrap();
    phone.measure(job, 0).unwrap();
    phone.tick(job, "lockout", "stays-off").unwrap();
    assert_ne!(phone.confirm(job, "open-cabinet").unwrap(), [], "a second opening is another opening");
}

#[test]
fn power_that_is_back_comes_back_again_only_after_another_lockout() {
    let (mut phone, job) = Phone::with_a_job();
    phone.open(job);
    phone.confirm(job, "close-cabinet").unwrap();
    phone.confirm(job, "re-energise").unwrap();
    assert_eq!(phone.confirm(job, "re-energise").unwrap(), []);
    phone.tick(job, "lockout", "disconnected").unwrap();
    assert_ne!(phone.confirm(job, "re-energise").unwrap(), [], "the breaker was off once more");
    assert!(phone.visit.circuit(&CircuitId::parse("F12").unwrap()).unwrap().lockouts().is_empty());
}

#[test]
fn after_the_seal_the_network_hears_a_check_once() {
    let (mut phone, _) = sealed();
    phone.confirm(job(1), "close-cabinet").unwrap();
    phone.confirm(job(1), "re-energise").unwrap();
    let heard = |phone: &mut Phone| {
        let events = phone.answer(job(1), "mac-on-screen", Answer::Mac { text: MAC.into() }).unwrap();
        events.iter().filter(|event| event.after_seal().is_some()).count()
    };
    assert_eq!((heard(&mut phone), heard(&mut phone)), (1, 0));
}

#[test]
fn a_seal_whose_answer_was_lost_is_confirmed_by_what_it_sealed_and_by_nothing_else() {
    let (_, made) = sealed();
    let record: SealedRecord = serde_json::from_slice(made.bytes.as_slice()).unwrap();
    let confirmed = |serial: &str, mac: &str| {
        confirm_sealed(&SealConfirmation { serial: serial.into(), mac: mac.into() }, &record)
    };
    let differs = |confirmed: &str, actual: &str| {
        Err(Refusal::SealShownDiffers { confirmed: confirmed.into(), actual: actual.into() })
    };
    assert_eq!(confirmed(SERIAL, MAC), Ok(()));
    assert_eq!(confirmed(SERIAL, "0024b10000029f81"), Ok(()), "a label has one MAC, however it is written");
    assert_eq!(confirmed("NL50-2024-T-0422", MAC), differs("NL50-2024-T-0422", SERIAL));
    assert_eq!(confirmed(SERIAL, "0024:B100:0002:9F82"), differs("0024:B100:0002:9F82", MAC));
}

proptest! {
    /// Whatever was just done, saying it again changes nothing.
    #[test]
    fn the_last_command_again_is_no_news(
        taps in prop::collection::vec((any::<Index>(), any::<Index>(), select(vec![false, false, false, true])), 1..60),
    ) {
        let (mut phone, job) = Phone::with_a_job();
        for (which, line, take_back) in taps {
            let playbook = phone.playbook(job).clone();
            let tapped = which.get(&playbook.steps);
            let answers = fitting(tapped, MAC);
            let step = tapped.id.clone();
            let command = if take_back || answers.is_empty() {
                Command::Undo { job, step, item: None }
            } else {
                Command::Do { job, step, answer: line.get(&answers).clone() }
            };
            if phone.give(&command).is_ok() {
                let visit: Visit = phone.visit.clone();
                prop_assert_eq!(phone.give(&command), Ok(Vec::new()), "{:?}", command);
                prop_assert_eq!(&phone.visit, &visit);
            }
        }
    }
}
