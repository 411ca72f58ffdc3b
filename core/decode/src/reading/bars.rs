//! The kinds of barcode that type plates have.
//!
//! rxing's own reader of several kinds takes these by a hint, and links the readers of eight more: a tenth of the module
//! that a browser loads.

use rxing::common::{BitArray, Result};
use rxing::oned::{Code39Reader, Code128Reader, MultiFormatUPCEANReader, OneDReader};
use rxing::{Binarizer, BinaryBitmap, DecodeHints, RXingResult, Reader, point};

/// EAN-13, UPC-A, Code 39 and Code 128.
pub(super) struct Bars {
    ean_and_upc: MultiFormatUPCEANReader,
    code_39: Code39Reader,
    code_128: Code128Reader,
}

impl Bars {
    pub(super) fn new(hints: &DecodeHints) -> Self {
        Self {
            ean_and_upc: MultiFormatUPCEANReader::new(hints),
            code_39: Code39Reader::default(),
            code_128: Code128Reader,
        }
    }
}

impl OneDReader for Bars {
    fn decode_row(&mut self, number: u32, row: &BitArray, hints: &DecodeHints) -> Result<RXingResult> {
        (self.ean_and_upc.decode_row(number, row, hints))
            .or_else(|_| self.code_39.decode_row(number, row, hints))
            .or_else(|_| self.code_128.decode_row(number, row, hints))
    }
}

impl Reader for Bars {
    fn decode<B: Binarizer>(&mut self, image: &mut BinaryBitmap<B>) -> Result<RXingResult> {
        self.decode_with_hints(image, &DecodeHints::default())
    }

    /// Upright, and with all effort also on its side.
    fn decode_with_hints<B: Binarizer>(
        &mut self,
        image: &mut BinaryBitmap<B>,
        hints: &DecodeHints,
    ) -> Result<RXingResult> {
        let upright = self._do_decode(image, hints);
        if upright.is_ok() || hints.TryHarder != Some(true) || !image.is_rotate_supported() {
            return upright;
        }
        let mut turned = image.rotate_counter_clockwise();
        let mut result = self._do_decode(&mut turned, hints)?;
        // Where it was seen upright: the parts of the picture beside it are looked at next.
        #[expect(clippy::cast_precision_loss, clippy::as_conversions, reason = "an edge in pixels is exact")]
        let height = turned.get_height() as f32;
        for seen in result.getPointsMut() {
            *seen = point(height - seen.y - 1.0, seen.x);
        }
        Ok(result)
    }
}
