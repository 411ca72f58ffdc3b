//! The skeleton of a JPEG file: enough to see whether it is whole and how much memory it takes.

/// What the markers of a JPEG file tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct JpegMarkers {
    /// The end-of-image marker was reached. Decoders paint what is missing grey instead of saying so.
    pub(crate) complete: bool,
    /// Coded in several passes: a decoder keeps all coefficients until the last one.
    pub(crate) progressive: bool,
}

/// Walks from marker to marker, so that neither a thumbnail inside EXIF nor what phones append counts.
pub(crate) fn jpeg_markers(bytes: &[u8]) -> JpegMarkers {
    let mut seen = JpegMarkers::default();
    let mut rest = bytes;
    while let Some(at) = rest.windows(2).position(is_marker) {
        let Some((&[_, kind], after)) = rest.get(at..).and_then(<[u8]>::split_first_chunk::<2>) else {
            break;
        };
        rest = after;
        match kind {
            END_OF_IMAGE => {
                seen.complete = true;
                break;
            }
            START_OF_IMAGE => {}
            _ => {
                seen.progressive |= PROGRESSIVE_FRAMES.contains(&kind);
                let Some(&length) = rest.first_chunk::<2>() else { break };
                let Some(next) = rest.get(usize::from(u16::from_be_bytes(length))..) else { break };
                rest = next;
            }
        }
    }
    seen
}

const START_OF_IMAGE: u8 = 0xD8;
const END_OF_IMAGE: u8 = 0xD9;
const PROGRESSIVE_FRAMES: [u8; 4] = [0xC2, 0xC6, 0xCA, 0xCE];

/// `FF` before anything but stuffing, fill bytes, TEM and restart markers, which stand inside the coded pixels.
fn is_marker(pair: &[u8]) -> bool {
    matches!(pair, [0xFF, 0x02..=0xCF | 0xD8..=0xFE])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_thumbnail_is_not_the_end_of_the_photo() {
        let thumbnail_in_app1 = [0xFF, 0xD8, 0xFF, 0xE1, 0, 6, 0xFF, 0xD8, 0xFF, 0xD9];
        assert!(!jpeg_markers(&thumbnail_in_app1).complete);
        assert!(jpeg_markers(&[&thumbnail_in_app1[..], &[0xFF, 0xD9]].concat()).complete);
    }

    #[test]
    fn stuffed_bytes_and_restarts_inside_the_pixels_are_passed_over() {
        let scan = [0xFF, 0xD8, 0xFF, 0xDA, 0, 2, 1, 0xFF, 0x00, 2, 0xFF, 0xD0, 3, 0xFF, 0xD9, 9, 9];
        assert!(jpeg_markers(&scan).complete);
    }

    #[test]
    fn passes_are_noticed() {
        let frame = |kind| jpeg_markers(&[0xFF, 0xD8, 0xFF, kind, 0, 2]).progressive;
        assert!(frame(0xC2));
        assert!(!frame(0xC0));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_walked_to_their_end(bytes: Vec<u8>) {
            let _ = jpeg_markers(&bytes);
        }
    }
}
