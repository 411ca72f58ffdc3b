//! Every code has its words, in every locale, and no words stand there for nothing.

mod samples;
mod states;

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;
use pinpoint_domain::code::{Fields, fields};
use pinpoint_domain::work::Playbooks;
use proptest::prelude::*;

use super::{locale, text};

const LOCALES: [&str; 3] = ["en", "fr-FR", "fr-CA"];

/// Each name that a face may ask for, with the fields that come with it.
fn asked() -> BTreeMap<String, Fields> {
    let mut asked: BTreeMap<String, Fields> =
        states::names().into_iter().map(|name| (name, Fields::new())).collect();
    for playbook in Playbooks::built_in().unwrap().iter() {
        for step in &playbook.steps {
            asked.insert(format!("step-{}", step.id), Fields::new());
            asked.insert(format!("step-{}-how", step.id), Fields::new());
            for item in &step.items {
                asked.insert(format!("item-{}-{}", step.id, item.id), Fields::new());
            }
        }
    }
    for (code, fields) in samples::coded() {
        assert_eq!(asked.insert(code.clone(), fields), None, "{code} means two things");
    }
    asked
}

/// The files that make up a locale.
fn files(locale: &str) -> Vec<&'static str> {
    let layers = match locale {
        "en" => vec![locale::ENGLISH],
        "fr-FR" => vec![locale::FRENCH, locale::FRANCE],
        _ => vec![locale::FRENCH, locale::CANADA],
    };
    layers.concat()
}

/// The names of the messages in some files, in their order.
fn messages(files: &[&str]) -> Vec<String> {
    let lines = files.iter().flat_map(|file| file.lines());
    lines
        .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter_map(|line| line.split_once(" ="))
        .map(|(name, _)| name.to_owned())
        .collect()
}

#[test]
fn every_file_is_whole_and_no_folder_says_anything_twice() {
    for folder in [locale::ENGLISH, locale::FRENCH, locale::FRANCE, locale::CANADA] {
        for file in folder {
            assert!(FluentResource::try_new((*file).to_owned()).is_ok(), "{file}");
        }
        let mut seen = BTreeSet::new();
        for name in messages(folder) {
            assert!(seen.insert(name.clone()), "{name} stands twice");
        }
    }
}

#[test]
fn every_code_has_a_whole_sentence_in_every_locale() {
    for locale in LOCALES {
        let there = messages(&files(locale));
        for (name, fields) in asked() {
            assert!(there.contains(&name), "{locale} lacks {name}");
            let sentence = text(&name, &fields, locale);
            assert!(!sentence.contains(['{', '}', '$']), "{locale} {name}: {sentence}");
            assert!(!sentence.contains(['\u{2068}', '\u{2069}']), "{name} has isolation marks: {sentence}");
            assert!(
                !sentence.trim().is_empty() && sentence.trim() == sentence,
                "{locale} {name}: {sentence:?}"
            );
        }
    }
}

#[test]
fn no_words_stand_there_for_nothing() {
    let asked = asked();
    for locale in LOCALES {
        for name in messages(&files(locale)) {
            let inner = ["quoted", "decimal-sign", "code-unknown"].contains(&name.as_str());
            assert!(inner || asked.contains_key(&name), "{locale}: nothing asks for {name}");
        }
    }
}

#[test]
fn typography_is_kept() {
    for (name, fields) in asked() {
        let english = text(&name, &fields, "en");
        assert!(!english.contains('\'') && !english.contains("..."), "{name}: {english}");
        for locale in ["fr-FR", "fr-CA"] {
            let french = text(&name, &fields, locale);
            assert!(!french.contains('\'') && !french.contains("..."), "{name}: {french}");
            assert!(
                !french.contains([';', '?', '!']),
                "its space differs on both sides of the sea: {french}"
            );
            assert!(
                !french.contains(" :") && !french.contains("« ") && !french.contains(" »"),
                "{name}: {french}"
            );
        }
    }
}

