//! An upload by the tus 1.0 protocol (tus.io) as a machine: it says which request comes next and is told what came of
//! it. It sends nothing itself, so that whoever carries the bytes may be the driver, a phone's own background service,
//! or a test.

use std::num::NonZeroU64;

use crate::outbox::{Trouble, Weather};

/// One upload.
#[derive(Debug)]
pub struct Tus {
    bytes: u64,
    largest_part: Option<NonZeroU64>,
    stage: Stage,
    /// How far the server has got at most: a cut beyond it is worth another try at once.
    farthest: Option<u64>,
}

/// The request that comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// `HEAD`: how much does the server have?
    Ask,
    /// `POST`: an upload of this photo, please, and its first bytes. Repeated, it finds the one that is there.
    Create {
        /// How many bytes come along.
        length: u64,
    },
    /// `PATCH`: this part.
    Send {
        /// Its first byte.
        from: u64,
        /// Its length in bytes.
        length: u64,
    },
    /// All of it is there.
    Done,
}

#[derive(Debug)]
enum Stage {
    Ask {
        /// What cut the part before, to be told if the server has no more than then.
        after: Option<Trouble>,
    },
    Create,
    At {
        offset: u64,
    },
}

impl Tus {
    /// An upload of so many bytes. One that was `begun` before asks the server first how much it has.
    pub const fn new(bytes: u64, begun: bool, largest_part: Option<NonZeroU64>) -> Self {
        let stage = if begun { Stage::Ask { after: None } } else { Stage::Create };
        Self { bytes, largest_part, stage, farthest: None }
    }

    /// What to ask next.
    pub fn next(&self) -> Step {
        match self.stage {
            Stage::Ask { .. } => Step::Ask,
            Stage::Create => Step::Create { length: self.part(0) },
            Stage::At { offset } if offset < self.bytes => {
                Step::Send { from: offset, length: self.part(offset) }
            }
            Stage::At { .. } => Step::Done,
        }
    }

    /// How many bytes go together from here.
    fn part(&self, from: u64) -> u64 {
        let rest = self.bytes.saturating_sub(from);
        self.largest_part.map_or(rest, |most| rest.min(most.get()))
    }

    /// What came of it: how many bytes the server has by its own word (none when it does not know the upload). An error
    /// is one that this upload cannot go on from now.
    pub fn told(&mut self, reply: Result<Option<u64>, Trouble>) -> Result<(), Trouble> {
        self.stage = match (std::mem::replace(&mut self.stage, Stage::Create), reply) {
            (Stage::Ask { after: None } | Stage::Create, Ok(Some(offset))) if offset <= self.bytes => {
                Stage::At { offset }
            }
            (Stage::Ask { after: None }, Ok(None)) => Stage::Create,
            (Stage::Ask { after: Some(cut) }, reply) => match reply {
                Ok(Some(there))
                    if there <= self.bytes && self.farthest.is_none_or(|before| there > before) =>
                {
                    self.farthest = Some(there);
                    Stage::At { offset: there }
                }
                // A server that refuses says so before it has read all, and then the line breaks as if it were cut.
                Err(refused) if !matches!(refused, Trouble::Weather { .. }) => return Err(refused),
                _ => return Err(cut),
            },
            (Stage::At { offset }, Ok(Some(next))) if next > offset && next <= self.bytes => {
                Stage::At { offset: next }
            }
            (Stage::Create | Stage::At { .. }, Err(cut)) if is_cut(&cut) => Stage::Ask { after: Some(cut) },
            (_, Err(trouble)) => return Err(trouble),
            (_, Ok(_)) => return Err(Weather::Unreadable.into()),
        };
        Ok(())
    }
}

