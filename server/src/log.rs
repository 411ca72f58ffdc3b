//! The log: one JSON object a line, on standard error. It names routes by their template and requests by their id, and
//! holds no body, no token, no password and no path of a label's link.

use tracing_subscriber::EnvFilter;

/// Starts the log. `RUST_LOG` chooses what is said; `info` when it is not set. A second call changes nothing.
pub fn init() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let started = tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_current_span(true)
        .with_span_list(false)
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .try_init();
    if started.is_err() {
        tracing::debug!("the log was started before");
    }
}
