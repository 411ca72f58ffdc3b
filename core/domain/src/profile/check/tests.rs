use serde_json::{Value, json};

use crate::code::Coded as _;
use crate::demo;
use crate::profile::{Draft, NetworkProfile};
use crate::publication::NetworkFlaw;
use crate::wire::to_json;

/// A network that is not the demo's, with keys of its own.
fn written() -> Value {
    let mut written = serde_json::to_value(demo::profile().unwrap()).unwrap();
    written["network"] = json!("nordwand");
    let root = serde_json::to_value(demo::root().key).unwrap();
    written["keys"] = json!({ "nordwand-receipts-1": root });
    written
}

fn check(written: &Value) -> Result<Draft, Vec<String>> {
    NetworkProfile::check(written.to_string().as_bytes())
        .map_err(|problems| problems.iter().map(|it| format!("{} {}", it.path, it.code())).collect())
}

fn wrong(change: impl Fn(&mut Value)) -> Vec<String> {
    let mut written = written();
    change(&mut written);
    check(&written).unwrap_err()
}

#[test]
fn a_profile_is_written_before_its_server_has_keys_and_signed_once_it_has() {
    let mut early = written();
    for name in ["keys", "capsule_key"] {
        early.as_object_mut().unwrap().remove(name);
    }
    let draft = check(&early).unwrap();
    assert!(!draft.has_keys);
    assert_eq!(draft.clone().complete(None), Err(NetworkFlaw::KeysMissing));
    let keys = demo::public_keys().unwrap();
    assert_eq!(draft.complete(Some(keys.clone())).unwrap().keys, keys.keys);
    let whole = check(&written()).unwrap();
    assert!(whole.has_keys);
    assert_eq!(
        to_json(&whole.complete(None).unwrap()),
        to_json(&serde_json::from_value::<NetworkProfile>(written()).unwrap())
    );
}

#[test]
fn everything_that_is_wrong_is_named_with_its_place() {
    type Mistake = (fn(&mut Value), &'static str);
    let cases: Vec<Mistake> = vec![
        (|it| it["v"] = json!(7), "$.v network-form"),
        (|it| it["version"] = json!(0), "$.version network-version"),
        (|it| it["network"] = json!("Nord Wand"), "$.network document-shape"),
        (|it| it["name"] = json!("Nord\u{202e}wand"), "$.name network-text"),
        (
            |it| it["label_forms"][0]["shape"] = json!("hologram"),
            "$.label_forms[0].shape network-label-shape",
        ),
        (
            |it| it["label_forms"][0]["host"] = json!("https://nordwand.example"),
            "$.label_forms[0].host network-host",
        ),
        (
            |it| it["label_forms"][0]["host"] = json!("nordwand.example:8443"),
            "$.label_forms[0].host network-host",
        ),
        (
            |it| it["label_forms"][0]["host"] = json!("о.chargepoint.com"),
            "$.label_forms[0].host network-host",
        ),
        (|it| it["label_forms"][0]["path"] = json!(["a/b"]), "$.label_forms[0].path[0] network-path-segment"),
        (|it| it["label_forms"][1] = it["label_forms"][0].clone(), "$.label_forms[1] network-twice"),
        (|it| it["keys"] = json!({}), "$.keys network-keys-missing"),
        (
            |it| it["keys"]["nordwand-receipts-1"]["public_key"] = json!("AA=="),
            "$.keys[\"nordwand-receipts-1\"] document-shape",
        ),
        (|it| it["key_validity"] = json!({"other": {}}), "$.key_validity.other network-key-unknown"),
        (|it| it["training_url"] = json!("http://nordwand.example"), "$.training_url network-url"),
        (
            |it| it["support_phones"] = json!({"Canada": "+15145550142"}),
            "$.support_phones.Canada network-region",
        ),
        (|it| it["support_phones"] = json!({"CA": "514 555 0142"}), "$.support_phones.CA network-phone"),
        (|it| it["documents"][1]["id"] = it["documents"][0]["id"].clone(), "$.documents[1].id network-twice"),
        (|it| it["models"][1]["model"] = json!("SÄULE  22"), "$.models[1].model network-twice"),
        (
            |it| it["connectivity"]["vpn_hosts"]["CA"] = json!("VPN.ca.example"),
            "$.connectivity.vpn_hosts.CA network-host",
        ),
        (
            |it| it["connectivity"]["ports"][1]["port"] = json!(70_000),
            "$.connectivity.ports[1].port document-shape",
        ),
        (|it| it["connectivity"]["ports"][1]["port"] = json!(0), "$.connectivity.ports[1].port network-port"),
        (
            |it| it["connectivity"]["ports"][1] = it["connectivity"]["ports"][0].clone(),
            "$.connectivity.ports[1] network-twice",
        ),
        (
            |it| it["connectivity"]["firmware_minima"][0]["minimum"] = json!("new"),
            "$.connectivity.firmware_minima[0].minimum document-shape",
        ),
        (
            |it| it["connectivity"]["firmware_minima"][0]["model"] = json!("Express plus"),
            "$.connectivity.firmware_minima[1].also[0] network-twice",
        ),
        (|it| it["supportphones"] = json!({}), "$.supportphones document-field-unknown"),
        (
            |it| {
                it["validity"] =
                    json!({"not_before": "2027-01-01T00:00:00Z", "expires_at": "2026-01-01T00:00:00Z"});
            },
            "$.validity network-validity",
        ),
    ];
    for (change, expected) in cases {
        assert_eq!(wrong(change), [expected]);
    }
}

#[test]
fn each_language_of_the_profile_has_all_its_words() {
    let missing = wrong(|it| {
        it["locales"] = json!(["en", "fr", "fr-CA", "Klingon"]);
        it["documents"].as_array_mut().unwrap().truncate(2);
    });
    let of = |index: usize, locale: &str| {
        (format!("$.documents[{index}].title network-words-missing"), locale.len())
    };
    let expected: Vec<String> = [of(0, "fr-CA"), of(0, "Klingon"), of(1, "fr-CA"), of(1, "Klingon")]
        .into_iter()
        .map(|(said, _)| said)
        .chain(["$.locales[3] network-locale".to_owned()])
        .collect();
    let mut missing = missing;
    missing.sort();
    assert_eq!(missing, expected);
}

#[test]
fn keys_that_everybody_has_are_no_networks_keys() {
    let public = serde_json::to_value(demo::public_keys().unwrap().keys).unwrap();
    let said = wrong(|it| it["keys"] = public.clone());
    assert_eq!(said, ["$.keys[\"demo-receipts-1\"] network-key-public"]);
}
