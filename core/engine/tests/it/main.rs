//! The engine against the real thing: sockets, files and time as they are.
#![cfg(test)]

mod outbox_faults;
