//! A place in a document: what a rule points at.

use serde::de::DeserializeOwned;

use super::tree::{Node, Value, push_index, push_name};
use super::{Document, Problem, fit};
use crate::code::Coded;

/// A place. Where something is missing, it is the place of what it is missing from.
#[derive(Debug, Clone)]
pub struct Spot<'d> {
    document: &'d Document<'d>,
    node: Option<&'d Node>,
    at: usize,
    path: String,
}

impl<'d> Spot<'d> {
    pub(super) fn root(document: &'d Document<'_>) -> Self {
        Self { document, node: Some(&document.root), at: document.root.at, path: "$".to_owned() }
    }

    /// The field of this name.
    #[must_use]
    pub fn key(&self, name: &str) -> Self {
        let mut path = self.path.clone();
        push_name(&mut path, name);
        self.inner(self.node.and_then(|node| node.member(name)).map(|member| &member.node), path)
    }

    /// The element of this index.
    #[must_use]
    pub fn nth(&self, index: usize) -> Self {
        let mut path = self.path.clone();
        push_index(&mut path, index);
        self.inner(self.node.and_then(|node| node.element(index)), path)
    }

    /// Whether there is something.
    pub const fn is_there(&self) -> bool {
        self.node.is_some()
    }

    /// The text that stands here, if it is one.
    pub fn text(&self) -> Option<&'d str> {
        match &self.node?.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// How many elements stand here; none when it is no list.
    pub fn elements(&self) -> usize {
        match self.node.map(|node| &node.value) {
            Some(Value::List(elements)) => elements.len(),
            _ => 0,
        }
    }

    /// What stands here as a `T`; none when nothing does.
    pub fn read<T: DeserializeOwned>(&self) -> Option<Result<T, Problem>> {
        Some(fit::read(self.document, self.node?).0)
    }

    /// Says what is wrong here.
    pub fn problem(&self, what: &impl Coded) -> Problem {
        Problem::new(self.document.text, self.at, self.path.clone(), what)
    }

    fn inner(&self, node: Option<&'d Node>, path: String) -> Self {
        Self { document: self.document, node, at: node.map_or(self.at, |node| node.at), path }
    }
}
