//! Barcodes and Data Matrix symbols of makers' type plates (A13, A23).

use image::GrayImage;
use rxing::common::HybridBinarizer;
use rxing::datamatrix::DataMatrixReader;
use rxing::multi::{GenericMultipleBarcodeReader, MultipleBarcodeReader};
use rxing::{BarcodeFormat, BinaryBitmap, DecodeHints, RXingResult};

use super::bars::Bars;
use super::qr::source;
use crate::{Effort, Symbol, SymbolFormat};

/// All barcodes, then all Data Matrix symbols.
pub(crate) fn read(image: &GrayImage, effort: Effort) -> Vec<Symbol> {
    let hints = DecodeHints {
        PossibleFormats: Some(
            [
                BarcodeFormat::DATA_MATRIX,
                BarcodeFormat::CODE_128,
                BarcodeFormat::CODE_39,
                BarcodeFormat::EAN_13,
                BarcodeFormat::UPC_A,
            ]
            .into(),
        ),
        TryHarder: Some(effort == Effort::Still),
        ..DecodeHints::default()
    };
    let bars = multiple(image, GenericMultipleBarcodeReader::new(Bars::new(&hints)), &hints);
    let matrices = multiple(image, GenericMultipleBarcodeReader::new(DataMatrixReader), &hints);
    bars.into_iter().chain(matrices).filter_map(|result| symbol(&result)).collect()
}

fn multiple(
    image: &GrayImage,
    mut reader: impl MultipleBarcodeReader,
    hints: &DecodeHints,
) -> Vec<RXingResult> {
    let Some(source) = source(image) else { return Vec::new() };
    let mut bitmap = BinaryBitmap::new(HybridBinarizer::new(source));
    reader.decode_multiple_with_hints(&mut bitmap, hints).unwrap_or_default()
}

fn symbol(result: &RXingResult) -> Option<Symbol> {
    /// Code 39 has no check digit: four characters of it are found in a fence.
    const SHORTEST_CODE_39: usize = 5;
    let format = known_format(*result.getBarcodeFormat())?;
    let text = result.getText().to_owned();
    let chance = format == SymbolFormat::Code39 && text.chars().count() < SHORTEST_CODE_39;
    (!chance && !text.is_empty()).then_some(Symbol { format, text })
}

const fn known_format(format: BarcodeFormat) -> Option<SymbolFormat> {
    Some(match format {
        BarcodeFormat::DATA_MATRIX => SymbolFormat::DataMatrix,
        BarcodeFormat::CODE_128 => SymbolFormat::Code128,
        BarcodeFormat::CODE_39 => SymbolFormat::Code39,
        BarcodeFormat::EAN_13 => SymbolFormat::Ean13,
        BarcodeFormat::UPC_A => SymbolFormat::UpcA,
        _ => return None,
    })
}
