//! QR codes and barcodes as data. Reading them off pixels is the business of `pinpoint-decode`.

use std::fmt;

use serde::Serialize;

/// A QR code or barcode that was read in a picture.
///
/// `Debug` hides the text and there is no serde: the link of an activation label carries its password. What may be shown
/// is a [`SymbolView`].
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Symbol {
    /// The kind of symbol.
    pub format: SymbolFormat,
    /// What it says, as Unicode text.
    pub text: String,
}

impl fmt::Debug for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Symbol").field("format", &self.format).finish_non_exhaustive()
    }
}

/// The kinds of symbols found on activation labels and type plates.
///
/// Left out on purpose are kinds that "read" a grille or a fence without any check digit, such as ITF and Codabar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum SymbolFormat {
    /// ISO/IEC 18004.
    QrCode,
    /// ISO/IEC 16022.
    DataMatrix,
    /// ISO/IEC 15417.
    #[serde(rename = "code-128")]
    Code128,
    /// ISO/IEC 16388.
    #[serde(rename = "code-39")]
    Code39,
    /// ISO/IEC 15420, thirteen digits.
    #[serde(rename = "ean-13")]
    Ean13,
    /// ISO/IEC 15420, twelve digits.
    #[serde(rename = "upc-a")]
    UpcA,
}

/// What may be shown of a [`Symbol`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct SymbolView {
    /// Its format.
    pub format: SymbolFormat,
    /// Its text without secrets, as [`shown`](super::shown) has it; as it was read when it was to be revealed.
    pub text: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_symbol_in_a_log_keeps_the_password_of_its_label() {
        let symbol = Symbol {
            format: SymbolFormat::QrCode,
            text: "https://o.chargepoint.com/i/0024B10000029F81/hT7kPq2x".into(),
        };
        assert_eq!(format!("{symbol:?}"), "Symbol { format: QrCode, .. }");
    }
}
