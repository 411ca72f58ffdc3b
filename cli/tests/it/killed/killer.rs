//! Runs the program, and kills it at a random moment of the time that it usually takes.

use std::collections::BTreeMap;
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

/// The clock of a killer.
const TICK: Duration = Duration::from_millis(2);
/// What a command takes that was never seen to end.
const UNKNOWN: u32 = 60;

/// What happens all the time is killed less often, so that there is time for what matters most.
fn one_in(what: &str) -> u32 {
    match what {
        "looking" => 12,
        "doing a step" => 5,
        _ => 2,
    }
}

/// How often something was killed, and while it did what.
pub(super) struct Kills {
    wanted: u64,
    done: Mutex<BTreeMap<String, u64>>,
}

/// How a command ended.
pub(super) enum Ran {
    /// By itself, with this exit code.
    Ended { code: i32, out: String, err: String },
    /// It was killed; until then it had said this.
    Killed { out: String },
}

pub(super) struct Killer {
    random: ChaCha8Rng,
    kills: Arc<Kills>,
    /// How many ticks each command takes when nobody kills it.
    usual: BTreeMap<String, u32>,
}

impl Kills {
    pub(super) fn wanted(wanted: u64) -> Self {
        Self { wanted, done: Mutex::default() }
    }

    pub(super) fn enough(&self) -> bool {
        self.count() >= self.wanted
    }

    pub(super) fn count(&self) -> u64 {
        self.done.lock().unwrap().values().sum()
    }

    pub(super) fn told(&self) -> String {
        let done = self.done.lock().unwrap();
        done.iter().map(|(what, count)| format!("{count} {what}")).collect::<Vec<_>>().join(", ")
    }
}

impl Killer {
    pub(super) fn new(seed: u64, kills: &Arc<Kills>) -> Self {
        Self { random: ChaCha8Rng::seed_from_u64(seed), kills: Arc::clone(kills), usual: BTreeMap::new() }
    }

    pub(super) fn enough(&self) -> bool {
        self.kills.enough()
    }

    /// One of so many.
    pub(super) fn one_in(&mut self, many: u32) -> bool {
        self.random.random_ratio(1, many)
    }

    /// A moment of this time, in ticks.
    pub(super) fn moment(&mut self, ticks: u32) -> u32 {
        self.random.random_range(0..=ticks)
    }

    /// Runs a command with this on its standard input, and kills it or not.
    pub(super) fn run(&mut self, what: &str, command: &mut Command, told: &str) -> Ran {
        let [mut out, mut err] = [(); 2].map(|()| tempfile::tempfile().unwrap());
        command.stdin(Stdio::piped()).stdout(out.try_clone().unwrap()).stderr(err.try_clone().unwrap());
        let mut child = command.spawn().unwrap();
        // One that is killed already does not listen.
        drop(child.stdin.take().unwrap().write_all(told.as_bytes()));
        let usual = self.usual.get(what).copied().unwrap_or(UNKNOWN);
        let patience = if self.one_in(one_in(what)) && !self.enough() {
            self.moment(usual + usual / 10)
        } else {
            u32::MAX
        };
        let text = |file: &mut std::fs::File| {
            let mut text = String::new();
            file.seek(SeekFrom::Start(0)).unwrap();
            file.read_to_string(&mut text).unwrap();
            text
        };
        let Some(ticks) = waited(&mut child, patience) else {
            self.kill(what, &mut child);
            return Ran::Killed { out: text(&mut out) };
        };
        self.usual.insert(what.to_owned(), (3 * usual + ticks) / 4);
        let code = child.wait().unwrap().code().unwrap_or(-1);
        Ran::Ended { code, out: text(&mut out), err: text(&mut err) }
    }

    /// Ends a program as nothing else can.
    pub(super) fn kill(&mut self, what: &str, child: &mut Child) {
        child.kill().unwrap();
        child.wait().unwrap();
        *self.kills.done.lock().unwrap().entry(what.to_owned()).or_default() += 1;
    }
}

/// Waits so many ticks for a program to end; how many it took, or none when it is still running.
pub(super) fn waited(child: &mut Child, patience: u32) -> Option<u32> {
    for tick in 0..patience {
        if child.try_wait().unwrap().is_some() {
            return Some(tick);
        }
        std::thread::sleep(TICK);
    }
    None
}

/// The real program, with nothing of this machine's settings.
pub(super) fn pinpoint() -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_pinpoint"));
    for name in ["PINPOINT_DATA", "PINPOINT_SERVER", "PINPOINT_SERVER_DATA", "LC_ALL", "LC_MESSAGES"] {
        program.env_remove(name);
    }
    program.env("LANG", "en_GB.UTF-8");
    program
}
