//! Words that are looked for inside other words.

/// Words to be found in a key (see [`super::line::key`]), each with what it means; in one pass over the key, however many
/// words there are.
pub(super) struct Vocabulary<T: 'static>(pub(super) &'static [Words<T>]);

/// Words that mean the same.
#[expect(clippy::struct_field_names, reason = "the words of a meaning are its words")]
pub(super) struct Words<T> {
    meaning: T,
    words: &'static [&'static str],
    beginnings: Beginnings,
}

impl<T: Copy> Words<T> {
    /// Of these words, each at least two letters or digits of ASCII in lower case.
    pub(super) const fn of(meaning: T, words: &'static [&'static str]) -> Self {
        let mut beginnings = Beginnings([0; 4]);
        let mut rest = words;
        while let [word, others @ ..] = rest {
            if let [first, second, ..] = word.as_bytes() {
                beginnings = beginnings.with(*first, *second);
            }
            rest = others;
        }
        Self { meaning, words, beginnings }
    }

    fn begin(&self, rest: &str) -> bool {
        matches!(rest.as_bytes(), [first, second, ..] if self.beginnings.have(*first, *second))
            && self.words.iter().any(|word| rest.starts_with(word))
    }
}

impl<T: Copy> Vocabulary<T> {
    /// The meanings of the words that stand in the key, anywhere.
    pub(super) fn found_in(&self, key: &str) -> impl Iterator<Item = T> {
        let places = (0..key.len()).filter_map(|at| key.get(at..));
        places
            .flat_map(|rest| self.0.iter().filter(move |words| words.begin(rest)).map(|words| words.meaning))
    }
}

/// The pairs of letters with which a word begins, a bit each. Two pairs may share a bit: then words are compared in vain.
#[derive(Clone, Copy)]
struct Beginnings([u128; 4]);

impl Beginnings {
    const fn with(self, first: u8, second: u8) -> Self {
        let [mut a, mut b, mut c, mut d] = self.0;
        match second % 4 {
            0 => a |= bit(first, second),
            1 => b |= bit(first, second),
            2 => c |= bit(first, second),
            _ => d |= bit(first, second),
        }
        Self([a, b, c, d])
    }

    const fn have(self, first: u8, second: u8) -> bool {
        let [a, b, c, d] = self.0;
        let bits = match second % 4 {
            0 => a,
            1 => b,
            2 => c,
            _ => d,
        };
        bits & bit(first, second) != 0
    }
}

const fn bit(first: u8, second: u8) -> u128 {
    1 << ((first.wrapping_mul(8) ^ (second / 4)) % 128)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    static WORDS: [&str; 5] = ["gateway", "passerelle", "router", "6to4", "ga"];
    static VOCABULARY: Vocabulary<u8> =
        Vocabulary(&[Words::of(1, &["gateway", "passerelle"]), Words::of(2, &["router", "6to4", "ga"])]);

    proptest! {
        #[test]
        fn a_word_is_found_wherever_it_stands(before in "[a-z0-9]{0,6}", place in 0..WORDS.len(), after in "[a-z0-9]{0,6}") {
            let key = format!("{before}{}{after}", WORDS[place]);
            let meaning = if place < 2 { 1 } else { 2 };
            prop_assert!(VOCABULARY.found_in(&key).any(|found| found == meaning), "{}", key);
        }

        #[test]
        fn nothing_else_is_found(key in "[agpr6to4uwy]{0,12}") {
            prop_assert_eq!(VOCABULARY.found_in(&key).next().is_some(), WORDS.iter().any(|word| key.contains(word)));
        }
    }
}
