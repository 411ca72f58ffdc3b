//! What is wrong with a server, or soon will be: what a start needs, and what only shows when one has run for a while.
//! Nothing is changed, and a server may be running meanwhile.

use std::path::Path;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use pinpoint_domain::demo;
use pinpoint_domain::profile::NetworkProfile;
use pinpoint_domain::wire::Signed;

use crate::check::{Finding, State, check, day, ending};
use crate::clock::Clock;
use crate::config::Config;
use crate::store::{Health, StoreError, health, look};
use crate::tls;

/// The newest photos whose files are looked for; of a bucket each costs a request.
const PHOTOS: u32 = 1000;
/// Phones and servers agree on the time to about a minute, or signatures look as if they were made tomorrow.
const CLOCKS_AGREE: SignedDuration = SignedDuration::from_mins(1);
/// Verdicts are made within seconds.
const VERDICT_LATE: SignedDuration = SignedDuration::from_hours(1);
/// What was not copied for so long would be missed.
const BACKUP_OLD: SignedDuration = SignedDuration::from_hours(7 * 24);
const MEGABYTE: u64 = 1_000_000;
/// A day of a large network.
const DISK_LOW: u64 = 5_000 * MEGABYTE;
/// `SQLite` needs room to finish what it began.
const DISK_FULL: u64 = 200 * MEGABYTE;
const PROFILE: [&str; 3] = ["doctor-profile", "doctor-profile-soon", "doctor-profile-over"];
/// For a server on this machine to answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// Looks at everything.
pub async fn doctor(config: &Config, clock: &dyn Clock) -> Vec<Finding> {
    let mut findings = check(config, clock).await;
    let now = clock.now();
    if config.network.as_str() == demo::NETWORK {
        findings.push(Finding::of(State::Warn, "doctor-demo-keys", []));
    } else {
        findings.push(profile(&config.data.join("profile.json"), now));
    }
    findings.extend(disk(&config.data));
    findings.push(answering(config).await);
    if let Some(found) = database(config, now).await {
        match found {
            Ok(health) => {
                findings.extend(books(&health, now));
                if !health.photos.is_empty() {
                    findings.push(photos(config, &health).await);
                }
            }
            Err(error) => {
                let reason = ("reason", error.to_string());
                findings.push(Finding::of(State::Fail, "check-database-refused", [reason]));
            }
        }
    }
    findings
}

/// What phones of this network begin with.
fn profile(path: &Path, now: Timestamp) -> Finding {
    let place = || ("path", path.display().to_string());
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Finding::of(State::Fail, "doctor-profile-none", [place()]);
        }
        Err(error) => return unreadable(place(), &error),
    };
    let signed = serde_json::from_slice::<Signed<NetworkProfile>>(&bytes);
    match signed.map(|signed| signed.read_unverified()) {
        Ok(Ok(profile)) => match profile.validity.expires_at {
            Some(end) => ending(PROFILE, end, now),
            None => Finding::of(State::Ok, "doctor-profile-always", []),
        },
        Ok(Err(error)) => unreadable(place(), &error),
        Err(error) => unreadable(place(), &error),
    }
}

