//! Reviews, for the network's own people: what waits for them, and what they decide. Behind `GET /v1/reviews` and
//! `pinpoint review`.

use jiff::Timestamp;
use pinpoint_domain::ids::{InstallerId, PinpointId};
use pinpoint_domain::openapi::Dsse;
use pinpoint_domain::wire::{
    Amended, AmendedFact, Amendment, Correction, Reason, SealedRecord, SignatureError, Signed, Verdict,
    WireType,
};
use pinpoint_domain::work::{Refusal, tidy_correction, tidy_reason};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::App;
use crate::error::ServerError;
use crate::store::{CorrectionRow, DecisionRow, Put, RecordRow, ReviewRow, Reviewed, StoreError};

/// The queue of people of one server.
pub struct Reviews<'a> {
    pub(crate) app: &'a App,
}

/// What a person decides about a record in review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ReviewDecision {
    /// This record counts. What stands against it ends: the station's earlier record, others under its label, and that
    /// of the station that it replaces.
    Accept,
    /// This record is as true as what it seemed to contradict, and nothing ends. Where both are about one station, the
    /// earlier one stays the one that is active.
    KeepBoth,
    /// This record does not count.
    Reject,
}

impl ReviewDecision {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Accept, Self::KeepBoth, Self::Reject];

    /// As JSON and the database spell it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::KeepBoth => "keep-both",
            Self::Reject => "reject",
        }
    }

    /// The one of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|decision| decision.name() == name)
    }
}

/// Something that waits for a person.
#[derive(Debug, Serialize, ToSchema)]
pub struct Review {
    /// The pinpoint.
    pub pinpoint_id: String,
    /// Since when, by the server's clock.
    #[schema(value_type = String, format = DateTime)]
    pub since: Timestamp,
    /// Why its verdict waits; empty when only a correction does.
    pub reasons: Vec<Reason>,
    /// From its pin to where the serial is active, in metres. For reviewers only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub distance_m: Option<u32>,
    /// What installers asked to correct.
    pub corrections: Vec<RequestedCorrection>,
    /// The pinpoint itself, then every record that has its serial or its label, or that it names as gone, the newest
    /// first.
    pub records: Vec<ReviewRecord>,
}

/// A correction that nobody decided yet.
#[derive(Debug, Serialize, ToSchema)]
pub struct RequestedCorrection {
    /// The signed event that asks for it.
    pub event_id: String,
    /// Who asks.
    pub installer: String,
    /// Since when, by the server's clock.
    #[schema(value_type = String, format = DateTime)]
    pub requested_at: Timestamp,
    /// What is wrong, what it should be, and why.
    #[serde(flatten)]
    pub correction: Correction,
}

/// A record that a review has to do with.
#[derive(Debug, Serialize, ToSchema)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says one thing that a record has to do with the review"
)]
pub struct ReviewRecord {
    /// Its name.
    pub pinpoint_id: String,
    /// Whether it has the serial of the one in review.
    pub same_serial: bool,
    /// Whether it has the label of the one in review.
    pub same_label: bool,
    /// Whether the one in review says that it replaces this one's station.
    pub named_as_gone: bool,
    /// Whether the station is on the network as it says.
    pub active: bool,
    /// When it arrived, by the server's clock.
    #[schema(value_type = String, format = DateTime)]
    pub received_at: Timestamp,
    /// The sealed bytes under the device's signature, as they came.
    #[schema(value_type = Dsse)]
    pub sealed: Signed<SealedRecord>,
    /// The newest verdict, once there is one.
    #[schema(value_type = Option<Dsse>)]
    pub verdict: Option<Signed<Verdict>>,
    /// What counts: what was sealed, with what was amended.
    pub effective: Amended,
    /// What people decided about it, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<Decided>,
}

/// A decision, as it stands in a timeline.
#[derive(Debug, Serialize, ToSchema)]
pub struct Decided {
    /// What was decided.
    pub decision: ReviewDecision,
    /// Why, in the words of whoever decided.
    pub reason: String,
    /// Who decided: a pseudonym.
    pub by: String,
    /// When, by the server's clock.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
}

impl Reviews<'_> {
    /// All that waits, the oldest first.
    pub async fn list(&self) -> Result<Vec<Review>, ServerError> {
        let mut all = Vec::new();
        loop {
            let skip = u32::try_from(all.len()).unwrap_or(u32::MAX);
            let (page, more) = page(self.app, skip).await?;
            all.extend(page);
            if !more {
                return Ok(all);
            }
        }
    }

    /// Decides about a record, in the name of somebody of the network's own people. Repeated in the same words, it is the
    /// same decision.
    pub async fn decide(
        &self,
        pinpoint: PinpointId,
        decision: ReviewDecision,
        reason: &str,
        email: &str,
    ) -> Result<Verdict, ServerError> {
        let actor = reviewer(self.app, email).await?;
        let reason = tidy_reason(reason).map_err(refused)?;
        let put = Put { actor, request_id: String::new(), now: self.app.now() };
        let keys = self.app.keys.clone();
        match self.app.store.decide_review(pinpoint, decision, reason, keys, put).await? {
            Reviewed::Done { verdict, .. } => read(&verdict, "verdict"),
            Reviewed::Unknown => Err(ServerError::Unknown { kind: "review", name: pinpoint.to_string() }),
            Reviewed::Decided => Err(ServerError::ReviewDecided),
            Reviewed::Unproved => Err(ServerError::ReviewUnproved),
        }
    }

    /// Says what counts instead of what was sealed, in the name of somebody of the network's own people. All corrections
    /// that were asked for are decided by it; no facts: what was sealed counts.
    pub async fn amend(
        &self,
        pinpoint: PinpointId,
        facts: Vec<AmendedFact>,
        reason: &str,
        email: &str,
    ) -> Result<Amendment, ServerError> {
        let actor = reviewer(self.app, email).await?;
        let (facts, reason) = tidy_amendment(facts, reason).map_err(refused)?;
        let put = Put { actor, request_id: String::new(), now: self.app.now() };
        let amended = self.app.store.amend(pinpoint, facts, reason, self.app.keys.clone(), put).await?;
        let unknown = || ServerError::Unknown { kind: "pinpoint", name: pinpoint.to_string() };
        read(&amended.ok_or_else(unknown)?, "amendment")
    }
}

