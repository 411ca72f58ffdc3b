//! After the seal: what an installer asks, what the network's own people see side by side and decide, and how it comes back.

use serde_json::Value;

use crate::support::{SERIAL, Site, photographed, text};
use crate::working_day::{done, fill_in, open_cabinet, put_labels_on, refused, signed_in};

pub(crate) const DESK: &str = "desk@network.example";

/// Somebody of the network's own people.
pub(crate) fn add_desk(site: &Site) {
    let add = ["user", "add", DESK, "--company", "The network", "--name", "Desk", "--back-office"];
    let added = site.operator(&add);
    assert_eq!(added.code, 0, "{}", added.err);
}

/// A job at the station, sealed under this label; its id.
pub(crate) fn sealed(site: &Site, label: &pinpoint_fixtures::LabelText) -> String {
    let photo = site.file("label.jpg", &photographed(label));
    let started = site.device_json(&["job", "start", text(&photo), "--circuit", "F12"]);
    open_cabinet(site);
    done(site, &["replace-sim"]);
    put_labels_on(site);
    fill_in(site);
    site.device_json(&["job", "seal", "--confirm-serial", SERIAL, "--confirm-mac", &label.mac]);
    started["id"].as_str().unwrap().to_owned()
}

/// Syncs until the newest verdict on a record is this decision; its reasons.
fn decided(site: &Site, job: &str, decision: &str) -> Value {
    for _ in 0..100 {
        site.device_json(&["sync"]);
        let outbox = site.device_json(&["outbox"]);
        let pinpoints = outbox["pinpoints"].as_array().unwrap();
        let verdict = &pinpoints.iter().find(|known| known["id"] == job).unwrap()["verdict"];
        if verdict["decision"] == decision {
            return verdict["reasons"].clone();
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("{job} was never {decision}");
}

#[test]
fn two_records_of_one_station_are_compared_and_decided_by_a_person() {
    let (site, labels) = signed_in(2);
    add_desk(&site);
    let _server = site.server();
    let first = sealed(&site, &labels[0]);
    decided(&site, &first, "accepted");
    let second = sealed(&site, &labels[1]);
    assert_eq!(decided(&site, &second, "in-review")[0]["code"], "serial-active-elsewhere");

    let listed = site.operator(&["review", "list"]);
    assert!(
        listed.out.contains(SERIAL) && listed.out.contains("active under another label"),
        "{}",
        listed.out
    );
    let shown = site.operator(&["review", "show"]).out;
    assert!(shown.contains(&first) && shown.contains(&second) && shown.contains("ACTIVE"), "{shown}");
    assert!(shown.contains("≠ MAC address") && !shown.contains("≠ Serial number"), "{shown}");

    let decide = |decision, by| {
        let args = ["review", "decide", &second[28..], decision, "--reason", "Seen on site", "--by", by];
        site.operator(&args)
    };
    let installer = decide("accept", crate::support::EMAIL);
    refused(&installer, 1, "admin-unknown");
    let kept = decide("keep-both", DESK);
    assert!(kept.code == 0 && kept.out.contains("Accepted"), "{}{}", kept.out, kept.err);
    let reasons = decided(&site, &second, "accepted");
    assert_eq!(reasons[0]["fields"]["reason"], "Seen on site");
    let told = site.device(&["outbox"]).out;
    assert!(told.contains("Seen on site") && told.contains("stays the one that counts"), "{told}");
    assert_eq!(site.operator(&["review", "list"]).code, 3, "nothing waits any more");
    refused(&decide("reject", DESK), 2, "review-not-one");
}

#[test]
fn a_correction_is_asked_amended_and_shown_beside_the_record() {
    let (site, labels) = signed_in(1);
    add_desk(&site);
    let _server = site.server();
    let job = sealed(&site, &labels[0]);
    decided(&site, &job, "accepted");
    let digest = site.device_json(&["job", "show", &job])["sealed"].clone();

    let correct = ["job", "correct", "bay", "118", "--reason", "Painted on the floor", "--job", &job];
    let asked = site.device(&correct);
    assert!(asked.code == 0 && asked.out.contains("Bay"), "{}{}", asked.out, asked.err);
    assert_eq!(site.device(&correct).code, 0, "asked twice is asked once");
    refused(
        &site.device(&["job", "correct", "floor", "the third one", "--reason", "?", "--job", &job]),
        1,
        "text-length",
    );
    site.device_json(&["sync"]);
    let shown = site.operator(&["review", "show", &job[28..]]).out;
    assert!(shown.contains("Bay: 118 (Painted on the floor"), "{shown}");

    let amend =
        ["review", "amend", &job[28..], "--set", "bay=118", "--reason", "As on the plan", "--by", DESK];
    let amended = site.operator(&amend);
    assert_eq!(amended.code, 0, "{}", amended.err);
    site.device_json(&["sync"]);
    let told = site.device(&["job", "show", &job]).out;
    assert!(told.contains("Asked to correct") && told.contains("Counts instead"), "{told}");
    let after = site.device_json(&["job", "show", &job]);
    assert_eq!((&after["amended"][0]["value"], &after["sealed"]), (&"118".into(), &digest));
}

#[test]
fn whether_a_station_is_new_is_asked_where_there_is_signal_and_answered_where_there_is_none() {
    let (site, labels) = signed_in(2);
    let server = site.server();
    let first = sealed(&site, &labels[0]);
    decided(&site, &first, "accepted");

    let photo = site.file("label.jpg", &photographed(&labels[1]));
    site.device_json(&["job", "start", text(&photo), "--circuit", "F12"]);
    refused(&site.device(&["job", "ask"]), 1, "step-locked");
    open_cabinet(&site);
    fill_in(&site);
    let asked = site.device_json(&["job", "ask"]);
    assert!(asked["known"]["serial_active_since"].is_string(), "{asked}");
    assert_eq!(asked["choices"][0]["claim"], "renetworked");
    let told = site.device(&["job", "ask"]).out;
    assert!(told.contains("This serial number is on the network since"), "{told}");

    done(&site, &["new-station", "--claim", "mistake"]);
    let job = site.device_json(&["job", "show"]);
    let reopened = |step: &str| {
        let steps = job["steps"].as_array().unwrap();
        steps.iter().find(|known| known["id"] == step).unwrap()["answer"].is_null()
    };
    assert!(reopened("serial") && !reopened("pin"), "only what contradicts the network is read again");
    done(&site, &["serial", "--typed", "NL50-2418-0400", "--again", "NL50-2418-0400"]);
    drop(server);

    let underground = site.device(&["job", "ask"]).out;
    assert!(underground.contains("cannot be asked now"), "{underground}");
    done(&site, &["new-station", "--claim", "new"]);
}
