//! Characters that nobody sees, and that make two names of one.

/// Whether a character leaves no mark of its own: controls, separators of lines, and what Unicode lets a reader ignore
/// (`Default_Ignorable_Code_Point`, among them the zero-width space, the soft hyphen and the marks of direction).
pub(crate) const fn is_hidden(character: char) -> bool {
    matches!(
        character,
        '\0'..='\u{1F}'
            | '\u{7F}'..='\u{9F}'
            | '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{115F}'..='\u{1160}'
            | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFFB}'
            | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_a_paste_brings_along_is_hidden_and_what_a_plate_shows_is_not() {
        for hidden in ['\u{200B}', '\u{AD}', '\u{202E}', '\u{FEFF}', '\t', '\u{85}', '\u{2029}'] {
            assert!(is_hidden(hidden), "U+{:04X}", u32::from(hidden));
        }
        for shown in [' ', '\u{A0}', 'é', '®', 'ß', '-', 'Ł', '東'] {
            assert!(!is_hidden(shown), "{shown}");
        }
    }

    proptest! {
        #[test]
        fn every_control_is_hidden_and_no_letter_is(character: char) {
            if character.is_control() {
                prop_assert!(is_hidden(character));
            }
            if character.is_ascii_graphic() {
                prop_assert!(!is_hidden(character));
            }
        }
    }
}
