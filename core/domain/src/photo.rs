//! Photos as data: what a published copy may hold. Pixels are the business of `pinpoint-decode`.

use std::fmt;

use crate::code::{Coded, Fields, fields};

/// Longest side of a published copy in pixels.
pub const PUBLISHED_EDGE_PX: u32 = 2560;
/// The smallest picture that OCPI 2.2 recommends for a location, in pixels.
pub const SMALLEST_PX: (u32, u32) = (800, 600);

/// Why a file is no published copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PublishedError {
    /// It does not begin like a JPEG, its segments are broken, or it ends before its end.
    #[error("not a JPEG, broken at byte {at}")]
    NotJpeg {
        /// Offset in bytes.
        at: usize,
    },
    /// A segment that can carry where, when and by whom.
    #[error("metadata segment {marker:#04x} at byte {at}")]
    Metadata {
        /// The second byte of the segment's marker.
        marker: u8,
        /// Offset in bytes.
        at: usize,
    },
    /// Something follows the picture, where no viewer looks and every editor may.
    #[error("bytes after the end of the picture, from byte {at} on")]
    AfterEnd {
        /// Offset in bytes.
        at: usize,
    },
}

impl Coded for PublishedError {
    fn code(&self) -> &'static str {
        match self {
            Self::NotJpeg { .. } => "photo-not-jpeg",
            Self::Metadata { .. } | Self::AfterEnd { .. } => "photo-has-metadata",
        }
    }

    /// As the server names them: whichever of the two found it, the sentence is the same.
    fn fields(&self) -> Fields {
        match self {
            Self::NotJpeg { at } => fields([("at", at.to_string())]),
            Self::Metadata { marker, at } => {
                fields([("marker", format!("{marker:#04x}")), ("at", at.to_string())])
            }
            Self::AfterEnd { at } => fields([("marker", "end".to_owned()), ("at", at.to_string())]),
        }
    }
}

/// A published copy: a JPEG that [`check_published`] takes and that says its size. So a copy that was prepared in another
/// process (a browser's worker) is believed for its bytes, and for nothing that was said beside them.
#[derive(Clone, PartialEq, Eq)]
pub struct PublishedCopy {
    jpeg: Vec<u8>,
    width_px: u32,
    height_px: u32,
}

impl PublishedCopy {
    /// Takes the bytes of a published copy.
    pub fn parse(jpeg: Vec<u8>) -> Result<Self, PublishedError> {
        check_published(&jpeg)?;
        let (width_px, height_px) = size(&jpeg).ok_or(PublishedError::NotJpeg { at: jpeg.len() })?;
        Ok(Self { jpeg, width_px, height_px })
    }

    /// The file.
    pub fn jpeg(&self) -> &[u8] {
        &self.jpeg
    }

    /// The file, given away.
    pub fn into_jpeg(self) -> Vec<u8> {
        self.jpeg
    }

    /// Width in pixels.
    pub const fn width_px(&self) -> u32 {
        self.width_px
    }

    /// Height in pixels.
    pub const fn height_px(&self) -> u32 {
        self.height_px
    }
}

impl fmt::Debug for PublishedCopy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublishedCopy({} x {} px, {} bytes)", self.width_px, self.height_px, self.jpeg.len())
    }
}

const START_OF_IMAGE: u8 = 0xD8;
const END_OF_IMAGE: u8 = 0xD9;
const START_OF_SCAN: u8 = 0xDA;
const JFIF: u8 = 0xE0;

/// Walks a JPEG (ITU-T T.81, annex B) from its first byte to its last and refuses all that can hold metadata: every
/// application segment but a bare JFIF header, comments, also those between and after the scans, and whatever follows
/// the end. The server runs the same check as the phone.
pub fn check_published(jpeg: &[u8]) -> Result<(), PublishedError> {
    let broken = |at| PublishedError::NotJpeg { at };
    if !jpeg.starts_with(&[0xFF, START_OF_IMAGE]) {
        return Err(broken(0));
    }
    let mut at = 2;
    let mut has_picture = false;
    loop {
        let Some(&[0xFF, marker, ref rest @ ..]) = jpeg.get(at..) else { return Err(broken(at)) };
        if marker == END_OF_IMAGE {
            return match rest {
                _ if !has_picture => Err(broken(at)),
                [] => Ok(()),
                _ => Err(PublishedError::AfterEnd { at: at + 2 }),
            };
        }
        let content = content(rest).ok_or(broken(at))?;
        match marker {
            JFIF if is_bare_jfif(content) => {}
            // Application segments, JPEG extensions, comments.
            0xE0..=0xFE => return Err(PublishedError::Metadata { marker, at }),
            // Frames, tables, scans and their measures.
            0xC0..=0xC7 | 0xC9..=0xCF | START_OF_SCAN..=0xDD => {}
            _ => return Err(broken(at)),
        }
        at += 4 + content.len();
        if marker == START_OF_SCAN {
            has_picture = true;
            at = end_of_scan(jpeg, at).ok_or(broken(jpeg.len()))?;
        }
    }
}

