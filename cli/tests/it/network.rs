//! What a network publishes: from the first line to the signature, and what is refused on the way.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::support::{Said, Site, pinpoint, run, text};
use crate::working_day::signed_in;

/// What a network publishes, and the files that it begins with here.
const DOCUMENTS: [(&str, &str); 3] =
    [("profile", "profile.json"), ("catalog", "catalog.json"), ("addresses", "addresses.json")];

/// A site with the keys of a network, and all that it publishes to begin with.
struct Office {
    site: Site,
}

impl Office {
    fn open() -> Self {
        let office = Self { site: Site::new() };
        office.good(&["profile", "new-keys", "nordwand", "--out", &office.path("keys")]);
        office.good(&["profile", "new", "nordwand", "--out", &office.path("profile.json")]);
        office.good(&["catalog", "new", "--out", &office.path("catalog.json")]);
        office.good(&["addresses", "new", "--out", &office.path("addresses.json")]);
        office
    }

    fn path(&self, name: &str) -> String {
        text(&self.site.path(name)).to_owned()
    }

    #[expect(clippy::unused_self, reason = "read as what this office does")]
    fn good(&self, args: &[&str]) -> Value {
        let said = run(pinpoint().arg("--json").args(args));
        assert_eq!(said.code, 0, "{args:?}: {} {}", said.out, said.err);
        serde_json::from_str(&said.out).unwrap_or(Value::Null)
    }

    fn sign(&self, what: &str, file: &str, out: &str) -> Said {
        let (file, key, out) = (self.path(file), self.path("keys/root.key.json"), self.path(out));
        let mut sign = pinpoint();
        sign.args([what, "sign", &file, "--key", &key, "--out", &out]);
        if what == "profile" {
            sign.args(["--keys", &self.path("keys/keys.json")]);
        }
        run(&mut sign)
    }

    /// The problems of a file, each as line, column, path and code.
    fn wrong(&self, args: &[&str]) -> Vec<(u64, u64, String, String)> {
        let root = self.path("keys/root.json");
        let said = run(pinpoint().arg("--json").args(args).args(["--root", &root]));
        assert_eq!(said.code, 1, "{args:?}: {} {}", said.out, said.err);
        let said: Value = serde_json::from_str(&said.out).unwrap();
        assert_eq!(said["valid"], false);
        let problems = said["problems"].as_array().unwrap().iter();
        let text = |it: &Value| it.as_str().unwrap().to_owned();
        problems
            .map(|it| {
                assert!(!it["message"].as_str().unwrap().is_empty());
                (
                    it["line"].as_u64().unwrap(),
                    it["column"].as_u64().unwrap(),
                    text(&it["path"]),
                    text(&it["code"]),
                )
            })
            .collect()
    }

    fn edit(&self, name: &str, change: impl FnOnce(&mut Value)) {
        let path = self.site.path(name);
        let mut value: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        change(&mut value);
        std::fs::write(&path, serde_json::to_string_pretty(&value).unwrap()).unwrap();
    }
}

fn repository(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../networks").join(name)
}

#[test]
fn a_network_begins_with_keys_and_a_template_and_ends_with_what_phones_believe() {
    let office = Office::open();
    let (profile, root) = (office.path("profile.json"), office.path("keys/root.json"));
    let good = office.good(&["profile", "check", &profile]);
    assert_eq!(
        (&good["valid"], &good["keys_missing"], &good["signed"]),
        (&json!(true), &json!(true), &Value::Null)
    );
    for (what, file) in DOCUMENTS {
        let signed = format!("signed-{file}");
        assert_eq!(office.sign(what, file, &signed).code, 0);
        let shown = office.good(&[what, "show", &office.path(&signed), "--root", &root]);
        assert_eq!(shown["signed"]["root"], "nordwand-root-1");
        assert_eq!(shown[what]["v"], 1);
        let page = run(pinpoint().args([what, "show", &office.path(&signed), "--root", &root]));
        let known = ["nordwand-receipts-1", "Nordlicht", "12 Rue des Érables"];
        assert!(page.code == 0 && known.iter().any(|known| page.out.contains(known)), "{}", page.out);
        // Whoever trusts another root does not believe it.
        let stranger = run(pinpoint().args([what, "check", &office.path(&signed)]));
        assert_eq!(stranger.code, 1);
        assert!(
            stranger.out.contains(":1:") && stranger.out.contains("signatures[0].keyid"),
            "{}",
            stranger.out
        );
        assert_eq!(run(pinpoint().args([what, "check", &office.path(&signed), "--root", &root])).code, 0);
    }
    let again = run(pinpoint().args(["profile", "new", "nordwand", "--out", &profile]));
    assert!(again.code == 1 && again.err.contains("code: file-there"), "{}", again.err);
}

