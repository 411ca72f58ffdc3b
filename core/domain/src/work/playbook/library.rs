//! The playbooks at hand.

use std::collections::BTreeMap;

use super::{Extension, Playbook, PlaybookError};
use crate::wire::Digest;
use crate::work::JobKind;

/// The playbooks at hand, by digest, so that an old job finds its own.
#[derive(Debug, Clone, Default)]
pub struct Playbooks {
    all: BTreeMap<Digest, Playbook>,
    /// With which one a job begins.
    begins: BTreeMap<JobKind, Digest>,
}

impl Playbooks {
    /// The playbooks that come with the core, old versions too.
    pub fn built_in() -> Result<Self, PlaybookError> {
        let mut playbooks = Self::default();
        for bytes in [
            &include_bytes!("../../../playbooks/re-networking.v1.json")[..],
            include_bytes!("../../../playbooks/re-networking.v2.json"),
            include_bytes!("../../../playbooks/new-installation.v1.json"),
            include_bytes!("../../../playbooks/ethernet-connectivity.v1.json"),
        ] {
            playbooks.add(Playbook::parse(bytes)?);
        }
        Ok(playbooks)
    }

    /// Adds one. Jobs of its kind begin with it, unless a later version is there.
    pub fn add(&mut self, playbook: Playbook) {
        let newest = self.newest(playbook.kind).is_none_or(|newest| newest.version <= playbook.version);
        if newest {
            self.begins.insert(playbook.kind, playbook.digest);
        }
        self.keep(playbook);
    }

    /// Keeps one for the jobs that began with it; none begins with it any more.
    pub fn keep(&mut self, playbook: Playbook) {
        self.all.insert(playbook.digest, playbook);
    }

    /// These playbooks, where jobs begin with what comes with the core; all others are kept.
    #[must_use]
    pub fn plain(&self) -> Self {
        let mut plain = Self::default();
        for playbook in self.all.values() {
            if playbook.extensions.is_empty() {
                plain.add(playbook.clone());
            } else {
                plain.keep(playbook.clone());
            }
        }
        plain
    }

    /// From here on jobs begin with what a network and its sites add; those that began before end as they began.
    pub fn extend(&mut self, extensions: &[Extension]) -> Result<(), PlaybookError> {
        for extension in extensions {
            let Some(playbook) = self.newest(extension.extends) else { continue };
            let extended = playbook.extended(extension)?;
            self.begins.insert(extended.kind, extended.digest);
            self.keep(extended);
        }
        Ok(())
    }

    /// The one with this digest.
    pub fn get(&self, digest: &Digest) -> Option<&Playbook> {
        self.all.get(digest)
    }

    /// The one with which a job of this kind begins.
    pub fn newest(&self, kind: JobKind) -> Option<&Playbook> {
        self.begins.get(&kind).and_then(|digest| self.all.get(digest))
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Playbook> {
        self.all.values()
    }

    /// The words of what a network or a site added, first as jobs have them that begin now.
    pub fn word(&self, key: &str, locale: &str) -> Option<&str> {
        let now = self.begins.values().filter_map(|digest| self.all.get(digest));
        now.chain(self.all.values()).find_map(|playbook| playbook.word(key, locale))
    }
}
