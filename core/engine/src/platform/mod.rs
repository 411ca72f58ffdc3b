//! What differs between native and browser: one small module each, and nothing of it anywhere else.

pub mod files;
pub mod http;
pub mod keys;
pub mod offload;
pub mod random;
pub mod time;
