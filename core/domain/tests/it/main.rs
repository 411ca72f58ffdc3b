//! The rules, the workflow and the wire, from the outside: what an installer's day asks of them.
#![cfg(test)]

mod added_checks;
mod capsule;
mod connectivity;
mod correction;
mod crew;
mod ecdsa;
mod ethernet_day;
mod identity;
mod installation_day;
mod journal;
mod machine;
mod playbooks;
mod privacy_page;
mod records;
mod refusals;
mod repeated;
mod seed_trace;
mod signed;
mod support;
mod swap;
mod the_day;
mod threat_model;
mod undo;
mod versions;
mod walk;
mod wire_v1;
