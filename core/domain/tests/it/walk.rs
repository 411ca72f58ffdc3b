//! Every state that a job can come to, for each playbook: in each state each step is given an answer that fits and one
//! that does not, until nothing new comes of it.
//!
//! Walked through every state are the steps that carry weight: those that a rule knows, the seal, and whatever these wait
//! for. The others hang on nothing, and nothing hangs on them; in each state they are tried one by one and then all at once,
//! and the weighty steps take exactly what they took without. A checklist is done or not done: its ticks have no order, and
//! no rule looks at one of them alone. The lockout's have, and are walked one by one.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, VecDeque};
use std::fmt;
use std::thread;

use crate::support::answers::{fitting, unfitting};
use crate::support::notebook::Notebook;
use crate::support::{MAC, Phone, job};
use pinpoint_domain::Timestamp;
use pinpoint_domain::ids::{CircuitId, StepId};
use pinpoint_domain::label::MacAddress;
use pinpoint_domain::wire::Digest;
use pinpoint_domain::work::playbook::{Playbook, Role, Step, StepKind};
use pinpoint_domain::work::{Body, Command, JobView, JournalEntry, Playbooks, StepStatus, Visit, decide};

/// Where a job stands, and what an inspector has noted on the way.
#[derive(Clone)]
struct State {
    visit: Visit,
    notebook: Notebook,
}

/// One thing to try at a step.
struct Try<'p> {
    step: &'p Step,
    fits: bool,
    commands: Vec<Command>,
}

/// What came of it, unless it was refused.
type Outcome = Option<(State, JobView)>;

struct Walk<'p> {
    /// Never given a command: it lends its clock, playbooks and profile.
    phone: Phone,
    playbook: &'p Playbook,
    weighty: BTreeSet<&'p StepId>,
    tries: Vec<Try<'p>>,
    states: Vec<State>,
    /// By what shows of the weighty steps.
    known: HashMap<String, usize>,
    /// From which states one comes to a state.
    from: Vec<Vec<usize>>,
}

#[test]
fn in_every_state_of_every_playbook_nobody_is_in_danger_and_nobody_is_stuck() {
    let playbooks = Playbooks::built_in().unwrap();
    thread::scope(|scope| {
        for playbook in playbooks.iter() {
            scope.spawn(move || {
                let mut walk = Walk::begin(playbook);
                walk.everywhere();
                walk.every_state_leads_to_the_end();
                println!("{walk}");
                assert!(walk.states.len() > 100, "the walk did not leave the car");
            });
        }
    });
}

impl fmt::Display for Walk<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (states, weighty) = (self.states.len(), self.weighty.len());
        let moves: usize = self.from.iter().map(Vec::len).sum();
        let others = self.playbook.steps.len() - weighty;
        let name = self.playbook.name();
        write!(
            f,
            "{name}: {states} states and {moves} moves of {weighty} weighty steps; {others} hang on nothing"
        )
    }
}

/// The steps that a rule knows, the seal, and whatever these wait for, the choice of the station among them.
fn weighty(playbook: &Playbook) -> BTreeSet<&StepId> {
    let mut weighty = BTreeSet::new();
    for step in playbook.steps.iter().rev() {
        if step.role.is_some() || step.kind == StepKind::Seal || weighty.contains(&step.id) {
            weighty.insert(&step.id);
            weighty.extend(&step.needs);
        }
    }
    weighty
}

fn tries(step: &Step) -> Vec<Try<'_>> {
    let done = |answer| Command::Do { job: job(1), step: step.id.clone(), answer };
    let fit = |commands| Try { step, fits: true, commands };
    let answers = fitting(step, MAC).into_iter().map(done);
    let mut tries = match (step.role, step.kind) {
        (Some(Role::Lockout), _) => answers.map(|answer| fit(vec![answer])).collect(),
        (_, StepKind::Seal) => {
            vec![fit(vec![Command::Seal { job: job(1), digest: Digest::of(b"the record"), sequence: 7 }])]
        }
        _ => vec![fit(answers.collect())],
    };
    tries.push(Try { step, fits: false, commands: vec![done(unfitting(step))] });
    tries
}

