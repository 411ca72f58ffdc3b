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
//! | firmware versions and their order | [`firmware`] |
//! | SIM cards by their ICCID | [`iccid`] |
//! | charging points by their EVSE id | [`evse`] |
//! | phone numbers of support | [`phone`] |
//! | positions and distances | [`geo`] |
//! | what a parser says of a character that only looks right | [`misread`] |
//! | the steps of a job, lockouts, the seal | [`work`] |
//! | what travels between phone and server | [`wire`] |
//! | what differs between networks | [`profile`] |
//! | which manufacturers and models there are | [`catalog`] |
//! | which addresses a network knows | [`addresses`] |
//! | when what a network publishes is believed | [`publication`] |
//! | the demo network and its public keys | [`demo`] |
//! | where a mistake stands in a file that a person wrote | [`document`] |

pub mod addresses;
mod caption;
pub mod catalog;
pub mod code;
pub mod connectivity;
pub mod demo;
pub mod document;
pub mod evse;
pub mod firmware;
pub mod geo;
mod hidden;
pub mod iccid;
pub mod ids;
pub mod label;
mod link;
pub mod misread;
#[cfg(feature = "openapi")]
pub mod openapi;
pub mod phone;
pub mod photo;
pub mod profile;
pub mod publication;
pub mod serial;
pub mod station;
pub mod wire;
pub mod work;

pub use code::{Coded, Fields};
pub use jiff::Timestamp;
