//! Webhooks: other systems are told what happened here, by the Standard Webhooks specification. A message names the kind and the
//! id, and nothing of what is in the record: who may know that asks for it.
//!
//! Each is told at least once, under an id that stays, and those about one subject in their order. Whoever does not answer
//! is told again for four days; then it is given up, and the audit says so.

mod receiver;

use futures_util::future::join_all;
use jiff::{SignedDuration, Timestamp};
use reqwest::header::{CONTENT_TYPE, HeaderValue};
use reqwest::redirect::Policy;
use reqwest::{Client, StatusCode};
use serde::Serialize;
use tokio_util::sync::CancellationToken;

use crate::app::App;
use crate::config::Limits;
use crate::error::ServerError;
use crate::random;
use crate::store::{Telling, Told};
use crate::tls;

pub use receiver::{Webhook, WebhookSecret};

/// How long is waited after each attempt, before the next.
const WAITS: [SignedDuration; 9] = [
    SignedDuration::from_secs(5),
    SignedDuration::from_mins(5),
    SignedDuration::from_mins(30),
    SignedDuration::from_hours(2),
    SignedDuration::from_hours(5),
    SignedDuration::from_hours(10),
    SignedDuration::from_hours(20),
    SignedDuration::from_hours(24),
    SignedDuration::from_hours(36),
];
/// Messages of one receiver on their way at a time, no two about one subject.
const AT_ONCE: u32 = 16;
/// Added to the patience for an answer: a node that is gone for longer than that died, and another one tells it.
const LEASE: SignedDuration = SignedDuration::from_secs(30);
/// New messages are looked for so often.
const LOOK_AGAIN: std::time::Duration = std::time::Duration::from_secs(1);

/// Who is told, and how.
pub(crate) struct Webhooks {
    client: Client,
    receivers: Vec<Webhook>,
}

/// What goes over the wire.
#[derive(Serialize)]
struct Message<'a> {
    #[serde(rename = "type")]
    kind: &'a str,
    timestamp: Timestamp,
    data: Data<'a>,
}

#[derive(Serialize)]
struct Data<'a> {
    network: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pinpoint_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    photo_id: Option<&'a str>,
}

impl Webhooks {
    /// These receivers, none of whom is followed elsewhere.
    pub(crate) fn new(receivers: Vec<Webhook>, limits: &Limits) -> Result<Self, ServerError> {
        tls::say_provider();
        let client = Client::builder()
            .redirect(Policy::none())
            .timeout(limits.webhook)
            .user_agent(concat!("Pinpoint/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|error| ServerError::Value { field: "webhooks", reason: error.to_string() })?;
        Ok(Self { client, receivers })
    }
}

/// Runs until the server stops. What was not told stays in the database, due.
pub(crate) async fn run(app: App, stop: CancellationToken) {
    if app.webhooks.receivers.is_empty() {
        return;
    }
    let telling = async {
        loop {
            if let Err(error) = deliver_due(&app).await {
                tracing::error!(%error, "webhooks failed; they stay due");
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    };
    tokio::select! {
        () = stop.cancelled() => {}
        () = telling => {}
    }
}

/// Tells everybody what is due now; how many messages were sent.
pub(crate) async fn deliver_due(app: &App) -> Result<usize, ServerError> {
    // None waits for another's slowness.
    let sent = join_all(app.webhooks.receivers.iter().map(|receiver| deliver_to(app, receiver))).await;
    sent.into_iter().sum()
}

async fn deliver_to(app: &App, receiver: &Webhook) -> Result<usize, ServerError> {
    let patience = SignedDuration::try_from(app.limits.webhook).unwrap_or(SignedDuration::MAX);
    let mut sent = 0;
    loop {
        let now = app.now();
        let lease = now.checked_add(LEASE + patience).unwrap_or(Timestamp::MAX);
        let taken = app.store.take_webhooks(receiver.name(), receiver.kinds(), now, lease, AT_ONCE).await?;
        if taken.is_empty() {
            return Ok(sent);
        }
        sent += taken.len();
        let told = join_all(taken.into_iter().map(async |telling| {
            let told = tell(app, receiver, &telling).await;
            app.store.settle_webhook(receiver.name(), telling, told, app.now()).await
        }));
        told.await.into_iter().collect::<Result<Vec<()>, _>>()?;
    }
}

/// Sends one message; what follows from the answer.
async fn tell(app: &App, receiver: &Webhook, telling: &Telling) -> Told {
    let id = format!("msg_{}_{}", app.epoch, telling.sequence);
    let (pinpoint_id, photo_id) = match telling.kind.as_str() {
        "photo-stored" => (None, Some(telling.subject.as_str())),
        _ => (Some(telling.subject.as_str()), None),
    };
    let data = Data { network: app.network.as_str(), pinpoint_id, photo_id };
    let message = Message { kind: &telling.kind, timestamp: telling.created_at, data };
    let body = serde_json::to_string(&message).unwrap_or_default();
    let now = app.now();
    let request = app
        .webhooks
        .client
        .post(receiver.url())
        .header(CONTENT_TYPE, HeaderValue::from_static("application/json"))
        .header("webhook-id", &id)
        .header("webhook-timestamp", now.as_second())
        .header("webhook-signature", receiver.secret().sign(&id, now.as_second(), &body))
        .body(body);
    let why = match request.send().await {
        Ok(answer) if answer.status().is_success() => return Told::Delivered,
        Ok(answer) if answer.status() == StatusCode::GONE => {
            tracing::error!(
                receiver = receiver.host(),
                "a webhook's receiver is gone; it is told nothing more"
            );
            return Told::Gone;
        }
        Ok(answer) => answer.status().to_string(),
        // Without its address, which may hold a secret.
        Err(error) => error.without_url().to_string(),
    };
    let Some(wait) = wait(telling.attempts) else {
        tracing::error!(receiver = receiver.host(), id, why, "a webhook was never taken, and is given up");
        return Told::GivenUp;
    };
    tracing::warn!(receiver = receiver.host(), id, why, "a webhook was not taken; told again later");
    Told::Later(now.checked_add(wait).unwrap_or(Timestamp::MAX))
}

/// How long is waited after so many attempts, a tenth more or less, so that many messages do not come back at once; none
/// after the last.
fn wait(attempts: u32) -> Option<SignedDuration> {
    let wait = WAITS.get(usize::try_from(attempts).ok()?.checked_sub(1)?)?;
    let [dice] = random::bytes::<1>().unwrap_or([128]);
    let permille = 900 + i32::from(dice) * 200 / 255;
    Some(*wait * permille / 1000)
}
