//! Whatever is tapped, in whatever order, by two people at three stations on two circuits: nobody reaches into a live
//! cabinet, and what was sealed stands still.
//!
//! The judge is a model of its own, a page of plain sets, that looks at accepted events only.

mod model;
mod taps;

use std::cell::Cell;
use std::collections::BTreeMap;

use crate::support::{MAC, Phone, job, person, started};
use model::Notebook;
use pinpoint_domain::work::{Command, Event, JournalEntry, Visit};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use taps::{any_act, circuit_of, commands};

/// The facts of a job, as its screen shows them.
fn facts(phone: &Phone, n: u8) -> String {
    let view = phone.view(job(n));
    let ids = [
        "photo-before",
        "label",
        "location",
        "station",
        "serial",
        "address",
        "pin",
        "details",
        "photo-station",
        "seal",
    ];
    let answers = ids.map(|id| view.step(id).map(|step| (step.answer.clone(), step.status)));
    format!(
        "{answers:?} {:?} {:?} {:?}",
        phone.visit.job(&job(n)).map(|job| job.serial()),
        view.sealed,
        view.mac
    )
}

/// One command, watched: the notebook objects to what must never happen.
fn watched(phone: &mut Phone, notebook: &mut Notebook, command: &Command, seen: &Seen) {
    let (before, length) = (phone.visit.clone(), phone.journal.len());
    let who = phone.actor.to_string();
    let stopped: Vec<String> =
        (1..=3).map(|n| job(n).to_string()).filter(|job| notebook.must_stop(job)).collect();
    if let Ok(events) = phone.give(command) {
        for event in &events {
            if let Event::StepDone { job, step, .. } = event
                && ["open-cabinet", "replace-sim", "re-energise"].contains(&step.as_str())
            {
                assert!(!stopped.contains(&job.to_string()), "{step} through a STOP");
            }
            seen.count(event);
            notebook.note(event, &who);
        }
    } else {
        seen.refused.set(seen.refused.get() + 1);
        assert_eq!((&phone.visit, phone.journal.len()), (&before, length), "a refusal changes nothing");
    }
}

/// What the screens show is what the notebook knows.
fn compare(phone: &Phone, notebook: &Notebook, seen: &Seen) {
    for n in 1..=3 {
        let stop = !phone.view(job(n)).stop.is_empty();
        assert_eq!(
            stop,
            notebook.must_stop(&job(n).to_string()),
            "STOP shows exactly when someone is in danger"
        );
        seen.stops.set(seen.stops.get() + u32::from(stop));
    }
}

/// How often the dangerous things really happened: a property over taps that are all refused proves nothing.
#[derive(Debug, Default)]
struct Seen {
    opened: Cell<u32>,
    worked: Cell<u32>,
    re_energised: Cell<u32>,
    sealed: Cell<u32>,
    stops: Cell<u32>,
    refused: Cell<u32>,
}

impl Seen {
    fn count(&self, event: &Event) {
        let cell = match event {
            Event::CabinetOpened { .. } => &self.opened,
            Event::StepDone { step, .. } if step.as_str() == "replace-sim" => &self.worked,
            Event::ReEnergised { .. } => &self.re_energised,
            Event::Sealed { .. } => &self.sealed,
            _ => return,
        };
        cell.set(cell.get() + 1);
    }

    fn all(&self) -> [(&'static str, u32); 6] {
        let Self { opened, worked, re_energised, sealed, stops, refused } = self;
        [
            ("opened", opened),
            ("worked", worked),
            ("re-energised", re_energised),
            ("sealed", sealed),
            ("STOP", stops),
            ("refused", refused),
        ]
        .map(|(what, cell)| (what, cell.get()))
    }
}

#[test]
fn no_sequence_of_taps_opens_a_live_cabinet_or_changes_a_sealed_record() {
    let seen = Seen::default();
    let mut runner = TestRunner::new(Config { cases: 512, failure_persistence: None, ..Config::default() });
    let days = prop::collection::vec(any_act(), 60..=80);
    runner
        .run(&days, |acts| {
            let mut phone = Phone::new();
            let mut notebook = Notebook::default();
            for n in 1..=3 {
                watched_start(&mut phone, &mut notebook, n, &seen);
            }
            let mut sealed: BTreeMap<u8, String> = BTreeMap::new();
            for (who, act) in acts {
                phone.actor = person(who);
                for command in commands(&phone, act) {
                    watched(&mut phone, &mut notebook, &command, &seen);
                }
                compare(&phone, &notebook, &seen);
                for n in 1..=3 {
                    if phone.visit.job(&job(n)).is_some_and(|job| job.sealed().is_some()) {
                        let now = facts(&phone, n);
                        prop_assert_eq!(sealed.entry(n).or_insert_with(|| now.clone()), &now);
                    }
                }
            }
            let lines: Vec<String> =
                phone.journal.iter().map(|entry| serde_json::to_string(entry).unwrap()).collect();
            let read: Vec<JournalEntry> =
                lines.iter().map(|line| serde_json::from_str(line).unwrap()).collect();
            prop_assert_eq!(Visit::replay(&read), phone.visit);
            Ok(())
        })
        .unwrap();
    println!("{seen:?}");
    for (what, times) in seen.all() {
        assert!(times > 100, "{what} only {times} times: the taps do not reach it");
    }
}

fn watched_start(phone: &mut Phone, notebook: &mut Notebook, n: u8, seen: &Seen) {
    let command = started(job(n), circuit_of(n), MAC);
    for event in phone.give(&command).into_iter().flatten() {
        seen.count(&event);
        notebook.note(&event, &phone.actor.to_string());
    }
}
