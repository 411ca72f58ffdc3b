//! How words are written (`words/README.md`), held over every file and every language.

use std::collections::BTreeSet;

use super::book::{Book, Message, Messages, books, fields};
use crate::words::locale::WORK;
use crate::words::values::COUNTS;

/// No-break space, and its narrow sister.
const WIDE: char = '\u{a0}';
const NARROW: char = '\u{202f}';
/// What a station's screen says, in every country.
const ON_SCREENS: [&str; 4] = ["UP", "DOWN", "Connected", "Disconnected"];
/// What stands behind a number and belongs to it.
const UNITS: [&str; 15] =
    ["V", "mV", "A", "kW", "m", "mm", "km", "s", "min", "h", "%", "MB", "kB", "Mo", "ko"];
/// Limits, and counts that are told because they are not one.
const NEVER_ONE: [&str; 5] = ["limit", "times", "skew_s", "asked", "steps"];
/// Not what the guides call it, and what they do.
const NOT_IN_THE_GUIDE: [(&str, &str); 9] = [
    ("firmware", "microprogramme"),
    ("micrologiciel", "microprogramme"),
    ("chargeur", "borne"),
    ("station", "borne"),
    ("cloud", "nuage"),
    ("laptop", "ordinateur portable"),
    ("pare-feux", "pare-feu"),
    ("sticker", "étiquette"),
    ("password", "mot de passe"),
];
/// What only one side of the sea says.
const ONLY_IN_CANADA: [&str; 4] = ["courriel", "cadenassage", "cadenassé", "panneau électrique"];
const ONLY_IN_FRANCE: [&str; 6] =
    ["e-mail", "consignation", "consigné", "condamné", "absence de tension", "Parking"];

/// Holds something of each text in these languages, and says where it stands.
fn each_text<'b>(
    languages: impl IntoIterator<Item = (&'static str, &'b Messages)>,
    hold: impl Fn(&str, &str),
) {
    for (language, messages) in languages {
        for (name, message) in messages {
            for text in &message.says {
                hold(text, &format!("{language} {name} in {}: {text}", message.file));
            }
        }
    }
}

/// Each sign with its neighbours; before the first stands a letter, behind the last a space.
fn around(text: &str) -> impl Iterator<Item = (char, char, char)> {
    let all: Vec<char> = ['x'].into_iter().chain(text.chars()).chain([' ']).collect();
    (1..all.len() - 1)
        .map(move |place| (all[place - 1], all[place], all[place + 1]))
        .collect::<Vec<_>>()
        .into_iter()
}

