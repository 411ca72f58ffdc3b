//! Activation labels: the sticker with the MAC and the activation password.
//!
//! A new form of label is added as a [`LabelShape`] here and named in a network's profile; nothing else changes.

mod mac;
mod password;
mod reading;
mod shown;

pub use mac::{MacAddress, MacError};
pub use password::{ActivationPassword, PasswordError};
pub use reading::{ActivationLabel, LabelError, LabelForm, LabelShape, interpret};
pub use shown::shown;
