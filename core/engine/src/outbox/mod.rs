//! The outbox: the durable queue of deliveries, the machine that decides what goes next, and the driver that does it.
//!
//! [`Outbox`] is plain data: no clock, no randomness, no I/O. It says what to do next ([`Outbox::next`]), is told how
//! it went ([`Outbox::done`]) and answers with what to write down ([`Change`]). [`Driver`] runs it over a [`Ledger`]
//! and a [`Remote`](crate::remote::Remote); a simulator can run the same machine over anything else.
//!
//! | you look for | it lives in |
//! |---|---|
//! | the states of a delivery | [`delivery`](Delivery) |
//! | retry times | [`retry`] |
//! | what a status of the server means | [`remote::classify`](crate::remote::classify) |
//! | when a receipt is believed | [`BelievedReceipt`] |

mod action;
mod change;
mod delivery;
mod driver;
mod engine;
mod lane;
mod ledger;
mod news;
mod receipt;
mod report;
pub mod retry;
mod send;
mod session;
#[cfg(any(test, feature = "testing"))]
mod shelf;
mod trouble;
mod verdict;

#[cfg(test)]
mod tests;

pub use action::{Action, Answer, Due, Outcome};
pub use change::{Change, Reason};
pub use delivery::{Delivery, DeliveryState, Item, Lane, Weather};
pub use driver::{Driver, OnProgress};
pub use engine::Outbox;
pub(crate) use engine::settled_state;
pub use ledger::{Ledger, LedgerError, Parcel, PhotoFile, Pulled, Standing};
pub use receipt::{BelievedReceipt, Disbelief};
pub use report::{Ending, Progress, SyncReport};
#[cfg(any(test, feature = "testing"))]
pub use shelf::Shelf;
pub use trouble::Trouble;
pub use verdict::{OfPinpoint, believe};
