//! The installer holds the phone to labels and type plates.
#![expect(clippy::as_conversions, reason = "pixel counts into usize")]

use image::imageops;
use pinpoint_decode::{
    Effort, Frame, FrameError, Luminance, Rect, Rotation, Symbol, SymbolFormat, decode_picture, read_picture,
    symbols,
};
use pinpoint_domain::Coded as _;
use pinpoint_domain::label::{LabelForm, LabelShape, Secrets};
use pinpoint_fixtures::{Conditions, LabelText, PlateSymbol, TypePlate, label_photo, type_plate_photo};

fn label() -> LabelText {
    LabelText {
        mac: "0024:B100:0002:9F81".into(),
        password: "K7Q2M9XA".into(),
        url: "https://pinpoint.example/i/0024B10000029F81/K7Q2M9XA".into(),
    }
}

fn qr_code(text: &str) -> Symbol {
    Symbol { format: SymbolFormat::QrCode, text: text.into() }
}

fn read(photo: &[u8], effort: Effort) -> Vec<Symbol> {
    symbols(&decode_picture(photo).unwrap(), effort)
}

#[test]
fn a_label_is_read_from_the_side_out_of_focus_under_a_lamp_unwiped_and_in_the_dark() {
    for (name, conditions) in Conditions::all() {
        for seed in 0..6 {
            let photo = label_photo(&label(), &conditions, seed).unwrap();
            // Compared by hand: a failure must not print a password, so Symbol does not show its text.
            assert!(read(&photo, Effort::Still) == [qr_code(&label().url)], "{name}, seed {seed}");
        }
    }
}

#[test]
fn a_moving_camera_needs_no_more_than_its_quick_glance_in_fair_conditions() {
    for conditions in [Conditions::plain(), Conditions::tilted(), Conditions::dark()] {
        for seed in 0..5 {
            let photo = label_photo(&label(), &conditions, seed).unwrap();
            assert!(read(&photo, Effort::Frame) == [qr_code(&label().url)], "seed {seed}");
        }
    }
}

#[test]
fn a_photograph_of_a_label_gives_its_mac_and_password_and_shows_no_secret() {
    let forms = [LabelForm {
        host: "pinpoint.example".into(),
        path: vec!["i".into()],
        shape: LabelShape::PathSegments,
    }];
    let photo = label_photo(&label(), &Conditions::tilted(), 1).unwrap();
    let reading = read_picture(&photo, &forms, Secrets::Masked).unwrap();
    assert_eq!(reading.symbols[0].text, "https://pinpoint.example/i/0024B10000029F81/••••");
    let read = reading.into_label().unwrap();
    assert_eq!((read.mac.to_string(), read.password.reveal()), (label().mac, &*label().password));
    let elsewhere = read_picture(&photo, &[], Secrets::Masked).unwrap();
    assert_eq!(elsewhere.into_label().unwrap_err().code(), "label-foreign-host");
}

#[test]
fn a_small_label_in_a_large_photo_is_read() {
    let from_afar = Conditions { width_px: 4000, height_px: 3000, fill: 0.11, ..Conditions::plain() };
    let photo = label_photo(&label(), &from_afar, 4).unwrap();
    assert_eq!(read(&photo, Effort::Still), [qr_code(&label().url)]);
}

#[test]
fn a_cabinet_without_a_label_has_no_symbols() {
    let bare = Conditions { fill: 0.01, ..Conditions::plain() };
    let photo = label_photo(&label(), &bare, 1).unwrap();
    assert_eq!(read(&photo, Effort::Still), []);
    assert_eq!(read(&photo, Effort::Frame), []);
}

#[test]
fn a_qr_code_of_anything_else_is_read_as_what_it_says() {
    for url in ["WIFI:S=Depot;T=WPA;P=secret;;", "Änderung 充电 ⚡", "0"] {
        let other = LabelText { url: url.into(), ..label() };
        let photo = label_photo(&other, &Conditions::plain(), 2).unwrap();
        assert!(read(&photo, Effort::Still) == [qr_code(url)], "{url}");
    }
}

#[test]
fn two_labels_in_one_picture_are_both_read_and_each_once() {
    let photo = |mac: &str| {
        let text = LabelText { url: format!("https://pinpoint.example/i/{mac}"), ..label() };
        image::load_from_memory(&label_photo(&text, &Conditions::plain(), 3).unwrap()).unwrap().into_luma8()
    };
    let (left, right) = (photo("0024B10000020001"), photo("0024B10000020002"));
    let (width, height) = left.dimensions();
    let mut both = image::GrayImage::new(2 * width, 2 * height);
    for (image, x, y) in [(&left, 0, 0), (&right, width, 0), (&left, 0, height)] {
        imageops::replace(&mut both, image, i64::from(x), i64::from(y));
    }
    let frame = Frame::new(both.as_raw(), 2 * width, 2 * height, 2 * width as usize).unwrap();
    let mut texts: Vec<_> = symbols(&frame, Effort::Still).into_iter().map(|symbol| symbol.text).collect();
    texts.sort();
    assert_eq!(
        texts,
        ["https://pinpoint.example/i/0024B10000020001", "https://pinpoint.example/i/0024B10000020002"]
    );
}

