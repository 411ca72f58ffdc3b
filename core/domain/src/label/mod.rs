//! Activation labels: the sticker with the MAC and the activation password.
//!
//! A new form of label is added as a [`LabelShape`] here and named in a network's profile; nothing else changes.

mod link;
mod mac;
mod outcome;
mod password;
mod reading;
mod shown;
mod symbol;

pub use mac::{MacAddress, MacError};
pub use outcome::{LabelReading, Secrets, interpret_symbols, interpret_text};
pub use password::{ActivationPassword, PasswordError};
pub use reading::{ActivationLabel, LabelError, LabelForm, LabelShape, interpret};
pub use shown::shown;
pub use symbol::{Symbol, SymbolFormat, SymbolView};