#[cfg(unix)]
#[test]
fn nobody_else_on_the_machine_reads_a_secret_key_and_none_is_overwritten() {
    use std::os::unix::fs::PermissionsExt as _;
    let office = Office::open();
    for name in ["root.key.json", "receipts-ed25519", "capsule-x25519"] {
        let file = std::fs::metadata(office.site.path(&format!("keys/{name}"))).unwrap();
        assert_eq!(file.permissions().mode() & 0o777, 0o600, "{name}");
    }
    let again = run(pinpoint().args(["profile", "new-keys", "nordwand", "--out", &office.path("keys")]));
    assert!(again.code == 1 && again.err.contains("code: file-there"), "{}", again.err);
}

#[test]
fn what_the_repository_says_of_networks_is_good() {
    for (what, file) in [
        ("profile", "demo/profile.json"),
        ("profile", "chargepoint/profile.json"),
        ("catalog", "catalog/catalog.json"),
        ("addresses", "demo/addresses.json"),
    ] {
        let said = run(pinpoint().args([what, "check", text(&repository(file))]));
        assert_eq!(said.code, 0, "{file}: {}", said.out);
        assert_eq!(run(pinpoint().args([what, "show", text(&repository(file))])).code, 0);
    }
}

#[test]
fn a_profile_without_its_servers_keys_is_not_signed() {
    let office = Office::open();
    let key = office.path("keys/root.key.json");
    let said = run(pinpoint().args(["profile", "sign", &office.path("profile.json"), "--key", &key]));
    assert!(said.code == 1 && said.out.contains("--keys"), "{} {}", said.out, said.err);
    let said = run(pinpoint().args([
        "profile",
        "sign",
        &office.path("profile.json"),
        "--key",
        &office.path("keys/keys.json"),
        "--keys",
        &office.path("keys/keys.json"),
    ]));
    assert!(said.code == 1 && said.err.contains("code: no-key"), "{}", said.err);
}

#[test]
fn what_was_cut_altered_or_signed_by_another_is_refused_with_its_place() {
    let office = Office::open();
    for (what, file) in DOCUMENTS {
        let name = format!("signed-{file}");
        assert_eq!(office.sign(what, file, &name).code, 0);
        let whole = std::fs::read_to_string(office.site.path(&name)).unwrap();
        let bad = |text: &str| text_of(&office.site.file("bad.json", text.as_bytes()));

        let cut = bad(&whole[..whole.len() / 2]);
        let problems = office.wrong(&[what, "check", &cut]);
        assert_eq!((problems[0].0, &*problems[0].3), (1, "document-cut"));

        let at = whole.find("\"payload\":\"").unwrap() + 60;
        let other = if &whole[at..=at] == "A" { "B" } else { "A" };
        let altered = bad(&format!("{}{other}{}", &whole[..at], &whole[at + 1..]));
        let problems = office.wrong(&[what, "check", &altered]);
        assert_eq!(problems.len(), 1);
        assert!(
            matches!(
                (&*problems[0].2, &*problems[0].3),
                ("$.signatures[0].sig", "signature-forged") | ("$.payload", "signature-payload")
            ),
            "{problems:?}"
        );

        let as_other = bad(&whole.replace(&format!(".{what}."), ".receipt."));
        let problems = office.wrong(&[what, "check", &as_other]);
        assert_eq!((&*problems[0].2, &*problems[0].3), ("$.payloadType", "signature-type"));

        let renamed = bad(&whole.replace("nordwand-root-1", "nordwand-root-2"));
        let problems = office.wrong(&[what, "check", &renamed]);
        assert_eq!((&*problems[0].2, &*problems[0].3), ("$.signatures[0].keyid", "signature-unknown-key"));

        let deep = bad(&"[".repeat(10 << 20));
        let problems = office.wrong(&[what, "check", &deep]);
        assert_eq!((problems[0].0, problems[0].1, &*problems[0].3), (1, 49, "document-nested"));
    }
}

