//! Two numbers that tell a useful photo from a useless one.

use image::{DynamicImage, GrayImage, imageops};
use imageproc::filter::laplacian_filter;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Measured {
    /// Variance of the Laplacian.
    pub(super) sharpness: u32,
    /// Mean, 0 to 255.
    pub(super) brightness: u8,
}

/// Measures at one size, so that photos of all cameras compare; fine noise is averaged away there.
pub(super) fn measure(image: &DynamicImage) -> Measured {
    const LONGEST_EDGE_PX: u32 = 1024;
    let luma = image.to_luma8();
    let small = if luma.width().max(luma.height()) > LONGEST_EDGE_PX {
        let scaled = DynamicImage::from(luma).thumbnail(LONGEST_EDGE_PX, LONGEST_EDGE_PX);
        scaled.into_luma8()
    } else {
        luma
    };
    Measured { sharpness: sharpness(&small), brightness: brightness(&small) }
}

fn brightness(luma: &GrayImage) -> u8 {
    let sum: u64 = luma.as_raw().iter().map(|pixel| u64::from(*pixel)).sum();
    let count = u64::try_from(luma.as_raw().len()).unwrap_or(u64::MAX).max(1);
    u8::try_from(sum / count).unwrap_or(u8::MAX)
}

/// In integers: variance = E[x²] - E[x]².
fn sharpness(luma: &GrayImage) -> u32 {
    const SMALLEST_EDGE_PX: u32 = 3;
    let (width, height) = luma.dimensions();
    if width < SMALLEST_EDGE_PX || height < SMALLEST_EDGE_PX {
        return 0;
    }
    let edges = laplacian_filter(luma);
    // The border has no neighbours to compare with.
    let inner = imageops::crop_imm(&edges, 1, 1, width - 2, height - 2).to_image();
    let (mut sum, mut squares) = (0_i64, 0_i64);
    for edge in inner.as_raw().iter().copied().map(i64::from) {
        sum += edge;
        squares += edge * edge;
    }
    let count = i64::try_from(inner.as_raw().len()).unwrap_or(i64::MAX).max(1);
    u32::try_from(squares / count - (sum / count).pow(2)).unwrap_or(0)
}