/// Somebody of the network's own people.
pub(crate) async fn reviewer(app: &App, email: &str) -> Result<InstallerId, ServerError> {
    let email = email.trim().to_lowercase();
    match app.store.credentials(email.clone()).await? {
        Some(known) if known.account.back_office => Ok(known.account.installer),
        _ => Err(ServerError::Unknown { kind: "reviewer", name: email }),
    }
}

/// Reviews of one answer: each shows records by the dozen, and somebody who floods the queue must not fill the memory.
const PAGE: u32 = 50;

/// What waits, the oldest first, after so many others; and whether more does.
pub(crate) async fn page(app: &App, skip: u32) -> Result<(Vec<Review>, bool), StoreError> {
    let mut rows = app.store.reviews(skip, PAGE + 1).await?;
    let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let more = rows.len() > page;
    rows.truncate(page);
    Ok((rows.into_iter().map(review).collect::<Result<_, StoreError>>()?, more))
}

/// What this server signed itself.
fn read<T: WireType>(signed: &Signed<T>, table: &'static str) -> Result<T, ServerError> {
    let unreadable = |error: SignatureError| StoreError::Row { table, reason: error.to_string() };
    Ok(signed.read_unverified().map_err(unreadable)?)
}

/// A text that no record could hold, told to whoever gave it in the server's own folder.
#[expect(clippy::needless_pass_by_value, reason = "it ends here")]
pub(crate) fn refused(refusal: Refusal) -> ServerError {
    let field = if matches!(refusal, Refusal::Text { field: "reason", .. }) { "reason" } else { "fact" };
    ServerError::Value { field, reason: refusal.to_string() }
}

/// Facts and reason as they travel. The last word about a fact is the one that counts.
pub(crate) fn tidy_amendment(
    facts: Vec<AmendedFact>,
    reason: &str,
) -> Result<(Vec<AmendedFact>, String), Refusal> {
    let reason = tidy_reason(reason)?;
    let mut tidied: Vec<AmendedFact> = Vec::with_capacity(facts.len());
    for AmendedFact { field, value } in facts {
        let asked = Correction { field, value, reason: reason.clone() };
        let Correction { field, value, .. } = tidy_correction(&asked)?;
        tidied.retain(|fact| fact.field != field);
        tidied.push(AmendedFact { field, value });
    }
    Ok((tidied, reason))
}

/// A review as it is shown.
fn review(row: ReviewRow) -> Result<Review, StoreError> {
    let asked = |row: CorrectionRow| RequestedCorrection {
        event_id: row.event.to_string(),
        installer: row.installer.to_string(),
        requested_at: row.requested_at,
        correction: row.correction,
    };
    Ok(Review {
        pinpoint_id: row.pinpoint.to_string(),
        since: row.since,
        reasons: row.reasons,
        distance_m: row.distance_m,
        corrections: row.corrections.into_iter().map(asked).collect(),
        records: row.records.into_iter().map(record).collect::<Result<_, _>>()?,
    })
}

fn record(row: RecordRow) -> Result<ReviewRecord, StoreError> {
    let effective = effective(&row.sealed, row.amendment.as_ref())?;
    let unreadable = |reason: String| StoreError::Row { table: "pinpoint", reason };
    Ok(ReviewRecord {
        pinpoint_id: row.id.to_string(),
        same_serial: row.same_serial,
        same_label: row.same_label,
        named_as_gone: row.named_as_gone,
        active: row.active,
        received_at: row.received_at,
        sealed: Signed::from_parts(row.sealed, &row.signatures_json)
            .map_err(|error| unreadable(error.to_string()))?,
        verdict: row.verdict,
        effective,
        decisions: row.decisions.into_iter().map(decided).collect(),
    })
}

/// What counts: what was sealed, with what was amended.
pub(crate) fn effective(sealed: &[u8], amendment: Option<&Signed<Amendment>>) -> Result<Amended, StoreError> {
    let unreadable = |reason: String| StoreError::Row { table: "pinpoint", reason };
    let record: SealedRecord =
        serde_json::from_slice(sealed).map_err(|error| unreadable(error.to_string()))?;
    let amendment = amendment.map(Signed::read_unverified).transpose();
    let amendment = amendment.map_err(|error| unreadable(error.to_string()))?;
    let facts = amendment.map(|amendment| amendment.facts).unwrap_or_default();
    Ok(Amended::of(&record, &facts))
}

/// A decision as it is shown.
pub(crate) fn decided(row: DecisionRow) -> Decided {
    let DecisionRow { decision, reason, actor, at } = row;
    Decided { decision, reason, by: actor.to_string(), at }
}
