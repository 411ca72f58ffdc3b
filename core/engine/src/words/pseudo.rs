//! English of nowhere, made at run time: `⟦Šééŕîîååļ ñûûɱƀééŕ⟧`. It can be read, it is a third longer, as translations
//! are, and what a screen shows without accents and outside of the brackets does not come from the words.

use std::borrow::Cow;

const PLAIN: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const ACCENTED: &str = "åƀçđéƒĝĥîĵķļɱñöþɋŕšţûṽŵẋýžÅƁÇĐÉƑĜĤÎĴĶĻṀÑÖÞɊŔŠŢÛṼŴẊÝŽ";

/// The words of a pattern, accented, vowels twice. Commands between backticks stay as they are typed.
pub(super) fn accented(text: &str) -> Cow<'_, str> {
    let mut accented = String::with_capacity(text.len() * 3);
    let mut typed = false;
    for found in text.chars() {
        typed ^= found == '`';
        match letter(found).filter(|_| !typed) {
            Some(letter) => {
                accented.push(letter);
                if "aeiouAEIOU".contains(found) {
                    accented.push(letter);
                }
            }
            None => accented.push(found),
        }
    }
    Cow::Owned(accented)
}

/// A whole sentence.
pub(super) fn bracketed(sentence: &str) -> String {
    format!("⟦{sentence}⟧")
}

fn letter(plain: char) -> Option<char> {
    PLAIN.chars().zip(ACCENTED.chars()).find_map(|(known, accented)| (known == plain).then_some(accented))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_has_another_look_and_commands_stay_as_they_are_typed() {
        assert_eq!(PLAIN.chars().count(), ACCENTED.chars().count());
        assert!(ACCENTED.chars().all(|letter| !letter.is_ascii()));
        assert_eq!(accented("Type `job seal` now."), "Ţýþéé `job seal` ñööŵ.");
        assert_eq!(accented("Serial number"), "Šééŕîîååļ ñûûɱƀééŕ");
    }
}
