//! A file system that promises what POSIX does, and nothing that one kind of disk happens to do beyond it.
//!
//! `fsync` of a file makes its bytes and its length durable, not its name; `fsync` of a folder makes the names in it durable,
//! not what they name. What was not yet waited for may be there or not, each thing for itself; only what happened to one
//! name happened in its order, and a rename is one thing in both its folders, as every journalling file system has it.

use std::collections::{BTreeMap, BTreeSet};

use pinpoint_recorder::{Entry, FileId};

use crate::Image;
use crate::cut::{Cut, Fate};
use crate::image::joined;

/// A disk under way: what is durable, and what a program sees on it.
pub struct Disk {
    nodes: Vec<Node>,
    open: BTreeMap<FileId, usize>,
    /// What happened to names, in order, and is not yet durable.
    renamed: Vec<Renamed>,
}

type Names = BTreeMap<String, usize>;

#[derive(Clone)]
enum Node {
    Folder { durable: Names, seen: Names },
    File { durable: Vec<u8>, seen: Vec<u8>, written: Vec<Written> },
}

/// What happened to a file's bytes.
#[derive(Clone)]
enum Written {
    Bytes { at: u64, bytes: Vec<u8> },
    Length(u64),
}

/// What one call did to names: in which folder, which name, and what it names from then on.
#[derive(Clone)]
struct Renamed(Vec<(usize, String, Option<usize>)>);

const ROOT: usize = 0;

impl Disk {
    /// A disk that holds this, all of it durable.
    pub fn with(image: &Image) -> Self {
        let mut disk = Self { nodes: vec![folder()], open: BTreeMap::new(), renamed: Vec::new() };
        for (path, bytes) in &image.0 {
            let node = match bytes {
                None => folder(),
                Some(bytes) => {
                    Node::File { durable: bytes.clone(), seen: bytes.clone(), written: Vec::new() }
                }
            };
            disk.make(path, node);
        }
        disk.sync_names(&|_| true);
        disk
    }

    /// An empty disk that has followed a program.
    pub fn following(entries: &[Entry]) -> Self {
        let mut disk = Self::with(&Image::default());
        for entry in entries {
            disk.follow(entry);
        }
        disk
    }

    /// Does what a program did.
    pub fn follow(&mut self, entry: &Entry) {
        match entry {
            Entry::Open { file, path, created, emptied } => {
                if *created {
                    self.make(
                        path,
                        Node::File { durable: Vec::new(), seen: Vec::new(), written: Vec::new() },
                    );
                }
                let Some(node) = self.find(path) else { return };
                self.open.insert(*file, node);
                if *emptied {
                    self.write(node, Written::Length(0));
                }
            }
            Entry::Write { file, at, bytes } => {
                if let Some(node) = self.open.get(file) {
                    self.write(*node, Written::Bytes { at: *at, bytes: bytes.clone() });
                }
            }
            Entry::Length { file, length } => {
                if let Some(node) = self.open.get(file) {
                    self.write(*node, Written::Length(*length));
                }
            }
            Entry::Sync { file } => {
                if let Some(node) = self.open.get(file) {
                    self.sync(*node);
                }
            }
            Entry::Rename { from, to } => {
                let named = self.find(from);
                // Two names of one file: POSIX leaves both.
                if named.is_some() && named != self.find(to) {
                    self.name(&[(from, None), (to, named)]);
                }
            }
            Entry::Link { from, to } => {
                let named = self.find(from);
                self.name(&[(to, named)]);
            }
            Entry::Unlink { path } | Entry::RemoveFolder { path } => self.name(&[(path, None)]),
            Entry::MakeFolder { path } => self.make(path, folder()),
            Entry::Said(_) => {}
        }
    }

    /// What is there once the power is back.
    pub fn after(&self, cut: Cut) -> Image {
        let mut fate = cut.fate();
        let mut names: Vec<Names> = self.nodes.iter().map(|node| node.durable_names().clone()).collect();
        // What happened to a name after something that is lost is lost, too.
        let mut lost: BTreeSet<(usize, &str)> = BTreeSet::new();
        for Renamed(changes) in &self.renamed {
            let touched = || changes.iter().map(|(folder, name, _)| (*folder, name.as_str()));
            if fate.keeps() && !touched().any(|name| lost.contains(&name)) {
                for (folder, name, node) in changes {
                    if let Some(names) = names.get_mut(*folder) {
                        set(names, name, *node);
                    }
                }
            } else {
                lost.extend(touched());
            }
        }
        let mut image = Image::default();
        self.gather(&names, ROOT, "", &mut fate, &mut image);
        image
    }

