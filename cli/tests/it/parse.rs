//! `pinpoint parse`: one text, or a list from a pipe, for a person and for a program.

use crate::support::{Said, pinpoint, run};
use serde_json::{Value, json};

fn parse(args: &[&str]) -> Said {
    run(pinpoint().env("HOME", "/nowhere").arg("parse").args(args))
}

fn one(kind: &str, text: &str) -> Value {
    let said = parse(&[kind, text, "--json"]);
    let object: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(said.code, i32::from(object["valid"] == false), "{object}");
    object
}

fn piped(kind: &str, input: impl Into<Vec<u8>>, options: &[&str]) -> (i32, Vec<Value>) {
    let said = run(pinpoint().args(["parse", kind, "-", "--json"]).args(options).write_stdin(input));
    (said.code, said.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

#[test]
fn each_kind_has_its_canonical_form() {
    for (kind, text, canonical) in [
        ("mac", "0024:b100:0002:9f81", "0024B10000029F81"),
        ("label", "https://o.chargepoint.com/i/0024B100/00029F81/hT7kPq2x", "0024B10000029F81"),
        ("serial", "2020-24-T-042", "202024T042"),
        ("iccid", "8901 4103 2111 1851 0720", "89014103211118510720"),
        ("evse", "de*ab7*e840*6487", "DE*AB7*E840*6487"),
        ("firmware", "2024.03.00.428", "2024.3.0.428"),
        ("coordinate", "48° 51′ 30.13236″ N 2° 17′ 40.13268″ E", "48.8583701,2.2944813"),
        ("coordinate", "-33.8567844,151.2152967", "-33.8567844,151.2152967"),
        ("coordinate", "+48.8583701+002.2944813/", "48.8583701,2.2944813"),
        ("coordinate", "https://maps.apple.com/?ll=48.8583701,2.2944813&q=P3", "48.8583701,2.2944813"),
        ("mac", "MAC: 0024:B100:0002:9F81", "0024B10000029F81"),
        ("serial", "S/N: 172841008201", "172841008201"),
        ("phone", "+1 (514) 555-0142", "+15145550142"),
    ] {
        let object = one(kind, text);
        assert_eq!((&object["valid"], &object["canonical"]), (&json!(true), &json!(canonical)), "{object}");
        assert_eq!(object["warnings"], json!([]), "{object}");
        assert!(object.get("code").is_none() && object.get("position").is_none(), "{object}");
    }
}

#[test]
fn what_is_wrong_has_a_code_a_position_and_what_its_sentence_needs() {
    let object = one("mac", "0O24:B100:0002:9F81");
    let expected = json!({
        "input": "0O24:B100:0002:9F81", "valid": false, "code": "character-look-alike", "position": 2,
        "fields": { "at": "2", "found": "O", "meant": "0", "code_point": "U+004F" },
    });
    assert_eq!(object, expected);
    for (kind, text, code, position) in [
        ("label", "https://pay.example/i/0024B10000029F81/hT7kPq2x", "label-foreign-host", 1),
        ("serial", "ZAP\u{200B}123456", "character-hidden", 4),
        ("iccid", "8901410321111851", "iccid-length", 17),
        ("evse", "DE*AB7*C1", "evse-kind-missing", 8),
        ("firmware", "2024..03", "firmware-number-missing", 6),
        ("coordinate", "0,180.1", "coordinate-longitude", 3),
        ("coordinate", "8FW4V75V+8Q", "coordinate-plus-code", 1),
        ("coordinate", "https://maps.app.goo.gl/AbCdEf", "coordinate-link", 1),
        ("phone", "01 99 00 01 42", "phone-national", 1),
    ] {
        let object = one(kind, text);
        assert_eq!((&object["code"], &object["position"]), (&json!(code), &json!(position)), "{object}");
    }
}

#[test]
fn what_is_unusual_is_a_warning_and_no_failure() {
    let object = one("mac", "01-00-5E-00-00-01");
    assert_eq!(object["warnings"], json!([{ "code": "mac-multicast", "fields": {} }]));
    let object = one("iccid", "89014103211118510721");
    assert_eq!(object["warnings"][0]["code"], "iccid-check-digit");
    let object = one("coordinate", "https://www.openstreetmap.org/#map=19/48.8583701/2.2944813");
    assert_eq!(object["warnings"][0]["code"], "coordinate-map-view");
}

#[test]
fn a_serial_that_the_named_model_does_not_have_is_warned_of_and_read() {
    let warned = |options: &[&str], text: &str| -> Value {
        let said = parse(&[&["serial", text, "--json"], options].concat());
        assert_eq!(said.code, 0, "{}", said.err);
        serde_json::from_str::<Value>(&said.out).unwrap()["warnings"].clone()
    };
    let shape = json!([{ "code": "serial-shape", "fields": { "expected": "############" } }]);
    assert_eq!(warned(&["--model", "cp6000"], "172841008201"), json!([]));
    assert_eq!(warned(&["--model", "CP6000"], "ZAP123456"), shape);
    assert_eq!(warned(&["--manufacturer", "ChargePoint, Inc."], "ZAP123456"), shape);
    assert_eq!(warned(&["--manufacturer", "ABB"], "ZAP123456"), json!([]), "nothing is known of them");
    let look_alike = warned(&["--manufacturer", "Alfen", "--model", "Eve Single Pro"], "2O20-24-T-042");
    assert_eq!(
        (&look_alike[0]["code"], &look_alike[0]["fields"]["at"]),
        (&json!("serial-look-alike"), &json!("2"))
    );
    for options in [["--model", "CP 6000 Plus"], ["--manufacturer", "Voltwerk"]] {
        assert_eq!(parse(&[&["serial", "172841008201"][..], &options].concat()).code, 2, "{options:?}");
    }
}

#[test]
fn a_labels_password_is_shown_to_whoever_asks_and_to_nobody_else() {
    let link = "https://demo.pinpoint.example/l/0024B10000029F81#hT7kPq2x";
    let captions = "MAC: 0024:B100:0002:9F81\nMot de passe d’activation :\nhT7kPq2x";
    for text in [link, captions, "MAC: 0024:B100:0002:9F8 PIN: hT7kPq2x", &format!("see {link}")] {
        for said in [parse(&["label", text]), parse(&["label", text, "--json"])] {
            assert!(!(said.out + &said.err).contains("hT7k"), "{text}");
        }
    }
    let object = one("label", captions);
    assert_eq!((&object["canonical"], object.get("password")), (&json!("0024B10000029F81"), None));
    assert_eq!(object["input"], "MAC 0024:B100:0002:9F81 ••••");
    let revealed: Value = serde_json::from_str(&parse(&["label", link, "--json", "--reveal"]).out).unwrap();
    assert_eq!((&revealed["input"], &revealed["password"]), (&json!(link), &json!("hT7kPq2x")));
}

#[test]
fn a_list_gives_an_object_a_line_whatever_stands_in_it() {
    let mut input = b"0024:B100:0002:9F81\r\n\nnot\0a mac\n0024\xFF:B100\n".to_vec();
    input.extend(vec![b'7'; 2 << 20]);
    input.extend(b"\n000D6F123456");
    let (code, objects) = piped("mac", input, &[]);
    assert_eq!((code, objects.len()), (1, 6), "one is not valid, and that ends nothing");
    let codes: Vec<_> = objects.iter().map(|object| object["code"].as_str().unwrap_or("read")).collect();
    assert_eq!(codes, ["read", "mac-length", "mac-character", "text-not-utf8", "text-too-long", "read"]);
    assert_eq!(objects[0]["input"], "0024:B100:0002:9F81");
    assert_eq!(objects[2]["input"], "not\0a mac");
    assert_eq!(objects[3]["position"], 5);
    assert!(objects[4]["input"].as_str().unwrap().len() < 100);

    let (code, objects) = piped("mac", "0024:B100:0002:9F81\n000D6F123456\n", &[]);
    assert_eq!((code, objects.len()), (0, 2));
    assert_eq!(piped("label", "x".repeat(2 << 20), &[]).1[0]["input"], "••••");
}

#[test]
fn ten_thousand_lines_come_out_in_their_order() {
    let input = (0..10_000).map(|number| format!("{number:012X}\n")).collect::<Vec<_>>().concat();
    let (code, objects) = piped("mac", input, &[]);
    assert_eq!((code, objects.len()), (0, 10_000));
    assert!(objects.iter().enumerate().all(|(number, it)| it["canonical"] == format!("{number:012X}")));
}

#[test]
fn a_person_reads_a_sentence_in_their_language() {
    let valid = parse(&["mac", "01-00-5E-00-00-01"]);
    assert!(
        valid.out.starts_with("✓ 01005E000001") && valid.out.contains("group of devices"),
        "{}",
        valid.out
    );
    let english = parse(&["firmware", "2024..03"]);
    assert_eq!(english.code, 1);
    assert!(
        english.out.contains("✗ 2024..03") && english.out.contains("A number is missing"),
        "{}",
        english.out
    );
    let french = parse(&["firmware", "2024..03", "--lang", "fr-CA"]);
    assert!(french.out.contains("Il manque un nombre en position 6"), "{}", french.out);
    assert!(!parse(&["mac", "\u{1b}[2J"]).out.contains('\u{1b}'), "a terminal obeys no text");
}

#[test]
fn a_kind_that_is_not_known_is_not_understood() {
    for args in [&["colour", "red"][..], &[][..]] {
        assert_eq!(parse(args).code, 2, "{args:?}");
    }
}
