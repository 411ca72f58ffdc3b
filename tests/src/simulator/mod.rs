//! The simulator: phones with the engine's own outbox, and the server's rules, in a world whose time, network, disks and
//! clocks are played. A seed is a morning; the same seed is the same morning to the byte.
//!
//! | you look for | it lives in |
//! |---|---|
//! | what can come between, and how a seed draws it | [`plan`](Plan) |
//! | a phone: the outbox, its store, its app | `phone`, and a photo on its way in `upload` |
//! | the server: books and rules | `server` |
//! | time, and faults that begin and end | `world` |
//! | what a request meets on its way | `way` |
//! | what people do | `work` |
//! | what a day costs, what a crowd does | `figures` |
//! | what must be true at the end | `laws`; what must be true at every step: `pinpoint_engine::outbox::Shelf` |

mod dice;
mod figures;
mod laws;
mod names;
mod phone;
mod plan;
mod receipts;
mod request;
mod server;
mod upload;
mod way;
mod work;
mod world;

use std::fmt;
use std::num::NonZero;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

pub use figures::{Cost, Crowd, after_an_outage, flapping_day};
pub use plan::{Deed, Fault, Part, Plan, What};
pub use world::{Count, Figures};

use world::World;

/// A rule that is broken on purpose, to see that it is noticed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sabotage {
    /// None.
    #[default]
    None,
    /// The server gives receipts for what would not outlast its next end.
    ReceiptsBeforeCommit,
}

/// A plan under which a law was broken, made as small as it gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What is left of the plan.
    pub plan: Plan,
    /// The law.
    pub law: String,
    /// What happened.
    pub story: Vec<String>,
}

/// Plays a plan; what it cost, or which law it broke.
pub fn play(plan: &Plan, sabotage: Sabotage) -> Result<Figures, String> {
    let mut world = world_of(plan, sabotage, false);
    match world.play() {
        None => Ok(world.figures),
        Some(law) => Err(law),
    }
}

/// Plays a plan and tells what happened.
pub fn tell(plan: &Plan, sabotage: Sabotage) -> Vec<String> {
    let mut world = world_of(plan, sabotage, true);
    world.play();
    world.story()
}

/// Plays the mornings of these seeds on all processors; the first that breaks a law, made small.
pub fn mornings(seeds: Range<u64>, sabotage: Sabotage) -> Option<(u64, Failure)> {
    let next = AtomicU64::new(seeds.start);
    let failed = Mutex::new(None);
    let failed_before = || failed.lock().unwrap_or_else(PoisonError::into_inner).is_some();
    let threads = std::thread::available_parallelism().map_or(2, NonZero::get);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while !failed_before() {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= seeds.end {
                        return;
                    }
                    if let Some(failure) = shrink(&Plan::of(seed), sabotage) {
                        *failed.lock().unwrap_or_else(PoisonError::into_inner) = Some((seed, failure));
                    }
                }
            });
        }
    });
    failed.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// Leaves out of a plan that fails whatever it fails without.
pub fn shrink(plan: &Plan, sabotage: Sabotage) -> Option<Failure> {
    let mut law = play(plan, sabotage).err()?;
    let mut plan = plan.clone();
    while let Some((smaller, its_law)) =
        parts(&plan).into_iter().find_map(|smaller| play(&smaller, sabotage).err().map(|law| (smaller, law)))
    {
        (plan, law) = (smaller, its_law);
    }
    let story = tell(&plan, sabotage);
    Some(Failure { plan, law, story })
}

/// The plan without one fault, one record, one photo or one event.
fn parts(plan: &Plan) -> Vec<Plan> {
    let without = |change: &dyn Fn(&mut Plan)| {
        let mut smaller = plan.clone();
        change(&mut smaller);
        smaller
    };
    let mut parts = Vec::new();
    for index in 0..plan.faults.len() {
        parts.push(without(&|plan| {
            plan.faults.remove(index);
        }));
    }
    for (index, deed) in plan.deeds.iter().enumerate() {
        parts.push(without(&|plan| {
            plan.deeds.remove(index);
        }));
        let mut lighter = |change: &dyn Fn(&mut Deed)| {
            parts.push(without(&|plan| plan.deeds.get_mut(index).into_iter().for_each(change)));
        };
        if !deed.photos.is_empty() {
            lighter(&|deed| deed.photos.truncate(deed.photos.len() - 1));
        }
        if !deed.events.is_empty() {
            lighter(&|deed| deed.events.truncate(deed.events.len() - 1));
        }
    }
    parts
}

fn world_of(plan: &Plan, sabotage: Sabotage, told: bool) -> World<'_> {
    let mut world = World::new(plan, told);
    world.server.receipts_before_commit = sabotage == Sabotage::ReceiptsBeforeCommit;
    world
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.law)?;
        writeln!(f, "what is needed for it:")?;
        for fault in &self.plan.faults {
            writeln!(f, "  {fault}")?;
        }
        writeln!(f, "the story:")?;
        self.story.iter().try_for_each(|line| writeln!(f, "  {line}"))
    }
}
