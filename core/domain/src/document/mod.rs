//! Documents that people write by hand (profiles, catalogs, playbooks): strict JSON, and what is wrong with one, all of
//! it, each with its place.
//!
//! A phone reads what was signed with `serde_json` and believes it whole. This reader is for whoever writes: it knows
//! where each value stands, so every [`Problem`] has line, column and path, and it sees what serde would pass over: a
//! name that stands twice, and a field that nobody knows.

mod fit;
mod flaw;
mod parse;
mod problem;
mod spot;
#[cfg(test)]
mod tests;
mod tree;

use serde::de::DeserializeOwned;

pub use flaw::Flaw;
pub use problem::{MOST_PROBLEMS, Problem};
pub use spot::Spot;

use tree::Node;

/// The longest document, in bytes: a catalog of twenty thousand models.
pub const MOST_BYTES: usize = 16 << 20;
/// Lists and objects within each other; what we read has seven.
pub const MOST_NESTED: usize = 48;
/// Values of a document, all together.
pub const MOST_VALUES: usize = 1 << 20;

/// A document's JSON, with the place of each value.
#[derive(Debug)]
pub struct Document<'b> {
    text: &'b str,
    root: Node,
}

impl<'b> Document<'b> {
    /// Reads JSON: with a limit of length and depth, each name of an object once, and nothing after its end.
    pub fn parse(bytes: &'b [u8]) -> Result<Self, Vec<Problem>> {
        parse::document(bytes)
    }

    /// The whole of it, where paths begin.
    pub fn root(&self) -> Spot<'_> {
        Spot::root(self)
    }

    /// The document as a `T`, and the fields that `T` does not know: they would be lost without a word.
    pub fn read<T: DeserializeOwned>(&self) -> (Result<T, Problem>, Vec<Problem>) {
        fit::read(self, &self.root)
    }

    /// A problem with what stands at this byte.
    fn problem(&self, at: usize, flaw: &Flaw) -> Problem {
        Problem::new(self.text, at, self.root.path_of(at), flaw)
    }
}