/// Width and height in pixels, as the frame's header says them (B.2.2), which stands before the first scan.
fn size(jpeg: &[u8]) -> Option<(u32, u32)> {
    let mut rest = jpeg.get(2..)?;
    while let &[0xFF, marker, ref segment @ ..] = rest {
        let content = content(segment)?;
        match (marker, content) {
            (0xC4 | 0xCC, _) => {}
            (0xC0..=0xCF, &[_precision, height_high, height_low, width_high, width_low, ..]) => {
                let edge = |high, low| u32::from(u16::from_be_bytes([high, low]));
                let size = (edge(width_high, width_low), edge(height_high, height_low));
                return (size.0 > 0 && size.1 > 0).then_some(size);
            }
            (START_OF_SCAN, _) => return None,
            _ => {}
        }
        rest = segment.get(2 + content.len()..)?;
    }
    None
}

/// What a segment holds behind its length, if all of it is there.
fn content(segment: &[u8]) -> Option<&[u8]> {
    let &[high, low, ref rest @ ..] = segment else { return None };
    rest.get(..usize::from(u16::from_be_bytes([high, low])).checked_sub(2)?)
}

/// A header with version and pixel density, and no thumbnail: an older picture of the same place may be in one.
fn is_bare_jfif(content: &[u8]) -> bool {
    matches!(content, [b'J', b'F', b'I', b'F', 0, _, _, _, _, _, _, _, 0, 0])
}

