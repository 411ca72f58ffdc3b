//! Verdicts follow the receipt: one worker takes what waits, in small transactions, while nobody is storing records.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use pinpoint_domain::ids::PinpointId;
use pinpoint_domain::label::MacAddress;
use pinpoint_domain::wire::{Capsule, CapsuleBinding};
use tokio_util::sync::CancellationToken;

use crate::app::App;
use crate::error::ServerError;
use crate::parallel;
use crate::store::{Candidate, Proof};

/// Pinpoints of one transaction, so that a receipt never waits long behind verdicts.
const AT_ONCE: u32 = 64;
/// Silence after the last stored record before verdicts are made: a long queue is drained first.
const QUIET: Duration = Duration::from_millis(50);
/// However busy it is, verdicts do not wait longer.
const LONGEST_QUIET: u32 = 20;
/// What was put off (a throttled account) is looked for so often.
const LOOK_AGAIN: Duration = Duration::from_mins(1);

/// A pinpoint whose verdict fails is tried again so much later.
const PUT_OFF: SignedDuration = SignedDuration::from_hours(1);

/// Runs until the server stops. What it has not done stays in the database, due.
pub(crate) async fn run(app: App, stop: CancellationToken) {
    loop {
        if let Err(error) = decide_due(&app).await {
            tracing::error!(%error, "verdicts failed; they stay due");
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = app.verdicts.notified() => {
                for _ in 0..LONGEST_QUIET {
                    if tokio::time::timeout(QUIET, app.verdicts.notified()).await.is_err() {
                        break;
                    }
                }
            }
            () = tokio::time::sleep(LOOK_AGAIN) => {}
        }
    }
}

/// Decides all that is due now; how many were looked at.
pub(crate) async fn decide_due(app: &App) -> Result<usize, ServerError> {
    let mut looked_at = 0;
    loop {
        let now = app.now();
        let due = app.store.due(now, AT_ONCE).await?;
        let last_round = due.len() < usize::try_from(AT_ONCE).unwrap_or(usize::MAX);
        looked_at += due.len();
        if !due.is_empty() {
            let handle = app.clone();
            let opened: Vec<_> = tokio::task::spawn_blocking(move || {
                let proofs = parallel::map(&due, |candidate| open_candidate(&handle, candidate));
                due.into_iter().zip(proofs).collect()
            })
            .await
            .map_err(|_| crate::store::StoreError::Stopping)?;
            if let Err(error) = app.store.decide(opened.clone(), app.keys.clone(), now).await {
                tracing::error!(%error, "verdicts failed; trying them one by one");
                one_by_one(app, opened, now).await?;
            }
        }
        if last_round {
            return Ok(looked_at);
        }
    }
}

/// One pinpoint that cannot be decided must not hold up those behind it: it is put off, and the log names it.
async fn one_by_one(app: &App, opened: Vec<(Candidate, Proof)>, now: Timestamp) -> Result<(), ServerError> {
    for item in opened {
        let id = item.0.id;
        if let Err(error) = app.store.decide(vec![item], app.keys.clone(), now).await {
            tracing::error!(%error, pinpoint = %id, "no verdict; put off");
            app.store.put_off(id, now + PUT_OFF).await?;
        }
    }
    Ok(())
}

/// Opens the capsule of a candidate.
fn open_candidate(app: &App, candidate: &Candidate) -> Proof {
    let Some(json) = &candidate.capsule_json else { return Proof::Missing };
    let Ok(capsule) = serde_json::from_str::<Capsule>(json) else { return Proof::Shut };
    let Ok(mac) = MacAddress::parse(&candidate.mac) else { return Proof::Shut };
    open(app, candidate.id, &mac, &capsule)
}

/// Opens a capsule; the password lives for the length of this function.
pub(crate) fn open(app: &App, pinpoint: PinpointId, mac: &MacAddress, capsule: &Capsule) -> Proof {
    let binding = CapsuleBinding { network: &app.network, pinpoint: &pinpoint, mac };
    match capsule.open(app.keys.capsule(), binding) {
        Ok(password) => Proof::Opened(app.keys.password_hmac(mac, &password)),
        Err(_) => Proof::Shut,
    }
}
