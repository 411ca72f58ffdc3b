//! Decoders of other projects, whose panics must not become ours.
//!
//! rqrr panics on some photographs. Natively the panic is caught here and means "nothing found"; nothing of ours is
//! shared with the closure's inside, so nothing is left half-changed. On wasm there is no unwinding: there the whole
//! decode module lives in a worker of its own that is replaced when it dies.

#[cfg(panic = "unwind")]
pub(crate) use caught::contained;

/// Runs `decode`. Where a panic ends the program there is nothing to catch.
#[cfg(not(panic = "unwind"))]
#[expect(clippy::unnecessary_wraps, reason = "where panics unwind, one may be caught")]
pub(crate) fn contained<T>(decode: impl FnOnce() -> T) -> Option<T> {
    Some(decode())
}

#[cfg(panic = "unwind")]
mod caught;
