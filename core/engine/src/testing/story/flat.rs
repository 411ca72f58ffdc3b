//! A snapshot as pairs of JSON pointer and value, so that every language compares the same thing.

use std::collections::BTreeMap;

use serde_json::Value;

/// Pointers (RFC 6901) to texts, numbers and truth values. What is null or empty is not in it: faces differ in how they say
/// that there is nothing.
pub type Flat = BTreeMap<String, Value>;

/// Flattens a snapshot.
pub fn flatten(value: &Value) -> Flat {
    let mut flat = Flat::new();
    add(&mut flat, String::new(), value);
    flat
}

fn add(flat: &mut Flat, pointer: String, value: &Value) {
    match value {
        Value::Null => {}
        Value::Array(values) => {
            for (index, value) in values.iter().enumerate() {
                add(flat, format!("{pointer}/{index}"), value);
            }
        }
        Value::Object(fields) => {
            for (name, value) in fields {
                add(flat, format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1")), value);
            }
        }
        leaf => {
            flat.insert(pointer, leaf.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_screen_is_flat_and_nothing_is_not_there() {
        let flat =
            flatten(&json!({ "a": [{ "b": 1 }, { "c/d": "x" }], "e": null, "f": [], "g": {}, "h": false }));
        let expected = [("/a/0/b", json!(1)), ("/a/1/c~1d", json!("x")), ("/h", json!(false))];
        assert_eq!(flat, expected.map(|(pointer, value)| (pointer.to_owned(), value)).into());
        assert_eq!(flatten(&json!("words")), Flat::from([(String::new(), json!("words"))]));
    }
}