impl<'p> Walk<'p> {
    fn begin(playbook: &'p Playbook) -> Self {
        let mut phone = Phone::new();
        phone.playbooks = Playbooks::default();
        phone.playbooks.add(playbook.clone());
        let notebook = Notebook::of(&phone.playbooks);
        let mut walk = Self {
            phone,
            playbook,
            weighty: weighty(playbook),
            tries: playbook.steps.iter().flat_map(tries).collect(),
            states: Vec::new(),
            known: HashMap::new(),
            from: Vec::new(),
        };
        let begin = Command::Start {
            job: job(1),
            kind: playbook.kind,
            circuit: CircuitId::parse("F12").unwrap(),
            mac: MacAddress::parse(MAC).unwrap(),
        };
        let first = walk.after(&State { visit: Visit::default(), notebook }, &[begin]).unwrap();
        let view = walk.view(&first);
        walk.come_to(first, &view);
        walk
    }

    /// The state after all these commands, unless one is refused. Everything happened a minute ago, so that a state is
    /// what was done and not when.
    fn after(&self, state: &State, commands: &[Command]) -> Option<State> {
        let context = self.phone.context();
        let happened = Timestamp::from_second(context.now.as_second() - 60).unwrap();
        let mut after = Cow::Borrowed(state);
        for command in commands {
            for event in decide(&after.visit, command, &context).ok()? {
                let State { visit, mut notebook } = after.into_owned();
                notebook.note(&event, &context.actor.to_string());
                let entry = JournalEntry {
                    v: JournalEntry::VERSION,
                    sequence: 1,
                    device: crate::support::device(),
                    actor: context.actor,
                    at: happened,
                    playbook: None,
                    body: Body::Known(event),
                };
                after = Cow::Owned(State { visit: visit.evolve(&entry), notebook });
            }
        }
        Some(after.into_owned())
    }

    fn outcome(&self, state: &State, tried: &Try<'_>) -> Outcome {
        let after = self.after(state, &tried.commands)?;
        let view = self.view(&after);
        Some((after, view))
    }

    fn view(&self, state: &State) -> JobView {
        JobView::of(&state.visit, job(1), &self.phone.context()).unwrap()
    }

    /// What shows of the weighty steps.
    fn key(&self, view: &JobView) -> String {
        let mut key =
            format!("{}{}{}{}", view.made_safe, view.cabinet_open, view.sealed.is_some(), view.stop.len());
        for step in view.steps.iter().filter(|step| self.weighty.contains(&step.id)) {
            key.push(match step.status {
                StepStatus::Locked => 'l',
                StepStatus::Open => 'o',
                StepStatus::Done => 'd',
                StepStatus::NotForStation => 'n',
            });
            key.push(if step.answer.is_some() { 'a' } else { '-' });
            key.extend(step.items.iter().map(|item| if item.done { '1' } else { '0' }));
        }
        key
    }

    /// The state's number. A known one must be known to the inspector as the same.
    fn come_to(&mut self, state: State, view: &JobView) -> usize {
        let key = self.key(view);
        if let Some(&known) = self.known.get(&key) {
            assert_eq!(self.states[known].notebook, state.notebook, "two ways to {key}");
            return known;
        }
        self.known.insert(key, self.states.len());
        self.states.push(state);
        self.from.push(Vec::new());
        self.states.len() - 1
    }

    fn everywhere(&mut self) {
        let mut ahead = VecDeque::from([0]);
        while let Some(here) = ahead.pop_front() {
            let state = self.states[here].clone();
            let view = self.view(&state);
            self.all_is_well(&state, &view);
            let outcomes: Vec<Outcome> = self.tries.iter().map(|tried| self.outcome(&state, tried)).collect();
            self.the_others_change_nothing(&state, &outcomes);
            for (tried, outcome) in outcomes.into_iter().enumerate() {
                let tried = &self.tries[tried];
                Self::is_as_shown(&view, tried, outcome.is_some());
                let Some((after, then)) = outcome else { continue };
                sealed_facts_stand(&view, &then, self.playbook);
                if !self.weighty.contains(&tried.step.id) {
                    assert_eq!(self.key(&then), self.key(&view), "{} has weight", tried.step.id);
                    continue;
                }
                let known = self.states.len();
                let there = self.come_to(after, &then);
                if there == known {
                    ahead.push_back(there);
                }
                if there != here && !self.from[there].contains(&here) {
                    self.from[there].push(here);
                }
            }
        }
    }

