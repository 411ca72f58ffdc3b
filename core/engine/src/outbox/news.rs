//! When the network is asked for news: at the start of a run, and once more after something was delivered, or was sent to
//! a server that did not know what it belongs to.

use super::action::Outcome;
use super::trouble::Trouble;

/// Whether the network is asked for news.
#[derive(Debug, Default)]
pub(super) struct News {
    asking: Asking,
    /// Something was delivered since, so a verdict may follow; or the server seems to have lost something.
    expected: bool,
    /// Refused with 401 once already.
    renewed: bool,
    /// Nobody answered when they were asked for.
    missed: bool,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Asking {
    #[default]
    Wanted,
    /// Under the session of this generation.
    Flying(u64),
    Rested,
}

impl News {
    /// There may be news once all else is done.
    pub(super) const fn expect(&mut self) {
        self.expected = true;
    }

    /// The server answered something: what it did not say before may be asked for again.
    pub(super) const fn reached(&mut self) {
        self.expected |= self.missed;
        self.missed = false;
    }

    /// Asks again if it rests.
    pub(super) fn wake(&mut self) {
        if self.asking == Asking::Rested {
            self.asking = Asking::Wanted;
        }
    }

    /// Whether they are wanted now. `at_rest`: nothing is under way, and nothing more can go for now.
    pub(super) fn wants(&self, at_rest: bool) -> bool {
        match self.asking {
            Asking::Wanted => true,
            Asking::Flying(_) => false,
            Asking::Rested => at_rest && self.expected,
        }
    }

    /// Whether to ask now.
    pub(super) fn begins_asking(&mut self, at_rest: bool, generation: u64) -> bool {
        let begins = self.wants(at_rest);
        if begins {
            self.expected = false;
            self.asking = Asking::Flying(generation);
        }
        begins
    }

    /// How it went; the generation of the session if that was refused and it is worth another try.
    pub(super) fn answered(&mut self, outcome: &Outcome) -> Option<u64> {
        let Asking::Flying(generation) = self.asking else { return None };
        let refused = matches!(outcome, Outcome::Failed(Trouble::Unauthorized { .. }));
        let again = refused && !self.renewed;
        self.renewed = refused;
        self.missed = matches!(outcome, Outcome::Failed(Trouble::Weather { .. } | Trouble::Clock { .. }));
        self.asking = match outcome {
            Outcome::Pulled { more: true, .. } => Asking::Wanted,
            _ if again => Asking::Wanted,
            _ => Asking::Rested,
        };
        again.then_some(generation)
    }
}