/// Where the next marker stands: coded data has a zero behind each 0xFF of its own (B.1.1.5), restarts belong to it, and
/// a marker may be filled up with 0xFF in front.
fn end_of_scan(jpeg: &[u8], start: usize) -> Option<usize> {
    let scan = jpeg.get(start..)?;
    let is_marker = |pair: &[u8]| matches!(pair, [0xFF, code] if !matches!(code, 0x00 | 0xD0..=0xD7 | 0xFF));
    scan.windows(2).position(is_marker).map(|length| start + length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HEADER: &[u8] = b"\xFF\xE0\x00\x10JFIF\x00\x01\x02\x00\x00\x48\x00\x48\x00\x00";
    const TABLE: &[u8] = &[0xFF, 0xDB, 0, 3, 9];
    /// A scan with a stuffed 0xFF, a restart, and a fill byte behind it.
    const SCAN: &[u8] = &[0xFF, 0xDA, 0, 2, 7, 0xFF, 0x00, 7, 0xFF, 0xD3, 7, 0xFF];
    const EXIF: &[u8] = b"\xFF\xE1\x00\x08Exif\x00\x00";

    fn jpeg(parts: &[&[u8]]) -> Vec<u8> {
        [&[0xFF, START_OF_IMAGE], parts.concat().as_slice(), &[0xFF, END_OF_IMAGE]].concat()
    }

    #[test]
    fn a_bare_picture_may_be_published_in_one_scan_or_in_many() {
        assert_eq!(check_published(&jpeg(&[HEADER, TABLE, SCAN])), Ok(()));
        assert_eq!(check_published(&jpeg(&[TABLE, SCAN, TABLE, SCAN, SCAN])), Ok(()), "progressive");
    }

    #[test]
    fn a_picture_that_says_where_it_was_taken_may_not_wherever_it_says_so() {
        let refused = Err(PublishedError::Metadata { marker: 0xE1, at: 2 });
        assert_eq!(check_published(&jpeg(&[EXIF, TABLE, SCAN])), refused);
        let at = 2 + SCAN.len();
        let refused = Err(PublishedError::Metadata { marker: 0xE1, at });
        assert_eq!(check_published(&jpeg(&[SCAN, EXIF])), refused, "behind the scan");
        assert_eq!(check_published(&jpeg(&[SCAN, EXIF, SCAN])), refused, "between two scans");
        let comment = b"\xFF\xFE\x00\x05bay";
        let refused = Err(PublishedError::Metadata { marker: 0xFE, at });
        assert_eq!(check_published(&jpeg(&[SCAN, comment])), refused);
    }

    #[test]
    fn nothing_follows_the_end_of_a_picture() {
        let whole = jpeg(&[TABLE, SCAN]);
        for tail in [EXIF, b"\n", b"GPS 43.65 N", &whole] {
            let refused = Err(PublishedError::AfterEnd { at: whole.len() });
            assert_eq!(check_published(&[&whole, tail].concat()), refused);
        }
    }

    #[test]
    fn a_jfif_header_holds_no_thumbnail_and_no_words() {
        let extension = b"\xFF\xE0\x00\x0CJFXX\x00Paris";
        let thumbnail = b"\xFF\xE0\x00\x13JFIF\x00\x01\x02\x00\x00\x48\x00\x48\x01\x01rgb";
        let disguised = b"\xFF\xE0\x00\x15JFIF\x00\x01\x02\x00\x00\x48\x00\x48\x00\x00Paris";
        for segment in [&extension[..], thumbnail, disguised] {
            let refused = Err(PublishedError::Metadata { marker: 0xE0, at: 2 });
            assert_eq!(check_published(&jpeg(&[segment, TABLE, SCAN])), refused);
        }
    }

    #[test]
    fn what_is_no_whole_jpeg_is_pointed_at() {
        let broken = |at| Err(PublishedError::NotJpeg { at });
        assert_eq!(check_published(b"GIF89a"), broken(0));
        assert_eq!(check_published(&jpeg(&[TABLE])), broken(2 + TABLE.len()), "tables and no picture");
        let cut = [&[0xFF, START_OF_IMAGE], SCAN].concat();
        assert_eq!(check_published(&cut), broken(cut.len()));
        assert_eq!(
            check_published(&jpeg(&[&[0xFF, 0xDB, 0, 1], SCAN])),
            broken(2),
            "shorter than its length"
        );
        assert_eq!(
            check_published(&jpeg(&[&[0xFF, START_OF_IMAGE, 0, 2], SCAN])),
            broken(2),
            "a picture within"
        );
    }

    #[test]
    fn a_copy_from_another_process_says_its_size_itself() {
        let frame = [0xFF, 0xC2, 0, 8, 8, 0x07, 0x80, 0x0A, 0x00, 3];
        let copy = PublishedCopy::parse(jpeg(&[HEADER, TABLE, &frame, SCAN])).unwrap();
        assert_eq!((copy.width_px(), copy.height_px()), (2560, 1920));
        assert_eq!(
            format!("{copy:?}"),
            format!("PublishedCopy(2560 x 1920 px, {} bytes)", copy.jpeg().len())
        );
        let behind_the_scan = jpeg(&[TABLE, SCAN, &frame]);
        let at = behind_the_scan.len();
        assert_eq!(PublishedCopy::parse(behind_the_scan), Err(PublishedError::NotJpeg { at }));
        let without_height = [0xFF, 0xC0, 0, 8, 8, 0, 0, 0x0A, 0x00, 3];
        assert!(PublishedCopy::parse(jpeg(&[&without_height, SCAN])).is_err());
    }

    #[test]
    fn a_copy_that_says_where_it_was_taken_is_refused_in_the_words_of_the_server() {
        let refused = PublishedCopy::parse(jpeg(&[EXIF, TABLE, SCAN])).unwrap_err();
        assert_eq!(refused.code(), "photo-has-metadata");
        assert_eq!(refused.fields(), fields([("marker", "0xe1".into()), ("at", "2".into())]));
        let refused = PublishedCopy::parse(b"GIF89a".to_vec()).unwrap_err();
        assert_eq!((refused.code(), refused.fields()), ("photo-not-jpeg", fields([("at", "0".into())])));
    }

    fn part() -> impl Strategy<Value = Vec<u8>> {
        prop_oneof![Just(HEADER.to_vec()), Just(TABLE.to_vec()), Just(SCAN.to_vec())]
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = check_published(&bytes);
            let _ = check_published(&[&[0xFF, START_OF_IMAGE], bytes.as_slice()].concat());
            let _ = check_published(&jpeg(&[SCAN, &bytes]));
            let _ = size(&[&[0xFF, START_OF_IMAGE], bytes.as_slice()].concat());
        }

        #[test]
        fn wherever_metadata_is_put_among_the_segments_it_is_found(
            before in proptest::collection::vec(part(), 0..4),
            after in proptest::collection::vec(part(), 0..4),
            marker in prop_oneof![0xE1_u8..=0xEF, Just(0xFE)],
            said in proptest::collection::vec(any::<u8>(), 0..40),
        ) {
            let (before, after) = (before.concat(), after.concat());
            let length = u16::try_from(said.len() + 2).unwrap().to_be_bytes();
            let segment = [&[0xFF, marker], &length[..], &said].concat();
            let at = 2 + before.len();
            prop_assert_eq!(
                check_published(&jpeg(&[&before, &segment, &after, SCAN])),
                Err(PublishedError::Metadata { marker, at })
            );
            prop_assert_eq!(check_published(&jpeg(&[&before, &after, SCAN])), Ok(()));
        }

        #[test]
        fn a_picture_cut_anywhere_is_no_picture(parts in proptest::collection::vec(part(), 0..4), cut: prop::sample::Index) {
            let whole = jpeg(&[&parts.concat(), SCAN]);
            prop_assert!(check_published(&whole[..cut.index(whole.len())]).is_err());
        }
    }
}
