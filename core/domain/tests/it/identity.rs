//! "Is this a new station?" (A21): what the network knows, what each answer leads to, and what the record says of it.

use std::collections::BTreeSet;

use pinpoint_domain::Timestamp;
use pinpoint_domain::code::Coded as _;
use pinpoint_domain::ids::PinpointId;
use pinpoint_domain::wire::{Known, SealedRecord, StationIs};
use pinpoint_domain::work::identity::{Claim, IdentityQuestion, consequences};
use pinpoint_domain::work::{Answer, Refusal, StepStatus, identity_facts};
use proptest::prelude::*;
use proptest::sample::select;

use crate::support::{
    MAC, Phone, SERIAL, again, job, ready_to_seal, refused_answer, relabelled, scanned, status,
};

fn last_year() -> Timestamp {
    "2025-03-02T07:30:00Z".parse().unwrap()
}

fn said(claim: Claim, old_serial: Option<&str>, known: Option<Known>) -> Answer {
    Answer::Identity { claim, old_serial: old_serial.map(str::to_owned), known }
}

fn first(known: Option<Known>) -> (Claim, Vec<String>) {
    let choice = IdentityQuestion::of(known).choices.into_iter().next().unwrap();
    (choice.claim, choice.consequences.into_iter().map(|notice| notice.code).collect())
}

fn taken_back(phone: &Phone, job: PinpointId) -> Vec<&'static str> {
    let view = phone.view(job);
    ["label", "serial", "pin"].into_iter().filter(|id| status(&view, id) != StepStatus::Done).collect()
}

#[test]
fn a_station_of_which_nobody_knows_anything_is_new_and_nobody_is_asked() {
    let question = IdentityQuestion::of(Some(Known::default()));
    assert!(!question.asked);
    assert_eq!(first(Some(Known::default())), (Claim::New, vec!["identity-first-record".into()]));
}

#[test]
fn a_serial_that_is_active_is_re_networked_most_likely_and_the_old_label_retires() {
    let known = Known { serial_active_since: Some(last_year()), takes_over: true, ..Known::default() };
    let question = IdentityQuestion::of(Some(known));
    assert!(question.asked);
    let likeliest = &question.choices[0];
    assert_eq!(likeliest.claim, Claim::Renetworked);
    let codes: Vec<_> = likeliest.consequences.iter().map(|notice| notice.code.as_str()).collect();
    assert_eq!(codes, ["identity-takes-over", "identity-label-retires"]);
    assert_eq!(likeliest.consequences[0].fields["since"], "2025-03-02");
    let another_company = Known { takes_over: false, ..known };
    assert_eq!(first(Some(another_company)), (Claim::Renetworked, vec!["identity-review".into()]));
}

#[test]
fn a_label_that_is_active_under_another_serial_is_a_mistake_most_likely() {
    let known = Known { mac_active_since: Some(last_year()), ..Known::default() };
    assert_eq!(first(Some(known)), (Claim::Mistake, vec!["identity-read-label".into()]));
}

#[test]
fn a_place_that_is_taken_means_a_replacement_most_likely() {
    let known = Known { place_taken_since: Some(last_year()), ..Known::default() };
    let expected = vec!["identity-first-record".to_owned(), "identity-old-ends".to_owned()];
    assert_eq!(first(Some(known)), (Claim::Replacement, expected));
}

#[test]
fn underground_the_installer_is_asked_and_the_network_compares_later() {
    let question = IdentityQuestion::of(None);
    assert!(question.asked && question.known.is_none());
    assert_eq!(first(None), (Claim::New, vec!["identity-compared-later".into()]));
}

#[test]
fn the_question_waits_for_label_serial_and_pin() {
    let (phone, job) = Phone::with_a_job();
    let refusal = identity_facts(&phone.visit, job, &phone.context()).unwrap_err();
    assert_eq!((refusal.code(), &*refusal.fields()["missing"]), ("step-locked", "label serial pin"));
    let phone = ready_to_seal();
    let facts = identity_facts(&phone.visit, job, &phone.context()).unwrap();
    assert_eq!((facts.mac.printed(), facts.serial.printed()), (MAC, SERIAL));
}

#[test]
fn the_record_says_what_the_installer_said_and_nothing_where_nobody_was_asked() {
    let mut silent = ready_to_seal();
    let made = silent.seal(job(1)).unwrap();
    let text = String::from_utf8(made.bytes.as_slice().to_vec()).unwrap();
    assert!(!text.contains("identity_claim"), "a record of before this was asked looks the same");

    let mut phone = ready_to_seal();
    phone.answer(job(1), "new-station", said(Claim::Replacement, Some("nl50-2019-t-0007"), None)).unwrap();
    let made = phone.seal(job(1)).unwrap();
    let record: SealedRecord = serde_json::from_slice(made.bytes.as_slice()).unwrap();
    let Some(StationIs::Replacement { old_serial }) = record.identity_claim else { panic!("a replacement") };
    assert_eq!(old_serial.printed(), "nl50-2019-t-0007");
}

