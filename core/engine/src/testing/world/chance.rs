//! Randomness that can be foreseen.

use std::collections::BTreeMap;

use pinpoint_domain::wire::Digest;
use serde::{Deserialize, Serialize};

/// Draws of each length have a stream of their own: what happens at the same time draws other lengths, so no order of
/// theirs changes an id.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Chance {
    /// How often so many bytes were drawn.
    draws: BTreeMap<usize, u64>,
}

/// So many bytes are the jitter of a retry: always the middle, because retries are drawn while requests are under way.
const JITTER: usize = 4;

impl Chance {
    pub(super) fn fill(&mut self, bytes: &mut [u8]) {
        let length = bytes.len();
        if length == JITTER {
            bytes.copy_from_slice(&(u32::MAX / 2).to_le_bytes());
            return;
        }
        let draw = self.draws.entry(length).or_default();
        *draw += 1;
        for (block, part) in bytes.chunks_mut(32).enumerate() {
            let drawn = Digest::of(format!("{length} bytes, draw {draw}, block {block}").as_bytes());
            for (byte, drawn) in part.iter_mut().zip(drawn.as_bytes()) {
                *byte = *drawn;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn<const N: usize>(chance: &mut Chance) -> [u8; N] {
        let mut bytes = [0; N];
        chance.fill(&mut bytes);
        bytes
    }

    #[test]
    fn what_is_drawn_in_between_changes_no_id() {
        let (mut alone, mut among) = (Chance::default(), Chance::default());
        let ids: [[u8; 10]; 2] = [drawn(&mut alone), drawn(&mut alone)];
        assert_ne!(ids[0], ids[1]);
        let first = drawn(&mut among);
        let salts: [[u8; 40]; 2] = [drawn(&mut among), drawn(&mut among)];
        assert_ne!(salts[0], salts[1]);
        assert_eq!([first, drawn(&mut among)], ids);
    }
}
