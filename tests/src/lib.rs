//! What tests across components stand on: a whole little world with a network, its server, and installers.

mod broken_line;
mod clock;
mod closing;
pub mod proxy;
pub mod simulator;
mod world;

pub use broken_line::break_off;
pub use clock::TestClock;
pub use proxy::{DelayProxy, Way};
pub use world::{ACCOUNT_PASSWORD, Outcome, Seat, World};
