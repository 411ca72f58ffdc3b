//! A network or a site adds checks of its own, with its own words: nothing of ours is taken away, renamed or held up that
//! makes safe, and a job ends with the checks with which it began.

use std::fs;
use std::path::Path;

use crate::support::{Phone, status, step};
use pinpoint_domain::Coded as _;
use pinpoint_domain::document::Problem;
use pinpoint_domain::work::playbook::{Phase, Role};
use pinpoint_domain::work::{Extension, JobKind, Playbook, Playbooks, StepStatus};

fn file() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/playbooks/garage.extension.json");
    fs::read_to_string(path).unwrap()
}

fn ours() -> Playbook {
    Playbooks::built_in().unwrap().newest(JobKind::Renetworking).unwrap().clone()
}

fn garage() -> Extension {
    Extension::check(file().as_bytes(), &ours()).unwrap()
}

fn wrong(instead: &str, written: &str) -> Vec<Problem> {
    let file = file();
    assert!(file.contains(instead), "{instead}");
    Extension::check(file.replacen(instead, written, 1).as_bytes(), &ours()).unwrap_err()
}

#[track_caller]
fn only(problems: &[Problem], code: &str, path: &str) {
    let found: Vec<_> =
        problems.iter().map(|problem| (problem.what.code.as_str(), problem.path.as_str())).collect();
    assert_eq!(found, [(code, path)], "{problems:?}");
}

#[test]
fn a_site_adds_its_own_checks_before_steps_of_ours() {
    let mut phone = Phone::new();
    phone.playbooks.extend(&[garage()]).unwrap();
    let job = phone.start(1, "F12");
    let view = phone.view(job);
    assert_eq!(view.playbook, "re-networking/2+garage/3");
    let ids: Vec<&str> = view.steps.iter().map(|step| step.id.as_str()).collect();
    let at = |id: &str| ids.iter().position(|known| *known == id).unwrap();
    assert_eq!(at("garage-porter") + 1, at("photo-before"));
    assert_eq!(at("garage-seals") + 1, at("close-cabinet"));

    assert_eq!(view.step("photo-before").unwrap().missing, [step("garage-porter")]);
    phone.tick_all(job, "garage-porter");
    phone.look_around(job);
    phone.make_safe(job);
    assert_eq!(
        phone.confirm(job, "open-cabinet").unwrap_err().fields()["missing"],
        "garage-ventilation",
        "the lockout is whole when the garage's own item is done, too"
    );
    phone.tick(job, "lockout", "garage-ventilation").unwrap();
    phone.confirm(job, "open-cabinet").unwrap();
    phone.confirm(job, "close-cabinet").expect("nothing that is added keeps a cabinet open");
    assert_ne!(status(&phone.view(job), "garage-seals"), StepStatus::Done);
}

#[test]
fn a_job_that_began_without_them_ends_without_them_and_the_other_way_round() {
    let (mut phone, before) = Phone::with_a_job();
    phone.playbooks.extend(&[garage()]).unwrap();
    let with = phone.start(2, "F12");
    assert!(phone.view(before).step("garage-porter").is_none());
    assert!(phone.view(with).step("garage-porter").is_some());

    // The next morning the network's profile has nothing to add any more; what the job began with was kept as bytes.
    let kept = phone.playbooks.newest(JobKind::Renetworking).unwrap().to_bytes();
    phone.playbooks = Playbooks::built_in().unwrap();
    assert_eq!(
        pinpoint_domain::work::JobView::of(&phone.visit, with, &phone.context()).unwrap_err().code(),
        "playbook-missing"
    );
    phone.playbooks.keep(Playbook::parse(&kept).unwrap());
    assert!(phone.view(with).step("garage-porter").is_some());
    let after = phone.start(3, "F12");
    assert!(phone.view(after).step("garage-porter").is_none(), "and nobody begins with it");
}

#[test]
fn its_words_come_with_it_in_each_language() {
    let mut playbooks = Playbooks::built_in().unwrap();
    playbooks.extend(&[garage()]).unwrap();
    let word = |locale: &str| playbooks.word("step-garage-porter", locale).unwrap().to_owned();
    assert_eq!(word("en-GB"), "Sign in with the porter");
    assert_eq!([word("fr-CA"), word("fr-FR")], ["Passer à la loge", "Passer à la loge"]);
    assert_eq!(word("de-DE"), word("en"), "English where there is nothing nearer");
    assert_eq!(playbooks.word("step-lockout", "en"), None, "our words are not its business");
}

