//! Taking back: any answer, in any order. What rested on it reopens, what comes back the same closes it again, and the
//! journal forgets nothing.

use pinpoint_domain::Coded as _;
use pinpoint_domain::ids::PinpointId;
use pinpoint_domain::work::{Answer, Command, Event, JobView, Refusal, StepStatus, Visit};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::support::{
    MAC, Phone, SERIAL, again, at, fix, job, photo, ready_to_seal, refused, relabelled, scanned, status,
    step, typed, with_screen, without_screen,
};

/// The steps that are answered and do not count.
fn reopened(view: &JobView) -> Vec<&str> {
    view.steps.iter().filter(|step| step.reopened).map(|step| step.id.as_str()).collect()
}

/// Those that are done, but for what hands did.
fn done(view: &JobView) -> Vec<&str> {
    let by_hand = ["lockout", "open-cabinet", "replace-sim", "close-cabinet", "re-energise"];
    let done = view.steps.iter().filter(|step| step.status == StepStatus::Done);
    done.map(|step| step.id.as_str()).filter(|id| !by_hand.contains(id)).collect()
}

fn missing_before_the_seal(phone: &Phone, job: PinpointId) -> String {
    match phone.shown(job) {
        Ok(_) => String::new(),
        Err(refusal) => refusal.fields()["missing"].clone(),
    }
}

#[test]
fn what_rests_on_a_step_reopens_with_it_and_closes_again_when_it_comes_back() {
    let mut phone = ready_to_seal();
    let job = job(1);
    phone.undo(job, "location", None).unwrap();
    let view = phone.view(job);
    assert_eq!(reopened(&view), ["pin"]);
    assert_eq!(status(&view, "pin"), StepStatus::Locked);
    assert_eq!(view.step("pin").unwrap().missing, [step("location")]);
    assert!(view.step("pin").unwrap().answer.is_some(), "what was said stays to be seen");
    assert_eq!(missing_before_the_seal(&phone, job), "location pin");

    phone.answer(job, "location", Answer::Location(fix())).unwrap();
    assert_eq!(reopened(&phone.view(job)), [""; 0]);
    assert_eq!(missing_before_the_seal(&phone, job), "", "nothing is entered twice");
}

#[test]
fn a_serial_read_beside_another_makers_plate_is_read_again() {
    let mut phone = ready_to_seal();
    let job = job(1);
    phone.answer(job, "station", without_screen()).unwrap();
    let view = phone.view(job);
    assert_eq!(reopened(&view), ["serial"]);
    assert_eq!(status(&view, "serial"), StepStatus::Open);
    assert_eq!(missing_before_the_seal(&phone, job), "serial");
    let again_only = Command::Do { job, step: step("serial"), answer: again("0421") };
    assert_eq!(refused(&mut phone, &again_only), Refusal::SerialFirstMissing, "both entries count anew");

    phone.answer(job, "station", with_screen()).unwrap();
    assert_eq!(missing_before_the_seal(&phone, job), "", "a slip of the finger costs one tap");

    phone.answer(job, "station", without_screen()).unwrap();
    phone.answer(job, "serial", typed("172841008201")).unwrap();
    phone.answer(job, "serial", again("172841008201")).unwrap();
    assert_eq!(missing_before_the_seal(&phone, job), "");
}

#[test]
fn a_first_entry_beside_one_plate_and_a_second_beside_another_do_not_make_a_serial() {
    let (mut phone, job) = Phone::with_a_job();
    phone.answer(job, "station", with_screen()).unwrap();
    phone.answer(job, "serial", scanned(SERIAL)).unwrap();
    phone.answer(job, "station", without_screen()).unwrap();
    let second = Command::Do { job, step: step("serial"), answer: again("0421") };
    assert_eq!(refused(&mut phone, &second), Refusal::SerialFirstMissing);
}

#[test]
fn a_mac_seen_on_the_screen_does_not_survive_another_label_whatever_was_taken_back_between() {
    let mut phone = ready_to_seal();
    let job = job(1);
    phone.confirm(job, "close-cabinet").unwrap();
    phone.confirm(job, "re-energise").unwrap();
    phone.answer(job, "mac-on-screen", Answer::Mac { text: MAC.into() }).unwrap();
    phone.undo(job, "station", None).unwrap();
    phone.give(&relabelled(job, "0024:B100:0002:9F82")).unwrap();
    phone.answer(job, "station", with_screen()).unwrap();
    let view = phone.view(job);
    assert_eq!(status(&view, "mac-on-screen"), StepStatus::Open);
    assert_eq!(view.step("mac-on-screen").unwrap().answer, None);
}

#[test]
fn a_label_that_is_read_again_reopens_nothing_and_another_one_only_what_was_compared() {
    let mut phone = ready_to_seal();
    let job = job(1);
    phone.give(&relabelled(job, MAC)).unwrap();
    assert_eq!(status(&phone.view(job), "label"), StepStatus::Done);
    assert_eq!(reopened(&phone.view(job)), [""; 0]);

    phone.undo(job, "label", None).unwrap();
    // Taken back already: there is nothing more to take back.
    let said = phone.give(&relabelled(job, "0024:B100:0002:9F82")).unwrap();
    assert_eq!(said.len(), 1, "{said:?}");
}

