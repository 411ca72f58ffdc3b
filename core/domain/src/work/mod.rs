//! The workflow.
mod kind;
pub use kind::JobKind;
