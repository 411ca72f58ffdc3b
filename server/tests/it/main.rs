//! The server as phones, administrators and strangers meet it, through its router, its sockets and its database.
#![cfg(test)]

mod backups;
mod boots;
mod capsules;
mod decisions;
mod doctor;
mod drain;
mod erased;
mod guards;
mod guessing;
mod http;
mod known;
mod labels;
mod map;
mod metrics;
mod receipts;
mod replaced;
mod retention;
mod reviews;
mod revocation;
mod sessions;
mod settings;
mod shared;
mod silence;
#[allow(dead_code, reason = "other programs of tests need other parts of the stage")]
mod support;
mod threats;
mod tls;
mod tus;
mod uploads;
mod verdicts;
mod webhooks;