#[test]
fn two_of_them_stand_side_by_side_and_the_whole_has_a_name_of_its_own() {
    let site = file().replace("garage", "tower");
    let site = Extension::check(site.as_bytes(), &ours()).unwrap();
    let mut playbooks = Playbooks::built_in().unwrap();
    playbooks.extend(&[garage(), site]).unwrap();
    let whole = playbooks.newest(JobKind::Renetworking).unwrap();
    assert_eq!(whole.name(), "re-networking/2+garage/3+tower/3");
    assert_eq!(whole.step_of(Role::Lockout).unwrap().items.len(), 7);
    assert_eq!(Playbook::parse(&whole.to_bytes()).as_ref(), Ok(whole), "kept as bytes, it is the same");
    assert_eq!(playbooks.iter().filter(|playbook| playbook.kind == JobKind::Renetworking).count(), 4);
}

#[test]
fn what_is_added_to_work_in_the_cabinet_asks_for_the_lockout_too() {
    let torque = file().replace(r#""before": "close-cabinet""#, r#""before": "replace-sim""#);
    let whole = ours().extended(&Extension::check(torque.as_bytes(), &ours()).unwrap()).unwrap();
    let added = whole.step(&step("garage-seals")).unwrap();
    assert_eq!((added.phase, added.role), (Phase::Cabinet, Some(Role::CabinetWork)));
    let before = file().replace(r#""before": "close-cabinet""#, r#""before": "open-cabinet""#);
    let whole = ours().extended(&Extension::check(before.as_bytes(), &ours()).unwrap()).unwrap();
    let added = whole.step(&step("garage-seals")).unwrap();
    assert_eq!((added.phase, added.role), (Phase::MakeSafe, None));
}

#[test]
fn an_extension_cannot_remove_safety() {
    // It has no way to say it: what it does not know it refuses.
    let remove = wrong(r#""version": 3,"#, r#""version": 3, "remove": ["lockout"],"#);
    only(&remove, "document-field-unknown", "$.remove");
    // It cannot take the name of a step or an item of ours.
    let step = wrong(r#""id": "garage-porter""#, r#""id": "lockout""#);
    assert!(step.iter().any(|problem| problem.what.code == "playbook-added"), "{step:?}");
    let item =
        wrong(r#""lockout": [{ "id": "garage-ventilation" }]"#, r#""lockout": [{ "id": "measured" }]"#);
    assert!(item.iter().any(|problem| problem.what.code == "playbook-added"), "{item:?}");
    // It cannot rename one.
    let word = wrong(
        r#""step-garage-porter": "Sign in with the porter""#,
        r#""step-garage-porter": "Sign in", "item-lockout-measured": "Looks dead""#,
    );
    only(&word, "playbook-word-foreign", r#"$.words.en["item-lockout-measured"]"#);
    // It is not called as something of ours begins.
    let name = Extension::check(file().replace("garage", "mac").as_bytes(), &ours()).unwrap_err();
    only(&name, "playbook-name-taken", "$.id");
    // It brings no seal, no form and no role.
    let kind = wrong(r#""kind": "confirmation""#, r#""kind": "seal""#);
    only(&kind, "playbook-added-kind", "$.steps[1].kind");
}

#[test]
fn each_language_that_it_speaks_says_everything() {
    let line = r#""item-lockout-garage-ventilation": "La ventilation du garage est en marche""#;
    let silent = wrong(&format!(",\n      {line}"), "");
    only(&silent, "playbook-word-missing", "$.words.fr");
    assert_eq!(silent[0].fields()["word"], "item-lockout-garage-ventilation");
    let english = wrong(r#""en": {"#, r#""de": {"#);
    let missing =
        english.iter().filter(|problem| problem.fields().get("locale").is_some_and(|it| it == "en"));
    assert_eq!(missing.count(), 7, "English is what everybody falls back on");
    let empty = wrong("Sign in with the porter", " ");
    only(&empty, "playbook-word-text", r#"$.words.en["step-garage-porter"]"#);
}

#[test]
fn it_stands_before_a_step_that_is_there_and_extends_the_playbook_of_its_kind() {
    let nowhere = wrong(r#""before": "photo-before""#, r#""before": "photo-after""#);
    only(&nowhere, "playbook-added-before", "$.steps[0].before");
    let unlisted = wrong(r#""items": [{ "id": "signed" }, { "id": "badge" }]"#, r#""items": []"#);
    assert!(unlisted.iter().any(|problem| problem.what.code == "playbook-word-foreign"), "{unlisted:?}");
}
