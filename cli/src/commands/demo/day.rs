//! Where the files of one day of the demo lie.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::CliError;

/// One day: `day-1`, `day-2`, ... in the demo's folder.
pub(super) struct Day {
    folder: PathBuf,
}

impl Day {
    /// The newest day, or a new one.
    pub(super) fn open(demo: &Path, fresh: bool) -> Result<Self, CliError> {
        let newest = newest(demo)?;
        let number = if fresh { newest + 1 } else { newest.max(1) };
        let folder = demo.join(format!("day-{number}"));
        fs::create_dir_all(&folder).map_err(CliError::file(&folder))?;
        Ok(Self { folder })
    }

    /// Its folder.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The installer's data.
    pub(super) fn phone(&self) -> PathBuf {
        self.folder.join("phone")
    }

    /// The network's server.
    pub(super) fn server(&self) -> PathBuf {
        self.folder.join("server")
    }

    /// The server's log.
    pub(super) fn server_log(&self) -> PathBuf {
        self.folder.join("server.log")
    }

    /// Labels that no station has yet.
    pub(super) fn sheet(&self) -> PathBuf {
        self.folder.join("labels.svg")
    }

    /// A picture.
    pub(super) fn picture(&self, name: &str) -> PathBuf {
        self.folder.join(name).with_extension("jpg")
    }
}

/// The number of the newest day; 0 when there is none.
fn newest(demo: &Path) -> Result<u32, CliError> {
    let names = fs::read_dir(demo).map_err(CliError::file(demo))?;
    let numbers =
        names.filter_map(|entry| entry.ok()?.file_name().to_str()?.strip_prefix("day-")?.parse().ok());
    Ok(numbers.max().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fresh_day_lies_beside_the_last_one_and_is_the_one_that_goes_on() {
        let demo = tempfile::tempdir().unwrap();
        let open = |fresh| Day::open(demo.path(), fresh).unwrap().folder().to_owned();
        assert_eq!(open(false), demo.path().join("day-1"));
        assert_eq!(open(true), demo.path().join("day-2"));
        assert_eq!(open(false), demo.path().join("day-2"));
    }
}
