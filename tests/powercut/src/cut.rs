//! What becomes of everything that was not yet durable when the power went.

use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

/// What a disk writes whole or not at all.
pub(crate) const SECTOR: u64 = 512;

/// Which of what was not yet durable is there after the cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// Nothing.
    Drop,
    /// All.
    Keep,
    /// Some, in any order: the disk had not got to the rest.
    Subset {
        /// Which of them.
        seed: u64,
    },
    /// Some, and of some writes a few sectors only.
    Torn {
        /// Which of them.
        seed: u64,
    },
}

/// Draws what is kept.
pub(crate) struct Fate {
    random: ChaCha8Rng,
    kept: f64,
    torn: bool,
}

impl Cut {
    pub(crate) fn fate(self) -> Fate {
        match self {
            Self::Drop => Fate::certain(0.0),
            Self::Keep => Fate::certain(1.0),
            Self::Subset { seed } => Fate::drawn(seed, false),
            Self::Torn { seed } => Fate::drawn(seed, true),
        }
    }
}

impl Fate {
    fn certain(kept: f64) -> Self {
        Self { random: ChaCha8Rng::seed_from_u64(0), kept, torn: false }
    }

    fn drawn(seed: u64, torn: bool) -> Self {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        // From almost nothing to almost all: each finds other mistakes.
        let kept = f64::from(random.random_range(1..=9_u8)) / 10.0;
        Self { random, kept, torn }
    }

    /// Everything happens.
    pub(crate) fn kind() -> Self {
        Self::certain(1.0)
    }

    /// Whether the next thing is there.
    pub(crate) fn keeps(&mut self) -> bool {
        self.random.random_bool(self.kept)
    }

    /// Which parts of a write are there: from where in the file, and which of its bytes.
    pub(crate) fn pieces<'a>(&mut self, at: u64, bytes: &'a [u8]) -> Vec<(u64, &'a [u8])> {
        if !self.torn {
            return if self.keeps() { vec![(at, bytes)] } else { Vec::new() };
        }
        let mut pieces = Vec::new();
        let (mut at, mut rest) = (at, bytes);
        while !rest.is_empty() {
            let room = usize::try_from(SECTOR - at % SECTOR).unwrap_or(usize::MAX);
            let (piece, after) = rest.split_at(room.min(rest.len()));
            if self.keeps() {
                pieces.push((at, piece));
            }
            at += u64::try_from(piece.len()).unwrap_or_default();
            rest = after;
        }
        pieces
    }
}
