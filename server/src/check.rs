//! Whether a server could run as it is configured, looked at without changing anything.

use std::fs;
use std::path::Path;

use data_encoding::HEXLOWER;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use pinpoint_domain::code::{Coded, Fields, fields};
use serde::Serialize;

use crate::clock::Clock;
use crate::config::{Config, Database, Photos};
use crate::photos::PhotoFiles;
use crate::random;
use crate::store::{Look, look};
use crate::tls::Tls;

/// What ends within this time should be renewed now.
const SOON: SignedDuration = SignedDuration::from_hours(14 * 24);
const CERTIFICATE: [&str; 3] = ["check-certificate", "check-certificate-soon", "check-certificate-over"];

/// What somebody has to do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Nothing.
    Ok,
    /// Look at it soon.
    Warn,
    /// The server does not run so, or has lost something.
    Fail,
}

/// One thing that was looked at.
#[derive(Debug, Clone, Serialize)]
pub struct Finding {
    /// How it is.
    pub state: State,
    code: &'static str,
    fields: Fields,
}

impl Coded for Finding {
    fn code(&self) -> &str {
        self.code
    }

    fn fields(&self) -> Fields {
        self.fields.clone()
    }
}

impl Finding {
    pub(crate) fn of<const N: usize>(state: State, code: &'static str, said: [(&str, String); N]) -> Self {
        Self { state, code, fields: fields(said) }
    }
}

/// Looks at everything that a start needs.
pub async fn check(config: &Config, clock: &dyn Clock) -> Vec<Finding> {
    let mut findings =
        vec![data(&config.data), database(config).await, photos(config).await, tls(config, clock.now())];
    if matches!(&config.database, Database::Postgres(url) if url.is_open()) {
        findings.push(Finding::of(State::Warn, "check-database-open", []));
    }
    findings
}

/// The folder, or what it would be made in.
fn data(folder: &Path) -> Finding {
    let path = ("path", folder.display().to_string());
    let there = folder.ancestors().find(|folder| folder.exists()).unwrap_or(folder);
    match try_writing(there) {
        Ok(()) if there == folder => Finding::of(State::Ok, "check-data", [path]),
        Ok(()) => Finding::of(State::Ok, "check-data-new", [path]),
        Err(error) => Finding::of(State::Fail, "check-data-refused", [path, ("reason", error.to_string())]),
    }
}

fn try_writing(folder: &Path) -> std::io::Result<()> {
    let name = random::bytes::<8>().map(|bytes| HEXLOWER.encode(&bytes)).map_err(std::io::Error::other)?;
    let probe = folder.join(format!(".pinpoint-{name}"));
    fs::File::create_new(&probe)?;
    fs::remove_file(probe)
}

async fn database(config: &Config) -> Finding {
    let place = config.database.clone().place(&config.data);
    match look(place).await {
        Ok(None) => Finding::of(State::Ok, "check-database-new", []),
        Ok(Some(Look { network: Some(found), .. })) if found != config.network.as_str() => {
            let expected = ("expected", config.network.to_string());
            Finding::of(State::Fail, "check-database-network", [("found", found), expected])
        }
        Ok(Some(Look { schema, known, .. })) => {
            let said = [("schema", schema.to_string()), ("known", known.to_string())];
            match schema.cmp(&known) {
                std::cmp::Ordering::Less => Finding::of(State::Warn, "check-database-older", said),
                std::cmp::Ordering::Equal => Finding::of(State::Ok, "check-database", said),
                std::cmp::Ordering::Greater => Finding::of(State::Fail, "check-database-newer", said),
            }
        }
        Err(error) => Finding::of(State::Fail, "check-database-refused", [("reason", error.to_string())]),
    }
}

fn tls(config: &Config, now: Timestamp) -> Finding {
    let greeted = config.tls.pair().and_then(|pair| match pair {
        Some((certificate, key)) => Tls::from_files(certificate, key).map(|tls| Some(tls.ends_at())),
        None => Ok(None),
    });
    match greeted {
        Ok(Some(Some(end))) => ending(CERTIFICATE, end, now),
        Ok(Some(None)) => Finding::of(State::Warn, "check-certificate-strange", []),
        Ok(None) if config.bind.ip().is_loopback() => Finding::of(State::Ok, "check-certificate-none", []),
        Ok(None) => {
            let address = ("address", config.bind.to_string());
            Finding::of(State::Warn, "check-certificate-open", [address])
        }
        Err(error) => Finding::of(State::Fail, "check-certificate-refused", [("reason", error.to_string())]),
    }
}

/// What ends at that moment: some day, soon, or already, each with its code.
pub(crate) fn ending(codes: [&'static str; 3], end: Timestamp, now: Timestamp) -> Finding {
    let [later, soon, over] = codes;
    let (state, code) = match end.duration_since(now) {
        left if left <= SignedDuration::ZERO => (State::Fail, over),
        left if left < SOON => (State::Warn, soon),
        _ => (State::Ok, later),
    };
    Finding::of(state, code, [("day", day(end))])
}

/// The day of a moment, in UTC.
pub(crate) fn day(moment: Timestamp) -> String {
    moment.to_zoned(TimeZone::UTC).date().to_string()
}

async fn photos(config: &Config) -> Finding {
    let Photos::Bucket(url) = &config.photos else {
        return Finding::of(State::Ok, "check-photos-folder", []);
    };
    let bucket = ("bucket", url.to_string());
    let answered = match PhotoFiles::bucket(url) {
        Ok(photos) => photos.answers().await.map_err(|error| error.to_string()),
        Err(error) => Err(error.to_string()),
    };
    match answered {
        Ok(()) => Finding::of(State::Ok, "check-photos-bucket", [bucket]),
        Err(reason) => Finding::of(State::Fail, "check-photos-refused", [bucket, ("reason", reason)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_soon_is_said_before_it_ends() {
        let now: Timestamp = "2027-05-10T07:00:00Z".parse().unwrap();
        for (days, state) in [(15, State::Ok), (13, State::Warn), (0, State::Fail), (-400, State::Fail)] {
            let end = now + SignedDuration::from_hours(days * 24);
            assert_eq!(ending(CERTIFICATE, end, now).state, state, "{days}");
        }
    }
}
