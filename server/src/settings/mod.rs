//! The settings: each one's name in the file and in the environment, and what it changes. Nowhere else are they named but in
//! docs/operating.md, whose table a test holds against this one.
//!
//! A command line is open to every account of the machine, so what may be secret stands in the file or in the environment;
//! and an administrator's commands find the same place without being told each time.

mod file;
mod given;

use std::fs;
use std::path::Path;
use std::time::Duration;

use crate::config::{Config, Database, Photos};
use crate::error::ServerError;
use given::{Given, Refused};

/// One thing that an operator may choose.
pub struct Setting {
    /// Its name in the file; a dot leads into a table.
    pub key: &'static str,
    /// Its name in the environment, which wins over the file.
    pub variable: &'static str,
    /// Never shown.
    secret: bool,
    take: fn(&mut Config, Given<'_>) -> Result<(), Refused>,
    /// None when it was not chosen.
    show: fn(&Config) -> Option<String>,
}

/// What is taken as it is read.
macro_rules! plain {
    ($key:literal, $variable:literal, $($field:ident).+) => {
        Setting {
            key: $key,
            variable: $variable,
            secret: false,
            take: |config, given| {
                config.$($field).+ = given.read()?;
                Ok(())
            },
            show: |config| Some(config.$($field).+.to_string()),
        }
    };
}

/// A file or folder that need not be named.
macro_rules! path {
    ($key:literal, $variable:literal, $($field:ident).+) => {
        Setting {
            key: $key,
            variable: $variable,
            secret: false,
            take: |config, given| {
                config.$($field).+ = Some(given.read()?);
                Ok(())
            },
            show: |config| config.$($field).+.as_ref().map(|path| path.display().to_string()),
        }
    };
}

/// A number within bounds.
macro_rules! number {
    ($key:literal, $variable:literal, $($field:ident).+, $most:expr) => {
        Setting {
            key: $key,
            variable: $variable,
            secret: false,
            take: |config, given| {
                config.$($field).+ = given.number(1..=$most)?;
                Ok(())
            },
            show: |config| Some(config.$($field).+.to_string()),
        }
    };
}

/// A duration, as a number of what the name says.
macro_rules! time {
    ($key:literal, $variable:literal, $($field:ident).+, $seconds:expr) => {
        Setting {
            key: $key,
            variable: $variable,
            secret: false,
            take: |config, given| {
                let number: u64 = given.number(1..=A_CENTURY / $seconds)?;
                config.$($field).+ = Duration::from_secs(number * $seconds);
                Ok(())
            },
            show: |config| Some((config.$($field).+.as_secs() / $seconds).to_string()),
        }
    };
}

const SECOND: u64 = 1;
const HOUR: u64 = 3600;
const DAY: u64 = 24 * HOUR;
/// Longer than anything is waited for, in seconds.
const A_CENTURY: u64 = 100 * 365 * 24 * HOUR;
/// More than any computer has, in bytes.
const A_PETABYTE: u64 = 1 << 50;

/// All of them.
pub const SETTINGS: &[Setting] = &[
    Setting {
        key: "data",
        variable: "PINPOINT_SERVER_DATA",
        secret: false,
        take: |config, given| {
            config.data = given.read()?;
            Ok(())
        },
        show: |config| Some(config.data.display().to_string()),
    },
    plain!("listen", "PINPOINT_LISTEN", bind),
    Setting {
        key: "metrics_listen",
        variable: "PINPOINT_METRICS_LISTEN",
        secret: false,
        take: |config, given| {
            config.metrics = Some(given.read()?);
            Ok(())
        },
        show: |config| config.metrics.map(|at| at.to_string()),
    },
    plain!("network", "PINPOINT_NETWORK", network),
    Setting {
        key: "database_url",
        variable: "PINPOINT_DATABASE_URL",
        secret: true,
        take: |config, given| {
            config.database = Database::Postgres(given.parse()?);
            Ok(())
        },
        show: |config| config.is_shared().then(String::new),
    },
    Setting {
        key: "photos_url",
        variable: "PINPOINT_PHOTOS_URL",
        secret: false,
        take: |config, given| {
            config.photos = Photos::Bucket(given.parse()?);
            Ok(())
        },
        show: |config| match &config.photos {
            Photos::Folder => None,
            Photos::Bucket(url) => Some(url.to_string()),
        },
    },
    path!("tls.certificate", "PINPOINT_TLS_CERTIFICATE", tls.certificate),
    path!("tls.key", "PINPOINT_TLS_KEY", tls.key),
    Setting {
        key: "trusted_proxies",
        variable: "PINPOINT_TRUSTED_PROXIES",
        secret: false,
        take: |config, given| {
            config.proxies.trusted = given.each()?;
            Ok(())
        },
        show: |config| {
            let trusted: Vec<_> = config.proxies.trusted.iter().map(ToString::to_string).collect();
            (!trusted.is_empty()).then(|| trusted.join(", "))
        },
    },
    Setting {
        key: "forwarded_header",
        variable: "PINPOINT_FORWARDED_HEADER",
        secret: false,
        take: |config, given| {
            config.proxies.header = given.read()?;
            Ok(())
        },
        show: |config| Some(config.proxies.header.name().to_owned()),
    },
    Setting {
        key: "webhooks",
        variable: "PINPOINT_WEBHOOKS",
        secret: true,
        take: |config, given| {
            config.webhooks = given.read()?;
            Ok(())
        },
        show: |config| (!config.webhooks.is_empty()).then(String::new),
    },
    number!("limits.connections", "PINPOINT_LIMITS_CONNECTIONS", limits.connections, 1_000_000),
    number!("limits.body_bytes", "PINPOINT_LIMITS_BODY_BYTES", limits.body_bytes, A_PETABYTE),
    number!("limits.batch_bytes", "PINPOINT_LIMITS_BATCH_BYTES", limits.batch_bytes, A_PETABYTE),
    number!("limits.batch_items", "PINPOINT_LIMITS_BATCH_ITEMS", limits.batch_items, 1_000_000),
    number!("limits.upload_bytes", "PINPOINT_LIMITS_UPLOAD_BYTES", limits.upload_bytes, A_PETABYTE),
    time!("limits.head_seconds", "PINPOINT_LIMITS_HEAD_SECONDS", limits.head, SECOND),
    time!("limits.request_seconds", "PINPOINT_LIMITS_REQUEST_SECONDS", limits.request, SECOND),
    time!("limits.silence_seconds", "PINPOINT_LIMITS_SILENCE_SECONDS", limits.silence, SECOND),
    time!("limits.drain_seconds", "PINPOINT_LIMITS_DRAIN_SECONDS", limits.drain, SECOND),
    time!("limits.upload_kept_hours", "PINPOINT_LIMITS_UPLOAD_KEPT_HOURS", limits.upload_kept, HOUR),
    time!("limits.webhook_seconds", "PINPOINT_LIMITS_WEBHOOK_SECONDS", limits.webhook, SECOND),
    time!("retention.sessions_days", "PINPOINT_RETENTION_SESSIONS_DAYS", retention.sessions, DAY),
    time!("retention.attempts_hours", "PINPOINT_RETENTION_ATTEMPTS_HOURS", retention.attempts, HOUR),
    time!("retention.sources_days", "PINPOINT_RETENTION_SOURCES_DAYS", retention.sources, DAY),
    time!("retention.webhooks_days", "PINPOINT_RETENTION_WEBHOOKS_DAYS", retention.webhooks, DAY),
];

impl Setting {
    /// What this configuration says; a secret only whether it says anything.
    pub fn shown(&self, config: &Config) -> Option<String> {
        (self.show)(config).map(|shown| if self.secret { "***".to_owned() } else { shown })
    }

    fn take(&self, config: &mut Config, given: Given<'_>) -> Result<(), Refused> {
        (self.take)(config, given)
            .map_err(|refused| if self.secret { refused.without_quotes() } else { refused })
    }
}

impl Config {
    /// Takes what a file of settings says.
    pub fn with_file(mut self, path: &Path) -> Result<Self, ServerError> {
        let text = fs::read_to_string(path).map_err(ServerError::file(path))?;
        file::take(&mut self, path, &text)?;
        Ok(self)
    }

    /// Takes what the environment says.
    pub fn with_environment(
        mut self,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, ServerError> {
        for setting in SETTINGS {
            let Some(text) = variable(setting.variable).filter(|text| !text.is_empty()) else { continue };
            setting.take(&mut self, Given::Text(&text)).map_err(|refused| ServerError::Setting {
                place: setting.variable.to_owned(),
                key: setting.key.to_owned(),
                reason: refused.reason,
            })?;
        }
        Ok(self)
    }
}
