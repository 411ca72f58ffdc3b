//! A phone's journal, as a disk gives it back: one entry a line.

use std::sync::LazyLock;

use pinpoint_domain::profile::NetworkProfile;
use pinpoint_domain::work::{
    Answer, Body, Command, Context, Job, JobView, JournalEntry, Playbooks, Visit, decide,
};
use pinpoint_domain::{Timestamp, demo};

use super::text;
use crate::patience::in_time;

static AT_HAND: LazyLock<Option<(Playbooks, NetworkProfile)>> =
    LazyLock::new(|| Some((Playbooks::built_in().ok()?, demo::profile().ok()?)));

/// Each entry is written as it was read, the whole is folded, and on whatever state that is every step can be tapped.
pub(crate) fn journal(input: &[u8]) {
    let text = text(input);
    let read = || text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let entries: Vec<JournalEntry> = in_time(read);
    for entry in &entries {
        let line = serde_json::to_string(entry).unwrap_or_default();
        assert_eq!(serde_json::from_str(&line).ok().as_ref(), Some(entry), "{line}");
    }
    let visit = in_time(|| Visit::replay(&entries));
    if let (Some((playbooks, profile)), Some(last)) = (&*AT_HAND, entries.last()) {
        let context =
            Context { actor: last.actor, now: Timestamp::UNIX_EPOCH, playbooks, profile, catalog: None };
        let taken = tap_everything(&visit, last, &context);
        let newer = entries.iter().any(|entry| matches!(entry.body, Body::Unknown { .. }));
        assert!(!newer || taken == 0, "a journal of a later version is not written on");
    }
}

/// How many of the taps were taken.
fn tap_everything(visit: &Visit, last: &JournalEntry, context: &Context<'_>) -> usize {
    let mut taken = 0;
    for job in visit.jobs().map(Job::id).take(3) {
        let Ok(view) = JobView::of(visit, job, context) else { continue };
        for step in view.steps.into_iter().map(|step| step.id) {
            let commands = [
                Command::Do { job, step: step.clone(), answer: Answer::Confirmed },
                Command::Undo { job, step, item: None },
            ];
            for events in commands.iter().filter_map(|command| decide(visit, command, context).ok()) {
                let after = events.into_iter().fold(visit.clone(), |visit, event| {
                    visit.evolve(&JournalEntry { body: Body::Known(event), ..last.clone() })
                });
                assert!(JobView::of(&after, job, context).is_ok(), "a job vanished");
                taken += 1;
            }
        }
    }
    taken
}
