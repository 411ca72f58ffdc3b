//! What a Prometheus reads: how the server is, in numbers. No label has a value that strangers choose: no id, no address, no name.

use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use jiff::Timestamp;
use pinpoint_domain::wire::Decision;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};

use crate::app::App;
use crate::store::{PhotoKind, Queues, decision_name};

/// The form of `OpenMetrics`, which Prometheus asks for by itself.
const MEDIA_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// What is counted as it happens, in this process.
pub(crate) struct Metrics {
    answers: Family<Answer, Counter>,
    durations: Family<Route, Histogram, fn() -> Histogram>,
    records: Counter,
    photos: Family<Kind, Counter>,
    photo_bytes: Family<Kind, Counter>,
    verdicts: Family<Decided, Counter>,
    sign_ins_refused: Family<Refused, Counter>,
    uploads: Gauge,
    writes_together: Histogram,
    transactions: Histogram,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answer {
    route: String,
    method: &'static str,
    status: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: String,
    method: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Kind {
    kind: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Decided {
    decision: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Refused {
    reason: &'static str,
}

/// An upload whose bytes arrive; counted until it is dropped.
pub(crate) struct InFlight(Gauge);

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.dec();
    }
}

/// Nothing was counted yet.
impl Default for Metrics {
    fn default() -> Self {
        Self {
            answers: Family::default(),
            durations: Family::new_with_constructor(seconds),
            records: Counter::default(),
            photos: Family::default(),
            photo_bytes: Family::default(),
            verdicts: Family::default(),
            sign_ins_refused: Family::default(),
            uploads: Gauge::default(),
            writes_together: Histogram::new(exponential_buckets(1.0, 2.0, 6)),
            transactions: seconds(),
        }
    }
}

impl Metrics {
    /// A transaction with so many writes was over, durably or not.
    pub(crate) fn rode(&self, together: usize, took: Duration) {
        self.writes_together.observe(f64::from(u32::try_from(together).unwrap_or(u32::MAX)));
        self.transactions.observe(took.as_secs_f64());
    }

    /// So many records were stored for the first time.
    pub(crate) fn records_stored(&self, count: usize) {
        self.records.inc_by(u64::try_from(count).unwrap_or(u64::MAX));
    }

    /// A request was answered. The route is its template.
    pub(crate) fn answered(&self, route: &str, method: &Method, status: StatusCode, took: Duration) {
        let (route, method) = (route.to_owned(), known(method));
        let answer = Answer { route: route.clone(), method, status: status.as_u16().to_string() };
        self.answers.get_or_create(&answer).inc();
        self.durations.get_or_create(&Route { route, method }).observe(took.as_secs_f64());
    }

    /// A photo is whole, and has its receipt.
    pub(crate) fn photo_stored(&self, kind: PhotoKind, bytes: u64) {
        let kind = Kind { kind: kind.as_str() };
        self.photos.get_or_create(&kind).inc();
        self.photo_bytes.get_or_create(&kind).inc_by(bytes);
    }

    /// Verdicts were written.
    pub(crate) fn decided(&self, decisions: &[Decision]) {
        for decision in decisions {
            self.verdicts.get_or_create(&Decided { decision: decision_name(*decision) }).inc();
        }
    }

    /// Somebody was not let in: a wrong password, or too many of them.
    pub(crate) fn sign_in_refused(&self, reason: &'static str) {
        self.sign_ins_refused.get_or_create(&Refused { reason }).inc();
    }

    /// Bytes of a photo begin to arrive.
    pub(crate) fn upload(&self) -> InFlight {
        self.uploads.inc();
        InFlight(self.uploads.clone())
    }

    /// All of it as text, with what waits in the database; nothing of that while the database is away.
    fn text(&self, process: &Process, queues: Option<&Queues>) -> String {
        let mut registry = Registry::with_prefix("pinpoint");
        self.register(&mut registry);
        let about = vec![
            ("version", env!("CARGO_PKG_VERSION").to_owned()),
            ("network", process.network.clone()),
            ("epoch", process.epoch.clone()),
        ];
        registry.register("server", "Which server this is", Info::new(about));
        let mut gauge = |name: &str, help: &str, value: i64| {
            let gauge: Gauge = Gauge::default();
            gauge.set(value);
            registry.register(name, help, gauge);
        };
        gauge("database_up", "Whether the database answers", i64::from(queues.is_some()));
        if let Some(queues) = queues {
            gauge("verdicts_due", "Records that wait for a verdict", queues.due);
            gauge("reviews_open", "Records that wait for a person", queues.reviews);
            gauge("webhooks_pending", "Messages that a receiver did not take yet", queues.webhooks);
            gauge("webhooks_given_up", "Messages that no receiver ever took", queues.given_up);
        }
        let started: Gauge = Gauge::default();
        started.set(process.started.as_second());
        let mut of_the_process = Registry::default();
        of_the_process.register_with_unit(
            "process_start_time",
            "When this process opened its data, since 1970",
            Unit::Seconds,
            started,
        );
        let mut text = String::new();
        // Writing to a String does not fail.
        let _ = encode(&mut text, &of_the_process).and_then(|()| {
            text.truncate(text.trim_end_matches("# EOF\n").len());
            encode(&mut text, &registry)
        });
        text
    }

    fn register(&self, registry: &mut Registry) {
        registry.register("http_requests", "Requests that were answered", self.answers.clone());
        registry.register_with_unit(
            "http_request_duration",
            "From a request's head to its answer",
            Unit::Seconds,
            self.durations.clone(),
        );
        registry.register(
            "records_stored",
            "Records that were stored for the first time",
            self.records.clone(),
        );
        registry.register("photos_stored", "Photos that are whole", self.photos.clone());
        registry.register_with_unit("photos_stored", "Their bytes", Unit::Bytes, self.photo_bytes.clone());
        registry.register("verdicts", "Verdicts that were written", self.verdicts.clone());
        registry.register(
            "sign_ins_refused",
            "Sign-ins that were refused or held back",
            self.sign_ins_refused.clone(),
        );
        registry.register("uploads_in_flight", "Uploads whose bytes arrive", self.uploads.clone());
        registry.register(
            "database_writes_together",
            "Writes that shared a transaction",
            self.writes_together.clone(),
        );
        registry.register_with_unit(
            "database_transaction_duration",
            "From a transaction's beginning to the word that it is durable",
            Unit::Seconds,
            self.transactions.clone(),
        );
    }
}

/// Who measures.
pub(crate) struct Process {
    network: String,
    epoch: String,
    started: Timestamp,
}

impl Process {
    /// A server of this network that was opened at this moment.
    pub(crate) fn new(network: String, epoch: String, started: Timestamp) -> Self {
        Self { network, epoch, started }
    }
}

/// The metrics alone, for an entrance of their own.
pub(crate) fn router(app: &App) -> Router {
    Router::new().route("/metrics", get(scrape)).with_state(app.clone())
}

async fn scrape(State(app): State<App>) -> Response {
    let queues = app.store.queues().await;
    if let Err(error) = &queues {
        tracing::warn!(%error, "metrics without the database");
    }
    let text = app.metrics.text(&app.process, queues.as_ref().ok());
    ([(header::CONTENT_TYPE, MEDIA_TYPE)], text).into_response()
}

/// From a millisecond to a minute.
fn seconds() -> Histogram {
    Histogram::new(exponential_buckets(0.001, 2.0, 17))
}

/// A method is any word that a stranger likes; those that have a meaning here by their name.
fn known(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "PUT" => "PUT",
        "POST" => "POST",
        "PATCH" => "PATCH",
        "DELETE" => "DELETE",
        "OPTIONS" => "OPTIONS",
        _ => "other",
    }
}
