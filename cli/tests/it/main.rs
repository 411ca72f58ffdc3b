//! The program `pinpoint` as a person or a script meets it: what is typed, what is said, how it ends.
#![cfg(test)]

mod demo;
mod demo_killed;
mod diagnose;
mod hostile;
mod killed;
mod lan;
mod network;
mod nowhere;
mod operating;
mod parse;
mod playbook;
mod review;
mod scan;
#[cfg(feature = "testing")]
mod sessions;
#[cfg(feature = "testing")]
mod stories;
mod support;
mod usage;
mod working_day;
