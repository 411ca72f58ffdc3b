//! A phone that is older or newer than what it finds: nothing is lost, nothing is misread.

use crate::support::{Phone, SERIAL, again, refused_answer, scanned, step, with_screen};
use pinpoint_domain::Coded as _;
use pinpoint_domain::wire::Digest;
use pinpoint_domain::work::{
    Answer, Body, Command, JournalEntry, Playbook, Playbooks, Refusal, Visit, decide,
};

const FIRST: &str = include_str!("../../playbooks/re-networking.v1.json");
const RE_NETWORKING: &str = include_str!("../../playbooks/re-networking.v2.json");

#[test]
fn a_journal_of_a_later_version_is_kept_byte_for_byte_and_not_written_on() {
    let (mut phone, job) = Phone::with_a_job();
    let known = serde_json::to_string(&phone.journal[0]).unwrap();
    let later_event = known.replace("job-started", "bay-photographed").replacen('{', "{ \"z\": 1.50, ", 1);
    let later_form = known.replacen("\"v\":1", "\"v\":2", 1);
    let later_answer = r#"{"v":1,"sequence":9,"device":"01956a3e-0000-7000-8000-000000000001",
        "actor":"01956a3e-0000-7000-8000-000000000002","at":"2026-03-02T07:30:00Z","type":"step-done",
        "data":{"job":"01956a3e-0000-7000-8000-000000000003","step":"pin","answer":{"answer":"area","b":1,"a":[ ]}}}"#;
    for (line, event) in
        [(&*later_event, "bay-photographed"), (&*later_form, "job-started"), (later_answer, "step-done")]
    {
        let entry: JournalEntry = serde_json::from_str(line).unwrap();
        assert!(matches!(&entry.body, Body::Unknown { type_name, .. } if type_name == event), "{line}");
        assert_eq!(serde_json::to_string(&entry).unwrap(), line);
        let visit = Visit::replay(phone.journal.iter().chain([&entry]));
        let command = Command::Undo { job, step: step("pin"), item: None };
        let refusal = decide(&visit, &command, &phone.context()).unwrap_err();
        assert_eq!(refusal, Refusal::JournalNewer { event: event.into() });
    }
    phone.confirm(job, "label").unwrap();
}

#[test]
fn a_serial_that_this_version_no_longer_reads_stops_the_visit_and_is_not_forgotten() {
    for (typed, read_by_another_version) in [("NL50-2024-T-0421", "NL50~2024"), ("\"0421\"", "\"0412\"")] {
        let (mut phone, job) = Phone::with_a_job();
        phone.answer(job, "station", with_screen()).unwrap();
        phone.answer(job, "serial", scanned(SERIAL)).unwrap();
        phone.answer(job, "serial", again("0421")).unwrap();
        assert!(phone.visit.job(&job).unwrap().serial().is_some());
        let journal = serde_json::to_string(&phone.journal).unwrap().replace(typed, read_by_another_version);
        let journal: Vec<JournalEntry> = serde_json::from_str(&journal).unwrap();
        let visit = Visit::replay(&journal);
        let command = Command::Do { job, step: step("label"), answer: Answer::Confirmed };
        let refusal = decide(&visit, &command, &phone.context()).unwrap_err();
        assert_eq!(refusal, Refusal::JournalNewer { event: "step-done".into() }, "{read_by_another_version}");
    }
}

#[test]
fn a_job_ends_under_the_playbook_under_which_it_began() {
    let (mut phone, old_job) = Phone::with_a_job();
    let newer = RE_NETWORKING
        .replace("\"version\": 2", "\"version\": 3")
        .replace("\"id\": \"documents\"", "\"id\": \"papers\"");
    phone.playbooks.add(Playbook::parse(newer.as_bytes()).unwrap());
    let new_job = phone.start(2, "F12");
    assert!(phone.view(old_job).step("documents").is_some());
    assert!(phone.view(new_job).step("papers").is_some());
    assert_eq!(phone.view(new_job).playbook, "re-networking/3");

    phone.playbooks = Playbooks::default();
    phone.playbooks.add(Playbook::parse(newer.as_bytes()).unwrap());
    let refusal = refused_answer(&mut phone, "label", Answer::Confirmed);
    assert_eq!(
        refusal.fields()["playbook"],
        Digest::of(RE_NETWORKING.as_bytes()).to_string(),
        "the old job asks for its own playbook by its bytes"
    );
}

#[test]
fn a_job_of_the_first_version_ends_under_the_first_version() {
    let mut phone = Phone::new();
    phone.playbooks = Playbooks::default();
    phone.playbooks.add(Playbook::parse(FIRST.as_bytes()).unwrap());
    let old_job = phone.start(1, "F12");
    phone.look_around(old_job);

    phone.playbooks = Playbooks::built_in().unwrap();
    let new_job = phone.start(2, "F12");
    assert_eq!(phone.view(old_job).playbook, "re-networking/1");
    assert_eq!(phone.view(new_job).playbook, "re-networking/2");
    assert!(
        phone.view(old_job).step("iccid-new").is_none() && phone.view(new_job).step("iccid-new").is_some()
    );
    phone.make_safe(old_job);
    phone.confirm(old_job, "open-cabinet").unwrap();
    phone.write_record(old_job);
    let made = phone.seal(old_job).unwrap();
    assert!(String::from_utf8_lossy(made.bytes.as_slice()).contains("\"playbook\":\"re-networking/1\""));
}
