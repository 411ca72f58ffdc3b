//! Names that are not codes of an error: parts of the visit, states, decisions, promises.

use jiff::Timestamp;
use pinpoint_domain::Fields;
use pinpoint_domain::ids::PinpointId;
use pinpoint_domain::wire::{Decision, Mark};
use pinpoint_domain::work::JobKind;
use pinpoint_domain::work::playbook::Phase;
use serde::Serialize;

use super::samples::every;
use crate::outbox::{DeliveryState, Item, Weather};

/// The kebab-case name of a unit variant.
fn name(value: impl Serialize) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
}

/// Every name that a face may ask for, except steps and items.
pub(super) fn names() -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let phases = every!(Phase:
        Phase::BeforeYouGo => Phase::BeforeYouGo, Phase::Arrive => Phase::Arrive, Phase::MakeSafe => Phase::MakeSafe,
        Phase::Cabinet => Phase::Cabinet, Phase::Labels => Phase::Labels, Phase::Pinpoint => Phase::Pinpoint,
        Phase::Verify => Phase::Verify,
    );
    names.extend(phases.into_iter().map(|phase| format!("phase-{}", name(phase))));
    names.extend(JobKind::ALL.map(|kind| format!("kind-{}", kind.name())));
    let decisions = every!(Decision:
        Decision::Accepted => Decision::Accepted, Decision::InReview => Decision::InReview,
        Decision::Rejected => Decision::Rejected, Decision::Superseded => Decision::Superseded,
    );
    names.extend(decisions.into_iter().map(|decision| format!("decision-{}", name(decision))));
    let marks = every!(Mark:
        Mark::GrantExpired => Mark::GrantExpired, Mark::ProfileExpired => Mark::ProfileExpired,
        Mark::MockLocation => Mark::MockLocation, Mark::Other(_) => Mark::Other("other".into()),
    );
    names.extend(marks.into_iter().map(|mark| format!("mark-{}", name(mark))));
    names.extend(weathers().into_iter().map(|weather| format!("weather-{}", weather.name())));
    names.extend(delivery_states().into_iter().map(|state| format!("delivery-{}", state.name())));
    names.extend(
        ["made-safe", "saved-phone", "saved-server", "verified-online"].map(|name| format!("promise-{name}")),
    );
    let fields = [
        "manufacturer",
        "model",
        "address",
        "city",
        "postal_code",
        "state",
        "car_park",
        "building",
        "floor",
        "bay",
        "parking_restrictions",
        "mac",
        "serial",
        "country",
        "pin",
        "reason",
    ];
    names.extend(fields.map(|name| format!("field-{name}")));
    names.extend(["html", "text", "unknown"].map(|name| format!("found-{name}")));
    names.extend(["cut-short", "undecodable"].map(|name| format!("damage-{name}")));
    names
}

fn weathers() -> Vec<Weather> {
    every!(Weather:
        Weather::Offline => Weather::Offline,
        Weather::Timeout => Weather::Timeout,
        Weather::Tls => Weather::Tls,
        Weather::Interrupted => Weather::Interrupted,
        Weather::Stranger { .. } => Weather::Stranger { status: 302 },
        Weather::Server { .. } => Weather::Server { status: 502 },
        Weather::Busy => Weather::Busy,
        Weather::NotYet => Weather::NotYet,
        Weather::Damaged => Weather::Damaged,
        Weather::Unreadable => Weather::Unreadable,
        Weather::ReceiptNotBelieved => Weather::ReceiptNotBelieved,
    )
}

fn delivery_states() -> Vec<DeliveryState> {
    let on = Item::Record(PinpointId::new(Timestamp::UNIX_EPOCH, [1; 10]));
    let (since, until) = (Timestamp::UNIX_EPOCH, Timestamp::UNIX_EPOCH);
    let code = || "not-certified".to_owned();
    every!(DeliveryState:
        DeliveryState::Blocked { .. } => DeliveryState::Blocked { on },
        DeliveryState::Ready => DeliveryState::Ready,
        DeliveryState::Sending => DeliveryState::Sending,
        DeliveryState::Done => DeliveryState::Done,
        DeliveryState::Waiting { .. } => DeliveryState::Waiting { since, until, why: Weather::Offline },
        DeliveryState::Carried { .. } => DeliveryState::Carried { since, until },
        DeliveryState::HeldAuth { .. } => DeliveryState::HeldAuth { code: code() },
        DeliveryState::HeldStorage => DeliveryState::HeldStorage,
        DeliveryState::HeldVersion { .. } => DeliveryState::HeldVersion { code: code() },
        DeliveryState::HeldClock { .. } => DeliveryState::HeldClock { skew_s: 90_000 },
        DeliveryState::NeedsYou { .. } => DeliveryState::NeedsYou { code: code(), fields: Fields::new() },
    )
}
