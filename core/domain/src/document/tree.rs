//! JSON with the place of each value.

use std::fmt::Write as _;

use serde_json::Number;

/// A value and where it stands, in bytes.
#[derive(Debug)]
pub(super) struct Node {
    /// Its first byte.
    pub(super) at: usize,
    /// The byte after its last.
    pub(super) end: usize,
    pub(super) value: Value,
}

#[derive(Debug)]
pub(super) enum Value {
    Null,
    Bool(bool),
    Number(Number),
    Text(String),
    List(Vec<Node>),
    Object(Vec<Member>),
}

/// A name and its value.
#[derive(Debug)]
pub(super) struct Member {
    pub(super) name: String,
    /// The first byte of the name.
    pub(super) at: usize,
    pub(super) node: Node,
}

impl Node {
    pub(super) fn member(&self, name: &str) -> Option<&Member> {
        match &self.value {
            Value::Object(members) => members.iter().find(|member| member.name == name),
            _ => None,
        }
    }

    pub(super) fn element(&self, index: usize) -> Option<&Self> {
        match &self.value {
            Value::List(elements) => elements.get(index),
            _ => None,
        }
    }

    /// The path of the innermost value, or name of a value, at this byte.
    pub(super) fn path_of(&self, at: usize) -> String {
        let mut path = String::from("$");
        let mut node = self;
        while let Some(inner) = node.step_to(at, &mut path) {
            node = inner;
        }
        path
    }

    fn step_to(&self, at: usize, path: &mut String) -> Option<&Self> {
        match &self.value {
            Value::List(elements) => {
                let index = elements.iter().position(|element| (element.at..element.end).contains(&at))?;
                push_index(path, index);
                elements.get(index)
            }
            Value::Object(members) => {
                let member = members.iter().find(|member| (member.at..member.node.end).contains(&at))?;
                push_name(path, &member.name);
                Some(&member.node)
            }
            _ => None,
        }
    }
}

/// `.name` where that reads well, `["a name"]` where it does not (RFC 9535).
pub(super) fn push_name(path: &mut String, name: &str) {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && name.chars().all(plain) {
        path.push('.');
        path.push_str(name);
    } else {
        // Writing to a String cannot fail.
        let _ = write!(path, "[{name:?}]");
    }
}

pub(super) fn push_index(path: &mut String, index: usize) {
    let _ = write!(path, "[{index}]");
}
