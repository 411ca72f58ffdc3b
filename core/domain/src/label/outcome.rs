//! What came of reading a label, whether its text came off pixels, out of the clipboard or from a text recognition.

use zeroize::Zeroizing;

use super::{
    ActivationLabel, IdentificationLink, LabelError, LabelForm, Symbol, SymbolFormat, SymbolView, interpret,
    shown,
};

/// What a picture or a text says.
#[derive(Debug, Default)]
pub struct LabelReading {
    /// Every symbol of the picture. A text has none: whoever brought it knows what it says.
    pub symbols: Vec<SymbolView>,
    /// The activation label, if there is one.
    pub label: Option<ActivationLabel>,
    /// Why there is no label, if something was read that could have been one.
    pub problem: Option<LabelError>,
    /// A link that leads elsewhere and may be the one by which the maker identifies the product (IEC 61406).
    pub identification_link: Option<IdentificationLink>,
}

/// Whether the person asked to see the secrets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Secrets {
    /// Passwords show as dots.
    Masked,
    /// As they stand on the label.
    Revealed,
}

/// Looks for a label among the symbols of a picture. The first one counts, and so does the problem of the first QR code:
/// a type plate's barcode was never meant to be a label.
pub fn interpret_symbols(
    symbols: impl IntoIterator<Item = Symbol>,
    forms: &[LabelForm],
    secrets: Secrets,
) -> LabelReading {
    let mut views = Vec::new();
    let mut outcomes = Vec::new();
    let mut identification_link = None;
    for Symbol { format, text } in symbols {
        let text = Zeroizing::new(text);
        let outcome = interpret(&text, forms);
        if matches!(outcome, Err(LabelError::ForeignHost { .. })) && identification_link.is_none() {
            identification_link = IdentificationLink::parse(&text);
        }
        if outcome.is_ok() || format == SymbolFormat::QrCode {
            outcomes.push(outcome);
        }
        let text = match secrets {
            Secrets::Masked => shown(&text, forms),
            Secrets::Revealed => text.to_string(),
        };
        views.push(SymbolView { format, text });
    }
    LabelReading { symbols: views, identification_link, ..LabelReading::first_of(outcomes) }
}

impl LabelReading {
    /// The first label; without one, the first problem.
    fn first_of(outcomes: Vec<Result<ActivationLabel, LabelError>>) -> Self {
        let mut first = Self::default();
        for outcome in outcomes {
            match outcome {
                Ok(label) => return Self { label: Some(label), problem: None, ..first },
                Err(problem) => {
                    first.problem.get_or_insert(problem);
                }
            }
        }
        first
    }

    /// The label, or the reason why there is none.
    pub fn into_label(self) -> Result<ActivationLabel, LabelError> {
        self.label.ok_or(self.problem.unwrap_or(LabelError::NotALink))
    }
}

#[cfg(test)]
mod tests {
    use super::super::reading::tests::forms;
    use super::*;
    use crate::Coded;

    const LINK: &str = "https://o.chargepoint.com/i/0024B10000029F81/hT7kPq2x";
    const FOREIGN: &str = "https://pay.example/i/0024B10000029F81/hT7kPq2x";

    fn symbols(texts: &[(SymbolFormat, &str)], secrets: Secrets) -> LabelReading {
        let symbols = texts.iter().map(|&(format, text)| Symbol { format, text: text.into() });
        interpret_symbols(symbols, &forms(), secrets)
    }

    fn password(reading: &LabelReading) -> Option<&str> {
        reading.label.as_ref().map(|label| label.password.reveal())
    }

    fn problem(reading: &LabelReading) -> Option<&str> {
        reading.problem.as_ref().map(Coded::code)
    }

    #[test]
    fn the_label_is_found_beside_a_type_plate_and_an_advertisement() {
        let seen = [
            (SymbolFormat::Code128, "SN:172841008201"),
            (SymbolFormat::QrCode, "https://pay.example/app"),
            (SymbolFormat::QrCode, LINK),
        ];
        let reading = symbols(&seen, Secrets::Masked);
        assert_eq!(password(&reading), Some("hT7kPq2x"));
        assert_eq!(reading.problem, None);
        let shown: Vec<_> = reading.symbols.iter().map(|symbol| &*symbol.text).collect();
        assert_eq!(
            shown,
            [
                "SN:172841008201",
                "https://pay.example/••••",
                "https://o.chargepoint.com/i/0024B10000029F81/••••"
            ]
        );
        assert_eq!(symbols(&seen, Secrets::Revealed).symbols[2].text, LINK);
    }

    #[test]
    fn a_fake_sticker_is_a_problem_and_a_barcode_is_none() {
        let plate = (SymbolFormat::Code128, "SN:172841008201");
        assert_eq!(problem(&symbols(&[plate], Secrets::Masked)), None);
        let sticker = (SymbolFormat::QrCode, FOREIGN);
        let seen = symbols(&[plate, sticker], Secrets::Masked);
        assert_eq!(problem(&seen), Some("label-foreign-host"));
        assert_eq!(seen.identification_link.unwrap().raw(), FOREIGN, "or it is the maker's, and kept");
        let nothing = symbols(&[], Secrets::Masked);
        assert_eq!(nothing.into_label().unwrap_err(), LabelError::NotALink);
    }

    #[test]
    fn a_reading_in_a_log_keeps_the_password() {
        let reading = symbols(&[(SymbolFormat::QrCode, LINK)], Secrets::Masked);
        assert!(!format!("{reading:?}").contains("hT7kPq2x"));
    }
}