    fn gather(&self, names: &[Names], folder: usize, prefix: &str, fate: &mut Fate, image: &mut Image) {
        for (name, node) in names.get(folder).into_iter().flatten() {
            let path = joined(prefix, name);
            match self.nodes.get(*node) {
                Some(Node::Folder { .. }) => {
                    image.put(path.clone(), None);
                    self.gather(names, *node, &path, fate, image);
                }
                Some(Node::File { durable, written, .. }) => {
                    let mut bytes = durable.clone();
                    for change in written {
                        change.happen(&mut bytes, fate);
                    }
                    image.put(path, Some(bytes));
                }
                None => {}
            }
        }
    }

    fn make(&mut self, path: &str, node: Node) {
        self.nodes.push(node);
        let made = self.nodes.len() - 1;
        self.name(&[(path, Some(made))]);
    }

    fn write(&mut self, node: usize, change: Written) {
        if let Some(Node::File { seen, written, .. }) = self.nodes.get_mut(node) {
            change.happen(seen, &mut Fate::kind());
            written.push(change);
        }
    }

    fn name(&mut self, changes: &[(&str, Option<usize>)]) {
        let mut renamed = Vec::new();
        for (path, node) in changes {
            let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
            let Some(parent) = self.find(parent) else { continue };
            if let Some(Node::Folder { seen, .. }) = self.nodes.get_mut(parent) {
                set(seen, name, *node);
                renamed.push((parent, name.to_owned(), *node));
            }
        }
        self.renamed.push(Renamed(renamed));
    }

    fn find(&self, path: &str) -> Option<usize> {
        path.split('/').filter(|name| !name.is_empty()).try_fold(ROOT, |folder, name| {
            let Node::Folder { seen, .. } = self.nodes.get(folder)? else { return None };
            seen.get(name).copied()
        })
    }

    fn sync(&mut self, node: usize) {
        match self.nodes.get_mut(node) {
            Some(Node::File { durable, seen, written }) => {
                durable.clone_from(seen);
                written.clear();
            }
            Some(Node::Folder { .. }) => self.sync_names(&|folder| folder == node),
            None => {}
        }
    }

    /// Makes durable what happened to names in these folders, and before it to the same names in others.
    fn sync_names(&mut self, wanted: &dyn Fn(usize) -> bool) {
        let mut needed: BTreeSet<(usize, String)> = BTreeSet::new();
        let mut done = vec![false; self.renamed.len()];
        for (Renamed(changes), done) in self.renamed.iter().zip(&mut done).rev() {
            let touches = |(folder, name, _): &(usize, String, _)| {
                wanted(*folder) || needed.contains(&(*folder, name.clone()))
            };
            if changes.iter().any(touches) {
                *done = true;
                needed.extend(changes.iter().map(|(folder, name, _)| (*folder, name.clone())));
            }
        }
        let mut done = done.into_iter();
        let nodes = &mut self.nodes;
        self.renamed.retain(|Renamed(changes)| {
            let durable_now = done.next().unwrap_or_default();
            for (folder, name, node) in changes.iter().filter(|_| durable_now) {
                if let Some(Node::Folder { durable, .. }) = nodes.get_mut(*folder) {
                    set(durable, name, *node);
                }
            }
            !durable_now
        });
    }
}

impl Node {
    fn durable_names(&self) -> &Names {
        static NONE: Names = Names::new();
        match self {
            Self::Folder { durable, .. } => durable,
            Self::File { .. } => &NONE,
        }
    }
}

impl Written {
    /// Happens as far as it is fated to.
    fn happen(&self, file: &mut Vec<u8>, fate: &mut Fate) {
        match self {
            Self::Bytes { at, bytes } => {
                for (at, piece) in fate.pieces(*at, bytes) {
                    let at = usize::try_from(at).unwrap_or(usize::MAX);
                    let end = at.saturating_add(piece.len());
                    if file.len() < end {
                        file.resize(end, 0);
                    }
                    if let Some(place) = file.get_mut(at..end) {
                        place.copy_from_slice(piece);
                    }
                }
            }
            Self::Length(length) => {
                if fate.keeps() {
                    file.resize(usize::try_from(*length).unwrap_or(usize::MAX), 0);
                }
            }
        }
    }
}

fn folder() -> Node {
    Node::Folder { durable: Names::new(), seen: Names::new() }
}

fn set(names: &mut Names, name: &str, node: Option<usize>) {
    match node {
        Some(node) => names.insert(name.to_owned(), node),
        None => names.remove(name),
    };
}
