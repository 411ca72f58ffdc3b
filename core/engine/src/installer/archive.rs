//! The file of an export: a tar archive, because every system opens one and a photo in it needs no further coding.

use std::io;

use bytes::Bytes;
use pinpoint_domain::Timestamp;

use super::photos::{Source, length};
use crate::error::EngineError;
use crate::platform::files::Folder;

/// An archive is made of blocks of this many bytes.
const BLOCK: u64 = 512;
/// Two empty blocks end it.
pub(super) const END: [u8; 1024] = [0; 1024];

/// One file of an archive, as it stands in it.
pub(super) fn entry(name: &str, bytes: &[u8], at: Timestamp) -> io::Result<Vec<u8>> {
    let mut header = tar::Header::new_ustar();
    header.set_path(name)?;
    header.set_size(length(bytes));
    header.set_mode(0o600);
    header.set_mtime(u64::try_from(at.as_second()).unwrap_or_default());
    header.set_cksum();
    let mut entry = [header.as_bytes().as_slice(), bytes].concat();
    entry.resize(entry.len().next_multiple_of(header.as_bytes().len()), 0);
    Ok(entry)
}

/// An archive that is read file by file; none is ever in memory but the one that is looked at.
pub(super) struct Archive {
    source: Opened,
    at: u64,
}

enum Opened {
    Bytes(Bytes),
    File { folder: Folder, name: String },
}

/// One file of an archive, not yet read.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) length: u64,
    from: u64,
}

impl Archive {
    pub(super) fn open(source: Source) -> Result<Self, EngineError> {
        let source = match source {
            Source::Bytes(bytes) => Opened::Bytes(bytes.into()),
            Source::File(path) => {
                let name = path.file_name().and_then(|name| name.to_str()).map(ToOwned::to_owned);
                let missing = || io::Error::from(io::ErrorKind::NotFound);
                let folder = path.parent().map(|folder| Folder::at(folder.to_owned()));
                Opened::File { folder: folder.ok_or_else(missing)?, name: name.ok_or_else(missing)? }
            }
        };
        Ok(Self { source, at: 0 })
    }

    /// The next file; none at the end.
    pub(super) async fn next(&mut self) -> Result<Option<Entry>, EngineError> {
        let block = self.read(self.at, BLOCK).await?;
        if block.iter().all(|byte| *byte == 0) {
            return Ok(None);
        }
        let broken = |reason: &str| self.broken(reason);
        let bytes: &[u8; 512] = (&*block).try_into().map_err(|_| broken("half a block"))?;
        let header = tar::Header::from_byte_slice(bytes);
        // The sum is over the block with its own eight bytes read as blanks.
        let sum = bytes.iter().enumerate().map(|(at, byte)| match at {
            148..156 => u32::from(b' '),
            _ => u32::from(*byte),
        });
        if header.cksum().ok() != Some(sum.sum()) || !header.entry_type().is_file() {
            return Err(broken("no file begins here"));
        }
        let name = header.path_bytes();
        let name = str::from_utf8(&name).map_err(|_| broken("a name that is no text"))?.to_owned();
        let length = header.entry_size().map_err(|_| broken("a size that is no number"))?;
        let from = self.at.saturating_add(BLOCK);
        let end = from.checked_add(length).and_then(|end| end.checked_next_multiple_of(BLOCK));
        self.at = end.ok_or_else(|| broken("a size beyond all files"))?;
        Ok(Some(Entry { name, length, from }))
    }

    /// The bytes of a file.
    pub(super) async fn bytes(&self, entry: &Entry) -> Result<Bytes, EngineError> {
        self.read(entry.from, entry.length).await
    }

    async fn read(&self, from: u64, length: u64) -> Result<Bytes, EngineError> {
        let read = match &self.source {
            Opened::Bytes(bytes) => part(bytes, from, length),
            Opened::File { folder, name } => folder.read_part(name, from, length).await.map(Bytes::from),
        };
        read.map_err(|error| match error.kind() {
            io::ErrorKind::UnexpectedEof => {
                EngineError::ExportUnreadable { at: from, reason: "the file ends here".to_owned() }
            }
            _ => error.into(),
        })
    }

    fn broken(&self, reason: &str) -> EngineError {
        EngineError::ExportUnreadable { at: self.at, reason: reason.to_owned() }
    }
}

fn part(bytes: &Bytes, from: u64, length: u64) -> io::Result<Bytes> {
    let end = from.checked_add(length).and_then(|end| usize::try_from(end).ok());
    match (usize::try_from(from), end) {
        (Ok(from), Some(end)) if end <= bytes.len() => Ok(bytes.slice(from..end)),
        _ => Err(io::ErrorKind::UnexpectedEof.into()),
    }
}
