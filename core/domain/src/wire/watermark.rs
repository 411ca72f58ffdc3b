//! The watermark: the network's signed word of what its backup holds, too. Not before it may a phone let go of its copy.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::signed::WireType;
use crate::ids::NetworkId;

/// What a backup holds, by the numbers that receipts carry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Watermark {
    /// Version of this form: 1.
    pub v: u32,
    /// The network.
    pub network: NetworkId,
    /// The server's epoch: what a server said before it was restored from a backup counts no more.
    pub server_epoch: String,
    /// Apart from each other and in ascending order. A server that was restored from a backup leaves out what it lost.
    pub covered: Vec<Span>,
    /// When the newest backup was made, by the server's clock.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub made_at: Timestamp,
}

/// Numbers of receipts in a row, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Span {
    /// The first.
    pub first: u64,
    /// The last.
    pub last: u64,
}

impl Watermark {
    /// Whether a backup holds what the receipt of this number is about.
    pub fn covers(&self, server_sequence: u64) -> bool {
        self.covered.iter().any(|span| (span.first..=span.last).contains(&server_sequence))
    }
}

impl Span {
    /// Everything up to `through`, without these gaps.
    pub fn through(through: u64, gaps: impl IntoIterator<Item = Self>) -> Vec<Self> {
        let mut gaps: Vec<Self> = gaps.into_iter().collect();
        gaps.sort_by_key(|gap| gap.first);
        let mut covered = Vec::new();
        let mut first = 1;
        for gap in gaps {
            let last = gap.first.saturating_sub(1).min(through);
            if first <= last {
                covered.push(Self { first, last });
            }
            first = first.max(gap.last.saturating_add(1));
        }
        if first <= through {
            covered.push(Self { first, last: through });
        }
        covered
    }
}

impl WireType for Watermark {
    const PAYLOAD_TYPE: &'static str = "application/vnd.pinpoint.watermark.v1+json";
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn span(first: u64, last: u64) -> Span {
        Span { first, last }
    }

    #[test]
    fn a_server_that_was_restored_twice_says_what_it_lost_both_times() {
        let lost = [span(2001, 3000), span(101, 1000)];
        assert_eq!(Span::through(3500, lost), [span(1, 100), span(1001, 2000), span(3001, 3500)]);
        assert_eq!(Span::through(60, lost), [span(1, 60)], "the newest backup is older than the losses");
        assert_eq!(Span::through(0, lost), []);
    }

    proptest! {
        #[test]
        fn a_number_is_covered_when_it_is_not_beyond_the_backup_and_in_no_gap(
            through in 0_u64..60,
            gaps in prop::collection::vec((1_u64..60, 0_u64..9), 0..5),
            number in 1_u64..70,
        ) {
            let gaps: Vec<Span> = gaps.into_iter().map(|(first, more)| span(first, first + more)).collect();
            let in_gap = gaps.iter().any(|gap| (gap.first..=gap.last).contains(&number));
            let watermark = Watermark {
                v: 1,
                network: "north".parse().unwrap(),
                server_epoch: "e1".into(),
                covered: Span::through(through, gaps),
                made_at: Timestamp::UNIX_EPOCH,
            };
            prop_assert_eq!(watermark.covers(number), number <= through && !in_gap);
        }
    }
}
