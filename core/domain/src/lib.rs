//! Labels, the workflow, its rules and the wire format: pure, for phone and server alike.
//!
//! Nothing here reads a clock, a file or a socket; time, ids and randomness come in as arguments, so the same rules
//! run on a phone, in a browser, on the server and under a simulator.
//!
//! | you look for | it lives in |
//! |---|---|
//! | what a label's QR code may say | [`label`] |
//! | the serial number and why it never changes | [`serial`] |
//! | how makers and models are compared | [`station`] |
//! | positions and distances | [`geo`] |
//! | the steps of a job, lockouts, the seal | [`work`] |
//! | what travels between phone and server | [`wire`] |
//! | what differs between networks | [`profile`] |
//! | the demo network and its public keys | [`demo`] |

pub mod code;
pub mod demo;
pub mod geo;
mod hidden;
pub mod ids;
pub mod label;
#[cfg(feature = "openapi")]
pub mod openapi;
pub mod photo;
pub mod profile;
pub mod serial;
pub mod station;
pub mod wire;
pub mod work;

pub use code::{Coded, Fields};
pub use jiff::Timestamp;
