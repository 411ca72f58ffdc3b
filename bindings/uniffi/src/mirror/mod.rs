//! Mirrors: the shape of each type that crosses the border, repeated with its documentation for Kotlin and Swift.

mod names;
mod work;
