//! What is wrong with a document, and where.

use std::fmt;

use serde::Serialize;

use crate::code::{Coded, Fields, Notice};

/// Nobody reads more of them at once.
pub const MOST_PROBLEMS: usize = 100;

/// What is wrong at one place. The sentence for its code says what; line, column and path say where and stand beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// The place as a path, for example `$.models[3].model`.
    pub path: String,
    /// What.
    #[serde(flatten)]
    pub what: Notice,
}

impl Problem {
    pub(super) fn new(text: &str, at: usize, path: String, what: &impl Coded) -> Self {
        let before = text.get(..at).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Self { line, column, path, what: Notice::from(what) }
    }

    /// In the order of the document, and not more than [`MOST_PROBLEMS`].
    pub fn in_order(mut problems: Vec<Self>) -> Vec<Self> {
        problems.sort_by_key(|problem| (problem.line, problem.column));
        problems.truncate(MOST_PROBLEMS);
        problems
    }
}

impl Coded for Problem {
    fn code(&self) -> &str {
        &self.what.code
    }

    fn fields(&self) -> Fields {
        self.what.fields.clone()
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {} at {}", self.line, self.column, self.what.code, self.path)
    }
}

impl std::error::Error for Problem {}
