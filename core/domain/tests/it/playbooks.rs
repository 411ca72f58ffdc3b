//! Whoever writes a playbook is told all that is wrong with it, and where; and no data takes safety away.

use pinpoint_domain::Coded as _;
use pinpoint_domain::document::Problem;
use pinpoint_domain::work::playbook::Role;
use pinpoint_domain::work::{JobKind, Minutes, Playbook, PlaybookError, Playbooks};
use proptest::prelude::*;

const RE_NETWORKING: &str = include_str!("../../playbooks/re-networking.v2.json");
const ETHERNET: &str = include_str!("../../playbooks/ethernet-connectivity.v1.json");

/// The problems of a playbook in which something was written instead of something else.
fn wrong(text: &str, instead: &str, written: &str) -> Vec<Problem> {
    assert!(text.contains(instead), "{instead}");
    Playbook::check(text.replacen(instead, written, 1).as_bytes()).unwrap_err()
}

fn codes(problems: &[Problem]) -> Vec<&str> {
    problems.iter().map(|problem| problem.what.code.as_str()).collect()
}

/// Exactly this is wrong, and it stands at this path.
#[track_caller]
fn only(problems: &[Problem], code: &str, path: &str) {
    let found: Vec<_> =
        problems.iter().map(|problem| (problem.what.code.as_str(), problem.path.as_str())).collect();
    assert_eq!(found, [(code, path)], "{problems:?}");
}

#[test]
fn every_kind_of_job_has_its_playbook_and_each_of_them_walks() {
    let playbooks = Playbooks::built_in().unwrap();
    for kind in JobKind::ALL {
        let playbook = playbooks.newest(kind).unwrap();
        assert_eq!((playbook.kind, playbook.seal().is_some()), (kind, kind.is_sealed()));
        assert_eq!(Playbook::check(&playbook.to_bytes()).map(|read| read.steps), Ok(playbook.steps.clone()));
    }
    let playbook = playbooks.newest(JobKind::Renetworking).unwrap();
    assert_eq!((playbook.people, playbook.minutes), (1, Minutes { shortest: 30, longest: 60 }));
}

