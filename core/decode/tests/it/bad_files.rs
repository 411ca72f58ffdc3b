//! What is handed over as a picture and is none, or is more than a phone can hold.
#![expect(clippy::as_conversions, reason = "pixel counts into usize")]
#![expect(clippy::disallowed_methods, reason = "one test measures real time")]

use std::io::Cursor;
use std::time::{Duration, Instant};

use image::{DynamicImage, ImageFormat};
use pinpoint_decode::{
    Damage, Effort, Found, Frame, MediaType, PictureError, PrepareLimits, decode_picture, photo_facts,
    prepare, symbols,
};
use pinpoint_domain::Coded as _;
use pinpoint_fixtures::hostile::{EMPTY, TEXT_AS_PICTURE, WEB_PAGE_AS_PICTURE, cut_short, png_bomb};
use pinpoint_fixtures::{Conditions, LabelText, StationPhoto, label_photo, station_photo};
use proptest::prelude::*;

/// The one answer of all three ways to look at a file.
fn refusal(bytes: &[u8]) -> PictureError {
    let refusal = decode_picture(bytes).unwrap_err();
    assert_eq!(prepare(bytes, PrepareLimits::default()).unwrap_err(), refusal);
    refusal
}

fn photo() -> Vec<u8> {
    let small = StationPhoto {
        width_px: 320,
        height_px: 240,
        ..StationPhoto::landscape(1, 2, "2026:11:21 09:30:00")
    };
    station_photo(&small, 1).unwrap()
}

#[test]
fn an_empty_file_is_said_to_be_empty() {
    assert_eq!(refusal(EMPTY), PictureError::Empty);
}

#[test]
fn notes_and_web_pages_are_named() {
    assert_eq!(refusal(TEXT_AS_PICTURE), PictureError::NotAnImage { found: Found::Text });
    assert_eq!(refusal(WEB_PAGE_AS_PICTURE), PictureError::NotAnImage { found: Found::Html });
    assert_eq!(refusal(b"%PDF-1.7\n"), PictureError::NotAnImage { found: Found::Pdf });
    assert_eq!(refusal(&[0, 1, 2, 3]), PictureError::NotAnImage { found: Found::Unknown });
    assert_eq!(refusal("prix: 3 €".repeat(200).as_bytes()), PictureError::NotAnImage { found: Found::Text });
}

