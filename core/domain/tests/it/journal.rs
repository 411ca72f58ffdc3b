//! What a visit knows is what its journal says, and no more: a damaged one does not reach behind a seal.

use pinpoint_domain::ids::CircuitId;
use pinpoint_domain::label::MacAddress;
use pinpoint_domain::serial::SerialNumber;
use pinpoint_domain::wire::Digest;
use pinpoint_domain::work::{Body, Command, Event, JournalEntry, Visit};

use crate::support::{MAC, Phone, item, job, person, sealed};

/// The journal with one more line, as no phone writes it.
fn with(phone: &Phone, event: Event) -> Visit {
    let last = phone.journal.last().unwrap();
    let damaged = JournalEntry { sequence: last.sequence + 1, body: Body::Known(event), ..last.clone() };
    Visit::replay(phone.journal.iter().chain([&damaged]))
}

#[test]
fn what_was_written_down_is_what_is_known() {
    let (mut phone, made) = sealed();
    let began = phone.journal.first().unwrap().at;
    let booted = SerialNumber::parse("NL50-2024-T-0999").unwrap();
    phone.give(&Command::NoteBoot { job: job(1), serial: booted.clone() }).unwrap();
    let known = phone.visit.job(&job(1)).unwrap();
    assert_eq!(known.started_at(), began);
    assert_eq!(known.booted(), Some(&booted));
    assert_eq!(known.sealed().map(|seal| seal.digest), Some(made.bytes.digest()));
    let circuit = phone.visit.circuit(&CircuitId::parse("F12").unwrap()).unwrap();
    let lockout = &circuit.lockouts()[&person(1)];
    assert!(lockout.confirmed()[&item("measured")].is_some(), "{lockout:?}");
    assert_eq!(lockout.confirmed()[&item("tagged")], None);
}

#[test]
fn a_line_behind_the_seal_changes_neither_label_nor_seal() {
    let (phone, made) = sealed();
    let relabelled =
        Event::Relabelled { job: job(1), mac: MacAddress::parse("0024:B100:0002:9F82").unwrap() };
    let label = with(&phone, relabelled);
    assert_eq!(*label.job(&job(1)).unwrap().mac(), MacAddress::parse(MAC).unwrap());
    let again = Event::Sealed { job: job(1), digest: Digest::of(b"other bytes"), sequence: 99 };
    let seal = with(&phone, again);
    let kept = seal.job(&job(1)).unwrap().sealed().unwrap();
    assert_eq!(kept.digest, made.bytes.digest());
}
