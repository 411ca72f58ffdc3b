//! The rules, the workflow and the wire, from the outside: what an installer's day asks of them.
#![cfg(test)]

mod capsule;
mod refusals;
mod safety;
mod seed_trace;
mod signed;
mod support;
mod the_day;
mod versions;
mod wire_v1;
