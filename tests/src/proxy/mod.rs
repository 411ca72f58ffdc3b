//! What lies between phone and server, and misbehaves when told to.
//!
//! | you look for | it lives in |
//! |---|---|
//! | a long way | [`DelayProxy`] |
//! | the list of faults | [`Fault`] |
//! | the proxy that plays them, one endpoint at a time | [`FaultProxy`] |
//! | certificates that are wrong in each way | `certificates` |

mod certificates;
mod delay;
mod fault;
mod line;

pub use certificates::Certificates;
pub use delay::{DelayProxy, Way};
pub use fault::{Answer, Fault, Secrecy};
pub use line::{Endpoint, FaultProxy};