    /// The laws of design.md, as a screen shows them.
    fn all_is_well(&self, state: &State, view: &JobView) {
        let lockout = view.steps.iter().find(|step| Some(&step.id) == self.lockout()).unwrap();
        let whole = lockout.items.iter().all(|item| item.done);
        assert_eq!(view.stop.is_empty(), !view.cabinet_open || whole, "STOP shows exactly when it must");
        assert_eq!(!view.stop.is_empty(), state.notebook.must_stop(job(1)), "and the inspector agrees");
        if view.sealed.is_some() {
            let seal = self.playbook.seal().unwrap();
            let missing =
                seal.needs.iter().find(|id| view.step(id.as_str()).unwrap().status != StepStatus::Done);
            assert_eq!(missing, None, "a sealed record has all its facts");
        }
        let way_on = view.next().is_some() || view.done == view.asked || !view.stop.is_empty();
        assert!(way_on, "the screen offers nothing: {view:#?}");
    }

    fn lockout(&self) -> Option<&StepId> {
        self.playbook.step_of(Role::Lockout).map(|step| &step.id)
    }

    /// What is open takes the answer that fits, what is locked takes none, and nothing takes one that does not fit:
    /// except that voltage takes a measurement back.
    fn is_as_shown(view: &JobView, tried: &Try<'_>, taken: bool) {
        let shown = view.step(tried.step.id.as_str()).unwrap();
        let lockout = tried.step.role == Some(Role::Lockout);
        match (shown.status, tried.fits) {
            (_, false) => assert!(!taken || lockout, "{} takes what does not fit", shown.id),
            (StepStatus::Open, true) => assert!(taken || lockout, "{} is offered and refused", shown.id),
            (StepStatus::Locked | StepStatus::NotForStation, true) => {
                assert!(!taken, "{} is locked and taken", shown.id);
            }
            (StepStatus::Done, true) => {}
        }
    }

    /// With all the others answered, the weighty steps take exactly what they took without.
    fn the_others_change_nothing(&self, state: &State, outcomes: &[Outcome]) {
        let is_weighty = |tried: &Try<'_>| self.weighty.contains(&tried.step.id);
        let others = self.tries.iter().filter(|tried| tried.fits && !is_weighty(tried));
        let answered =
            others.fold(state.clone(), |state, tried| self.after(&state, &tried.commands).unwrap_or(state));
        for (tried, alone) in self.tries.iter().zip(outcomes).filter(|(tried, _)| is_weighty(tried)) {
            let beside = self.outcome(&answered, tried);
            let shown = |(_, view): &(State, JobView)| self.key(view);
            assert_eq!(
                beside.as_ref().map(shown),
                alone.as_ref().map(shown),
                "{} looks at a step without weight",
                tried.step.id
            );
        }
    }

    /// Nobody is ever stuck: from each state there is a way to the sealed record, the closed door and the power.
    fn every_state_leads_to_the_end(&self) {
        let is_end = |state: &&usize| {
            let view = self.view(&self.states[**state]);
            let left = |id: &&StepId| {
                let step = view.step(id.as_str()).unwrap();
                !step.optional && matches!(step.status, StepStatus::Open | StepStatus::Locked)
            };
            !view.cabinet_open && !self.weighty.iter().any(left)
        };
        let all: Vec<usize> = (0..self.states.len()).collect();
        let ends: Vec<usize> = all.iter().filter(is_end).copied().collect();
        let mut lead: BTreeSet<usize> = ends.iter().copied().collect();
        let mut ahead = VecDeque::from(ends);
        while let Some(state) = ahead.pop_front() {
            ahead.extend(self.from[state].iter().filter(|from| lead.insert(**from)));
        }
        let stuck =
            all.iter().find(|state| !lead.contains(state)).map(|state| self.view(&self.states[*state]));
        assert!(stuck.is_none(), "no way out of {stuck:#?}");
    }
}

/// From the seal on the facts of the record never change (A24).
fn sealed_facts_stand(before: &JobView, after: &JobView, playbook: &Playbook) {
    if let (Some(digest), Some(seal)) = (before.sealed, playbook.seal()) {
        assert_eq!(after.sealed, Some(digest));
        for id in &seal.needs {
            let answer = |view: &JobView| view.step(id.as_str()).unwrap().answer.clone();
            assert_eq!(answer(after), answer(before), "{id} after the seal");
        }
    }
}
