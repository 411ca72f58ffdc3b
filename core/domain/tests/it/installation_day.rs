//! A new station: no guide speaks of its mounting and connecting, so those steps are ours; making safe, labels, the record
//! and the checks are the guide's.

use crate::support::{MAC, Phone, again, photo, refused, scanned, status, step, with_screen};
use crate::support::{SERIAL, address, at, fix};
use pinpoint_domain::Coded as _;
use pinpoint_domain::ids::PinpointId;
use pinpoint_domain::wire::SealedRecord;
use pinpoint_domain::work::{Answer, Command, JobKind, Playbooks, StepStatus, check_record};

fn arrived() -> (Phone, PinpointId) {
    let mut phone = Phone::new();
    let job = phone.begin(1, JobKind::NewInstallation);
    phone.answer(job, "photo-place", photo(1)).unwrap();
    for id in ["mounting", "condition"] {
        phone.tick_all(job, id);
    }
    phone.confirm(job, "network-checklist").unwrap();
    (phone, job)
}

fn write_record(phone: &mut Phone, job: PinpointId) {
    phone.confirm(job, "label").unwrap();
    for (id, answer) in [
        ("location", Answer::Location(fix())),
        ("station", with_screen()),
        ("serial", scanned(SERIAL)),
        ("serial", again("0421")),
        ("address", Answer::Address(address())),
        ("pin", Answer::Pin(at("45.5016889,-73.5672560"))),
        ("photo-station", photo(2)),
    ] {
        phone.answer(job, id, answer).unwrap();
    }
}

#[test]
fn what_no_guide_asks_for_is_marked_as_ours() {
    let playbooks = Playbooks::built_in().unwrap();
    let playbook = playbooks.newest(JobKind::NewInstallation).unwrap();
    let ours: Vec<&str> =
        playbook.steps.iter().filter(|step| step.from.is_empty()).map(|step| step.id.as_str()).collect();
    assert!(ours.contains(&"mounting") && ours.contains(&"connect-supply") && ours.contains(&"commission"));
    assert!(!ours.contains(&"lockout") && !ours.contains(&"seal"), "{ours:?}");
}

#[test]
fn the_day_of_a_new_station_from_the_place_to_the_call() {
    let (mut phone, job) = arrived();
    assert_eq!(phone.next(job), "lockout");
    phone.make_safe(job);
    phone.confirm(job, "open-cabinet").unwrap();
    phone.tick_all(job, "connect-supply");
    phone.confirm(job, "type-plate").unwrap();
    for id in ["activation-sticker", "branding-place", "branding-label"] {
        phone.tick_all(job, id);
    }
    write_record(&mut phone, job);
    let made = phone.seal(job).unwrap();
    let record: SealedRecord = serde_json::from_slice(made.bytes.as_slice()).unwrap();
    assert_eq!(check_record(&record), Ok(()));
    assert_eq!((record.identity.kind, record.sim), (JobKind::NewInstallation, None));
    assert_eq!(record.versions.playbook, "new-installation/1");

    for id in ["close-cabinet", "re-energise", "commission", "display-errors", "logo"] {
        phone.confirm(job, id).unwrap();
    }
    phone.answer(job, "mac-on-screen", Answer::Mac { text: MAC.into() }).unwrap();
    phone.confirm(job, "call-support").unwrap();
    let view = phone.view(job);
    assert_eq!((view.done, view.next()), (view.asked, None));
}

#[test]
fn conductors_are_connected_only_in_a_cabinet_that_is_safe() {
    let (mut phone, job) = arrived();
    let connected = Command::Do {
        job,
        step: step("connect-supply"),
        answer: Answer::Item { item: crate::support::item("connected"), millivolts: None },
    };
    assert_eq!(refused(&mut phone, &connected).code(), "step-locked");
    phone.make_safe(job);
    phone.confirm(job, "open-cabinet").unwrap();
    phone.give(&connected).unwrap();
    phone.undo(job, "lockout", Some("tagged")).unwrap();
    let earthed = Answer::Item { item: crate::support::item("earthed"), millivolts: None };
    assert_eq!(phone.answer(job, "connect-supply", earthed).unwrap_err().code(), "stop");
    assert_eq!(phone.view(job).stop.len(), 3, "the items from there on fall with it");
}

#[test]
fn what_was_not_tested_gets_no_power() {
    let (mut phone, job) = arrived();
    phone.make_safe(job);
    phone.confirm(job, "open-cabinet").unwrap();
    phone.tick(job, "connect-supply", "connected").unwrap();
    phone.confirm(job, "close-cabinet").unwrap();
    let refusal = phone.confirm(job, "re-energise").unwrap_err();
    assert_eq!(refusal.fields()["missing"], "connect-supply");
    assert_eq!(status(&phone.view(job), "commission"), StepStatus::Locked);
}
