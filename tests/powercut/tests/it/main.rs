//! Days on phone and server, cut at every moment, and the laws that hold afterwards.
//!
//! `PINPOINT_CUTS=all` looks at every moment and at more ways of losing things; without it at every moment beside a sync,
//! and at some of the others. `PINPOINT_SEED` draws other losses.
#![cfg(test)]
#![cfg(target_os = "linux")]

mod day;
mod disk;
mod moments;
mod phone;
mod rows;
mod server;
mod upgrade;
