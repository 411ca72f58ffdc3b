//! `pinpoint`: the workflow and the admin tasks from a terminal.

fn main() {}
