//! A working day by single commands: the network opens for business, the installer signs in, goes underground, walks
//! the job, seals, and comes back to the network.

use crate::support::{EMAIL, PASSWORD, SERIAL, Said, Site, photographed, station, text, type_plate};
use serde_json::Value;

/// Signs in at the office, while there is a server.
pub(super) fn signed_in(labels: usize) -> (Site, Vec<pinpoint_fixtures::LabelText>) {
    let site = Site::new();
    let labels = site.open_for_business(labels);
    let office = site.server();
    let said = site.device_told(PASSWORD, &["login", EMAIL, "--password-stdin"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.contains("Elektro Nordwand") && said.out.contains("certified until 2099-12-31"));
    drop(office);
    (site, labels)
}

/// Does a step that must go well; the job after it.
pub(super) fn done(site: &Site, args: &[&str]) -> Value {
    site.device_json(&[&["job", "do"], args].concat())
}

/// Refused, with this exit code and this code.
pub(super) fn refused(said: &Said, exit: i32, code: &str) {
    assert_eq!(said.code, exit, "{}{}", said.out, said.err);
    assert!(said.err.contains(&format!("code: {code}\n")), "{}", said.err);
}

fn status(job: &Value, step: &str) -> String {
    let steps = job["steps"].as_array().unwrap();
    let step = steps.iter().find(|known| known["id"] == step).unwrap();
    step["status"].as_str().unwrap().to_owned()
}

/// Photo, checks, lockout: up to the open cabinet.
pub(super) fn open_cabinet(site: &Site) {
    let photo = site.file("before.jpg", &station());
    done(site, &["photo-before", "--photo", text(&photo)]);
    done(site, &["condition", "--all-items"]);
    done(site, &["network-checklist"]);
    for item in ["disconnected", "locked", "tagged"] {
        done(site, &["lockout", item]);
    }
    done(site, &["lockout", "measured", "--volts", "0.2"]);
    done(site, &["lockout", "stays-off"]);
    done(site, &["open-cabinet"]);
}

/// Stickers beside the plate and on the front.
pub(super) fn put_labels_on(site: &Site) {
    done(site, &["type-plate"]);
    for step in ["activation-sticker", "branding-place", "branding-label"] {
        done(site, &[step, "--all-items"]);
    }
}

/// Everything that the seal asks for.
pub(super) fn fill_in(site: &Site) {
    let plate = site.file("plate.jpg", &type_plate());
    let photo = site.file("station.jpg", &station());
    done(site, &["label"]);
    done(site, &["location", "--at", "48.8584,2.2945", "--accuracy", "12"]);
    done(site, &["station", "--manufacturer", "Nordlicht", "--model", "NL-11"]);
    done(site, &["serial", "--scan-plate", text(&plate)]);
    done(site, &["serial", "--again", "0306"]);
    done(site, &["address", "--address", "12 quai des Exemples", "--city", "Paris", "--country", "FRA"]);
    done(site, &["pin", "--at", "48.8583701,2.2944813"]);
    done(site, &["details", "--floor", "-2", "--bay", "214"]);
    done(site, &["photo-station", "--photo", text(&photo)]);
}

#[test]
fn from_the_label_to_the_verdict() {
    let (site, labels) = signed_in(1);
    let label = &labels[0];
    let photo = site.file("label.jpg", &photographed(label));

    let started = site.device_json(&["job", "start", text(&photo), "--circuit", "f12"]);
    assert_eq!((&started["circuit"], &started["done"]), (&"F12".into(), &0.into()));
    assert!(started["visit"].is_string());
    open_cabinet(&site);
    done(&site, &["replace-sim"]);
    put_labels_on(&site);
    fill_in(&site);
    assert_eq!(status(&site.device_json(&["job", "show"]), "seal"), "open");

    refused(&site.device(&["job", "seal"]), 2, "no-terminal");
    let mac = label.mac.as_str();
    let stale = site.device(&["job", "seal", "--confirm-serial", "NL50-2418-0307", "--confirm-mac", mac]);
    refused(&stale, 1, "seal-shown-differs");
    let sealed = site.device_json(&["job", "seal", "--confirm-serial", SERIAL, "--confirm-mac", mac]);
    assert!(sealed["digest"].as_str().unwrap().starts_with("sha256:"));
    refused(&site.device(&["job", "do", "serial", "--typed", "172841008201"]), 1, "sealed");

    let underground = site.device(&["sync", "--for", "1s"]);
    assert_eq!(underground.code, 1, "something waits");
    let outbox = site.device_json(&["outbox"]);
    assert_eq!(outbox["pinpoints"][0]["saved"], "phone");
    assert_eq!(outbox["pinpoints"][0]["deliveries"].as_array().unwrap().len(), 5);
    let told = site.device(&["outbox"]).out;
    assert!(told.contains("Saved on this phone") && told.contains("no connection"), "{told}");

    let server = site.server();
    let synced = site.device_json(&["sync"]);
    assert_eq!((&synced["delivered"], &synced["open"]), (&5.into(), &0.into()));
    // The server decides a moment after its receipt.
    let accepted = (0..50).map(|_| site.device_json(&["sync"])).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(50));
        site.device_json(&["outbox"])["pinpoints"][0]["verdict"]["decision"] == "accepted"
    });
    assert!(accepted);
    for step in ["close-cabinet", "re-energise", "display-errors", "call-support"] {
        done(&site, &[step]);
    }
    assert_eq!(site.device_json(&["sync"])["open"], 0);
    refused(&site.device(&["job", "show"]), 3, "no-open-job");
    let id = started["id"].as_str().unwrap();
    let shown = site.device(&["job", "show", &id[id.len() - 8..]]).out;
    assert!(shown.contains("Every step is done."), "{shown}");
    drop(server);

    let exported = site.path("everything.tar");
    assert_eq!(site.device(&["export", "--everything", text(&exported)]).code, 0);
    let taken = site.device_json(&["take-in", text(&exported)]);
    assert_eq!((&taken["records"], &taken["known"]), (&0.into(), &1.into()), "it is its own");
    let exported = String::from_utf8_lossy(&std::fs::read(exported).unwrap()).into_owned();
    assert!(exported.contains("capsule"));
    assert!(!exported.contains(&label.password), "passwords leave only as capsules");
}

