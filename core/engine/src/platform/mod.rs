//! What differs between native and browser: one small module each, and nothing of it anywhere else.
//!
//! | capability | native | browser |
//! |---|---|---|
//! | [`spawn`] | threads, tokio's pool | the one worker that we are in |
//! | [`time`] | the machine's clock, tokio's timers | `Date`, `setTimeout` |
//! | [`random`] | the operating system | `crypto.getRandomValues` |
//! | [`files`] | a folder on the disk | the origin private file system |
//! | `database` | SQLite on a file | SQLite on the origin private file system |
//! | [`http`] | reqwest over rustls | reqwest over `fetch` |
//! | [`keys`] | the platform's key store, or files | `WebCrypto`, brought by the package |
//!
//! What belongs to JavaScript cannot leave its thread. There is only one, so the browser's modules wrap such values in
//! [`SendWrapper`](https://docs.rs/send_wrapper) where they enter, and all code above may ask for `Send` everywhere.

pub(crate) mod database;
pub mod files;
pub mod http;
pub mod keys;
pub mod random;
pub mod spawn;
pub mod time;
