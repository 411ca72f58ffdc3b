//! How things look on a terminal.

mod board;
mod diagnosis;
mod job;
mod outbox;
mod page;
mod playbook;
mod problems;
mod progress;
mod review;
mod since;
pub(crate) mod style;
mod units;
mod words;

pub(crate) use board::BoardPage;
pub(crate) use diagnosis::{DiagnosisPage, PastePage};
pub(crate) use job::{JobLine, short_id, wire_name, write_what_now};
pub(crate) use outbox::{write_saved, write_verdict};
pub(crate) use page::Page;
pub(crate) use playbook::PlaybookPage;
pub(crate) use problems::Problems;
pub(crate) use progress::Bars;
pub(crate) use review::{ReviewLine, ReviewPage};
pub(crate) use since::write_said_since;
pub(crate) use units::{bytes, clock, count, day, distance_in_time, volts};
pub(crate) use words::Words;