#[test]
fn a_lockout_is_walked_item_by_item_and_taking_one_back_says_stop() {
    let (site, labels) = signed_in(1);
    let start = ["job", "start", "--mac", &labels[0].mac, "--password-stdin", "--circuit", "F12"];
    assert_eq!(site.device_told(&labels[0].password, &start).code, 0);

    refused(&site.device(&["job", "do", "open-cabinet"]), 1, "step-locked");
    open_cabinet(&site);
    refused(&site.device(&["job", "do", "lockout", "--all-items"]), 2, "lockout-at-once");
    let taken_back = site.device(&["job", "undo", "lockout", "tagged"]);
    assert_eq!(taken_back.code, 0);
    assert!(taken_back.out.contains("STOP"), "{}", taken_back.out);
    refused(&site.device(&["job", "do", "replace-sim"]), 1, "stop");
    let shown = site.device(&["job", "show"]).out;
    assert!(shown.contains("STOP") && shown.contains("pinpoint job do lockout tagged"), "{shown}");

    done(&site, &["lockout", "tagged"]);
    refused(&site.device(&["job", "do", "lockout", "measured"]), 1, "reading-missing");
    refused(&site.device(&["job", "do", "lockout", "measured", "--volts", "230"]), 1, "voltage-present");
    refused(&site.device(&["job", "do", "lockout", "measured", "--volts", "none"]), 2, "volts");
    done(&site, &["lockout", "measured", "--volts", "0,1"]);
    done(&site, &["lockout", "stays-off"]);
    assert_eq!(status(&done(&site, &["replace-sim"]), "replace-sim"), "done");
}

