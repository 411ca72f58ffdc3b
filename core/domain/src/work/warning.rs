//! What to look at before going on. A warning blocks nothing.

use super::at::At;
use super::playbook::Form;
use crate::code::{Coded, Fields, Notice, fields};

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
}

/// A fix this vague says little about a parking space.
const VAGUE_FIX_MM: u32 = 50_000;
/// A pin this far beyond the fix's accuracy stands on another site.
const FAR_PIN_M: u32 = 200;

impl Coded for Warning {
    fn code(&self) -> &'static str {
        match self {
            Self::SealAfterScreen => "seal-after-screen",
            Self::FixVague { .. } => "fix-vague",
            Self::FixMock => "fix-mock",
            Self::PinFar { .. } => "pin-far",
        }
    }

    fn fields(&self) -> Fields {
        match self {
            Self::FixVague { metres } | Self::PinFar { metres } => fields([("metres", metres.to_string())]),
            Self::SealAfterScreen | Self::FixMock => Fields::new(),
        }
    }
}

impl At<'_> {
    pub(super) fn warnings(&self) -> Vec<Notice> {
        let mut warnings = Vec::new();
        let facts = &self.job.facts;
        let shown = self.playbook.step_for(Form::Mac).is_some_and(|step| self.is_done(step));
        if self.job.sealed.is_none() && self.job.station().is_some_and(|station| station.has_screen) && !shown
        {
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
        warnings.iter().map(Notice::from).collect()
    }
}
