//! What comes before any cable: the approval (B02) and the firmware (B11, B12).

use serde::{Deserialize, Serialize};

use super::advice::{Advice, OURS, Source, Step};
use super::requirements::Connectivity;
use crate::code::{Coded, Fields, fields};
use crate::firmware::FirmwareVersion;

/// Where the station's Ethernet hardware comes from (B02).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum EthernetHardware {
    /// The station was bought with it.
    New,
    /// Added to an existing station with the network's extraordinary approval.
    Approved,
    /// An existing station, and nobody approved.
    Existing,
    /// Not asked yet.
    #[default]
    Unknown,
}

/// A condition before the work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(hashmap_as_object))]
pub struct GateState {
    /// What is so, as a code.
    pub code: String,
    /// What its sentence mentions.
    #[cfg_attr(feature = "typescript", tsify(type = "Record<string, string>"))]
    pub fields: Fields,
    /// Whether it lets the work go on.
    pub standing: GateStanding,
    /// The guide's sentences; empty: ours.
    pub from: Vec<String>,
}

/// Whether a gate lets the work go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum GateStanding {
    /// It does.
    Open,
    /// It does not.
    Shut,
    /// Something must be found out first.
    Unanswered,
}

/// A condition before the work, with what is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gate {
    /// Bought with Ethernet.
    HardwareNew,
    /// Approved.
    HardwareApproved,
    /// An existing station is not retrofitted (B02).
    HardwareExisting,
    /// Nobody said.
    HardwareUnknown,
    /// The least firmware or a later one.
    FirmwareSufficient {
        /// What the station shows.
        version: String,
        /// The least.
        minimum: String,
        /// The model by the guide's name.
        known_as: String,
    },
    /// Ethernet cannot be activated (B12).
    FirmwareBelowMinimum {
        /// What the station shows.
        version: String,
        /// The least.
        minimum: String,
        /// The model by the guide's name.
        known_as: String,
    },
    /// The firmware was not read yet (B11).
    FirmwareUnread {
        /// The least.
        minimum: String,
        /// The model by the guide's name.
        known_as: String,
    },
    /// No least firmware is known for this model.
    FirmwareModelUnknown {
        /// What was given.
        model: String,
    },
    /// Neither is known.
    FirmwareAndModelUnread,
}

impl Gate {
    /// The gate of the approval (B02).
    pub const fn hardware(hardware: EthernetHardware) -> Self {
        match hardware {
            EthernetHardware::New => Self::HardwareNew,
            EthernetHardware::Approved => Self::HardwareApproved,
            EthernetHardware::Existing => Self::HardwareExisting,
            EthernetHardware::Unknown => Self::HardwareUnknown,
        }
    }

    /// The gate of the firmware (B12). A model that the network gives no minimum for is said to be unknown, never passed.
    pub fn firmware(model: Option<&str>, version: Option<&FirmwareVersion>, needs: &Connectivity) -> Self {
        let Some(model) = model.map(str::trim).filter(|model| !model.is_empty()) else {
            return Self::FirmwareAndModelUnread;
        };
        let Some(known) = needs.minimum_for(model) else {
            return Self::FirmwareModelUnknown { model: model.to_owned() };
        };
        let (minimum, known_as) = (known.minimum.to_string(), known.model.clone());
        match version {
            None => Self::FirmwareUnread { minimum, known_as },
            Some(version) if version.at_least(&known.minimum) => {
                Self::FirmwareSufficient { version: version.to_string(), minimum, known_as }
            }
            Some(version) => Self::FirmwareBelowMinimum { version: version.to_string(), minimum, known_as },
        }
    }

    /// Whether it lets the work go on.
    pub const fn standing(&self) -> GateStanding {
        match self {
            Self::HardwareNew | Self::HardwareApproved | Self::FirmwareSufficient { .. } => {
                GateStanding::Open
            }
            Self::HardwareExisting | Self::FirmwareBelowMinimum { .. } => GateStanding::Shut,
            Self::HardwareUnknown
            | Self::FirmwareUnread { .. }
            | Self::FirmwareModelUnknown { .. }
            | Self::FirmwareAndModelUnread => GateStanding::Unanswered,
        }
    }

    /// What to do before anything else while it is shut.
    pub(super) fn advice(&self) -> Option<Advice> {
        match self {
            Self::HardwareExisting => Some(Advice::support(&Step::GetApproval, &["B02"])),
            Self::FirmwareBelowMinimum { .. } => Some(Advice::support(&Step::CallSupport, &["B12"])),
            _ => None,
        }
    }

    /// As data.
    pub fn state(&self) -> GateState {
        GateState {
            code: self.code().to_owned(),
            fields: self.fields(),
            standing: self.standing(),
            from: self.source().iter().map(|&id| id.to_owned()).collect(),
        }
    }

    const fn source(&self) -> Source {
        match self {
            Self::HardwareNew | Self::HardwareApproved | Self::HardwareExisting | Self::HardwareUnknown => {
                &["B02"]
            }
            Self::FirmwareSufficient { .. } | Self::FirmwareBelowMinimum { .. } => &["B12"],
            Self::FirmwareUnread { .. } | Self::FirmwareAndModelUnread => &["B11", "B12"],
            Self::FirmwareModelUnknown { .. } => OURS,
        }
    }
}

impl Coded for Gate {
    fn code(&self) -> &'static str {
        match self {
            Self::HardwareNew => "gate-hardware-new",
            Self::HardwareApproved => "gate-hardware-approved",
            Self::HardwareExisting => "gate-hardware-existing",
            Self::HardwareUnknown => "gate-hardware-unknown",
            Self::FirmwareSufficient { .. } => "gate-firmware-sufficient",
            Self::FirmwareBelowMinimum { .. } => "gate-firmware-below-minimum",
            Self::FirmwareUnread { .. } => "gate-firmware-unread",
            Self::FirmwareModelUnknown { .. } => "gate-firmware-model-unknown",
            Self::FirmwareAndModelUnread => "gate-firmware-and-model-unread",
        }
    }

    fn fields(&self) -> Fields {
        match self {
            Self::FirmwareSufficient { version, minimum, known_as }
            | Self::FirmwareBelowMinimum { version, minimum, known_as } => fields([
                ("version", version.clone()),
                ("minimum", minimum.clone()),
                ("known_as", known_as.clone()),
            ]),
            Self::FirmwareUnread { minimum, known_as } => {
                fields([("minimum", minimum.clone()), ("known_as", known_as.clone())])
            }
            Self::FirmwareModelUnknown { model } => fields([("model", model.clone())]),
            _ => Fields::new(),
        }
    }
}
