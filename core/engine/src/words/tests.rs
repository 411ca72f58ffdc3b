//! Every code has its words, in every locale, and no words stand there for nothing.

mod book;
mod connectivity;
mod identifiers;
mod networks;
mod rules;
mod samples;
mod sources;
mod states;
mod work;

use std::collections::{BTreeMap, BTreeSet};

use pinpoint_domain::code::{Fields, fields};
use pinpoint_domain::work::Playbooks;
use proptest::prelude::*;

use super::{Own, Words, text};
use book::{Book, books};

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

/// The words of the work, and those of the terminal.
fn written() -> [Book; 2] {
    books().try_into().unwrap_or_else(|_| panic!("two rooms have words"))
}

#[test]
fn every_code_of_the_sources_has_words() {
    let (asked, [_, terminal]) = (asked(), written());
    for (code, place) in sources::codes() {
        let has = |name: &str| asked.contains_key(name) || terminal.en.contains_key(name);
        assert!(
            has(&code) || has(&format!("warning-{code}")),
            "{code} in {place} has no words; a code of the work needs a sample in words/tests/samples.rs, too"
        );
    }
}

#[test]
fn every_code_has_a_whole_sentence_in_every_locale() {
    for locale in LOCALES.into_iter().chain(["qps-ploc"]) {
        for (name, fields) in asked() {
            let sentence = text(&name, &fields, locale);
            assert!(!sentence.contains(&name) || !name.contains('-'), "{locale} lacks {name}: {sentence}");
            assert!(!sentence.contains("{$"), "{locale} {name} lacks a value: {sentence}");
            assert!(!sentence.contains(['\u{2068}', '\u{2069}']), "{name} has isolation marks: {sentence}");
            assert!(
                !sentence.trim().is_empty() && sentence.trim() == sentence,
                "{locale} {name}: {sentence:?}"
            );
        }
    }
}

#[test]
fn no_words_stand_there_for_nothing_and_none_are_missing() {
    let (asked, [work, _]) = (asked(), written());
    let there: BTreeSet<_> = work.en.into_keys().collect();
    for name in asked.keys() {
        assert!(there.contains(name), "nothing is said for {name}");
    }
    for name in there {
        let inner = ["quoted", "decimal-sign", "code-unknown"].contains(&name.as_str());
        assert!(inner || asked.contains_key(&name), "nothing asks for {name}");
    }
}

#[test]
fn in_the_pseudo_locale_only_values_look_plain() {
    let live = fields([("volts", "10.05".into()), ("limit", "10.0".into())]);
    let sentence = text("voltage-present", &live, "qps-ploc");
    assert!(sentence.starts_with('⟦') && sentence.ends_with('⟧') && sentence.contains("10.05"), "{sentence}");
    for (name, fields) in asked() {
        let (english, pseudo) = (text(&name, &fields, "en"), text(&name, &fields, "qps_PLOC.UTF-8"));
        let plain = pseudo.split(|c: char| !c.is_alphanumeric()).find(|word| {
            word.len() > 3
                && word.chars().all(|c| c.is_ascii_lowercase())
                && !fields.values().any(|value| value.contains(word))
        });
        assert!(plain.is_none() || pseudo.contains('`'), "{name} says {plain:?}: {pseudo}");
        assert!(pseudo.chars().count() > english.chars().count(), "{name} is no longer than English");
    }
}

#[test]
fn an_app_speaks_its_own_words_beside_those_of_the_work() {
    let own = Own { en: &["hello = Hello, { $name }."], fr: &["hello = Bonjour { $name }."], ..Own::NOTHING };
    let said = |locale: &str| Words::new(locale, &own).text("hello", &fields([("name", "Noor".into())]));
    assert_eq!(said("en-GB"), "Hello, Noor.");
    assert_eq!([said("fr-FR"), said("fr-CA")], ["Bonjour Noor.", "Bonjour Noor."]);
    assert_eq!(said("qps-ploc"), "⟦Ĥééļļöö, Noor.⟧");
    let words = Words::new("fr-CA", &own);
    assert!(words.know("hello") && words.know("item-lockout-locked") && !words.know("bay-not-charted"));
    assert!(words.text("item-lockout-locked", &Fields::new()).contains("cadenassé"));
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
