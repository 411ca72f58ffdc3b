//! Two numbers that tell a useful photo from a useless one.

use image::{DynamicImage, GrayImage, imageops};
use imageproc::filter::{gaussian_blur_f32, laplacian_filter};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Measured {
    /// See [`crate::Prepared::sharpness`].
    pub(super) sharpness: u32,
    /// Mean, 0 to 255.
    pub(super) brightness: u8,
}

/// Measures at one size, so that photos of all cameras compare.
pub(super) fn measure(image: &DynamicImage) -> Measured {
    const LONGEST_EDGE_PX: u32 = 512;
    /// What is left of a sensor's noise must not pass for edges.
    const NOISE_SIGMA_PX: f32 = 0.8;
    let fits = image.width().max(image.height()) <= LONGEST_EDGE_PX;
    let luma =
        if fits { image.to_luma8() } else { image.thumbnail(LONGEST_EDGE_PX, LONGEST_EDGE_PX).to_luma8() };
    let (brightness, _) = mean_and_variance(luma.iter().copied());
    let sharpness = sharpness(&gaussian_blur_f32(&luma, NOISE_SIGMA_PX));
    Measured { sharpness, brightness: u8::try_from(brightness).unwrap_or(u8::MAX) }
}

/// By the contrast there is, or every dim photo would count as blurred.
fn sharpness(luma: &GrayImage) -> u32 {
    const SMALLEST_EDGE_PX: u32 = 3;
    let (width, height) = luma.dimensions();
    if width < SMALLEST_EDGE_PX || height < SMALLEST_EDGE_PX {
        return 0;
    }
    let edges = laplacian_filter(luma);
    // The border has no neighbours to compare with.
    let inner = imageops::crop_imm(&edges, 1, 1, width - 2, height - 2).to_image();
    let (_, of_edges) = mean_and_variance(inner.iter().copied());
    let (_, of_brightness) = mean_and_variance(luma.iter().copied());
    u32::try_from(1000 * of_edges / of_brightness.max(1)).unwrap_or(u32::MAX)
}

/// In integers: variance = E[x²] - E[x]².
fn mean_and_variance(values: impl ExactSizeIterator<Item = impl Into<i64>>) -> (i64, i64) {
    let count = i64::try_from(values.len()).unwrap_or(i64::MAX).max(1);
    let (sum, squares) = values
        .map(Into::into)
        .fold((0, 0), |(sum, squares), value: i64| (sum + value, squares + value * value));
    (sum / count, squares / count - (sum / count).pow(2))
}
