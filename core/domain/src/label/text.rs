//! A label in lines of text: pasted, typed by a hand-held scanner, or recognised in a picture.

use zeroize::Zeroizing;

use super::{ActivationLabel, IdentificationLink, LabelError, LabelForm, LabelReading, captions, interpret};

/// Links that are looked at. No label has more, and a page full of links would cost time.
const MOST_LINKS: usize = 32;
/// Lines over which a link may be broken.
const MOST_LINES: usize = 4;
/// Bytes up to which a broken link is put together again.
const LONGEST_LINK: usize = 2_048;
const HTTPS: &str = "https://";

/// Looks for a label in lines of text: first for its link, whole or broken over lines, then for captions with values.
///
/// Two different MACs are a problem and not a guess, also where one stands in the link and one below a caption. Without a
/// label, the most telling problem is kept: that a link leads elsewhere, rather than that the lines are no label.
pub fn interpret_text(lines: &[String], forms: &[LabelForm]) -> LabelReading {
    let captioned = captions::read(lines.iter().map(String::as_str));
    let found = Links::read(lines, forms);
    let differ = captions::differing(found.labels.iter().map(|label| &label.mac).chain(captioned.macs()));
    let (label, problem) = if found.labels.is_empty() {
        let by_captions = captioned.label().transpose();
        let nothing = || lines.iter().any(|line| !line.trim().is_empty()).then_some(LabelError::NotALink);
        match by_captions {
            Ok(Some(label)) => (Some(label), None),
            Ok(None) => (None, found.problem.or_else(nothing)),
            // What is missing may be missing because the link is another one.
            Err(problem @ (LabelError::MacMissing | LabelError::PasswordMissing { .. })) => {
                (None, Some(found.problem.unwrap_or(problem)))
            }
            Err(problem) => (None, Some(problem)),
        }
    } else if differ.is_some() {
        (None, differ)
    } else {
        (found.labels.into_iter().next(), None)
    };
    LabelReading { symbols: Vec::new(), label, problem, identification_link: found.identification }
}

/// What the links of a text say.
#[derive(Default)]
struct Links {
    labels: Vec<ActivationLabel>,
    /// Of the first link that is no label.
    problem: Option<LabelError>,
    identification: Option<IdentificationLink>,
}

impl Links {
    fn read(lines: &[String], forms: &[LabelForm]) -> Self {
        let mut found = Self::default();
        let begun = lines.iter().enumerate().filter_map(|(place, line)| Some((place, beginning(line)?)));
        for (place, begun) in begun.take(MOST_LINKS) {
            let rest = lines.get(place + 1..).unwrap_or_default();
            match read_over_lines(begun, rest, forms) {
                Ok(label) => found.labels.push(label),
                // The beginning of a word, and no link after all.
                Err(LabelError::NotALink) => {}
                Err(problem) => {
                    if matches!(problem, LabelError::ForeignHost { .. }) && found.identification.is_none() {
                        found.identification = IdentificationLink::parse(begun);
                    }
                    found.problem.get_or_insert(problem);
                }
            }
        }
        found
    }
}

/// What a link says that may go on in the next lines; if no whole is a label, what the first line says alone.
fn read_over_lines(begun: &str, rest: &[String], forms: &[LabelForm]) -> Result<ActivationLabel, LabelError> {
    let alone = interpret(begun, forms);
    if alone.is_ok() {
        return alone;
    }
    let mut link = Zeroizing::new(begun.to_owned());
    for line in rest.iter().map(|line| line.trim()).take(MOST_LINES - 1) {
        let another = line.get(..4).is_some_and(|begin| begin.eq_ignore_ascii_case("http"));
        if another || line.contains(char::is_whitespace) || link.len() + line.len() > LONGEST_LINK {
            break;
        }
        link.push_str(line);
        let whole = interpret(&link, forms);
        if whole.is_ok() {
            return whole;
        }
    }
    alone
}

/// Where a link begins in a line, up to its end: what follows belongs to it, for a space in it may be one in the password.
fn beginning(line: &str) -> Option<&str> {
    let line = line.trim();
    let scheme = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
    let begins = line.find("://").map(|colon| {
        let before = line.as_bytes().get(..colon).unwrap_or_default();
        colon - before.iter().rev().take_while(|byte| scheme(byte)).count()
    });
    let begins = begins.or_else(|| {
        let word = line.rfind(char::is_whitespace).map_or(0, |space| space + 1);
        is_start_of_https(line.get(word..)?).then_some(word)
    })?;
    let begun = line.get(begins..)?;
    let bracket = line.get(..begins)?.chars().next_back().and_then(closing);
    Some(bracket.and_then(|bracket| begun.strip_suffix(bracket)).unwrap_or(begun))
}