#[test]
fn the_serial_number_is_read_from_each_kind_of_type_plate() {
    for (symbol, format, serial) in [
        (PlateSymbol::Code128, SymbolFormat::Code128, "172841008201"),
        (PlateSymbol::Code39, SymbolFormat::Code39, "VH22-0815"),
        (PlateSymbol::Ean13, SymbolFormat::Ean13, "4006381333931"),
        (PlateSymbol::DataMatrix, SymbolFormat::DataMatrix, "2020-24-T-042"),
    ] {
        let plate =
            TypePlate { maker: "Volthaus".into(), model: "VH-22".into(), serial: serial.into(), symbol };
        for seed in 0..3 {
            let photo = type_plate_photo(&plate, &Conditions::plain(), seed).unwrap();
            assert!(
                read(&photo, Effort::Still) == [Symbol { format, text: serial.into() }],
                "{format:?}, seed {seed}: {:?}",
                read(&photo, Effort::Still)
            );
        }
    }
}

/// A plain photograph as a camera delivers it: turned, and with rows padded to a multiple of 64 bytes.
fn frame_bytes(rotation: Rotation, padding: usize) -> (Vec<u8>, u32, u32, usize) {
    let upright = decode_picture(&label_photo(&label(), &Conditions::plain(), 5).unwrap()).unwrap().luma();
    let stored = match rotation {
        Rotation::None => upright,
        Rotation::Clockwise90 => imageops::rotate270(&upright),
        Rotation::Clockwise180 => imageops::rotate180(&upright),
        Rotation::Clockwise270 => imageops::rotate90(&upright),
    };
    let (width, height) = stored.dimensions();
    let row = width as usize;
    let bytes =
        stored.as_raw().chunks(row).flat_map(|pixels| [pixels, &vec![0x55; padding]].concat()).collect();
    (bytes, width, height, row + padding)
}

#[test]
fn a_frame_is_read_however_the_phone_is_held() {
    let upright = decode_picture(&label_photo(&label(), &Conditions::plain(), 5).unwrap()).unwrap().luma();
    for degrees in [0, 90, 180, 270] {
        let rotation = Rotation::from_degrees(degrees).unwrap();
        let (bytes, width, height, stride) = frame_bytes(rotation, 64);
        let frame = Frame::new(&bytes, width, height, stride).unwrap().rotated(rotation);
        assert_eq!(frame.luma(), upright, "{degrees} degrees");
        assert_eq!(symbols(&frame, Effort::Frame), [qr_code(&label().url)], "{degrees} degrees");
    }
    assert_eq!(Rotation::from_degrees(45), None);
}

#[test]
fn only_what_lies_inside_the_viewfinder_is_read() {
    let (bytes, width, height, stride) = frame_bytes(Rotation::None, 32);
    let frame = Frame::new(&bytes, width, height, stride).unwrap();
    let left_half = frame.cropped(Rect { x: 0, y: 0, width: width / 2, height }).unwrap();
    let right_half = frame.cropped(Rect { x: width / 2, y: 0, width: width / 2, height }).unwrap();
    assert_eq!(left_half.luma().dimensions(), (width / 2, height));
    assert_eq!(symbols(&left_half, Effort::Frame), [qr_code(&label().url)]);
    assert_eq!(symbols(&right_half, Effort::Frame), []);
}

#[test]
fn a_crop_of_a_crop_counts_from_the_first_one() {
    let bytes: Vec<u8> = (0..48).collect();
    let crop = |x, y, width, height| Rect { x, y, width, height };
    let frame = Frame::new(&bytes, 8, 6, 8).unwrap();
    let inner = frame.cropped(crop(2, 1, 5, 4)).unwrap().cropped(crop(1, 2, 2, 2)).unwrap();
    assert_eq!(inner.luma().into_raw(), [27, 28, 35, 36]);
    assert_eq!(inner.rotated(Rotation::Clockwise90).luma().into_raw(), [35, 27, 36, 28]);
}

#[test]
fn numbers_that_do_not_fit_their_pixels_are_refused() {
    let bytes = [0; 100];
    assert_eq!(Frame::new(&bytes, 0, 10, 10).err(), Some(FrameError::Empty { width: 0, height: 10 }));
    assert_eq!(
        Frame::new(&bytes, 11, 9, 10).err(),
        Some(FrameError::StrideTooSmall { stride: 10, width: 11 })
    );
    assert_eq!(Frame::new(&bytes, 10, 11, 10).err(), Some(FrameError::TooShort { needed: 110, got: 100 }));
    assert_eq!(
        Frame::new(&bytes, u32::MAX, u32::MAX, usize::MAX)
            .err()
            .map(|error| error.code().to_owned())
            .as_deref(),
        Some("frame-too-short")
    );
    assert!(Frame::new(&bytes, 4, 10, 10).is_ok(), "the last row may lack its padding");
    assert!(Frame::new(&bytes[..94], 4, 10, 10).is_ok(), "the last row may lack its padding");
    let outside = Rect { x: 5, y: 0, width: u32::MAX, height: 1 };
    assert_eq!(
        Frame::new(&bytes, 10, 10, 10).unwrap().cropped(outside).err(),
        Some(FrameError::CropOutside { crop: outside, width: 10, height: 10 })
    );
}