#[test]
fn an_answer_that_does_not_fit_its_step_says_which_one_would() {
    let (site, labels) = signed_in(1);
    let start = ["job", "start", "--mac", &labels[0].mac, "--password-stdin", "--circuit", "F12"];
    assert_eq!(site.device_told(&labels[0].password, &start).code, 0);
    let photo = site.file("before.jpg", &station());

    let foreign = site.device(&["job", "do", "photo-before", "--at", "48.8,2.3"]);
    refused(&foreign, 2, "option-foreign");
    assert!(foreign.err.contains("--photo"), "{}", foreign.err);
    refused(&site.device(&["job", "do", "photo-before"]), 2, "option-missing");
    refused(&site.device(&["job", "do", "location", "--at", "48.8,2.3"]), 2, "option-missing");
    refused(&site.device(&["job", "do", "label", "mac"]), 2, "item-foreign");
    refused(&site.device(&["job", "do", "no-such-step"]), 1, "step-unknown");
    refused(&site.device(&["job", "do", "label", "--job", "ffffffff"]), 3, "job-not-found");
    refused(&site.device(&["job", "do", "seal"]), 2, "seal-step");
    let text_file = site.file("notes.jpg", pinpoint_fixtures::hostile::TEXT_AS_PICTURE);
    refused(
        &site.device(&["job", "do", "photo-before", "--photo", text(&text_file)]),
        1,
        "picture-not-an-image",
    );
    done(&site, &["photo-before", "--photo", text(&photo)]);
    let which = site.device(&["job", "do", "condition"]);
    refused(&which, 2, "item-missing");
    assert!(which.err.contains("software-version"), "{}", which.err);

    done(&site, &["station", "--manufacturer", "Nordlicht", "--model", "NL-11"]);
    refused(&site.device(&["job", "do", "serial", "--again", SERIAL]), 1, "serial-first-missing");
    done(&site, &["serial", "--typed", SERIAL]);
    refused(&site.device(&["job", "do", "serial", "--again", "0306"]), 1, "serial-type-twice");
    done(&site, &["serial", "--again", SERIAL]);
    refused(&site.device(&["job", "do", "serial", "--scan-plate", text(&photo)]), 3, "plate-unread");
}

#[test]
fn a_label_that_was_typed_wrong_is_read_again_after_the_seal_and_the_record_stays() {
    let (site, labels) = signed_in(2);
    let (label, other) = (&labels[0], &labels[1]);
    let start = ["job", "start", "--mac", &other.mac, "--password-stdin", "--circuit", "F12"];
    assert_eq!(site.device_told(&other.password, &start).code, 0);
    let relabel = ["job", "relabel", "--mac", &label.mac, "--password-stdin"];
    let another = site.device_told("hT7kPq2x", &relabel);
    assert!(another.code == 0 && another.out.contains(&label.mac), "{}{}", another.out, another.err);
    open_cabinet(&site);
    done(&site, &["replace-sim"]);
    put_labels_on(&site);
    fill_in(&site);
    let sealed = site.device_json(&["job", "seal", "--confirm-serial", SERIAL, "--confirm-mac", &label.mac]);

    let server = site.server();
    let decision = |wanted: &str| {
        (0..100).any(|_| {
            site.device_json(&["sync"]);
            std::thread::sleep(std::time::Duration::from_millis(50));
            site.device_json(&["outbox"])["pinpoints"][0]["verdict"]["decision"] == wanted
        })
    };
    assert!(decision("rejected"), "the password is another label's");
    let told = site.device(&["outbox"]).out;
    assert!(told.contains("Scan the label again"), "{told}");

    let job = sealed["job"]["id"].as_str().unwrap();
    let photo = |label| site.file("label.jpg", &photographed(label));
    let foreign = site.device(&["job", "relabel", text(&photo(other)), "--job", job]);
    refused(&foreign, 1, "label-of-another");
    let mended = site.device(&["job", "relabel", text(&photo(label)), "--job", job]);
    assert!(mended.code == 0 && mended.out.contains("the sealed record stays"), "{}", mended.err);
    assert!(decision("accepted"));
    assert_eq!(site.device_json(&["job", "show", job])["sealed"], sealed["digest"]);
    drop(server);
}