/// Whether a line ends within `https://`, so that the next one may go on.
fn is_start_of_https(word: &str) -> bool {
    !word.is_empty() && HTTPS.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word))
}

/// The bracket that closes what this one opens.
const fn closing(bracket: char) -> Option<char> {
    match bracket {
        '<' => Some('>'),
        '(' => Some(')'),
        '[' => Some(']'),
        '"' => Some('"'),
        '“' => Some('”'),
        '«' => Some('»'),
        _ => None,
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
    fn a_link_is_found_among_recognised_lines_whole_or_broken_over_two() {
        assert_eq!(password(&text(&["ChargePoint", LINK, "Keep this label"])), Some("hT7kPq2x"));
        assert_eq!(password(&text(&[&format!("Your label: <{LINK}>")])), Some("hT7kPq2x"));
        for at in 1..LINK.len() - 8 {
            let (first, second) = LINK.split_at(at);
            let reading = text(&["ChargePoint", &format!(" {first} "), second, "Keep this label"]);
            assert_eq!(password(&reading), Some("hT7kPq2x"), "broken after {first}");
            assert_eq!(reading.problem, None);
        }
    }

    #[test]
    fn a_link_with_a_space_in_it_is_not_cut_at_the_space() {
        let reading = text(&["https://o.chargepoint.com/i/0024B10000029F81/hT7k Pq2x"]);
        assert_eq!(problem(&reading), Some("password-space"));
    }

    #[test]
    fn of_many_lines_the_one_that_leads_elsewhere_is_told() {
        assert_eq!(problem(&text(&["Scan to pay", FOREIGN])), Some("label-foreign-host"));
        assert_eq!(problem(&text(&["Scan to pay", FOREIGN, "MAC:", "PIN:"])), Some("label-foreign-host"));
        assert_eq!(problem(&text(&["Scan to pay", "Thank you"])), Some("label-not-a-link"));
        assert_eq!(problem(&text(&["", "  "])), None, "nothing was read");
    }

    #[test]
    fn a_link_and_its_captions_say_the_same_or_nothing_is_guessed() {
        let label = text(&[LINK, "MAC: 0024:B100:0002:9F81", "Activation Password: hT7kPq2x"]);
        assert_eq!((password(&label), problem(&label)), (Some("hT7kPq2x"), None));
        for other in ["MAC: 0024:B100:0002:9F82", &LINK.replace("9F81", "9F82")] {
            let reading = text(&[LINK, other]);
            assert_eq!((password(&reading), problem(&reading)), (None, Some("label-macs-differ")));
            let fields = reading.problem.unwrap().fields();
            assert_eq!((&*fields["one"], &*fields["other"]), ("0024:B100:0002:9F81", "0024:B100:0002:9F82"));
        }
    }

    #[test]
    fn a_makers_link_beside_the_captions_is_kept_and_is_no_problem() {
        let plate = "https://id.voltwerk.example/22?sn=7";
        let reading = text(&[plate, "MAC: 0024:B100:0002:9F81", "PIN: hT7kPq2x"]);
        assert_eq!((password(&reading), problem(&reading)), (Some("hT7kPq2x"), None));
        assert_eq!(reading.identification_link.unwrap().raw(), plate);
    }

    proptest! {
        #[test]
        fn no_lines_panic_and_only_blank_ones_say_nothing(lines in proptest::collection::vec("\\PC{0,60}", 0..5)) {
            let blank = lines.iter().all(|line| line.trim().is_empty());
            let LabelReading { label, problem, .. } = interpret_text(&lines, &forms());
            prop_assert_eq!(label.is_none() && problem.is_none(), blank);
        }

        #[test]
        fn a_link_is_read_wherever_it_stands(
            before in proptest::collection::vec("[A-Za-z ]{0,12}", 0..4), after in "[A-Za-z ]{0,12}",
            mac in "[1-9A-F]{16}", password in "[A-Za-z0-9]{4,10}",
        ) {
            let link = format!("https://o.chargepoint.com/i/{mac}/{password}");
            let lines: Vec<String> = before.into_iter().chain([link, after]).collect();
            let reading = interpret_text(&lines, &forms());
            prop_assert_eq!(reading.label.map(|label| label.password.reveal().to_owned()), Some(password));
        }
    }
}