fn text_of(path: &Path) -> String {
    text(path).to_owned()
}

#[test]
fn every_mistake_of_a_file_is_a_line_that_an_editor_jumps_to() {
    let office = Office::open();
    office.edit("profile.json", |it| {
        it["label_forms"][0]["shape"] = json!("hologram");
        it["documents"] = json!([it["documents"][0], it["documents"][0]]);
        it["extensions"][0]["remove"] = json!(["measured"]);
        it["extensions"][0]["words"].as_object_mut().unwrap().remove("fr");
        it["support_phones"]["CA"] = json!("911");
    });
    let path = office.path("profile.json");
    let problems = office.wrong(&["profile", "check", &path]);
    let codes: Vec<&str> = problems.iter().map(|it| it.3.as_str()).collect();
    for code in [
        "network-label-shape",
        "network-twice",
        "document-field-unknown",
        "network-words-missing",
        "network-phone",
    ] {
        assert!(codes.contains(&code), "{code} is not in {problems:?}");
    }
    let shown = run(pinpoint().args(["profile", "check", &path]));
    for (line, column, at, _) in &problems {
        assert!(shown.out.contains(&format!("profile.json:{line}:{column}:")), "{}", shown.out);
        assert!(shown.out.replace(['\n', ' '], "").contains(&at.replace(' ', "")), "{at} in {}", shown.out);
    }
    let french = run(pinpoint().args(["--locale", "fr-CA", "profile", "check", &path]));
    assert_ne!(french.out, shown.out);
}

#[test]
fn a_lockout_item_is_never_taken_away_by_an_extension() {
    let office = Office::open();
    for (field, value) in [("remove", json!(["measured"])), ("lockout", json!([{ "id": "measured" }]))] {
        office.good(&["profile", "new", "nordwand", "--out", &office.path(field)]);
        office.edit(field, |it| it["extensions"][0][field] = value);
        let problems = office.wrong(&["profile", "check", &office.path(field)]);
        assert!(problems[0].2.starts_with("$.extensions[0]"), "{problems:?}");
    }
}

#[test]
fn an_older_version_another_of_the_same_number_and_one_out_of_its_time_are_refused() {
    let office = Office::open();
    let root = office.path("keys/root.json");
    let publish = |name: &str, change: &dyn Fn(&mut Value)| {
        office.good(&["profile", "new", "nordwand", "--out", &office.path(&format!("{name}.source"))]);
        office.edit(&format!("{name}.source"), change);
        let said = office.sign("profile", &format!("{name}.source"), name);
        assert_eq!(said.code, 0, "{}", said.out);
        office.path(name)
    };
    let two = publish("two", &|it| it["version"] = json!(2));
    let one = publish("one", &|_| {});
    let other = publish("other", &|it| {
        it["version"] = json!(2);
        it["name"] = json!("Another");
    });
    let late = publish("late", &|it| {
        it["version"] = json!(3);
        it["validity"] = json!({ "expires_at": "2020-01-01T00:00:00Z" });
    });
    let early = publish("early", &|it| {
        it["version"] = json!(3);
        it["validity"] = json!({ "not_before": "2090-01-01T00:00:00Z" });
    });
    office.good(&["profile", "check", &two, "--root", &root, "--kept", &one]);
    office.good(&["profile", "check", &two, "--root", &root, "--kept", &two]);
    for (offered, code) in [
        (&one, "publication-rolled-back"),
        (&other, "publication-reused"),
        (&late, "publication-expired"),
        (&early, "publication-not-yet"),
    ] {
        let problems = office.wrong(&["profile", "check", offered, "--kept", &two]);
        assert_eq!((&*problems[0].2, &*problems[0].3), ("$.payload", code));
    }
}