#[test]
fn the_three_promises_share_no_word() {
    for locale in LOCALES {
        let words = |names: &[&str]| -> BTreeSet<String> {
            let sentences = names.iter().map(|name| text(&format!("promise-{name}"), &Fields::new(), locale));
            sentences
                .flat_map(|sentence| sentence.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>())
                .collect()
        };
        let safe = words(&["made-safe"]);
        let saved = words(&["saved-phone", "saved-server"]);
        let verified = words(&["verified-online"]);
        assert!(safe.is_disjoint(&saved) && saved.is_disjoint(&verified) && verified.is_disjoint(&safe));
    }
}

#[test]
fn a_locked_step_is_told_by_its_title() {
    let locked = fields([("step", "serial".into()), ("missing", "station label".into())]);
    assert_eq!(
        text("step-locked", &locked, "en"),
        "Not yet: “Serial number”. First do “Manufacturer and model”, “Check the label”."
    );
    let stop = fields([("missing", "locked tagged".into())]);
    assert_eq!(
        text("stop", &stop, "en-GB"),
        "STOP. The cabinet is open and the circuit is not safe. Keep your hands out and do this first: \
         “The disconnect is locked out with my lock”, “The disconnect is tagged out with my name”."
    );
    let own = fields([("step", "our-own-check".into())]);
    assert_eq!(text("step-unknown", &own, "en"), "This job has no such step. Update Pinpoint and try again.");
    assert!(
        text("answer-kind", &own, "en").starts_with("“our-own-check”"),
        "a name without words stays itself"
    );
}

#[test]
fn voltage_is_written_as_the_country_writes_it() {
    let live = fields([("volts", "10.05".into()), ("limit", "10.0".into())]);
    assert!(text("voltage-present", &live, "en").contains("10.05\u{a0}V"));
    assert!(text("voltage-present", &live, "fr-CA").contains("10,05\u{a0}V"));
    let length = fields([("field", "postal_code".into()), ("limit", "10".into())]);
    assert!(text("text-length", &length, "en").starts_with("Postal code: 1 to 10"));
}

#[test]
fn one_open_cabinet_is_one_and_two_are_two() {
    let open = |open: &str| fields([("circuit", "F12".into()), ("open", open.into())]);
    assert!(text("cabinet-open-on-circuit", &open("1"), "en").contains("a cabinet on circuit F12 is"));
    assert!(text("cabinet-open-on-circuit", &open("2"), "en").contains("2 cabinets on circuit F12 are"));
    assert!(text("cabinet-open-on-circuit", &open("2"), "fr-FR").contains("2 armoires du circuit F12 sont"));
}

#[test]
fn france_and_quebec_each_get_their_own_lockout() {
    let item = |locale| text("item-lockout-locked", &Fields::new(), locale);
    assert!(item("fr-CA").contains("cadenassé") && item("fr_CA.UTF-8") == item("fr-CA"));
    assert!(item("fr-FR").contains("condamnée"));
    for other_french in ["fr", "fr-BE", "fr_FR.UTF-8", "fr_CH@euro"] {
        assert_eq!(item(other_french), item("fr-FR"), "{other_french}");
    }
    for unknown in ["", "C", "POSIX", "de-DE", "en-CA", "not a tag at all", "💡"] {
        assert_eq!(item(unknown), item("en"), "{unknown}");
    }
}

#[test]
fn a_code_of_tomorrow_is_named_kindly() {
    let sentence = text("bay-not-charted", &Fields::new(), "en");
    assert!(sentence.contains("bay-not-charted") && sentence.contains("kept"));
}

proptest! {
    #[test]
    fn no_code_no_field_and_no_locale_panics(
        code in "\\PC{0,20}", name in "[a-z_]{1,8}", value in "\\PC{0,20}", locale in "\\PC{0,12}",
        known in prop::sample::select(asked().into_keys().collect::<Vec<_>>()),
    ) {
        let fields = fields([(name.as_str(), value)]);
        prop_assert!(!text(&code, &fields, &locale).is_empty());
        prop_assert!(!text(&known, &fields, &locale).is_empty());
    }
}
