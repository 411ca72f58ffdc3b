//! What tests across components stand on: a whole little world with a network, its server, and installers.

mod clock;
mod delay;
mod world;

pub use clock::TestClock;
pub use delay::DelayProxy;
pub use world::{ACCOUNT_PASSWORD, Outcome, Seat, World};
