//! Two people at three stations on two circuits, tapping whatever comes to mind.

use pinpoint_domain::wire::{Digest, DriverDetails};
use pinpoint_domain::work::{Answer, Command};
use proptest::prelude::*;
use proptest::sample::select;

use super::model::LOCKOUT;
use crate::support::{
    MAC, Phone, SERIAL, address, again, at, fix, item, job, photo, picture, relabelled, scanned, started,
    step, typed, with_screen, without_screen,
};

/// What one person does next.
#[derive(Debug, Clone)]
pub(super) enum Act {
    /// One command.
    Give(Command),
    /// A stretch of several commands, as on a good day; without these, random taps hardly ever get a cabinet open.
    LookAround(u8),
    MakeSafe(u8),
    Open(u8),
    PowerUp(u8),
    WriteRecord(u8),
    Seal(u8),
}

pub(super) fn circuit_of(n: u8) -> &'static str {
    if n == 3 { "F13" } else { "F12" }
}

fn lockout_item(millivolts: Option<u32>) -> impl Strategy<Value = Answer> {
    select(LOCKOUT.to_vec()).prop_map(move |line| Answer::Item { item: item(line), millivolts })
}

/// Any answer, at any step: most fit their step, some do not.
fn any_answer() -> impl Strategy<Value = (&'static str, Answer)> {
    let checklists = vec![
        ("condition", "model"),
        ("condition", "condition"),
        ("condition", "software-version"),
        ("kit", "sim"),
        ("activation-sticker", "cleaned"),
        ("branding-label", "applied"),
    ];
    let physical = vec!["open-cabinet", "replace-sim", "close-cabinet", "re-energise"];
    let taps = vec![
        "network-checklist",
        "type-plate",
        "label",
        "new-station",
        "display-errors",
        "logo",
        "call-support",
    ];
    let forms = vec![
        ("photo-before", photo(1)),
        ("photo-station", photo(2)),
        ("photo-station", picture(3, 900, 1600)),
        ("location", Answer::Location(fix())),
        ("location", Answer::NoLocation),
        ("station", with_screen()),
        ("station", without_screen()),
        ("serial", scanned(SERIAL)),
        ("serial", typed("172841008201")),
        ("serial", again("0421")),
        ("serial", again("172841008201")),
        ("address", Answer::Address(address())),
        ("pin", Answer::Pin(at("45.5,-73.5"))),
        ("details", Answer::Details(DriverDetails { floor: Some("P2".into()), ..DriverDetails::default() })),
        ("mac-on-screen", Answer::Mac { text: MAC.into() }),
        ("mac-on-screen", Answer::Mac { text: "0024:B100:0002:9F82".into() }),
        ("label", photo(4)),
    ];
    prop_oneof![
        8 => select(physical).prop_map(|id| (id, Answer::Confirmed)),
        4 => prop_oneof![5 => Just(None), 4 => Just(Some(0)), 1 => Just(Some(230_000))]
            .prop_flat_map(lockout_item)
            .prop_map(|answer| ("lockout", answer)),
        2 => select(taps).prop_map(|id| (id, Answer::Confirmed)),
        2 => select(checklists).prop_map(|(id, line)| (id, Answer::Item { item: item(line), millivolts: None })),
        4 => select(forms),
    ]
}

fn any_undo() -> impl Strategy<Value = (&'static str, Option<&'static str>)> {
    let lockout = select(LOCKOUT.to_vec()).prop_map(|line| ("lockout", Some(line)));
    let steps = vec![
        "photo-before",
        "condition",
        "network-checklist",
        "lockout",
        "open-cabinet",
        "replace-sim",
        "close-cabinet",
        "re-energise",
        "label",
        "location",
        "station",
        "serial",
        "address",
        "pin",
        "photo-station",
        "seal",
        "logo",
    ];
    prop_oneof![1 => lockout, 2 => select(steps).prop_map(|id| (id, None))]
}

pub(super) fn any_act() -> impl Strategy<Value = (u8, Act)> {
    let station = 1_u8..=3;
    let act = prop_oneof![
        30 => (station.clone(), any_answer())
            .prop_map(|(n, (id, answer))| Act::Give(Command::Do { job: job(n), step: step(id), answer })),
        5 => (station.clone(), any_undo())
            .prop_map(|(n, (id, line))| Act::Give(Command::Undo { job: job(n), step: step(id), item: line.map(item) })),
        2 => (station.clone(), select(vec![MAC, "0024:B100:0002:9F82"]))
            .prop_map(|(n, mac)| Act::Give(relabelled(job(n), mac))),
        1 => (station.clone(), 0_u8..3)
            .prop_map(|(n, b)| Act::Give(Command::Seal { job: job(n), digest: Digest::of(&[b]), sequence: 1 })),
        1 => station.clone().prop_map(|n| Act::Give(started(job(n), circuit_of(n), MAC))),
        2 => station.clone().prop_map(Act::LookAround),
        4 => station.clone().prop_map(Act::MakeSafe),
        4 => station.clone().prop_map(Act::Open),
        3 => station.clone().prop_map(Act::PowerUp),
        2 => station.clone().prop_map(Act::WriteRecord),
        1 => station.prop_map(Act::Seal),
    ];
    (prop_oneof![5 => Just(1_u8), 1 => Just(2)], act)
}

type Answers = Vec<(&'static str, Answer)>;

fn tick(id: &'static str, line: &str, millivolts: Option<u32>) -> (&'static str, Answer) {
    (id, Answer::Item { item: item(line), millivolts })
}

fn looked_around() -> Answers {
    vec![
        ("photo-before", photo(1)),
        tick("condition", "model", None),
        tick("condition", "condition", None),
        tick("condition", "software-version", None),
        ("network-checklist", Answer::Confirmed),
    ]
}

fn made_safe() -> Answers {
    LOCKOUT.map(|line| tick("lockout", line, Some(0))).to_vec()
}

/// The commands of an act.
pub(super) fn commands(phone: &Phone, act: Act) -> Vec<Command> {
    let given = |n, answers: Answers| -> Vec<Command> {
        answers.into_iter().map(|(id, answer)| Command::Do { job: job(n), step: step(id), answer }).collect()
    };
    match act {
        Act::Give(command) => vec![command],
        Act::LookAround(n) => given(n, looked_around()),
        Act::MakeSafe(n) => given(n, made_safe()),
        Act::Open(n) => {
            let opened = [("open-cabinet", Answer::Confirmed)];
            given(n, looked_around().into_iter().chain(made_safe()).chain(opened).collect())
        }
        Act::PowerUp(n) => {
            given(n, vec![("close-cabinet", Answer::Confirmed), ("re-energise", Answer::Confirmed)])
        }
        Act::WriteRecord(n) => given(
            n,
            vec![
                ("label", Answer::Confirmed),
                ("location", Answer::Location(fix())),
                ("station", with_screen()),
                ("serial", scanned(SERIAL)),
                ("serial", again("0421")),
                ("address", Answer::Address(address())),
                ("pin", Answer::Pin(at("45.5,-73.5"))),
                ("photo-station", photo(2)),
            ],
        ),
        // What the screen of the seal does: the bytes first, then the note of it.
        Act::Seal(n) => phone
            .clone_for_trial()
            .seal(job(n))
            .map(|made| Command::Seal { job: job(n), digest: made.bytes.digest(), sequence: 7 })
            .into_iter()
            .collect(),
    }
}
