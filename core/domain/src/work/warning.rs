//! What to look at before going on. A warning blocks nothing.

use super::at::At;
use super::command::Answer;
use super::playbook::Form;
use super::swap::{self, Neighbour};
use crate::code::{Coded, Fields, Notice, fields};
use crate::connectivity::{Gate, NetworkSignal};
use crate::iccid::Iccid;
use crate::serial::{self, SerialWarning};

/// Something to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// The station has a screen: better seal after the MAC on it was seen (A32), while a swapped label can be mended.
    SealAfterScreen,
    /// The fix says little about a parking space.
    FixVague {
        /// Radius of 68 % confidence.
        metres: u32,
    },
    /// The fix came from a mock provider: an external receiver, or a spoof.
    FixMock,
    /// The pin stands far from where the phone says it is.
    PinFar {
        /// How far.
        metres: u32,
    },
    /// The serial looks unlike those of its model (A23), as far as the catalog knows them.
    Serial(SerialWarning),
    /// The number of a SIM card has another check digit than its digits give: a digit was misread, most likely.
    IccidCheckDigit {
        /// As read.
        iccid: String,
    },
    /// The network gives no least firmware for this model (B12).
    FirmwareMinimumUnknown {
        /// The model.
        model: String,
    },
    /// Something on the network-signal page is down (B14 to B16); [`crate::connectivity::Diagnosis`] says what to do.
    NotOnline(NetworkSignal),
    /// Another station of the visit has the same label: one of the two was read at the wrong station.
    SameLabel {
        /// The other station.
        other: Neighbour,
    },
    /// Another station of the visit has the same serial: one of the two was read from the neighbour's plate.
    SameSerial {
        /// The other station.
        other: Neighbour,
    },
    /// The station that answers under this label says that it is the other one, or the other way round.
    LabelsExchanged {
        /// The other station.
        other: Neighbour,
    },
    /// The station says another serial than its type plate, and no station of the visit has that one.
    BootSerialDiffers {
        /// What the station said when it came online.
        said: String,
        /// What was read from the plate.
        read: String,
    },
}

/// A fix this vague says little about a parking space.
const VAGUE_FIX_MM: u32 = 50_000;
/// A pin this far beyond the fix's accuracy stands on another site.
const FAR_PIN_M: u32 = 200;

impl Coded for Warning {
    fn code(&self) -> &str {
        match self {
            Self::SealAfterScreen => "seal-after-screen",
            Self::FixVague { .. } => "fix-vague",
            Self::FixMock => "fix-mock",
            Self::PinFar { .. } => "pin-far",
            Self::Serial(warning) => warning.code(),
            Self::IccidCheckDigit { .. } => "iccid-check-digit",
            Self::FirmwareMinimumUnknown { .. } => "firmware-minimum-unknown",
            Self::NotOnline(_) => "not-online",
            Self::SameLabel { .. } => "same-label",
            Self::SameSerial { .. } => "same-serial",
            Self::LabelsExchanged { .. } => "labels-exchanged",
            Self::BootSerialDiffers { .. } => "boot-serial-differs",
        }
    }

    fn fields(&self) -> Fields {
        match self {
            Self::FixVague { metres } | Self::PinFar { metres } => fields([("metres", metres.to_string())]),
            Self::SameLabel { other } | Self::SameSerial { other } | Self::LabelsExchanged { other } => {
                other.fields([])
            }
            Self::BootSerialDiffers { said, read } => {
                fields([("said", said.clone()), ("read", read.clone())])
            }
            Self::Serial(warning) => warning.fields(),
            Self::IccidCheckDigit { iccid } => fields([("iccid", iccid.clone())]),
            Self::FirmwareMinimumUnknown { model } => fields([("model", model.clone())]),
            Self::NotOnline(NetworkSignal { link, vpn, cloud }) => fields([
                ("link", link.as_shown().to_owned()),
                ("vpn", vpn.as_shown().to_owned()),
                ("cloud", cloud.as_shown().to_owned()),
            ]),
            Self::SealAfterScreen | Self::FixMock => Fields::new(),
        }
    }
}

impl At<'_> {
    pub(super) fn warnings(&self) -> Vec<Notice> {
        let mut warnings = Vec::new();
        let facts = &self.job.facts;
        let shown = self.playbook.step_for(Form::Mac).is_some_and(|step| self.is_done(step));
        let unsealed = self.seal.is_some() && self.job.sealed.is_none();
        if unsealed && self.job.station().is_some_and(|station| station.has_screen) && !shown {
            warnings.push(Warning::SealAfterScreen);
        }
        if let Some(fix) = &facts.fix {
            if fix.accuracy_mm > VAGUE_FIX_MM {
                warnings.push(Warning::FixVague { metres: fix.accuracy_mm / 1000 });
            }
            if fix.mock {
                warnings.push(Warning::FixMock);
            }
            if let Some(metres) = facts.pin.map(|pin| pin.distance_m(&fix.position))
                && metres > FAR_PIN_M + fix.accuracy_mm / 1000
            {
                warnings.push(Warning::PinFar { metres });
            }
        }
        warnings.extend(self.readings());
        warnings.extend(swap::mismatches(self.visit, self.job));
        warnings.iter().map(Notice::from).collect()
    }

    /// What the catalog says of the serial numbers of this model.
    fn serial_shape(&self) -> Vec<Warning> {
        let (Some(serial), Some(station), Some(catalog)) =
            (self.job.serial(), self.job.station(), self.context.catalog)
        else {
            return Vec::new();
        };
        let shapes = catalog.serials(&station.manufacturer, &station.model);
        serial::warnings(serial, shapes).into_iter().map(Warning::Serial).collect()
    }

    /// What was read from cards and screens, and lets the work go on.
    fn readings(&self) -> Vec<Warning> {
        let mut warnings = self.serial_shape();
        for form in [Form::IccidNew, Form::IccidOld] {
            if let Some(Answer::Iccid { text }) = self.answer_to(form)
                && let Ok(iccid) = Iccid::parse(text)
                && !iccid.warnings().is_empty()
            {
                warnings.push(Warning::IccidCheckDigit { iccid: iccid.to_string() });
            }
        }
        if let Some(Answer::Firmware { text }) = self.answer_to(Form::Firmware)
            && let Ok(Gate::FirmwareModelUnknown { model }) = self.firmware_gate(text)
        {
            warnings.push(Warning::FirmwareMinimumUnknown { model });
        }
        if let Some(page) = self.playbook.step_for(Form::NetworkSignal)
            && let Some(Answer::NetworkSignal(signal)) = self.answer_at(page)
            && !self.is_done(page)
        {
            warnings.push(Warning::NotOnline(*signal));
        }
        warnings
    }
}