/// Whether the server may have more than before.
const fn is_cut(trouble: &Trouble) -> bool {
    matches!(trouble, Trouble::Weather { why: Weather::Interrupted | Weather::Timeout, .. })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut() -> Result<Option<u64>, Trouble> {
        Err(Weather::Interrupted.into())
    }

    #[test]
    fn a_photo_that_is_cut_goes_on_from_the_byte_that_the_server_has() {
        let mut tus = Tus::new(100, false, None);
        assert_eq!(tus.next(), Step::Create { length: 100 });
        tus.told(cut()).unwrap();
        assert_eq!(tus.next(), Step::Ask);
        tus.told(Ok(Some(20))).unwrap();
        assert_eq!(tus.next(), Step::Send { from: 20, length: 80 });
        tus.told(cut()).unwrap();
        assert_eq!(tus.next(), Step::Ask);
        tus.told(Ok(Some(40))).unwrap();
        assert_eq!(tus.next(), Step::Send { from: 40, length: 60 });
        tus.told(Ok(Some(100))).unwrap();
        assert_eq!(tus.next(), Step::Done);
    }

    #[test]
    fn a_line_that_carries_nothing_is_not_tried_again_at_once() {
        let mut tus = Tus::new(100, true, None);
        tus.told(Ok(Some(40))).unwrap();
        tus.told(cut()).unwrap();
        tus.told(Ok(Some(40))).unwrap();
        tus.told(cut()).unwrap();
        assert_eq!(tus.told(Ok(Some(40))), Err(Weather::Interrupted.into()));
    }

    #[test]
    fn a_photo_that_comes_whole_with_its_creation_is_done() {
        let mut tus = Tus::new(100, false, None);
        tus.told(Ok(Some(100))).unwrap();
        assert_eq!(tus.next(), Step::Done);
    }

    #[test]
    fn a_refusal_that_came_as_a_broken_line_is_heard_when_asked_again() {
        let refused = Trouble::Unauthorized { code: "token-refused".to_owned() };
        let mut tus = Tus::new(100, false, None);
        tus.told(cut()).unwrap();
        assert_eq!(tus.told(Err(refused.clone())), Err(refused));
    }

    #[test]
    fn a_creation_that_never_arrived_waits() {
        let mut tus = Tus::new(100, false, None);
        tus.told(cut()).unwrap();
        assert_eq!(tus.told(Ok(None)), Err(Weather::Interrupted.into()));
    }

    #[test]
    fn a_server_that_claims_more_than_there_is_is_not_understood() {
        let mut tus = Tus::new(100, false, None);
        assert_eq!(tus.told(Ok(Some(101))), Err(Weather::Unreadable.into()));
    }

    proptest! {
        /// However it is cut and whatever the server claims, no byte is skipped, and it ends.
        #[test]
        fn every_byte_is_sent_once_the_server_lacks_it(
            bytes in 0_u64..500,
            most in proptest::option::of(1_u64..200),
            arrivals in proptest::collection::vec((0_u64..300, any::<bool>()), 0..20),
        ) {
            let mut tus = Tus::new(bytes, false, most.and_then(NonZeroU64::new));
            let mut arrivals = arrivals.into_iter();
            let mut there = 0;
            for _ in 0..2000 {
                let told = match tus.next() {
                    Step::Done => break,
                    Step::Ask => tus.told(Ok(Some(there))),
                    step @ (Step::Create { .. } | Step::Send { .. }) => {
                        let (from, length) = match step {
                            Step::Send { from, length } => (from, length),
                            Step::Create { length } => (0, length),
                            _ => (0, 0),
                        };
                        prop_assert_eq!(from, there);
                        prop_assert!((length > 0 || bytes == 0) && from + length <= bytes);
                        if let Some((arrived, true)) = arrivals.next() {
                            there += arrived.min(length);
                            tus.told(cut())
                        } else {
                            there += length;
                            tus.told(Ok(Some(there)))
                        }
                    }
                };
                if told.is_err() {
                    return Ok(());
                }
            }
            prop_assert_eq!(tus.next(), Step::Done);
            prop_assert_eq!(there, bytes);
        }
    }
}
