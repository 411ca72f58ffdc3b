//! The installer's photos of the station, before and after the work (A08, A28).

use pinpoint_decode::{
    GpsPosition, MediaType, PhotoWarning, PrepareLimits, Prepared, decode_picture, photo_facts, prepare,
};
use pinpoint_domain::Coded;
use pinpoint_domain::photo::check_published;
use pinpoint_fixtures::{Orientation, StationPhoto, station_photo};
use proptest::prelude::*;

fn landscape() -> StationPhoto {
    StationPhoto::landscape(436_532_260, -793_831_843, "2026:11:21 09:30:00")
}

fn portrait() -> StationPhoto {
    StationPhoto { width_px: 900, height_px: 1200, orientation: Orientation::TurnClockwise, ..landscape() }
}

fn prepared(photo: &StationPhoto) -> Prepared {
    prepare(&station_photo(photo, 1).unwrap(), PrepareLimits::default()).unwrap()
}

fn codes(prepared: &Prepared) -> Vec<&str> {
    prepared.warnings.iter().map(Coded::code).collect()
}

#[test]
fn a_photo_tells_where_and_when_it_was_taken() {
    let bytes = station_photo(&landscape(), 1).unwrap();
    let facts = photo_facts(&bytes).unwrap();
    assert_eq!(facts.media_type, MediaType::Jpeg);
    assert_eq!((facts.width_px, facts.height_px, facts.is_landscape), (1600, 1200, true));
    assert_eq!(facts.taken_at.as_deref(), Some("2026:11:21 09:30:00"));
    assert_eq!(facts.gps, Some(GpsPosition { latitude_e7: 436_532_260, longitude_e7: -793_831_843 }));
    assert_eq!(facts.length_bytes, u64::try_from(bytes.len()).unwrap());
}

#[test]
fn a_photo_is_landscape_or_portrait_as_it_is_shown_not_as_it_is_stored() {
    let facts = photo_facts(&station_photo(&portrait(), 1).unwrap()).unwrap();
    assert_eq!((facts.width_px, facts.height_px, facts.is_landscape), (900, 1200, false));
}

#[test]
fn the_published_copy_is_upright_whichever_way_the_phone_was_held() {
    let small = StationPhoto { width_px: 400, height_px: 300, ..landscape() };
    let shown = |orientation| {
        let bytes = station_photo(&StationPhoto { orientation, ..small.clone() }, 1).unwrap();
        let copy = prepare(&bytes, PrepareLimits::default()).unwrap();
        image::load_from_memory(&copy.jpeg).unwrap().into_luma8()
    };
    let upright = shown(Orientation::Upright);
    for orientation in
        [Orientation::UpsideDown, Orientation::TurnClockwise, Orientation::TurnCounterClockwise]
    {
        let other = shown(orientation);
        assert_eq!(other.dimensions(), (400, 300), "{orientation:?}");
        // The same picture, but for what two rounds of JPEG do to it.
        let apart: u64 = upright.iter().zip(other.iter()).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
        assert!(apart / u64::from(upright.width() * upright.height()) < 4, "{orientation:?}: {apart}");
    }
}

/// Marker and content of each segment before the pixels.
fn segments(jpeg: &[u8]) -> Vec<(u8, &[u8])> {
    const START_OF_SCAN: u8 = 0xDA;
    let mut segments = Vec::new();
    let mut rest = &jpeg[2..];
    loop {
        assert_eq!(rest[0], 0xFF);
        let length = usize::from(u16::from_be_bytes([rest[2], rest[3]]));
        segments.push((rest[1], &rest[4..2 + length]));
        if rest[1] == START_OF_SCAN {
            return segments;
        }
        rest = &rest[2 + length..];
    }
}

