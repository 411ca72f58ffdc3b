//! Writes the frozen examples of the wire format into `fixtures/wire/v1`: only those that are not there yet.
//!
//! `cargo run -p pinpoint-domain --example freeze_wire`. Nothing overwrites a frozen file; a form that changes gets a
//! new version in a new folder.
#![allow(clippy::unwrap_used, reason = "shares the frozen day with the tests")]

#[path = "../tests/it/support/mod.rs"]
#[allow(dead_code, reason = "the frozen day is one part of what the tests share")]
mod support;

use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;

fn main() -> io::Result<()> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/wire/v1"));
    std::fs::create_dir_all(folder)?;
    for (name, bytes) in support::frozen::files() {
        let said = match File::options().write(true).create_new(true).open(folder.join(name)) {
            Ok(mut file) => {
                file.write_all(&bytes)?;
                "frozen"
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => "kept",
            Err(error) => return Err(error),
        };
        writeln!(io::stdout(), "{said} {name}")?;
    }
    Ok(())
}