#[test]
fn what_hands_did_has_happened_and_closing_never_waits_for_paper() {
    let (mut phone, job) = Phone::with_a_job();
    phone.open(job);
    phone.undo(job, "condition", None).unwrap();
    phone.undo(job, "photo-before", None).unwrap();
    let view = phone.view(job);
    assert!(view.cabinet_open);
    assert_eq!(status(&view, "open-cabinet"), StepStatus::Done);
    assert_eq!(status(&view, "lockout"), StepStatus::Done);
    assert_eq!(reopened(&view), ["network-checklist"]);
    phone.confirm(job, "close-cabinet").unwrap();
    let refusal = phone.confirm(job, "open-cabinet").unwrap_err();
    assert_eq!(refusal.fields()["missing"], "condition network-checklist", "but it does not open again");
}

#[test]
fn after_the_seal_what_stands_beside_the_record_reopens_and_the_record_does_not() {
    let mut phone = ready_to_seal();
    let job = job(1);
    phone.confirm(job, "type-plate").unwrap();
    phone.tick_all(job, "activation-sticker");
    phone.seal(job).unwrap();
    phone.undo(job, "type-plate", None).unwrap();
    let view = phone.view(job);
    assert_eq!(reopened(&view), ["activation-sticker"]);
    for id in ["station", "serial", "address", "pin", "photo-station", "seal"] {
        assert_eq!(status(&view, id), StepStatus::Done, "{id}");
    }
}

#[test]
fn the_journal_keeps_what_was_taken_back() {
    let mut phone = ready_to_seal();
    let job = job(1);
    let before = phone.journal.len();
    phone.undo(job, "serial", None).unwrap();
    phone.undo(job, "pin", None).unwrap();
    assert_eq!(phone.journal.len(), before + 2);
    let said = phone.journal.iter().filter(|entry| {
        let json = serde_json::to_string(entry).unwrap();
        json.contains("step-done") && (json.contains(SERIAL) || json.contains("\"pin\""))
    });
    assert_eq!(said.count(), 2, "the entries that were taken back are still there");
    assert_eq!(Visit::replay(&phone.journal), phone.visit);
}

/// Answers that any day may bring, in an order that the playbook allows.
fn answers() -> Vec<(&'static str, Answer)> {
    vec![
        ("photo-before", photo(1)),
        ("network-checklist", Answer::Confirmed),
        ("type-plate", Answer::Confirmed),
        ("label", Answer::Confirmed),
        ("location", Answer::Location(fix())),
        ("station", with_screen()),
        ("station", without_screen()),
        ("serial", scanned(SERIAL)),
        ("serial", again("0421")),
        ("pin", Answer::Pin(at("45.5,-73.5"))),
        ("photo-station", photo(2)),
    ]
}

proptest! {
    /// Taking back all of it, in any order, leaves a job in which nothing was ever answered.
    #[test]
    fn all_taken_back_in_any_order_is_as_if_it_was_never_answered(
        given in prop::collection::vec(select(answers()), 1..25),
        order in prop::collection::vec(any::<Index>(), 25),
    ) {
        let (mut phone, job) = Phone::with_a_job();
        let fresh = (phone.visit.clone(), phone.view(job));
        let mut answered: Vec<&str> = Vec::new();
        for (id, answer) in given {
            if phone.answer(job, id, answer).is_ok_and(|events| !events.is_empty()) && !answered.contains(&id) {
                answered.push(id);
            }
        }
        for at in order {
            if answered.is_empty() { break; }
            let id = answered.remove(at.index(answered.len()));
            let events = phone.undo(job, id, None).unwrap();
            let took_back = matches!(&events[..], [Event::Undone { item: None, .. }]);
            prop_assert!(took_back, "{:?}", events);
            prop_assert!(!done(&phone.view(job)).contains(&id));
        }
        prop_assert_eq!(phone.view(job), fresh.1);
        prop_assert_eq!(phone.visit, fresh.0);
    }

    /// One answer, taken back and given again: the screen is as it was.
    #[test]
    fn what_is_taken_back_and_said_again_is_as_before(
        given in prop::collection::vec(select(answers()), 1..25),
        which in any::<Index>(),
    ) {
        let (mut phone, job) = Phone::with_a_job();
        let mut said: Vec<(&str, Answer)> = Vec::new();
        for (id, answer) in given {
            if phone.answer(job, id, answer.clone()).is_ok_and(|events| !events.is_empty()) {
                said.retain(|(known, _)| *known != id || *known == "serial");
                said.push((id, answer));
            }
        }
        prop_assume!(!said.is_empty());
        let (id, answer) = said[which.index(said.len())].clone();
        prop_assume!(id != "serial");
        let before = phone.view(job);
        phone.undo(job, id, None).unwrap();
        phone.answer(job, id, answer).unwrap();
        prop_assert_eq!(phone.view(job), before);
    }

    /// A step that is done rests only on steps that are done; what hands did has happened.
    #[test]
    fn what_is_done_rests_on_what_is_done(
        given in prop::collection::vec((select(answers()), any::<bool>()), 1..40),
    ) {
        let (mut phone, job) = Phone::with_a_job();
        for ((id, answer), take_back) in given {
            // Refusals are everyday here; only what follows is looked at.
            let _ = if take_back { phone.undo(job, id, None) } else { phone.answer(job, id, answer) };
            let view = phone.view(job);
            let playbook = phone.playbooks.iter().find(|book| format!("{}/{}", book.id, book.version) == view.playbook);
            for step in &playbook.unwrap().steps {
                if done(&view).contains(&step.id.as_str()) {
                    for needs in &step.needs {
                        prop_assert_eq!(status(&view, needs.as_str()), StepStatus::Done, "{} rests on {}", step.id, needs);
                    }
                }
            }
        }
    }
}
