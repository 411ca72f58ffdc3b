//! The network's side of Pinpoint: receives sealed records and photos, answers with signed receipts, decides on
//! verdicts, and keeps the inventory of labels.
//!
//! A request goes `api` (parse, authorise) to `intake` and [`verdict`] (rules) to `store` (one transaction). Blobs are
//! durable before the transaction, the transaction before the reply.

mod accounts;
mod api;
mod app;
mod auth;
mod backups;
mod check;
mod clock;
mod config;
mod doctor;
mod door;
mod durable;
mod erasures;
mod error;
mod grants;
mod handout;
mod intake;
mod keys;
mod labels;
pub mod log;
mod metrics;
mod middleware;
mod parallel;
mod passwords;
mod patience;
mod photos;
mod problem;
mod proxies;
mod random;
mod reviews;
mod serve;
mod server;
mod settings;
mod sign_in;
mod source;
mod store;
mod support;
mod tls;
mod uploads;
pub mod verdict;
mod webhooks;
mod worker;

pub use accounts::{Accounts, NewAccount, Role};
pub use api::has_web_installer;
pub use backups::{Backup, Backups, restore};
pub use check::{Finding, State, check};
pub use clock::{Clock, SystemClock};
pub use config::{Config, Database, Limits, Photos, Retention, TlsFiles};
pub use doctor::doctor;
pub use erasures::{Erasures, ToErase};
pub use error::ServerError;
pub use handout::{Handout, hand_out};
pub use labels::{IssuedLabel, LabelCounts, Labels};
pub use photos::{BucketUrl, BucketUrlError};
pub use proxies::{ForwardedHeader, Proxies};
pub use random::NoRandomness;
pub use reviews::{Decided, RequestedCorrection, Review, ReviewDecision, ReviewRecord, Reviews};
pub use serve::Entrance;
pub use server::Server;
pub use settings::{SETTINGS, Setting};
pub use store::{DatabaseUrl, DatabaseUrlError, ListedAccount, ListedDevice, Retained, StoreError};
pub use support::{Log, SupportReport};
pub use tls::Tls;
pub use webhooks::{Webhook, WebhookSecret};
