//! A photo on its way: the engine's own machine says which request comes next.

use pinpoint_domain::wire::{Receipt, Signed};
use pinpoint_engine::outbox::{Answer, Item, Outcome, Trouble, Weather};
use pinpoint_engine::remote::{Step, Tus};

use super::phone::Wish;
use super::receipts;
use super::request::{Ask, Reply, Token, stranger};

/// A photo on its way.
pub(super) struct Upload {
    pub(super) item: Item,
    bytes: u64,
    tus: Tus,
    /// From where it was sent last.
    pub(super) sent: u64,
}

impl Upload {
    pub(super) fn new(item: Item, bytes: u64, begun: bool, sent: u64) -> Self {
        Self { item, bytes, tus: Tus::new(bytes, begun, None), sent }
    }

    pub(super) fn next(&mut self) -> Ask {
        match self.tus.next() {
            Step::Ask => Ask::Offset(self.item),
            Step::Create { length } => Ask::Create { item: self.item, length },
            Step::Send { from, length } => {
                self.sent = from;
                Ask::Part { item: self.item, from, length }
            }
            Step::Done => Ask::Receipt { item: self.item, bytes: self.bytes },
        }
    }

    pub(super) fn ask(&mut self, trip: u64, token: Option<Token>) -> Vec<Wish> {
        let ask = self.next();
        token.map(|token| Wish::Ask { trip, token, ask }).into_iter().collect()
    }

    /// Goes on; the outcome once the last reply is there.
    pub(super) fn told(&mut self, told: Result<Reply, Trouble>) -> Result<Option<Outcome>, Trouble> {
        let step = self.tus.next();
        if step == Step::Done {
            return match told? {
                Reply::Receipts(results) => {
                    let answer = match results.into_iter().next() {
                        Some(Ok(receipt)) => believed(&receipt, self.item),
                        _ => Answer::Trouble(Weather::Unreadable.into()),
                    };
                    Ok(Some(Outcome::Answered(vec![(self.item, answer)])))
                }
                other => Err(refused(&other)),
            };
        }
        let there = match told {
            Ok(Reply::Offset(there)) => Ok(Some(there)),
            Ok(other) => match (step, refused(&other)) {
                (Step::Ask, Trouble::Weather { why: Weather::NotYet, .. }) => Ok(None),
                (Step::Send { .. }, Trouble::Refused { code, .. }) if code.starts_with("upload-") => {
                    Err(Weather::Interrupted.into())
                }
                (_, trouble) => Err(trouble),
            },
            Err(trouble) => Err(trouble),
        };
        self.tus.told(there)?;
        Ok(None)
    }
}

fn refused(reply: &Reply) -> Trouble {
    match *reply {
        Reply::Problem(problem) => problem.trouble(),
        Reply::Stranger { status, retry_after_s } => stranger(status, retry_after_s),
        _ => Weather::Unreadable.into(),
    }
}

/// What a phone makes of a receipt.
pub(super) fn believed(receipt: &Signed<Receipt>, item: Item) -> Answer {
    match receipts::believe(receipt, item) {
        Some(believed) => Answer::Stored(Box::new(believed)),
        None => Answer::Trouble(Weather::ReceiptNotBelieved.into()),
    }
}
