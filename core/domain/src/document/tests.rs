use std::collections::BTreeMap;

use proptest::prelude::*;
use serde::Deserialize;

use super::*;
use crate::code::Coded as _;

#[derive(Debug, PartialEq, Deserialize)]
struct Plate {
    maker: String,
    #[serde(default)]
    models: Vec<Model>,
    #[serde(default)]
    phones: BTreeMap<String, String>,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Model {
    name: String,
    amps: u8,
    #[serde(default)]
    plug: Option<Plug>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Plug {
    Bare,
    Cable(u8),
    Both { left: u8, right: u8 },
}

/// Line, column, path and code of each problem.
fn said(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(|it| format!("{}:{} {} {}", it.line, it.column, it.path, it.code())).collect()
}

fn unwritten(text: &str) -> Vec<String> {
    said(&Document::parse(text.as_bytes()).unwrap_err())
}

fn read(text: &str) -> (Result<Plate, Problem>, Vec<Problem>) {
    Document::parse(text.as_bytes()).unwrap().read()
}

fn misfit(text: &str) -> String {
    said(&[read(text).0.unwrap_err()]).remove(0)
}

#[test]
fn a_slip_of_the_pen_is_named_with_line_character_and_path() {
    assert_eq!(unwritten("{\n  \"é\": 1,\n  \"a\": [1, }"), ["3:12 $.a[1] document-unexpected"]);
    assert_eq!(unwritten("{\"é\": tru}"), ["1:10 $[\"é\"] document-unexpected"]);
    assert_eq!(unwritten("{\"a\": 01}"), ["1:8 $ document-unexpected"]);
    assert_eq!(unwritten("{\"a\": \"x\ty\"}"), ["1:9 $.a document-unexpected"]);
    assert_eq!(unwritten("{\"a\": 1} {}"), ["1:10 $ document-unexpected"]);
    assert_eq!(unwritten("{\"a\": 1e999}"), ["1:7 $.a document-unexpected"]);
    assert_eq!(unwritten(r#"{"a": "\ud800x"}"#), ["1:14 $.a document-unexpected"]);
    assert_eq!(unwritten(""), ["1:1 $ document-cut"]);
    assert_eq!(said(&Document::parse(b"{\n \"a\": \"\xff\"}").unwrap_err()), ["2:8 $ document-not-utf8"]);
}

#[test]
fn a_document_that_was_cut_anywhere_is_refused_at_its_end() {
    let whole = r#"{"a": [1, {"b": "c\u00e9\n"}], "d": null, "e": true}"#;
    assert!(Document::parse(whole.as_bytes()).is_ok());
    for end in 0..whole.len() {
        let problems = Document::parse(&whole.as_bytes()[..end]).unwrap_err();
        assert_eq!((problems[0].code(), problems[0].column), ("document-cut", end + 1), "{}", &whole[..end]);
    }
}

#[test]
fn ten_megabytes_of_nesting_end_where_they_begin_to_be_too_deep() {
    for open in ["[", "{\"a\":"] {
        let text = open.repeat((10 << 20) / open.len());
        let problems = Document::parse(text.as_bytes()).unwrap_err();
        assert_eq!(problems[0].code(), "document-nested");
        assert_eq!((problems[0].line, problems[0].column), (1, MOST_NESTED * open.len() + 1));
    }
    let wide = format!("[{}1]", "1,".repeat(MOST_VALUES));
    assert_eq!(Document::parse(wide.as_bytes()).unwrap_err()[0].code(), "document-too-many");
    let long = vec![b' '; MOST_BYTES + 1];
    assert_eq!(Document::parse(&long).unwrap_err()[0].code(), "document-too-long");
}

#[test]
fn each_name_that_stands_twice_is_shown() {
    let text = "{\"a\": 1, \"b\": {\"c\": 1,\n\"c\": 2}, \"a\": 3}";
    assert_eq!(unwritten(text), ["2:1 $.b.c document-name-twice", "2:10 $.a document-name-twice"]);
}

#[test]
fn a_value_that_does_not_fit_is_the_place_and_not_the_line_after_it() {
    let text = r#"{"maker": "Nordlicht", "models": [{"name": "NL-11", "amps": 16}, {"name": "NL-50", "amps": "63"}]}"#;
    assert_eq!(misfit(text), "1:92 $.models[1].amps document-shape");
    assert_eq!(misfit(r#"{"models": []}"#), "1:1 $ document-shape");
    assert_eq!(misfit(r#"{"maker": 7}"#), "1:11 $.maker document-shape");
    assert_eq!(
        misfit(r#"{"maker": "", "models": [{"name": "", "amps": 256}]}"#),
        "1:47 $.models[0].amps document-shape"
    );
    let plug =
        |plug: &str| format!(r#"{{"maker": "", "models": [{{"name": "", "amps": 1, "plug": {plug}}}]}}"#);
    assert_eq!(misfit(&plug("\"hose\"")), "1:58 $.models[0].plug document-shape");
    assert_eq!(misfit(&plug("\"cable\"")), "1:58 $.models[0].plug document-shape");
    assert_eq!(misfit(&plug(r#"{"cable": "long"}"#)), "1:68 $.models[0].plug.cable document-shape");
    assert_eq!(misfit(&plug(r#"{"bare": 1}"#)), "1:58 $.models[0].plug document-shape");
}

#[test]
fn a_field_that_nobody_knows_is_shown_and_the_rest_is_read() {
    let text = r#"{"maker": "Nordlicht", "modells": [], "models": [{"name": "NL-11", "amps": 16, "volts": {"a": 1}}]}"#;
    let (plate, unknown) = read(text);
    assert_eq!(plate.unwrap().models.len(), 1);
    assert_eq!(
        said(&unknown),
        ["1:24 $.modells document-field-unknown", "1:80 $.models[0].volts document-field-unknown"]
    );
}

#[test]
fn a_rule_points_at_what_is_there_or_at_what_it_is_missing_from() {
    let document = Document::parse(b"{\n \"models\": [\n  {\"name\": \"NL-11\"}\n ]\n}").unwrap();
    let model = document.root().key("models").nth(0);
    assert_eq!(model.key("name").text(), Some("NL-11"));
    let flaw = Flaw::Cut;
    assert_eq!(said(&[model.key("name").problem(&flaw)]), ["3:12 $.models[0].name document-cut"]);
    assert_eq!(said(&[model.key("amps").problem(&flaw)]), ["3:3 $.models[0].amps document-cut"]);
    assert!(!document.root().key("models").nth(1).is_there());
}

proptest! {
    #[test]
    fn what_is_written_is_read_as_serde_reads_it(text in "[\\[\\]{}:,\"\\\\0-9a-fn.u+e truls\\n-]{0,40}") {
        let ours = Document::parse(text.as_bytes());
        let theirs = serde_json::from_str::<serde_json::Value>(&text);
        match (ours, theirs) {
            (Ok(ours), Ok(theirs)) => prop_assert_eq!(ours.read::<serde_json::Value>().0.unwrap(), theirs),
            (Err(ours), theirs) => {
                let strict = ours[0].code() == "document-name-twice";
                prop_assert!(theirs.is_err() || strict, "{:?}", ours);
            }
            (Ok(_), Err(theirs)) => prop_assert!(false, "{} for {:?}", theirs, text),
        }
    }

    #[test]
    fn every_value_survives(plate in "\\PC{0,12}", amps: u8, left: u8, right: u8, phones in proptest::collection::btree_map("\\PC{0,6}", "\\PC{0,6}", 0..4)) {
        let text = serde_json::json!({
            "maker": plate, "phones": phones, "models": [
                {"name": plate, "amps": amps, "plug": {"both": {"left": left, "right": right}}},
                {"name": "", "amps": amps, "plug": {"cable": left}},
                {"name": "", "amps": amps, "plug": "bare"},
                {"name": "", "amps": amps, "plug": null},
            ],
        }).to_string();
        let (ours, unknown) = read(&text);
        prop_assert_eq!(ours.unwrap(), serde_json::from_str::<Plate>(&text).unwrap());
        prop_assert!(unknown.is_empty());
    }

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
        let _ = Document::parse(&bytes);
    }
}