#[test]
fn a_replacement_names_the_other_station() {
    let mut phone = ready_to_seal();
    let nameless = said(Claim::Replacement, None, None);
    assert_eq!(refused_answer(&mut phone, "new-station", nameless), Refusal::OldSerialMissing);
    let itself = said(Claim::Replacement, Some("NL50 2024 T 0421"), None);
    assert_eq!(refused_answer(&mut phone, "new-station", itself).code(), "old-serial-same");
    let unreadable = said(Claim::Replacement, Some("NL"), None);
    assert_eq!(refused_answer(&mut phone, "new-station", unreadable).code(), "serial-length");
}

#[test]
fn a_mistake_takes_back_what_contradicts_the_network_and_nothing_else() {
    let mut phone = ready_to_seal();
    phone.answer(job(1), "new-station", said(Claim::New, None, None)).unwrap();
    let known = Known { serial_active_since: Some(last_year()), ..Known::default() };
    phone.answer(job(1), "new-station", said(Claim::Mistake, None, Some(known))).unwrap();
    assert_eq!(taken_back(&phone, job(1)), ["serial"]);
    assert_ne!(status(&phone.view(job(1)), "new-station"), StepStatus::Done);

    let mut phone = ready_to_seal();
    phone.answer(job(1), "new-station", said(Claim::Mistake, None, None)).unwrap();
    assert_eq!(taken_back(&phone, job(1)), ["label", "serial", "pin"], "nobody knows which, so all of it");
}

#[test]
fn an_answer_about_another_label_or_another_serial_does_not_count() {
    let mut phone = ready_to_seal();
    let job = job(1);
    phone.answer(job, "new-station", said(Claim::Renetworked, None, None)).unwrap();
    phone.answer(job, "serial", scanned("NL50-2024-T-0422")).unwrap();
    phone.answer(job, "serial", again("0422")).unwrap();
    assert!(phone.view(job).step("new-station").unwrap().reopened);
    // The same words about another station are another answer.
    let said_again = phone.answer(job, "new-station", said(Claim::Renetworked, None, None)).unwrap();
    assert_eq!((said_again.len(), status(&phone.view(job), "new-station")), (1, StepStatus::Done));
    phone.answer(job, "serial", scanned(SERIAL)).unwrap();
    phone.answer(job, "serial", again("0421")).unwrap();
    assert_eq!(status(&phone.view(job), "new-station"), StepStatus::Open);
    phone.answer(job, "new-station", said(Claim::Renetworked, None, None)).unwrap();
    phone.give(&relabelled(job, "0024:B100:0002:9F82")).unwrap();
    phone.confirm(job, "label").unwrap();
    let view = phone.view(job);
    assert_eq!(
        (status(&view, "new-station"), &view.step("new-station").unwrap().answer),
        (StepStatus::Open, &None)
    );
    assert_eq!(view.step("new-station").unwrap().missing, Vec::<pinpoint_domain::ids::StepId>::new());
}

fn any_known() -> impl Strategy<Value = Option<Known>> {
    let since = || select(vec![None, Some(last_year())]);
    prop::option::of((since(), since(), any::<bool>(), since()).prop_map(
        |(mac, serial, takes_over, place)| Known {
            mac_active_since: mac,
            serial_active_since: serial,
            takes_over: takes_over && serial.is_some(),
            place_taken_since: place,
        },
    ))
}

proptest! {
    /// Every answer is offered once and explained before it happens.
    #[test]
    fn every_answer_says_what_follows(known in any_known()) {
        let question = IdentityQuestion::of(known);
        prop_assert_eq!(question.choices.len(), 4);
        for choice in &question.choices {
            prop_assert!(!choice.consequences.is_empty(), "{:?}", choice);
            let codes: BTreeSet<_> = choice.consequences.iter().map(|notice| &notice.code).collect();
            prop_assert_eq!(codes.len(), choice.consequences.len(), "said once");
        }
    }

    /// Nothing that the network knows is overridden by a tap: what contradicts it goes to a person.
    #[test]
    fn a_contradiction_never_takes_effect_by_itself(known in any_known()) {
        let Some(known) = known else { return Ok(()) };
        let codes = |claim| consequences(claim, Some(known)).iter().map(|each| each.code().to_owned()).collect::<Vec<_>>();
        if known != Known::default() {
            prop_assert_eq!(codes(Claim::New), ["identity-review"]);
        }
        if known.serial_active_since.is_some() && !known.takes_over {
            prop_assert_eq!(codes(Claim::Renetworked), ["identity-review"]);
        }
    }
}
