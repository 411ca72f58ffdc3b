//! What is wrong with a file that a person wrote: a line each, as compilers do, so that editors jump there.

use std::path::Path;

use anstyle::Style;
use pinpoint_domain::document::Problem;
use serde::Serialize;

use super::{Page, Words};
use crate::output::Shown;

/// All that is wrong with a file.
#[derive(Serialize)]
#[expect(clippy::struct_field_names, reason = "the key that --json prints")]
pub(crate) struct Problems {
    valid: bool,
    file: String,
    problems: Vec<Said>,
}

#[derive(Serialize)]
struct Said {
    #[serde(flatten)]
    problem: Problem,
    message: String,
}

impl Problems {
    pub(crate) fn of(file: &Path, problems: Vec<Problem>, words: &Words) -> Self {
        let said = |problem: Problem| Said { message: words.of(&problem), problem };
        Self {
            valid: false,
            file: file.display().to_string(),
            problems: problems.into_iter().map(said).collect(),
        }
    }
}

impl Shown for Problems {
    fn write(&self, page: &mut Page) {
        for Said { problem: Problem { line, column, path, .. }, message } in &self.problems {
            let at = format!("{}:{line}:{column}: ", self.file);
            page.paragraph(&at, &format!("{message} ({path})"), Style::new());
        }
    }
}
