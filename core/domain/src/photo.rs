//! Photos as data: what a published copy may hold. Pixels are the business of `pinpoint-decode`.

/// Longest side of a published copy in pixels.
pub const PUBLISHED_EDGE_PX: u32 = 2560;
/// The smallest picture that OCPI 2.2 recommends for a location, in pixels.
pub const SMALLEST_PX: (u32, u32) = (800, 600);

/// Why a file is no published copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PublishedError {
    /// It does not begin like a JPEG, or its segments are broken.
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
}

/// Walks the segments of a JPEG up to its picture data and refuses all that can hold metadata: every application
/// segment but JFIF's own, and comments. The server runs the same check as the phone.
pub fn check_published(jpeg: &[u8]) -> Result<(), PublishedError> {
    let broken = |at| PublishedError::NotJpeg { at };
    if !jpeg.starts_with(&[0xFF, 0xD8]) {
        return Err(broken(0));
    }
    let mut at = 2;
    loop {
        let [0xFF, marker, high, low] = *jpeg.get(at..at + 4).ok_or(broken(at))? else {
            return Err(broken(at));
        };
        match marker {
            0xDA => return Ok(()),
            0xE1..=0xEF | 0xFE => return Err(PublishedError::Metadata { marker, at }),
            _ => {}
        }
        let length = usize::from(u16::from_be_bytes([high, low]));
        if length < 2 {
            return Err(broken(at));
        }
        at += 2 + length;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BARE: &[u8] = &[0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xDB, 0, 3, 9, 0xFF, 0xDA, 0, 2, 7];

    #[test]
    fn a_bare_picture_may_be_published() {
        assert_eq!(check_published(BARE), Ok(()));
    }

    #[test]
    fn a_picture_that_says_where_it_was_taken_may_not() {
        let mut with_exif = BARE[..2].to_vec();
        with_exif.extend([0xFF, 0xE1, 0, 8, b'E', b'x', b'i', b'f', 0, 0]);
        with_exif.extend(&BARE[2..]);
        assert_eq!(check_published(&with_exif), Err(PublishedError::Metadata { marker: 0xE1, at: 2 }));
        assert_eq!(check_published(b"GIF89a"), Err(PublishedError::NotJpeg { at: 0 }));
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = check_published(&bytes);
            let _ = check_published(&[&[0xFF, 0xD8], bytes.as_slice()].concat());
        }
    }
}
