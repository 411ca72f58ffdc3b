//! The sources of this crate, and of others that it is held against.

use std::fs;
use std::path::Path;

/// Looks at each file of this crate.
pub(crate) fn each(look: &mut impl FnMut(&Path, &str)) {
    within(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), look);
}

/// Looks at each file below a folder.
pub(crate) fn within(folder: &Path, look: &mut impl FnMut(&Path, &str)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            within(&path, look);
        } else {
            look(&path, &fs::read_to_string(&path).unwrap());
        }
    }
}
