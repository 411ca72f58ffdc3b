//! What is noted.

/// An open file or folder, from its opening to its closing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// One thing that was asked of the disk and done. Paths are relative to the recorded folder, which is the empty path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// A file or a folder was opened.
    Open {
        /// Its name in the entries that follow.
        file: FileId,
        /// Where it lay.
        path: String,
        /// Whether it was not there before.
        created: bool,
        /// Whether it was emptied.
        emptied: bool,
    },
    /// Bytes were written.
    Write {
        /// Into which file.
        file: FileId,
        /// From which byte on.
        at: u64,
        /// What.
        bytes: Vec<u8>,
    },
    /// A file got another length.
    Length {
        /// Which file.
        file: FileId,
        /// How many bytes.
        length: u64,
    },
    /// The program waited until a file's bytes, or a folder's names, were on the disk.
    Sync {
        /// Which.
        file: FileId,
    },
    /// A name was given to what another name had.
    Rename {
        /// The old name.
        from: String,
        /// The new one, whatever it named before.
        to: String,
    },
    /// A second name was given.
    Link {
        /// The first name.
        from: String,
        /// The second.
        to: String,
    },
    /// A name of a file was taken away.
    Unlink {
        /// Which.
        path: String,
    },
    /// A folder was made.
    MakeFolder {
        /// Which.
        path: String,
    },
    /// An empty folder was removed.
    RemoveFolder {
        /// Which.
        path: String,
    },
    /// The program made a promise: from here on it counts.
    Said(String),
}
