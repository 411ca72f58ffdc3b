//! Words that are looked for inside other words.

/// Words to be found in a key (see [`super::line::key`]), each with what it means; in one pass over the key, however many
/// words there are.
pub(super) struct Vocabulary<T: 'static> {
    beginnings: Beginnings,
    meanings: &'static [(T, &'static [&'static str])],
}

impl<T: Copy> Vocabulary<T> {
    /// Of these words, each at least two letters or digits of ASCII in lower case.
    pub(super) const fn of(meanings: &'static [(T, &'static [&'static str])]) -> Self {
        let mut beginnings = Beginnings([0; 4]);
        let mut rest = meanings;
        while let [(_, words), others @ ..] = rest {
            let mut words = *words;
            while let [word, others @ ..] = words {
                if let [first, second, ..] = word.as_bytes() {
                    beginnings = beginnings.with(*first, *second);
                }
                words = others;
            }
            rest = others;
        }
        Self { beginnings, meanings }
    }

    /// The meanings of the words that stand in the key, anywhere.
    pub(super) fn found_in(&self, key: &str) -> impl Iterator<Item = T> {
        let places = key.as_bytes().windows(2).enumerate().filter(|(_, pair)| match pair {
            [first, second] => self.beginnings.have(*first, *second),
            _ => false,
        });
        places.filter_map(|(at, _)| key.get(at..)).flat_map(|rest| {
            let begins = |words: &[&str]| words.iter().any(|word| rest.starts_with(word));
            self.meanings.iter().filter(move |(_, words)| begins(words)).map(|(meaning, _)| *meaning)
        })
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
    1 << (first.wrapping_mul(8) ^ (second / 4)) % 128
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    static WORDS: [&str; 5] = ["gateway", "passerelle", "router", "6to4", "ga"];
    static VOCABULARY: Vocabulary<u8> =
        Vocabulary::of(&[(1, &["gateway", "passerelle"]), (2, &["router", "6to4", "ga"])]);

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
