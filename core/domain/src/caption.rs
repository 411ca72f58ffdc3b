//! Captions that come along when an identifier is copied or scanned: `S/N: 172841008201`, `Adresse MAC : 0024:B100:0002:9F81`.

/// The words of a caption: without accents, in lower case.
pub(crate) struct Caption {
    /// What says which identifier follows.
    pub(crate) names: &'static [&'static str],
    /// What may stand beside it and says nothing alone.
    pub(crate) fillers: &'static [&'static str],
}

impl Caption {
    /// How many characters of a text, without the white space around it, stand before the identifier; none where there is no
    /// such caption, or nothing behind it.
    pub(crate) fn before(&self, text: &str) -> usize {
        let text = text.trim();
        let (mut value, mut rest, mut named) = (text, text, false);
        while let Some((word, behind)) = word(rest) {
            let is_name = self.names.contains(&&*word);
            if !is_name && !self.fillers.contains(&&*word) {
                break;
            }
            named |= is_name;
            let closed = behind.trim_start().strip_prefix([':', '=', '：']);
            rest = closed.unwrap_or(behind).trim_start();
            if closed.is_some() {
                if !named || rest.is_empty() {
                    break;
                }
                // A barcode's own caption may follow that of the plate.
                (value, named) = (rest, false);
            }
        }
        if named && !rest.is_empty() {
            value = rest;
        }
        text.chars().count() - value.chars().count()
    }
}

/// What stands behind so many characters of a text without the white space around it.
pub(crate) fn behind(text: &str, characters: usize) -> &str {
    let text = text.trim();
    text.char_indices().nth(characters).and_then(|(at, _)| text.get(at..)).unwrap_or_default()
}

/// The longest word of any caption, in letters.
const LONGEST: usize = 20;

/// The word that a text begins with, as captions are compared, and what follows it.
fn word(text: &str) -> Option<(String, &str)> {
    let ends = |it: char| it.is_whitespace() || matches!(it, ':' | '=' | '：');
    let (word, behind) = text.split_at(text.find(ends).unwrap_or(text.len()));
    let word = word.trim_matches(['.', '#', '+', '(', ')']);
    let plain = |letter: char| match letter {
        'é' | 'É' | 'è' | 'È' => 'e',
        'ú' | 'Ú' => 'u',
        'ç' | 'Ç' => 'c',
        'ó' | 'Ó' | '°' | 'º' => 'o',
        'ª' => 'a',
        '‑' => '-',
        _ => letter.to_ascii_lowercase(),
    };
    (!word.is_empty() && word.len() <= 2 * LONGEST).then(|| (word.chars().map(plain).collect(), behind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SERIAL: Caption =
        Caption { names: &["s/n", "sn", "serie", "serial"], fillers: &["no", "number", "de"] };

    fn value(text: &str) -> &str {
        behind(text, SERIAL.before(text))
    }

    #[test]
    fn a_caption_is_told_from_its_value() {
        for text in [
            "S/N: 4711-A",
            " s/n:4711-A ",
            "S/N 4711-A",
            "SN=4711-A",
            "Serial No. : 4711-A",
            "Serial number 4711-A",
            "Nº de série\u{A0}: 4711-A",
            "No. de serie\n4711-A",
            "Serial: S/N: SN 4711-A",
        ] {
            assert_eq!(value(text), "4711-A", "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_caption_belongs_to_the_value() {
        for text in ["SN4711", "SERIAL-4711", "No 4711", "No: 4711", "de", "Serial", "S/N:", "4711 SN", ""] {
            assert_eq!(value(text), text);
        }
        assert_eq!(value("S/N: DE 4711"), "DE 4711");
    }

    proptest! {
        #[test]
        fn the_value_is_the_end_of_the_text(text in "(S/N|SN|No|[:=. ]|\\PC){0,12}") {
            prop_assert!(text.trim().ends_with(value(&text)));
            prop_assert_eq!(value(&text).is_empty(), text.trim().is_empty());
            prop_assert_eq!(value(value(&text)), value(&text));
        }
    }
}
