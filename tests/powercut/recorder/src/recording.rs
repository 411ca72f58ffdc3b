//! A recording, and the table of open files that it goes by.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::{Entry, FileId};

/// More files than a program has open at a time.
const MOST_OPEN: usize = 4096;

static NOW: Mutex<Option<Notes>> = Mutex::new(None);
static RUNNING: AtomicBool = AtomicBool::new(false);
/// For each descriptor what it is called in the notes; zero when it is none of ours. Read without the lock, so that
/// whatever goes to other files and to sockets is not held up.
static OPEN: [AtomicU32; MOST_OPEN] = [const { AtomicU32::new(0) }; MOST_OPEN];

struct Notes {
    root: PathBuf,
    entries: Vec<Entry>,
    last: u32,
}

/// There is one recording at a time in a program: a second waits for its turn.
static TURN: Mutex<()> = Mutex::new(());

/// A recording under way; dropped, it ends.
pub struct Recording {
    _turn: MutexGuard<'static, ()>,
}

impl Recording {
    /// Begins to note what happens below this folder. Descriptors that are open already stay unnoticed.
    pub fn begin(root: &Path) -> io::Result<Self> {
        if !cfg!(target_os = "linux") {
            return Err(io::ErrorKind::Unsupported.into());
        }
        let root = root.canonicalize()?;
        let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        *notes() = Some(Notes { root, entries: Vec::new(), last: 0 });
        RUNNING.store(true, Ordering::SeqCst);
        Ok(Self { _turn: turn })
    }

    /// Notes a promise of the program at its place in the order.
    pub fn say(&self, what: impl Into<String>) {
        if let Some(notes) = notes().as_mut() {
            notes.entries.push(Entry::Said(what.into()));
        }
    }

    /// Ends it.
    pub fn end(self) -> Vec<Entry> {
        stop()
    }
}

impl Drop for Recording {
    fn drop(&mut self) {
        stop();
    }
}

fn stop() -> Vec<Entry> {
    let mut notes = notes();
    RUNNING.store(false, Ordering::SeqCst);
    for descriptor in &OPEN {
        descriptor.store(0, Ordering::SeqCst);
    }
    notes.take().map(|notes| notes.entries).unwrap_or_default()
}

fn notes() -> MutexGuard<'static, Option<Notes>> {
    NOW.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The notes, locked: what is done while it is held is noted in the order in which it is done.
#[cfg(target_os = "linux")]
pub(crate) struct Pen(MutexGuard<'static, Option<Notes>>);

#[cfg(target_os = "linux")]
impl Pen {
    /// Held, if there is a recording.
    pub(crate) fn take() -> Option<Self> {
        RUNNING.load(Ordering::SeqCst).then(|| Self(notes()))
    }

    /// Where a path lies below the recorded folder.
    pub(crate) fn below(&self, path: &Path) -> Option<String> {
        let root = &self.0.as_ref()?.root;
        path.strip_prefix(root).ok()?.to_str().map(str::to_owned)
    }

    /// A file was opened under this descriptor.
    pub(crate) fn opened(&mut self, descriptor: i32, path: String, created: bool, emptied: bool) {
        let Some(notes) = self.0.as_mut() else { return };
        let Some(place) = place(descriptor) else { return };
        notes.last += 1;
        place.store(notes.last, Ordering::SeqCst);
        notes.entries.push(Entry::Open { file: FileId(notes.last), path, created, emptied });
    }

    /// Something was done.
    pub(crate) fn note(&mut self, entry: Entry) {
        if let Some(notes) = self.0.as_mut() {
            notes.entries.push(entry);
        }
    }
}

/// What a descriptor is called in the notes, if it is one of ours.
#[cfg(target_os = "linux")]
pub(crate) fn ours(descriptor: i32) -> Option<FileId> {
    place(descriptor).map(|place| place.load(Ordering::SeqCst)).filter(|name| *name != 0).map(FileId)
}

/// A descriptor is about to be closed, or to be read as a folder by the C library, which closes it unseen.
#[cfg(target_os = "linux")]
pub(crate) fn closing(descriptor: i32) {
    if let Some(place) = place(descriptor) {
        place.store(0, Ordering::SeqCst);
    }
}

#[cfg(target_os = "linux")]
fn place(descriptor: i32) -> Option<&'static AtomicU32> {
    OPEN.get(usize::try_from(descriptor).ok()?)
}
