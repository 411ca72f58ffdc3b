//! For tests and benchmarks only: never part of an app.

mod conformance;

pub use conformance::{Checked, conformance};
