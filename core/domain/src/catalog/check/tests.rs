use serde_json::{Value, json};

use crate::catalog::{Catalog, PlatePlace, TypePlate};
use crate::code::Coded as _;
use crate::demo;
use crate::serial::{SerialNumber, warnings};

fn ours() -> Value {
    serde_json::from_str(include_str!("../../../../../networks/catalog/catalog.json")).unwrap()
}

/// What is wrong after a change, as path and code.
fn wrong(change: impl Fn(&mut Value)) -> Vec<String> {
    let mut written = ours();
    change(&mut written);
    let problems = Catalog::check(written.to_string().as_bytes()).unwrap_err();
    problems.iter().map(|it| format!("{} {}", it.path, it.code())).collect()
}

#[test]
fn an_installer_finds_the_model_however_its_plate_spells_it() {
    let catalog = demo::catalog().unwrap();
    for (maker, model) in [
        ("ChargePoint", "CP6000"),
        ("CHARGEPOINT, INC.", "cp6000"),
        ("Zaptec AS", "Zaptec  Pro"),
        ("EASEE", "easee home"),
    ] {
        assert!(catalog.model(maker, model).is_some(), "{maker} {model}");
    }
    assert_eq!(catalog.model("ChargePoint", "Home"), None, "another maker's");
    assert_eq!(catalog.model("Nordlicht", "NL-50"), None);
}

#[test]
fn a_serial_that_looks_unlike_its_makers_is_warned_of() {
    let catalog = demo::catalog().unwrap();
    let shape = |maker, model, serial| {
        warnings(&SerialNumber::parse(serial).unwrap(), catalog.serials(maker, model)).len()
    };
    assert_eq!(shape("Zaptec", "Pro", "ZAP123456"), 0);
    assert_eq!(shape("Zaptec", "a model that nobody knows", "ZAP12345O"), 1);
    assert_eq!(shape("ABB", "Terra AC", "anything 1"), 0, "nothing is known of it");
}

#[test]
fn the_type_plate_is_where_the_guide_says_unless_more_is_known() {
    let mut catalog = demo::catalog().unwrap();
    let usual = [PlatePlace::CoverPanel, PlatePlace::CabinetDoor];
    assert_eq!(catalog.type_plate("Nobody", "Nothing").places, usual);
    let back = TypePlate { places: vec![PlatePlace::Back], serial_captions: Vec::new() };
    let zaptec = catalog.manufacturers.iter_mut().find(|maker| maker.name == "Zaptec").unwrap();
    zaptec.type_plate = back.clone();
    assert_eq!(catalog.type_plate("Zaptec", "Go"), &back);
    assert_eq!(catalog.type_plate("Easee", "One").places, usual);
}

#[test]
fn everything_that_is_wrong_is_named_with_its_place() {
    type Mistake = (fn(&mut Value), &'static str);
    let cases: [Mistake; 10] = [
        (|it| it["v"] = json!(2), "$.v network-form"),
        (|it| it["version"] = json!(0), "$.version network-version"),
        (
            |it| it["models"][0]["manufacturer"] = json!("Abb"),
            "$.models[0].manufacturer network-manufacturer-unknown",
        ),
        (|it| it["models"][1]["model"] = json!("terra  ac"), "$.models[1].model network-twice"),
        (|it| it["manufacturers"][1]["also"] = json!(["abb"]), "$.manufacturers[1].also[0] network-twice"),
        (|it| it["models"][0]["serials"] = json!(["*"]), "$.models[0].serials[0] document-shape"),
        (|it| it["models"][0]["model"] = json!("Terra\u{200b}AC"), "$.models[0].model network-text"),
        (
            |it| it["models"][0]["image"]["file"] = json!("../x.svg"),
            "$.models[0].image.file network-image-name",
        ),
        (|it| it["models"][0]["screen"] = json!(true), "$.models[0].screen document-field-unknown"),
        (
            |it| {
                it["validity"] =
                    json!({"not_before": "2026-02-01T00:00:00Z", "expires_at": "2026-01-01T00:00:00Z"});
            },
            "$.validity network-validity",
        ),
    ];
    for (change, expected) in cases {
        assert_eq!(wrong(change), [expected]);
    }
    let all = wrong(|it| {
        it["name"] = json!("");
        it["models"][2]["image"]["digest"] = json!(format!("sha256:{}", "0".repeat(64)));
        it["models"][3]["model"] = json!(" Terra 360");
    });
    assert_eq!(
        all,
        [
            "$.models[2].image.digest network-image-differs",
            "$.models[3].model network-text",
            "$.name network-text"
        ]
    );
}