#[test]
fn labels_are_issued_once_imported_whole_and_printed() {
    let site = Site::new();
    site.open_for_business(15);
    let list = site.path("labels.csv");
    let again = site.operator(&["labels", "issue", "--count", "1", "--out", text(&list)]);
    refused(&again, 1, "file-there");
    let sheets = site.path("sheets");
    assert_eq!(site.operator(&["labels", "print", text(&list), "--out", text(&sheets)]).code, 0);
    assert!(sheets.join("labels-1.svg").is_file() && sheets.join("labels-2.svg").is_file());

    let wrong =
        site.file("wrong.csv", b"mac,password\n0200000000000001,hT7kPq2x\n020000000000001,hT7kPq2x\n");
    let refusal = site.operator(&["labels", "import", text(&wrong)]);
    refused(&refusal, 1, "admin-line-refused");
    assert!(refusal.err.contains("line 3") && !refusal.err.contains("hT7kPq2x"), "{}", refusal.err);
    let right = site.file("right.csv", b"0200000000000001,hT7kPq2x\n");
    let imported = site.operator(&["--json", "labels", "import", text(&right)]);
    let counts: Value = serde_json::from_str(&imported.out).unwrap();
    assert_eq!(
        (&counts["count"], &counts["issued"]),
        (&1.into(), &16.into()),
        "nothing of the wrong list is there"
    );
    refused(&site.operator(&["labels", "import", text(&right)]), 1, "admin-line-refused");
}

#[test]
fn a_leaked_password_is_replaced_and_who_left_is_signed_out_everywhere() {
    let site = Site::new();
    let account = ["user", "add", "noor@nordwand.example", "--company", "Elektro Nordwand", "--name", "Noor"];
    let added: Value =
        serde_json::from_str(&site.operator(&[&["--json"], account.as_slice()].concat()).out).unwrap();
    let leaked = added["password"].as_str().unwrap();
    let server = site.server();
    let login = ["login", "noor@nordwand.example", "--password-stdin"];
    assert_eq!(site.device_told(leaked, &login).code, 0);

    let set = site.operator(&["--json", "user", "password", "noor@nordwand.example"]);
    let set: Value = serde_json::from_str(&set.out).unwrap();
    let fresh = set["password"].as_str().unwrap();
    assert_eq!(site.device(&["logout"]).code, 0);
    refused(&site.device_told(leaked, &login), 1, "sign-in-refused");
    assert_eq!(site.device_told(fresh, &login).code, 0);

    let left = site.operator(&["user", "revoke", "noor@nordwand.example", "--reason", "left the company"]);
    assert!(left.out.contains("signed out everywhere"), "{}{}", left.out, left.err);
    assert_eq!(site.device(&["logout"]).code, 0);
    refused(&site.device_told(fresh, &login), 1, "sign-in-refused");
    let nobody = site.operator(&["user", "revoke", "nobody@nordwand.example", "--reason", "left"]);
    refused(&nobody, 1, "admin-unknown");
    drop(server);
}

#[test]
fn an_account_without_certification_signs_in_and_is_told_what_is_missing() {
    let site = Site::new();
    let account = ["user", "add", "new@nordwand.example", "--company", "Elektro Nordwand", "--name", "New"];
    let added = site.operator(&[&["--json"], account.as_slice()].concat());
    let added: Value = serde_json::from_str(&added.out).unwrap();
    let password = added["password"].as_str().unwrap();
    assert_eq!(password.len(), 16, "made, and shown once");
    refused(&site.operator(&account), 1, "admin-taken");

    let server = site.server();
    let said = site.device_told(password, &["login", "new@nordwand.example", "--password-stdin"]);
    assert!(said.code == 0 && said.out.contains("not certified"), "{}{}", said.out, said.err);
    let certified = site.operator(&["user", "certify", "new@nordwand.example", "--until", "2099-12-31"]);
    assert!(certified.out.contains("2099-12-31"), "a running server is no obstacle: {}", certified.err);
    assert_eq!(site.device(&["logout"]).code, 0);
    assert_eq!(site.device(&["whoami"]).code, 3);
    let second = site.operator(&["server", "--listen", "127.0.0.1:0"]);
    refused(&second, 1, "folder-in-use");
    drop(server);
}