#[test]
fn a_name_that_is_not_there_is_found_at_its_place() {
    let problems = wrong(RE_NETWORKING, r#""needs": ["location"]"#, r#""needs": ["lcoation"]"#);
    only(&problems, "playbook-needs-unknown", "$.steps[21].needs[0]");
    assert_eq!((problems[0].line, problems[0].column), (47, 82));
    assert_eq!(problems[0].fields()["needs"], "lcoation");
}

#[test]
fn steps_that_wait_for_each_other_are_one_circle_and_said_once() {
    let text = RE_NETWORKING.replace(
        r#""kind": "photo", "from": ["A08"]"#,
        r#""kind": "photo", "needs": ["branding-place"], "from": ["A08"]"#,
    );
    let problems = Playbook::check(text.as_bytes()).unwrap_err();
    only(&problems, "playbook-cycle", "$.steps[4].needs");
    assert_eq!(problems[0].fields()["step"], "photo-before");
    assert_eq!(problems[0].fields()["through"], "branding-place");
    let itself = wrong(RE_NETWORKING, r#""needs": ["station"]"#, r#""needs": ["serial"]"#);
    assert_eq!(codes(&itself), ["playbook-cycle"]);
}

#[test]
fn a_step_that_can_never_open_is_refused() {
    // The call would wait for a logo that a station without a screen does not have.
    let logo = wrong(RE_NETWORKING, r#""needs": ["seal", "re-energise"]"#, r#""needs": ["seal", "logo"]"#);
    only(&logo, "playbook-never-opens", "$.steps[31].needs[1]");
    // The lockout would wait for work in the cabinet that the lockout unlocks.
    let behind = wrong(
        RE_NETWORKING,
        r#""role": "lockout", "needs": ["condition", "network-checklist"]"#,
        r#""role": "lockout", "needs": ["replace-sim"]"#,
    );
    only(&behind, "playbook-cycle", "$.steps[8].needs");
    assert_eq!(behind[0].fields()["through"], "replace-sim open-cabinet");
    // A seal that waits for the MAC on a screen seals no station without one.
    let seal =
        wrong(RE_NETWORKING, r#""pin", "photo-station"]"#, r#""pin", "photo-station", "mac-on-screen"]"#);
    assert!(codes(&seal).contains(&"playbook-order"), "{seal:?}");
}

#[test]
fn what_comes_later_cannot_be_needed_before() {
    let problems = wrong(RE_NETWORKING, r#""needs": ["station"]"#, r#""needs": ["address"]"#);
    only(&problems, "playbook-order", "$.steps[19].needs[0]");
}

#[test]
fn names_stand_once() {
    let step = wrong(RE_NETWORKING, r#""id": "iccid-old""#, r#""id": "iccid-new""#);
    only(&step, "playbook-step-twice", "$.steps[11].id");
    let item = wrong(RE_NETWORKING, r#"{ "id": "tagged" },"#, r#"{ "id": "tagged" }, { "id": "tagged" },"#);
    only(&item, "playbook-item-twice", "$.steps[8].items[3]");
    let form = wrong(
        RE_NETWORKING,
        r#""form": "iccid-old", "optional": true"#,
        r#""form": "iccid-new", "optional": true"#,
    );
    only(&form, "playbook-form-twice", "$.steps[11].form");
    let key = wrong(RE_NETWORKING, r#""people": 1,"#, r#""people": 1, "people": 2,"#);
    assert_eq!(codes(&key), ["document-name-twice"]);
}

#[test]
fn no_data_shortens_weakens_or_reorders_the_lockout() {
    let without = |item: &str| wrong(RE_NETWORKING, item, "");
    only(&without(r#"{ "id": "tagged" },"#), "playbook-lockout-item", "$.steps[8].items");
    let unmeasured = wrong(RE_NETWORKING, r#", "max_millivolts": 10000"#, "");
    only(&unmeasured, "playbook-lockout-reading", "$.steps[8].items[3]");
    let live = wrong(RE_NETWORKING, r#""max_millivolts": 10000"#, r#""max_millivolts": 230000"#);
    only(&live, "playbook-lockout-reading", "$.steps[8].items[3]");
    let text = RE_NETWORKING
        .replace(r#"{ "id": "disconnected" }"#, r#"{ "id": "locked-" }"#)
        .replace(r#"{ "id": "locked" }"#, r#"{ "id": "disconnected" }"#)
        .replace(r#"{ "id": "locked-" }"#, r#"{ "id": "locked" }"#);
    assert_eq!(codes(&Playbook::check(text.as_bytes()).unwrap_err()), ["playbook-lockout-order"]);
    let more =
        RE_NETWORKING.replace(r#"{ "id": "stays-off" }"#, r#"{ "id": "gloves" }, { "id": "stays-off" }"#);
    assert!(Playbook::check(more.as_bytes()).is_ok(), "more may be asked");
}

#[test]
fn no_data_takes_a_gate_away() {
    let none = wrong(RE_NETWORKING, r#""role": "lockout", "#, "");
    assert_eq!(codes(&none), ["playbook-safety"]);
    assert_eq!((&*none[0].fields()["role"], &*none[0].fields()["times"]), ("lockout", "0"));
    let two = wrong(
        RE_NETWORKING,
        r#""kind": "confirmation", "role": "label""#,
        r#""kind": "confirmation", "role": "re-energise""#,
    );
    assert_eq!(codes(&two), ["playbook-safety"]);
    let optional = wrong(RE_NETWORKING, r#""role": "lockout", "#, r#""role": "lockout", "optional": true, "#);
    only(&optional, "playbook-left-out", "$.steps[8].optional");
    let some = wrong(
        RE_NETWORKING,
        r#""role": "close-cabinet", "#,
        r#""role": "close-cabinet", "when": "has-screen", "#,
    );
    assert!(codes(&some).contains(&"playbook-left-out"), "{some:?}");
    let unguarded = wrong(RE_NETWORKING, r#""role": "cabinet-work", "#, "");
    only(&unguarded, "playbook-cabinet-work", "$.steps[10].role");
    let photo = wrong(
        RE_NETWORKING,
        r#""kind": "confirmation", "role": "open-cabinet""#,
        r#""kind": "photo", "role": "open-cabinet""#,
    );
    only(&photo, "playbook-role-kind", "$.steps[9].kind");
}

#[test]
fn a_record_is_sealed_once_and_never_before_its_facts() {
    let none = wrong(RE_NETWORKING, r#""kind": "seal""#, r#""kind": "confirmation""#);
    assert_eq!(codes(&none), ["playbook-seal"]);
    let two = wrong(
        RE_NETWORKING,
        r#""kind": "confirmation", "needs": ["seal""#,
        r#""kind": "seal", "needs": ["seal""#,
    );
    assert_eq!(two[0].fields()["times"], "2");
    let early = wrong(RE_NETWORKING, r#""serial", "address", "pin""#, r#""serial", "pin""#);
    only(&early, "playbook-seal-needs", "$.steps[25].needs");
    assert_eq!(early[0].fields()["form"], "address");
    let foreign = wrong(
        ETHERNET,
        r#""id": "configure", "phase": "verify", "kind": "confirmation""#,
        r#""id": "configure", "phase": "verify", "kind": "seal""#,
    );
    only(&foreign, "playbook-seal-foreign", "$.steps[15].kind");
}

#[test]
fn a_step_has_what_its_kind_takes() {
    let form = wrong(RE_NETWORKING, r#""kind": "form", "form": "pin""#, r#""kind": "scan", "form": "pin""#);
    only(&form, "playbook-form", "$.steps[21].form");
    let none = wrong(ETHERNET, r#""kind": "reading", "form": "firmware""#, r#""kind": "reading""#);
    only(&none, "playbook-form", "$.steps[14].form");
    let items = wrong(
        RE_NETWORKING,
        r#""kind": "checklist", "needs": ["type-plate"]"#,
        r#""kind": "photo", "needs": ["type-plate"]"#,
    );
    only(&items, "playbook-items", "$.steps[13].items");
    let which = wrong(ETHERNET, r#""id": "cable", "#, r#""id": "cable", "when": "has-screen", "#);
    assert_eq!(codes(&which), ["playbook-never-opens"], "the address waits for a cable that only some have");
}

#[test]
fn all_mistakes_are_named_at_once_in_the_order_of_the_file() {
    let text = RE_NETWORKING
        .replace(r#"{ "id": "tagged" },"#, "")
        .replace(r#""needs": ["location"]"#, r#""needs": ["lcoation"]"#)
        .replace(r#""kind": "seal""#, r#""kind": "confirmation""#);
    let problems = Playbook::check(text.as_bytes()).unwrap_err();
    assert_eq!(codes(&problems), ["playbook-seal", "playbook-lockout-item", "playbook-needs-unknown"]);
    assert!(problems.is_sorted_by_key(|problem| problem.line));
    assert!(matches!(Playbook::parse(text.as_bytes()), Err(PlaybookError::LockoutItem { item: "tagged" })));
}

#[test]
fn what_is_not_known_is_not_passed_over() {
    let kind =
        wrong(RE_NETWORKING, r#""kind": "photo", "from": ["A08"]"#, r#""kind": "hologram", "from": ["A08"]"#);
    assert_eq!((codes(&kind), kind[0].line), (vec!["document-shape"], 17));
    assert!(kind[0].path.starts_with("$.steps[4]"), "{kind:?}");
    let field = wrong(RE_NETWORKING, r#""kind": "seal", "#, r#""kind": "seal", "two-people": true, "#);
    assert_eq!((codes(&field), &*field[0].fields()["name"]), (vec!["document-field-unknown"], "two-people"));
    let job = wrong(RE_NETWORKING, r#""kind": "renetworking""#, r#""kind": "demolition""#);
    assert_eq!((codes(&job), &*job[0].path), (vec!["document-shape"], "$.kind"));
    assert_eq!(Playbook::parse(b"{}").unwrap_err().code(), "playbook-json");
}

#[test]
fn what_is_cut_nested_or_no_text_is_refused_with_its_place() {
    let cut = &RE_NETWORKING[..RE_NETWORKING.len() / 2];
    let problems = Playbook::check(cut.as_bytes()).unwrap_err();
    assert_eq!((codes(&problems), problems[0].line), (vec!["document-cut"], cut.lines().count()));
    let nested = "[".repeat(10 << 20);
    assert_eq!(codes(&Playbook::check(nested.as_bytes()).unwrap_err()), ["document-nested"]);
    let mut bytes = RE_NETWORKING.as_bytes().to_vec();
    bytes[40] = 0xff;
    assert_eq!(codes(&Playbook::check(&bytes).unwrap_err()), ["document-not-utf8"]);
}

#[test]
fn more_steps_than_anybody_walks_are_refused() {
    let step = r#"{ "id": "x", "phase": "arrive", "kind": "confirmation", "from": [] },"#;
    let text = RE_NETWORKING.replacen(r#""steps": ["#, &format!(r#""steps": [{}"#, step.repeat(200)), 1);
    only(&Playbook::check(text.as_bytes()).unwrap_err(), "playbook-too-many-steps", "$.steps");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_playbook_with_a_piece_cut_out_never_panics_and_never_loses_safety(
        from in 0_usize..8000, length in 1_usize..400,
    ) {
        let mut bytes = RE_NETWORKING.as_bytes().to_vec();
        let from = from.min(bytes.len() - 1);
        bytes.drain(from..(from + length).min(bytes.len()));
        if let Ok(playbook) = Playbook::check(&bytes) {
            prop_assert!(playbook.step_of(Role::Lockout).unwrap().items.len() >= 5);
            prop_assert!(playbook.seal().is_some());
        }
    }
}
