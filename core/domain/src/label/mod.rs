//! Activation labels: the sticker with the MAC and the activation password.
//!
//! A new form of label is added as a [`LabelShape`] here and named in a network's profile; nothing else changes. A label
//! that is text has captions, in the languages of `captions/vocabulary.rs`.

mod captions;
mod error;
mod identification;
mod mac;
mod outcome;
mod password;
mod reading;
mod shown;
mod symbol;
mod text;

pub use error::{LabelError, LabelWarning};
pub use identification::IdentificationLink;
pub use mac::{MacAddress, MacError, MacWarning};
pub use outcome::{LabelReading, Secrets, interpret_symbols};
pub use password::{ActivationPassword, PasswordError};
pub use reading::{ActivationLabel, LabelForm, LabelShape, interpret};
pub use shown::shown;
pub use symbol::{Symbol, SymbolFormat, SymbolView};
pub use text::interpret_text;