#[test]
fn the_published_copy_says_nothing_but_its_pixels() {
    let original = station_photo(&landscape(), 1).unwrap();
    assert!(segments(&original).iter().any(|(marker, _)| *marker == 0xE1), "the original has EXIF");
    let copy = prepared(&landscape()).jpeg;
    for (marker, content) in segments(&copy) {
        let metadata = matches!(marker, 0xE1..=0xEF | 0xFE);
        assert!(!metadata, "segment {marker:02X} with {} bytes", content.len());
    }
    let text = String::from_utf8_lossy(&copy);
    for secret in ["Exif", "Pinpoint", "Drawn Camera", "2026"] {
        assert!(!text.contains(secret), "{secret} is still there");
    }
    assert_eq!(check_published(&copy), Ok(()), "and the server takes it");
    let facts = photo_facts(&copy).unwrap();
    assert_eq!((facts.gps, facts.taken_at), (None, None));
}

#[test]
fn a_large_photo_is_published_smaller_and_a_small_one_as_large_as_it_is() {
    let large = StationPhoto { width_px: 4000, height_px: 3000, noise_sigma: 8.0, ..landscape() };
    let original = station_photo(&large, 1).unwrap();
    let copy = prepare(&original, PrepareLimits::default()).unwrap();
    assert_eq!((copy.width_px, copy.height_px), (2560, 1920));
    assert_eq!(decode_picture(&copy.jpeg).unwrap().width_px(), 2560);
    assert!(copy.jpeg.len() < original.len() / 2);
    let small = StationPhoto { width_px: 1000, height_px: 750, ..landscape() };
    assert_eq!((prepared(&small).width_px, prepared(&small).height_px), (1000, 750));
}

#[test]
fn a_good_photo_gets_no_advice() {
    for seed in 0..6 {
        let good = prepare(&station_photo(&landscape(), seed).unwrap(), PrepareLimits::default()).unwrap();
        assert_eq!(good.warnings, [], "seed {seed}: sharpness {}", good.sharpness);
    }
}

#[test]
fn a_portrait_photo_is_accepted_with_advice() {
    assert_eq!(codes(&prepared(&portrait())), ["photo-portrait"]);
}

#[test]
fn a_photo_too_small_for_drivers_is_accepted_with_advice() {
    let small = StationPhoto { width_px: 799, height_px: 600, ..landscape() };
    assert_eq!(prepared(&small).warnings, [PhotoWarning::Small { width_px: 799, height_px: 600 }]);
    let enough = StationPhoto { width_px: 800, height_px: 600, ..landscape() };
    assert_eq!(prepared(&enough).warnings, []);
}

#[test]
fn a_photo_taken_without_light_is_accepted_with_advice() {
    let dark = StationPhoto { light: 0.12, noise_sigma: 6.0, ..landscape() };
    assert!(codes(&prepared(&dark)).contains(&"photo-dark"), "{:?}", prepared(&dark).warnings);
}

#[test]
fn a_shaken_photo_is_accepted_with_advice() {
    for seed in 0..6 {
        let shaken = StationPhoto { blur_sigma_px: 6.0, ..landscape() };
        let report = prepare(&station_photo(&shaken, seed).unwrap(), PrepareLimits::default()).unwrap();
        assert_eq!(codes(&report), ["photo-blurred"], "seed {seed}: sharpness {}", report.sharpness);
    }
}

#[test]
fn a_dim_photo_in_focus_does_not_count_as_shaken() {
    let dim = StationPhoto { light: 0.5, ..landscape() };
    assert_eq!(prepared(&dim).warnings, []);
}

#[test]
fn a_coaching_warning_travels_as_its_code_with_its_numbers() {
    let small = PhotoWarning::Small { width_px: 10, height_px: 20 };
    assert_eq!(
        serde_json::to_string(&small).unwrap(),
        r#"{"code":"photo-small","fields":{"height_px":"20","width_px":"10"}}"#
    );
    assert_eq!(small.code(), "photo-small");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn every_place_on_earth_comes_back_to_the_last_digit(
        latitude_e7 in -900_000_000..=900_000_000_i32,
        longitude_e7 in -1_800_000_000..=1_800_000_000_i32,
    ) {
        let photo = StationPhoto { width_px: 16, height_px: 12, latitude_e7, longitude_e7, ..landscape() };
        let facts = photo_facts(&station_photo(&photo, 1).unwrap()).unwrap();
        prop_assert_eq!(facts.gps, Some(GpsPosition { latitude_e7, longitude_e7 }));
    }
}