fn unreadable(path: (&'static str, String), error: &dyn std::fmt::Display) -> Finding {
    Finding::of(State::Fail, "doctor-profile-unreadable", [path, ("reason", error.to_string())])
}

/// The room that is left where the data folder is; nothing where that is not to be learned.
fn disk(folder: &Path) -> Option<Finding> {
    let there = folder.ancestors().find(|folder| folder.exists())?;
    let free = fs4::available_space(there).ok()?;
    let said = [("path", there.display().to_string()), ("free", (free / MEGABYTE).to_string())];
    Some(match free {
        ..DISK_FULL => Finding::of(State::Fail, "doctor-disk-full", said),
        DISK_FULL..DISK_LOW => Finding::of(State::Warn, "doctor-disk-low", said),
        DISK_LOW.. => Finding::of(State::Ok, "doctor-disk", said),
    })
}

/// Whether somebody serves where the settings say.
async fn answering(config: &Config) -> Finding {
    let mut at = config.bind;
    if at.ip().is_unspecified() {
        at.set_ip(if at.is_ipv4() { [127, 0, 0, 1].into() } else { std::net::Ipv6Addr::LOCALHOST.into() });
    }
    let scheme = if config.tls.certificate.is_some() { "https" } else { "http" };
    let url = format!("{scheme}://{at}/readyz");
    let said = |reason: String| [("url", url.clone()), ("reason", reason)];
    tls::say_provider();
    // Its certificate is for another name than this machine's own.
    let client = reqwest::Client::builder().timeout(PATIENCE).danger_accept_invalid_certs(true).build();
    let asked = tokio::time::Instant::now();
    let answer = match client {
        Ok(client) => client.get(&url).send().await,
        Err(error) => Err(error),
    };
    match answer {
        Ok(answer) if answer.status().is_success() => {
            let ms = asked.elapsed().as_millis().to_string();
            Finding::of(State::Ok, "doctor-answers", [("url", url), ("ms", ms)])
        }
        Ok(answer) => {
            Finding::of(State::Fail, "doctor-not-ready", said(format!("HTTP {}", answer.status().as_u16())))
        }
        Err(error) => Finding::of(State::Warn, "doctor-no-answer", said(cause(&error))),
    }
}

/// What an error began with; above it only stands that a request failed.
fn cause(error: &dyn std::error::Error) -> String {
    error.source().map_or_else(|| error.to_string(), cause)
}

/// Nothing where there is no database of this server's own schema yet; what [`check`] says of it is enough.
async fn database(config: &Config, now: Timestamp) -> Option<Result<Health, StoreError>> {
    let place = config.database.clone().place(&config.data);
    let found = look(place.clone()).await.ok()??;
    let ours = found.schema == found.known && found.network.as_deref() == Some(config.network.as_str());
    if !ours {
        return None;
    }
    Some(health(place, config.network.clone(), PHOTOS, now).await)
}

fn books(health: &Health, now: Timestamp) -> Vec<Finding> {
    let mut findings = vec![match &health.damage {
        None => Finding::of(State::Ok, "doctor-database-whole", []),
        Some(reason) => Finding::of(State::Fail, "doctor-database-damaged", [("reason", reason.clone())]),
    }];
    if let Some(ahead) = health.clock_ahead.filter(|ahead| ahead.abs() > CLOCKS_AGREE) {
        let seconds = ("seconds", ahead.abs().as_secs().to_string());
        findings.push(Finding::of(State::Warn, "doctor-clock", [seconds]));
    }
    findings.push(match health.backed_up_at {
        None => Finding::of(State::Warn, "doctor-backup-none", []),
        Some(at) if now.duration_since(at) > BACKUP_OLD => {
            Finding::of(State::Warn, "doctor-backup-old", [("day", day(at))])
        }
        Some(at) => Finding::of(State::Ok, "doctor-backup", [("day", day(at))]),
    });
    let late = health.verdict_due_since.filter(|since| now.duration_since(*since) > VERDICT_LATE);
    if late.is_some() {
        let count = ("count", health.queues.due.to_string());
        findings.push(Finding::of(State::Warn, "doctor-verdicts-late", [count]));
    }
    if health.queues.given_up > 0 {
        let count = ("count", health.queues.given_up.to_string());
        findings.push(Finding::of(State::Warn, "doctor-webhooks-given-up", [count]));
    }
    findings
}

/// Whether the files are there that a receipt was given for.
async fn photos(config: &Config, health: &Health) -> Finding {
    let refused = |reason| Finding::of(State::Fail, "doctor-photos-refused", [("reason", reason)]);
    let files = match config.photos.open(&config.data) {
        Ok(files) => files,
        Err(error) => return refused(error.to_string()),
    };
    let mut missing = Vec::new();
    for photo in &health.photos {
        match files.has(photo.kind, &photo.digest).await {
            Ok(true) => {}
            Ok(false) => missing.push(photo.id.as_str()),
            Err(error) => return refused(error.to_string()),
        }
    }
    let count = ("count", health.photos.len().to_string());
    match missing.as_slice() {
        [] => Finding::of(State::Ok, "doctor-photos", [count]),
        [first, ..] => {
            let said = [count, ("missing", missing.len().to_string()), ("photo", (*first).to_owned())];
            Finding::of(State::Fail, "doctor-photos-missing", said)
        }
    }
}
