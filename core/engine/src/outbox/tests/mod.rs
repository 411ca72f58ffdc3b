//! The outbox in a simulated world: a store in memory, a network that fails by script, a clock that jumps.

mod laws;
mod sessions;
mod stories;
mod world;
