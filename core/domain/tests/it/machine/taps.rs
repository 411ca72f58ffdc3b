//! Two people at three stations on two circuits, tapping whatever comes to mind.

use pinpoint_domain::ids::PinpointId;
use pinpoint_domain::label::MacAddress;
use pinpoint_domain::wire::Digest;
use pinpoint_domain::work::Command;
use pinpoint_domain::work::playbook::{Playbook, Role, Step};
use proptest::array::uniform5;
use proptest::prelude::*;

use crate::support::answers::{fitting, stray, unfitting};
use crate::support::{Phone, job, relabelled};

/// The labels of the three stations, and one of nobody's.
pub(super) const MACS: [&str; 4] =
    ["0024:B100:0002:9F81", "0024:B100:0002:9F82", "0024:B100:0002:9F83", "0024:B100:0002:9F84"];

/// What one person does next at one station.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tap {
    /// 1 or 2.
    pub(super) who: u8,
    /// 1, 2 or 3.
    pub(super) station: u8,
    act: Act,
}

/// Numbers stand for whatever there is, counted around: steps of the playbook, items of a step.
#[derive(Debug, Clone, Copy)]
enum Act {
    /// The step's own answers, one after the other.
    Fit(u8),
    /// What the step refuses.
    Unfit(u8),
    /// An answer that was meant for another step.
    Stray(u8, u8),
    /// A step taken back.
    Undo(u8),
    /// One item of a step taken back.
    UndoItem(u8, u8),
    /// A label read again, perhaps another one.
    Relabel(u8),
    /// The job begun once more.
    StartAgain,
    /// A seal over bytes that nobody made.
    ForgeSeal(u8),
    /// A stretch, as on a good day: without these, random taps hardly ever get a cabinet open.
    LockOut,
    /// All that opening waits for, and the door.
    Open,
    /// The door closed, and power.
    PowerUp,
    /// All that the seal waits for.
    Record,
    /// All that any step waits for, and the step.
    Towards(u8),
    /// What the screen of the seal does: the bytes first, then the note of it.
    Seal,
}

impl Tap {
    /// Any tap; the simplest one is an answer by the first person at the first station.
    pub(super) fn any() -> impl Strategy<Value = Self> {
        uniform5(any::<u8>()).prop_map(|[who, station, act, step, detail]| Self {
            who: if who < 213 { 1 } else { 2 },
            station: 1 + station % 3,
            act: match act % 64 {
                0..=13 => Act::Fit(step),
                14..=17 => Act::Unfit(step),
                18..=22 => Act::Stray(step, detail),
                23..=26 => Act::Undo(step),
                27..=30 => Act::UndoItem(step, detail),
                31..=32 => Act::Relabel(detail),
                33 => Act::StartAgain,
                34 => Act::ForgeSeal(detail),
                35..=39 => Act::LockOut,
                40..=46 => Act::Open,
                47..=51 => Act::PowerUp,
                52..=55 => Act::Record,
                56..=58 => Act::Towards(step),
                _ => Act::Seal,
            },
        })
    }

    /// The commands that it gives.
    pub(super) fn commands(self, phone: &Phone) -> Vec<Command> {
        let id = job(self.station);
        let playbook = phone.playbook(id);
        let nth = |n: u8| &playbook.steps[usize::from(n) % playbook.steps.len()];
        let label = phone.visit.job(&id).unwrap().mac().printed();
        let answered = |step: &Step, answer| Command::Do { job: id, step: step.id.clone(), answer };
        let all = |steps: Vec<&Step>| {
            let answers = steps.into_iter().flat_map(|step| {
                fitting(step, label).into_iter().map(|answer| answered(step, answer)).collect::<Vec<_>>()
            });
            answers.collect()
        };
        let of = |roles: &[Role]| all(roles.iter().filter_map(|role| playbook.step_of(*role)).collect());
        match self.act {
            Act::Fit(n) => all(vec![nth(n)]),
            Act::Unfit(n) => vec![answered(nth(n), unfitting(nth(n)))],
            Act::Stray(n, answer) => vec![answered(nth(n), any_of(stray(), answer))],
            Act::Undo(n) => vec![Command::Undo { job: id, step: nth(n).id.clone(), item: None }],
            Act::UndoItem(n, line) => {
                let line = nth(n).items.get(usize::from(line) % nth(n).items.len().max(1));
                vec![Command::Undo {
                    job: id,
                    step: nth(n).id.clone(),
                    item: line.map(|line| line.id.clone()),
                }]
            }
            Act::Relabel(label) => vec![relabelled(id, any_of(MACS.to_vec(), label))],
            Act::StartAgain => vec![start_again(phone, id)],
            Act::ForgeSeal(byte) => vec![Command::Seal { job: id, digest: Digest::of(&[byte]), sequence: 1 }],
            Act::LockOut => of(&[Role::Lockout]),
            Act::Open => playbook
                .step_of(Role::OpenCabinet)
                .map(|door| all(towards(playbook, door)))
                .unwrap_or_default(),
            Act::PowerUp => of(&[Role::CloseCabinet, Role::ReEnergise]),
            Act::Record => playbook.seal().map(|seal| all(towards(playbook, seal))).unwrap_or_default(),
            Act::Towards(n) => all(towards(playbook, nth(n))),
            Act::Seal => phone
                .sealed_record(id)
                .map(|made| Command::Seal { job: id, digest: made.bytes.digest(), sequence: 7 })
                .into_iter()
                .collect(),
        }
    }
}

fn any_of<T>(mut list: Vec<T>, n: u8) -> T {
    list.swap_remove(usize::from(n) % list.len())
}

fn start_again(phone: &Phone, id: PinpointId) -> Command {
    let known = phone.visit.job(&id).unwrap();
    let mac = MacAddress::parse(MACS[0]).unwrap();
    Command::Start { job: id, kind: phone.playbook(id).kind, circuit: known.circuit().clone(), mac }
}

/// The step after all that it waits for; before a door, also the lockout.
fn towards<'p>(playbook: &'p Playbook, goal: &'p Step) -> Vec<&'p Step> {
    let mut wanted = vec![&goal.id];
    for step in playbook.steps.iter().rev() {
        let before_a_door = step.role == Some(Role::Lockout) && goal.role == Some(Role::OpenCabinet);
        if before_a_door || wanted.contains(&&step.id) {
            wanted.push(&step.id);
            wanted.extend(&step.needs);
        }
    }
    playbook.steps.iter().filter(|step| wanted.contains(&&step.id)).collect()
}
