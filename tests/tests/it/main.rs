//! Phone and server together, over real sockets and real disks.
#![cfg(test)]

mod accounts;
mod conformance;
mod bad_storage;
mod hostile_weather;
mod the_day;
mod the_serial;
mod words;
