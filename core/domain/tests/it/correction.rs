//! After the seal: an installer asks, the network decides, and the sealed bytes stay what they were.

use pinpoint_domain::Coded as _;
use pinpoint_domain::wire::{Amended, AmendedFact, Correction, Digest, EventBody, SealedField, SealedRecord};
use pinpoint_domain::work::{Command, Event, Refusal, tidy_correction};
use proptest::prelude::*;
use proptest::sample::select;

use crate::support::{MAC, SERIAL, job, ready_to_seal, refused, sealed};

fn correction(field: SealedField, value: &str) -> Correction {
    Correction { field, value: value.into(), reason: "Read again on the way out".into() }
}

fn request(field: SealedField, value: &str) -> Command {
    Command::RequestCorrection { job: job(1), correction: correction(field, value) }
}

#[test]
fn a_request_goes_to_the_network_and_leaves_the_sealed_bytes_alone() {
    let (mut phone, made) = sealed();
    let before = made.bytes.digest();
    let events = phone.give(&request(SealedField::Bay, " 118 ")).unwrap();
    let asked = correction(SealedField::Bay, "118");
    assert_eq!(
        events[0].after_seal(),
        Some((job(1), EventBody::CorrectionRequested { correction: asked.clone() }))
    );
    let view = phone.view(job(1));
    assert_eq!(view.corrections, [asked]);
    assert_eq!((view.sealed, Digest::of(made.bytes.as_slice())), (Some(before), before));
    assert_eq!(phone.give(&request(SealedField::Bay, "118")).unwrap(), [], "asked once is enough");
}

#[test]
fn even_the_serial_may_be_asked_about_and_never_changes_in_the_record() {
    let (mut phone, _) = sealed();
    let events = phone.give(&request(SealedField::Serial, "NL50-2024-T-0422")).unwrap();
    assert!(matches!(&events[..], [Event::CorrectionRequested { .. }]));
    assert_eq!(phone.visit.job(&job(1)).unwrap().serial().unwrap().printed(), SERIAL);
}

#[test]
fn before_the_seal_the_job_itself_is_changed() {
    let mut phone = ready_to_seal();
    assert_eq!(refused(&mut phone, &request(SealedField::Bay, "118")), Refusal::CorrectionBeforeSeal);
}

#[test]
fn a_request_that_changes_nothing_or_says_nothing_is_refused() {
    let (mut phone, _) = sealed();
    for (field, same) in [(SealedField::Mac, "0024b10000029f81"), (SealedField::Serial, SERIAL)] {
        let refusal = refused(&mut phone, &request(field, same));
        assert_eq!((refusal.code(), &*refusal.fields()["field"]), ("nothing-to-correct", field.name()));
    }
    for (field, value, code) in [
        (SealedField::Serial, "NL5", "serial-length"),
        (SealedField::Mac, MAC.strip_suffix('1').unwrap(), "mac-length"),
        (SealedField::Pin, "91,0", "coordinate-latitude"),
        (SealedField::Country, "CA", "country"),
        (SealedField::City, " ", "text-length"),
        (SealedField::Floor, "ground floor", "text-length"),
    ] {
        assert_eq!(refused(&mut phone, &request(field, value)).code(), code, "{field:?}");
    }
    let silent = Correction { reason: "\u{200B}".into(), ..correction(SealedField::Bay, "118") };
    let silent = Command::RequestCorrection { job: job(1), correction: silent };
    assert_eq!(refused(&mut phone, &silent), Refusal::Text { field: "reason", limit: 300 });
}

#[test]
fn what_the_network_amends_counts_and_the_rest_is_as_it_was_sealed() {
    let (_, made) = sealed();
    let record: SealedRecord = serde_json::from_slice(made.bytes.as_slice()).unwrap();
    let fact = |field, value: &str| AmendedFact { field, value: value.into() };
    let facts =
        [fact(SealedField::Bay, "118"), fact(SealedField::PostalCode, ""), fact(SealedField::Serial, "??")];
    let amended = Amended::of(&record, &facts);
    assert_eq!(amended.place.details.bay.as_deref(), Some("118"));
    assert_eq!(amended.place.address.postal_code, None, "an empty text takes an optional one away");
    assert_eq!(amended.station, record.station, "what does not read leaves what was sealed");
    assert_eq!(Digest::of(made.bytes.as_slice()), made.bytes.digest());
}

proptest! {
    #[test]
    fn no_request_panics_and_what_is_tidy_stays_as_it_is(
        field in select(SealedField::ALL.to_vec()), value in "\\PC{0,60}", reason in "\\PC{0,40}",
    ) {
        if let Ok(tidied) = tidy_correction(&Correction { field, value, reason }) {
            prop_assert_eq!(tidy_correction(&tidied).unwrap(), tidied);
        }
    }

    /// Amending a fact changes that fact and no other, and the same amendment twice is one.
    #[test]
    fn an_amendment_changes_what_it_names(
        field in select(SealedField::ALL.to_vec()), value in "[A-Z0-9 ]{0,12}",
    ) {
        let (_, made) = sealed();
        let record: SealedRecord = serde_json::from_slice(made.bytes.as_slice()).unwrap();
        let facts = [AmendedFact { field, value }];
        let (sealed, amended) = (Amended::of(&record, &[]), Amended::of(&record, &facts));
        for other in SealedField::ALL.into_iter().filter(|other| *other != field) {
            prop_assert_eq!(amended.get(other), sealed.get(other));
        }
        let twice = [facts[0].clone(), facts[0].clone()];
        prop_assert_eq!(Amended::of(&record, &twice), amended);
    }
}