/// What stands between backticks: commands, as they are typed.
fn commands(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// Everything but that.
fn prose(text: &str) -> String {
    text.split('`').step_by(2).collect::<Vec<_>>().join("`")
}

#[test]
fn every_file_in_the_folder_is_spoken_and_no_other() {
    let [work, ..] = &books()[..] else { unreachable!() };
    let of = |locale: &str| -> BTreeSet<&str> {
        let folder = format!("/{locale}");
        let files =
            work.files.iter().filter(|(path, _)| path.parent().unwrap().to_str().unwrap().ends_with(&folder));
        files.map(|(_, content)| content.as_str()).collect()
    };
    for (locale, spoken) in [("en", WORK.en), ("fr", WORK.fr), ("fr-FR", WORK.fr_fr), ("fr-CA", WORK.fr_ca)] {
        let spoken: BTreeSet<&str> = spoken.iter().copied().collect();
        assert!(of(locale) == spoken, "a file of words/{locale} is missing in locale.rs");
    }
}

#[test]
fn english_and_french_have_the_same_areas_and_regions_only_what_differs() {
    for book in books() {
        assert_eq!(book.areas["en"], book.areas["fr"]);
        for region in ["fr-FR", "fr-CA"] {
            assert!(book.areas[region].is_subset(&book.areas["fr"]), "{:?}", book.areas);
        }
    }
}

#[test]
fn every_language_says_every_message_with_every_value_and_every_plural() {
    for Book { en, fr_fr, fr_ca, .. } in books() {
        for (language, french) in [("fr-FR", &fr_fr), ("fr-CA", &fr_ca)] {
            let missing: Vec<_> = en.keys().filter(|name| !french.contains_key(*name)).collect();
            assert!(missing.is_empty(), "not said in {language}: {missing:?}");
            for (name, Message { file, forms, .. }) in french {
                let english = en.get(name).unwrap_or_else(|| panic!("{file}: English does not say {name}"));
                assert_eq!(fields(french, name), fields(&en, name), "{name} in {file}: the values differ");
                assert_eq!(forms, &english.forms, "{name} in {file}: the plural forms differ");
            }
        }
    }
}

#[test]
fn what_is_counted_is_a_number_and_has_one_and_other() {
    let plural = BTreeSet::from(["one".to_owned(), "other".to_owned()]);
    for book in books() {
        for (name, message) in book.languages().into_iter().flat_map(|(_, messages)| messages) {
            for (field, there) in &message.forms {
                if COUNTS.contains(&field.as_str()) {
                    assert_eq!(there, &plural, "{name} in {}", message.file);
                } else {
                    // Which document, say: its article differs. But whatever has a singular is a number.
                    assert!(there.is_disjoint(&plural), "{name}: values.rs does not count `{field}`");
                }
            }
        }
    }
}

#[test]
fn what_can_be_one_is_counted() {
    let things = [
        "steps",
        "deliveries",
        "characters",
        "seconds",
        "minutes",
        "jobs",
        "visits",
        "photos",
        "files",
        "records",
        "events",
        "labels",
        "stations",
        "models",
        "items",
        "people",
        "lines",
        "times",
        "problems",
        "addresses",
    ];
    for (name, message) in books().into_iter().flat_map(|book| book.en) {
        for text in &message.says {
            let words: Vec<&str> = text.split([' ', WIDE]).collect();
            for pair in words.windows(2) {
                let field = pair[0].strip_prefix("{$").and_then(|field| field.strip_suffix('}'));
                let thing = pair[1].trim_end_matches(|c: char| !c.is_alphabetic());
                if let Some(field) = field.filter(|_| things.contains(&thing)) {
                    let counted = message.forms.contains_key(field) || NEVER_ONE.contains(&field);
                    assert!(
                        counted,
                        "{name} in {}: {{${field}}} {thing} needs its singular: {text}",
                        message.file
                    );
                }
            }
        }
    }
}

#[test]
fn what_is_repeated_is_there() {
    for book in books() {
        for (language, messages) in book.languages() {
            for (name, message) in messages {
                for repeated in &message.repeats {
                    assert!(
                        messages.contains_key(repeated),
                        "{language} {name} repeats {repeated}, which is not there"
                    );
                }
            }
        }
    }
}

#[test]
fn no_line_ends_in_space_and_no_two_spaces_meet() {
    for (path, content) in books().into_iter().flat_map(|book| book.files) {
        let place = |line: usize| format!("{}:{}", path.display(), line + 1);
        for (number, line) in content.lines().enumerate() {
            assert!(!line.ends_with(char::is_whitespace), "{} ends in space", place(number));
            assert!(!line.contains('\t'), "{} has a tab", place(number));
            assert!(!line.trim_start().contains("  "), "{} has two spaces", place(number));
        }
        assert!(
            content.ends_with('\n') && !content.ends_with("\n\n"),
            "{}: one line end at the end",
            path.display()
        );
    }
}

#[test]
fn signs_are_those_of_print() {
    for book in books() {
        each_text(book.languages(), |text, place| {
            let prose = prose(text);
            assert!(!prose.contains('\''), "’ and not ': {place}");
            assert!(!prose.contains('"'), "quotation marks of print: {place}");
            assert!(!prose.contains("..."), "…: {place}");
            assert!(!prose.contains('!'), "nobody is shouted at: {place}");
            assert!(!prose.contains(" - ") && !prose.contains(" -- "), "a dash is –: {place}");
            for (before, found, after) in around(&prose) {
                let within = |sign: char| found == sign && before.is_ascii_digit() && after.is_ascii_digit();
                assert!(!within('-'), "from – to: {place}");
                assert!(!within('x'), "times is ×: {place}");
            }
        });
    }
}

#[test]
fn a_number_keeps_its_unit() {
    for book in books() {
        each_text(book.languages(), |text, place| {
            let prose = prose(text);
            let words: Vec<&str> = prose.split(' ').collect();
            for pair in words.windows(2) {
                let number = pair[0].ends_with(|c: char| c.is_ascii_digit() || c == '}');
                let unit = pair[1].trim_end_matches(['.', ',', ':', ')', '?']);
                assert!(!number || !UNITS.contains(&unit), "no-break space before the unit: {place}");
            }
        });
    }
}

#[test]
fn english_has_no_space_before_its_signs() {
    for book in books() {
        each_text([("en", &book.en)], |text, place| {
            let prose = prose(text);
            assert!(!prose.contains(['«', '»']), "“ and ”: {place}");
            for (before, found, _) in around(&prose) {
                let spaced = matches!(before, ' ' | WIDE | NARROW);
                assert!(!spaced || !matches!(found, ':' | ';' | '?' | '”' | ','), "{place}");
            }
        });
    }
}

#[test]
fn french_keeps_its_signs_at_their_words() {
    for book in books() {
        each_text(book.french(), |text, place| {
            // The station's screen has a sign that reads « ? ».
            let prose = prose(text).replace(&format!("{WIDE}?{WIDE}"), &format!("{WIDE}{WIDE}"));
            assert!(!prose.contains(['“', '”']), "« and »: {place}");
            for (before, found, after) in around(&prose) {
                match found {
                    // Within https:// or a MAC it is no punctuation.
                    ':' if after != ' ' => {}
                    ':' | '»' => assert!(before == WIDE, "U+00A0 before {found}: {place}"),
                    ';' | '?' => assert!(before == NARROW, "U+202F before {found}: {place}"),
                    '«' => assert!(after == WIDE, "U+00A0 after «: {place}"),
                    ',' => assert!(!matches!(before, ' ' | WIDE | NARROW), "{place}"),
                    _ => {}
                }
            }
        });
    }
}

#[test]
fn what_a_screen_says_and_what_is_typed_is_the_same_in_every_country() {
    for Book { en, fr_fr, fr_ca, .. } in books() {
        for (language, french) in [("fr-FR", &fr_fr), ("fr-CA", &fr_ca)] {
            for (name, message) in french {
                let of = |message: &Message| message.says.concat();
                let (english, french) = (of(&en[name]), of(message));
                for word in ON_SCREENS {
                    let quoted = english.contains(&format!("“{word}”"));
                    let there = french.contains(&format!("«{WIDE}{word}{WIDE}»"));
                    assert_eq!(quoted, there, "{language} {name} in {}: “{word}”", message.file);
                }
                let typed =
                    |texts: &str| commands(texts).into_iter().map(str::to_owned).collect::<BTreeSet<_>>();
                assert_eq!(typed(&english), typed(&french), "{language} {name} in {}", message.file);
            }
        }
    }
}

#[test]
fn french_speaks_as_the_guide_and_each_country_as_it_does() {
    let whole_word = |text: &str, word: &str| {
        let (text, word) = (text.to_lowercase(), word.to_lowercase());
        text.match_indices(&word).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let after = text[at + word.len()..].chars().next();
            ![before, after]
                .into_iter()
                .flatten()
                .any(|c| c.is_alphanumeric() || c == '$' || c == '-' || c == '_')
        })
    };
    for book in books() {
        each_text(book.french(), |text, place| {
            for (other, proper) in NOT_IN_THE_GUIDE {
                assert!(!whole_word(&prose(text), other), "it is called {proper}: {place}");
            }
        });
        each_text([("fr-FR", &book.fr_fr)], |text, place| {
            assert!(!ONLY_IN_CANADA.iter().any(|word| whole_word(text, word)), "said in Canada: {place}");
        });
        each_text([("fr-CA", &book.fr_ca)], |text, place| {
            assert!(!ONLY_IN_FRANCE.iter().any(|word| whole_word(text, word)), "said in France: {place}");
        });
    }
}

#[test]
fn a_title_fits_a_telephone() {
    for book in books() {
        for (language, messages) in book.languages() {
            for (name, message) in messages {
                let of_step = messages.contains_key(&format!("{name}-how"));
                if !of_step && !["phase-", "promise-", "kind-"].iter().any(|kind| name.starts_with(kind)) {
                    continue;
                }
                for text in &message.says {
                    let length = text.chars().count();
                    assert!(
                        length <= 48,
                        "{language} {name} in {} has {length} characters: {text}",
                        message.file
                    );
                }
            }
        }
    }
}
