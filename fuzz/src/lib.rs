//! What a stranger may write, and what must hold for it: no input panics, none of 64 KB takes more than 5 ms, and what
//! was read is written and read back as it was.
//!
//! Each [`Target`] is one such place. `make fuzz` looks for inputs that break its law; `make test` replays every input in
//! `fixtures/fuzz/<target>/`, where a broken one stays for good, and holds each target against [`nasty`] inputs.
//!
//! A target is added here, with its law in `laws/` and a folder with one good input to begin from.

mod laws;
pub mod nasty;
mod patience;

pub use patience::{LIMIT, LONGEST};

/// A place where a stranger's bytes come in.
#[derive(Debug)]
pub struct Target {
    /// Its name, and its folder's in `fixtures/fuzz`.
    pub name: &'static str,
    law: fn(&[u8]),
}

/// Every target.
pub static TARGETS: [Target; 11] = [
    Target { name: "addresses", law: laws::addresses },
    Target { name: "catalog", law: laws::catalog },
    Target { name: "extension", law: laws::extension },
    Target { name: "identifiers", law: laws::identifiers },
    Target { name: "journal", law: laws::journal },
    Target { name: "label", law: laws::label },
    Target { name: "mac", law: laws::mac },
    Target { name: "paste", law: laws::paste },
    Target { name: "playbook", law: laws::playbook },
    Target { name: "profile", law: laws::profile },
    Target { name: "wire", law: laws::wire },
];

impl Target {
    /// The target of this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        TARGETS.iter().find(|target| target.name == name)
    }

    /// Reads the input, no more than [`LONGEST`] bytes of it.
    ///
    /// # Panics
    /// When it breaks a law.
    pub fn hold(&self, input: &[u8]) {
        (self.law)(input.get(..LONGEST).unwrap_or(input));
    }
}