#[test]
fn a_new_root_is_believed_on_the_old_roots_word_and_on_nobody_elses() {
    let office = Office::open();
    let (old, new) = (office.path("keys"), office.path("keys-2"));
    office.good(&["profile", "new-keys", "nordwand", "--number", "2", "--out", &new]);
    let word = |key: &str| {
        office.good(&["profile", "succeed", "nordwand", "--key", key, "--next", &format!("{new}/root.json")])
    };
    let believed = |word: Value| {
        office.edit("profile.json", |it| it["successions"] = json!([word]));
        let (key, keys) = (format!("{new}/root.key.json"), format!("{new}/keys.json"));
        let (file, out) = (office.path("profile.json"), office.path("signed.json"));
        office.good(&["profile", "sign", &file, "--key", &key, "--keys", &keys, "--out", &out]);
        run(pinpoint().args(["profile", "check", &out, "--root", &format!("{old}/root.json")])).code == 0
    };
    assert!(believed(word(&format!("{old}/root.key.json"))));
    assert!(!believed(word(&format!("{new}/root.key.json"))), "its own word is no word");
}

#[test]
fn a_spreadsheets_table_becomes_the_next_list_of_addresses() {
    let office = Office::open();
    let table = "address,city,country,latitude,longitude\n7 Kiefernweg,Musterstadt,DEU,48.1,11.5\n";
    std::fs::write(office.site.path("sites.csv"), table).unwrap();
    let (csv, root) = (office.path("sites.csv"), office.path("keys/root.json"));
    assert_eq!(office.sign("addresses", "addresses.json", "published.json").code, 0);
    let kept = ["--kept", &office.path("published.json"), "--root", &root];
    let import = ["addresses", "import", &csv, "--name", "Musterstadt", "--out", &office.path("next.json")];
    office.good(&[import.as_slice(), &kept].concat());
    assert_eq!(office.sign("addresses", "next.json", "next-signed.json").code, 0);
    office.good(&[["addresses", "check", &office.path("next-signed.json")].as_slice(), &kept].concat());
    let shown = office.good(&["addresses", "show", &office.path("next.json")]);
    assert_eq!(shown["addresses"]["version"], 2);
    assert_eq!(
        shown["addresses"]["addresses"][0]["position"],
        json!({ "lat_e7": 481_000_000, "lon_e7": 115_000_000 })
    );

    std::fs::write(office.site.path("sites.csv"), format!("{table}8 Kiefernweg,Musterstadt,Germany,,\n"))
        .unwrap();
    let wrong = office.wrong(&["addresses", "import", &csv]);
    assert_eq!(wrong, [(3, 1, "country".to_owned(), "country".to_owned())]);
}

#[test]
fn an_installer_finds_an_address_underground_from_its_beginning() {
    let (site, _) = signed_in(1);
    let found = site.device_json(&["addresses", "find", "17", "etinc"]);
    assert_eq!(
        (&found["address"]["address"], &found["distance_m"]),
        (&json!("17 Rue de l’Étincelle"), &Value::Null)
    );
    let near = site.device(&["addresses", "find", "--near", "45.50341,-73.5617"]);
    assert!(near.code == 0 && near.out.lines().count() == 8, "{}", near.out);
    let first = near.out.lines().next().unwrap();
    assert!(
        first.starts_with("12 Rue des Tests, H0M 0A5 Sainte-Lumière, QC, CAN") && first.ends_with(" 0 m"),
        "{first}"
    );
    let none = site.device(&["addresses", "find", "nowhere"]);
    assert!(none.code == 3 && none.err.contains("knows no such address"), "{}", none.err);
}

#[test]
fn a_catalog_names_the_drawings_that_lie_beside_it() {
    let office = Office::open();
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
    let image = |digest: &str| json!({ "file": "nl-50.svg", "digest": digest });
    let digest = pinpoint_domain::wire::Digest::of(drawing.as_bytes()).to_string();
    let path = office.path("catalog.json");
    office.edit("catalog.json", |it| it["models"][0]["image"] = image(&digest));
    assert_eq!(office.wrong(&["catalog", "check", &path])[0].3, "network-image-missing");
    std::fs::create_dir(office.site.path("images")).unwrap();
    office.site.file("images/nl-50.svg", drawing.as_bytes());
    office.good(&["catalog", "check", &path]);
    office.site.file("images/nl-50.svg", b"<svg>");
    assert_eq!(office.wrong(&["catalog", "check", &path])[0].3, "network-image-differs");
}