#[test]
fn pictures_of_other_formats_are_named() {
    for (bytes, found, name) in [
        (&b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"[..], Found::Heic, "HEIC"),
        (b"\0\0\0\x1cftypavif\0\0\0\0", Found::Avif, "AVIF"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", Found::Webp, "WebP"),
        (b"GIF89a\x01\0\x01\0", Found::Gif, "GIF"),
        (b"II*\0\x08\0\0\0", Found::Tiff, "TIFF"),
        (b"BM\x46\0\0\0\0\0\0\0\x36\0", Found::Bmp, "BMP"),
        (b"<?xml version=\"1.0\"?><svg/>", Found::Svg, "SVG"),
    ] {
        let error = refusal(bytes);
        assert_eq!(error, PictureError::FormatUnsupported { found });
        assert_eq!(
            error.to_string(),
            format!("pictures of the format {name} are not read, only JPEG and PNG")
        );
    }
}

#[test]
fn a_bomb_of_forty_thousand_by_forty_thousand_pixels_is_refused_at_once_with_its_size() {
    let bomb = png_bomb(40_000, 40_000).unwrap();
    let started = Instant::now();
    let error = refusal(&bomb);
    assert!(started.elapsed() < Duration::from_millis(200), "{:?}", started.elapsed());
    assert_eq!(error, PictureError::TooLarge { width_px: 40_000, height_px: 40_000, limit_px: 64_000_000 });
    assert_eq!(photo_facts(&bomb), Err(error));
}

#[test]
fn the_limit_is_a_matter_of_pixels_not_of_a_single_edge() {
    let wide = decode_picture(&png_bomb(60_000, 100).unwrap()).unwrap();
    assert_eq!((wide.width_px(), wide.height_px()), (60_000, 100));
    assert_eq!(symbols(&wide, Effort::Still), []);
}

#[test]
fn a_file_that_was_cut_short_says_so() {
    let mut png = Cursor::new(Vec::new());
    let image = image::load_from_memory(&photo()).unwrap();
    image.write_to(&mut png, ImageFormat::Png).unwrap();
    for (whole, media_type) in [(photo(), MediaType::Jpeg), (png.into_inner(), MediaType::Png)] {
        assert!(decode_picture(&whole).is_ok());
        for percent in [20, 50, 99] {
            assert_eq!(
                refusal(&cut_short(&whole, percent)),
                PictureError::Damaged { media_type, damage: Damage::CutShort },
                "{percent} % of {media_type}"
            );
        }
    }
}

#[test]
fn a_label_photo_cut_in_the_middle_of_its_transfer_says_so() {
    let label = LabelText { mac: "0024:B100:0002:9F81".into(), password: "K7Q2".into(), url: "x".into() };
    let half = cut_short(&label_photo(&label, &Conditions::plain(), 1).unwrap(), 50);
    assert_eq!(refusal(&half).code(), "picture-damaged");
    assert_eq!(refusal(&half).to_string(), "the image/jpeg file is damaged: it ends before the picture does");
}

#[test]
fn what_a_phone_appends_to_its_photo_is_no_damage() {
    let with_clip = [photo(), b"MotionPhoto_Data\0\0\0\x18ftypmp42".to_vec()].concat();
    assert!(decode_picture(&with_clip).is_ok());
}

#[test]
fn a_picture_with_transparency_or_sixteen_bits_is_read_like_any_other() {
    for image in
        [DynamicImage::new_rgba8(40, 30), DynamicImage::new_luma16(40, 30), DynamicImage::new_rgb16(40, 30)]
    {
        let mut png = Cursor::new(Vec::new());
        image.write_to(&mut png, ImageFormat::Png).unwrap();
        assert!(prepare(&png.into_inner(), PrepareLimits::default()).is_ok());
    }
}

/// One pixel wide, one pixel high, nothing at all: where readers divide and subtract.
#[test]
fn the_smallest_pictures_are_read_without_a_finding() {
    for (width, height) in [(1, 1), (1, 50), (50, 1), (2, 3), (7, 9), (39, 41)] {
        let pixels = vec![90; (width * height) as usize];
        let frame = Frame::new(&pixels, width, height, width as usize).unwrap();
        assert_eq!(symbols(&frame, Effort::Still), [], "{width} x {height}");
        assert!(prepare(&png_bomb(width, height).unwrap(), PrepareLimits::default()).is_ok());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_bytes_make_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = prepare(&bytes, PrepareLimits::default());
        let _ = photo_facts(&bytes);
    }

    #[test]
    fn no_bytes_behind_the_right_beginning_make_a_panic(
        jpeg in any::<bool>(),
        bytes in prop::collection::vec(any::<u8>(), 0..600),
    ) {
        let beginning: &[u8] = if jpeg { b"\xFF\xD8\xFF\xE1" } else { b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR" };
        let file = [beginning, &bytes].concat();
        let _ = prepare(&file, PrepareLimits::default());
        let _ = photo_facts(&file);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn no_flipped_bytes_in_a_real_photo_make_a_panic(
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
    ) {
        let mut file = photo();
        for (index, value) in flips {
            let place = index.index(file.len());
            file[place] = value;
        }
        let _ = prepare(&file, PrepareLimits::default());
    }

    #[test]
    fn no_pixels_make_a_panic(
        width in 1_u32..90,
        height in 1_u32..90,
        levels in prop::collection::vec(prop::sample::select(vec![0_u8, 20, 128, 255]), 8100),
    ) {
        let frame = Frame::new(&levels, width, height, width as usize).unwrap();
        let _ = symbols(&frame, Effort::Still);
    }
}
