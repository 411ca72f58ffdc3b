//! Phone and server together, over real sockets and real disks.
#![cfg(test)]

mod accounts;
mod added_checks;
mod bad_storage;
mod booted;
mod carried;
mod conformance;
mod erased;
mod false_server;
mod fault_matrix;
mod handed_over;
mod hostile_weather;
mod key_stores;
mod networks;
mod old_schemas;
mod restored;
mod simulated;
mod stolen;
mod stopping;
mod stories;
mod the_day;
mod the_serial;
mod two_phones;
mod two_programs;
mod what_was_tried;
mod words;
