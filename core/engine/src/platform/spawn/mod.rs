//! Work that would hold up everything else, and values that one thread owns.

#[cfg(not(target_family = "wasm"))]
mod native;
#[cfg(target_family = "wasm")]
mod web;

#[cfg(not(target_family = "wasm"))]
pub(crate) use native::Owned;
#[cfg(not(target_family = "wasm"))]
pub use native::offload;
#[cfg(target_family = "wasm")]
pub(crate) use web::Owned;
#[cfg(target_family = "wasm")]
pub use web::offload;
