//! Events after the seal: the record never changes, so what comes later is said beside it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::capsule::Capsule;
use super::correction::Correction;
use super::signed::WireType;
use crate::ids::{DeviceId, EventId, InstallerId, NetworkId, PinpointId, StepId};

/// Something that happened to a pinpoint after its seal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PostSealEvent {
    /// Version of this form: 1.
    pub v: u32,
    /// The network.
    pub network: NetworkId,
    /// The pinpoint.
    pub pinpoint_id: PinpointId,
    /// The event's own name.
    pub event_id: EventId,
    /// The device's counter.
    pub sequence: u64,
    /// The device.
    pub device: DeviceId,
    /// The installer's pseudonym.
    pub installer: InstallerId,
    /// When, by the device's clock.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub at: Timestamp,
    /// What happened.
    pub body: EventBody,
}

/// What happened. A server that does not know a type refuses the event with a clear code, and the phone keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum EventBody {
    /// A verification step was done (A29 to A33).
    StepDone {
        /// The step.
        step: StepId,
    },
    /// A verification step was taken back.
    StepUndone {
        /// The step.
        step: StepId,
    },
    /// The password was mistyped: here is a new capsule for the same sealed bytes.
    CapsuleReplaced {
        /// The new capsule.
        capsule: Capsule,
    },
    /// A fact of the sealed record is wrong. The bytes stay; the network decides.
    CorrectionRequested {
        /// What is wrong, and what it should be.
        correction: Correction,
    },
}

impl EventBody {
    /// The types of event that this version understands, as JSON spells them.
    pub const NAMES: [&'static str; 4] =
        ["step-done", "step-undone", "capsule-replaced", "correction-requested"];

    /// The type, as JSON spells it.
    pub fn name(&self) -> &'static str {
        let [step_done, step_undone, capsule_replaced, correction_requested] = Self::NAMES;
        match self {
            Self::StepDone { .. } => step_done,
            Self::StepUndone { .. } => step_undone,
            Self::CapsuleReplaced { .. } => capsule_replaced,
            Self::CorrectionRequested { .. } => correction_requested,
        }
    }
}

impl WireType for PostSealEvent {
    const PAYLOAD_TYPE: &'static str = "application/vnd.pinpoint.event.v1+json";
}
