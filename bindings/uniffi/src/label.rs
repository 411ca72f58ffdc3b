//! Activation labels at the border: the MAC can be read, the password never.

use std::fmt;
use std::sync::Arc;

use pinpoint_domain::code::Notice;
use pinpoint_domain::label::{self, MacAddress, SymbolView};
use zeroize::Zeroizing;

use crate::PinpointError;

/// An activation label: a MAC and its activation password. No text, log or serialisation of it holds the password; it
/// goes into a capsule when a job starts, and is wiped when this object ends.
#[derive(uniffi::Object)]
#[uniffi::export(Debug, Display)]
pub struct ActivationLabel(label::ActivationLabel);

#[uniffi::export]
impl ActivationLabel {
    /// A label from what a person typed.
    #[uniffi::constructor]
    pub fn typed(mac: &str, password: String) -> Result<Self, PinpointError> {
        let password = Zeroizing::new(password);
        label::ActivationLabel::typed(mac, &password).map(Self).map_err(|error| PinpointError::of(&error))
    }

    /// The MAC, as printed.
    pub fn mac(&self) -> MacAddress {
        self.0.mac.clone()
    }
}

impl ActivationLabel {
    /// For the engine, which makes the capsule.
    pub(crate) const fn inner(&self) -> &label::ActivationLabel {
        &self.0
    }
}

impl fmt::Display for ActivationLabel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ActivationLabel({}, ••••)", self.0.mac)
    }
}

impl fmt::Debug for ActivationLabel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What a picture or a text says.
#[derive(Debug, uniffi::Record)]
pub struct LabelReading {
    /// Every symbol of the picture, without secrets. A text has none: whoever brought it knows what it says.
    pub symbols: Vec<SymbolView>,
    /// The activation label, if there is one.
    pub label: Option<Arc<ActivationLabel>>,
    /// Why there is no label, if something was read that could have been one.
    pub problem: Option<Notice>,
}

impl From<label::LabelReading> for LabelReading {
    fn from(reading: label::LabelReading) -> Self {
        let label::LabelReading { symbols, label, problem, .. } = reading;
        Self {
            symbols,
            label: label.map(|label| Arc::new(ActivationLabel(label))),
            problem: problem.as_ref().map(Notice::from),
        }
    }
}
