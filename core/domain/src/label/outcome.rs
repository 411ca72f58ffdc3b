//! What came of reading a label, whether its text came off pixels, out of the clipboard or from a text recognition.

use zeroize::Zeroizing;

use super::{ActivationLabel, LabelError, LabelForm, Symbol, SymbolFormat, SymbolView, interpret, shown};

/// What a picture or a text says.
#[derive(Debug)]
pub struct LabelReading {
    /// Every symbol of the picture. A text has none: whoever brought it knows what it says.
    pub symbols: Vec<SymbolView>,
    /// The activation label, if there is one.
    pub label: Option<ActivationLabel>,
    /// Why there is no label, if something was read that could have been one.
    pub problem: Option<LabelError>,
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
    for Symbol { format, text } in symbols {
        let text = Zeroizing::new(text);
        let outcome = interpret(&text, forms);
        if outcome.is_ok() || format == SymbolFormat::QrCode {
            outcomes.push(outcome);
        }
        let text = match secrets {
            Secrets::Masked => shown(&text, forms),
            Secrets::Revealed => text.to_string(),
        };
        views.push(SymbolView { format, text });
    }
    LabelReading { symbols: views, ..LabelReading::first_of(outcomes) }
}

/// Looks for a label in lines of text: in each line, then in all of them as one, for a link that was broken over lines.
/// Of the problems the most telling one is kept: that a link leads elsewhere, rather than that a line is no link.
pub fn interpret_text(lines: &[String], forms: &[LabelForm]) -> LabelReading {
    let joined = Zeroizing::new(lines.iter().map(|line| line.trim()).collect::<String>());
    let texts = lines.iter().map(String::as_str).chain([joined.as_str()]);
    let mut outcomes: Vec<_> =
        texts.filter(|text| !text.trim().is_empty()).map(|text| interpret(text, forms)).collect();
    outcomes.sort_by_key(|outcome| matches!(outcome, Err(LabelError::NotALink)));
    LabelReading::first_of(outcomes)
}

impl LabelReading {
    /// The first label; without one, the first problem.
    fn first_of(outcomes: Vec<Result<ActivationLabel, LabelError>>) -> Self {
        let mut first = Self { symbols: Vec::new(), label: None, problem: None };
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
    use proptest::prelude::*;

    const LINK: &str = "https://o.chargepoint.com/i/0024B10000029F81/hT7kPq2x";
    const FOREIGN: &str = "https://pay.example/i/0024B10000029F81/hT7kPq2x";

    fn symbols(texts: &[(SymbolFormat, &str)], secrets: Secrets) -> LabelReading {
        let symbols = texts.iter().map(|&(format, text)| Symbol { format, text: text.into() });
        interpret_symbols(symbols, &forms(), secrets)
    }

    fn text(lines: &[&str]) -> LabelReading {
        interpret_text(&lines.iter().map(ToString::to_string).collect::<Vec<_>>(), &forms())
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
        assert_eq!(problem(&symbols(&[plate, sticker], Secrets::Masked)), Some("label-foreign-host"));
        let nothing = symbols(&[], Secrets::Masked);
        assert_eq!(nothing.into_label().unwrap_err(), LabelError::NotALink);
    }

    #[test]
    fn a_link_is_found_among_recognised_lines_whole_or_broken_over_two() {
        assert_eq!(password(&text(&["ChargePoint", LINK, "Keep this label"])), Some("hT7kPq2x"));
        for at in 1..LINK.len() - 8 {
            let (first, second) = LINK.split_at(at);
            let reading = text(&[&format!(" {first} "), second]);
            assert_eq!(password(&reading), Some("hT7kPq2x"), "broken after {first}");
            assert_eq!(reading.problem, None);
        }
    }

    #[test]
    fn of_many_lines_the_one_that_leads_elsewhere_is_told() {
        assert_eq!(problem(&text(&["Scan to pay", FOREIGN])), Some("label-foreign-host"));
        assert_eq!(problem(&text(&["Scan to pay", "Thank you"])), Some("label-not-a-link"));
        assert_eq!(problem(&text(&["", "  "])), None, "nothing was read");
    }

    #[test]
    fn a_reading_in_a_log_keeps_the_password() {
        let reading = symbols(&[(SymbolFormat::QrCode, LINK)], Secrets::Masked);
        assert!(!format!("{reading:?}").contains("hT7kPq2x"));
    }

    proptest! {
        #[test]
        fn no_lines_panic_and_only_blank_ones_say_nothing(lines in proptest::collection::vec("\\PC{0,60}", 0..5)) {
            let blank = lines.iter().all(|line| line.trim().is_empty());
            let LabelReading { label, problem, .. } = interpret_text(&lines, &forms());
            prop_assert_eq!(label.is_none() && problem.is_none(), blank);
        }
    }
}
