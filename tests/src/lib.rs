//! What tests across components stand on: a whole little world with a network, its server, and installers.

mod broken_line;
mod clock;
mod closing;
mod delay;
pub mod simulator;
mod world;

pub use broken_line::break_off;
pub use clock::TestClock;
pub use delay::{DelayProxy, Way};
pub use world::{ACCOUNT_PASSWORD, Outcome, Seat, World};
