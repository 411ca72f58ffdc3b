//! What the native core reads in the drawn labels, type plates and photos, for a comparison with the module:
//! `native_readings FOLDER` writes the pictures, and `cases.json` with all that was read.

use std::error::Error;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::{env, fs};

use image::{GrayImage, ImageFormat, Luma};
use imageproc::drawing::draw_filled_rect_mut;
use imageproc::rect::Rect;
use pinpoint_decode::{
    Effort, Frame, Luminance as _, PrepareLimits, Rotation, decode_picture, photo_facts, prepare, read_label,
    read_picture,
};
use pinpoint_domain::code::{Coded, Notice};
use pinpoint_domain::label::{ActivationPassword, LabelForm, LabelReading, LabelShape, Secrets};
use pinpoint_fixtures::{
    Conditions, LabelText, PlateSymbol, StationPhoto, TypePlate, hostile, label_photo, station_photo,
    type_plate_photo,
};
use qrcode::bits::Bits;
use qrcode::{EcLevel, QrCode, Version};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(env::args().nth(1).ok_or("native_readings FOLDER")?);
    fs::create_dir_all(&folder)?;
    let forms = [LabelForm {
        host: "pinpoint.example".into(),
        path: vec!["i".into()],
        shape: LabelShape::PathSegments,
    }];
    let pictures = pictures(&folder, &forms)?;
    let frames = frames(&folder, &forms)?;
    let photos = photos(&folder)?;
    let cases = json!({ "forms": forms, "pictures": pictures, "frames": frames, "photos": photos });
    fs::write(folder.join("cases.json"), cases.to_string())?;
    Ok(())
}

fn label(host: &str) -> LabelText {
    LabelText {
        mac: "0024:B100:0002:9F81".into(),
        password: "K7Q2M9XA".into(),
        url: format!("https://{host}/i/0024B10000029F81/K7Q2M9XA"),
    }
}

/// Picture files: labels in every condition, another network's, type plates, and files that are none.
fn pictures(folder: &Path, forms: &[LabelForm]) -> Result<Vec<Value>, Box<dyn Error>> {
    let mut files = Vec::new();
    for (name, conditions) in Conditions::all() {
        for seed in 0..3 {
            files.push((
                format!("{name}-{seed}"),
                label_photo(&label("pinpoint.example"), &conditions, seed)?,
            ));
        }
    }
    let plain = Conditions::plain();
    let own = label_photo(&label("pinpoint.example"), &plain, 1)?;
    files.push(("foreign".to_owned(), label_photo(&label("pay.example"), &plain, 1)?));
    // Its first letter is Cyrillic.
    files.push(("look-alike".to_owned(), label_photo(&label("рinpoint.example"), &plain, 1)?));
    files.extend(other_letters()?);
    files.push(("cut".to_owned(), hostile::cut_short(&own, 60)));
    files.push(("bomb".to_owned(), hostile::png_bomb(40_000, 40_000)?));
    files.push(("page".to_owned(), b"<!doctype html><title>Welcome to our network</title>".to_vec()));
    for (symbol, serial) in [
        (PlateSymbol::Code128, "172841008201"),
        (PlateSymbol::Code39, "VH22-0815"),
        (PlateSymbol::Ean13, "4006381333931"),
        (PlateSymbol::DataMatrix, "2020-24-T-042"),
    ] {
        let plate =
            TypePlate { maker: "Volthaus".into(), model: "VH-22".into(), serial: serial.into(), symbol };
        files.push((format!("plate-{serial}"), type_plate_photo(&plate, &plain, 1)?));
    }
    let cases = files.into_iter().map(|(name, bytes)| {
        fs::write(folder.join(&name), &bytes)?;
        let read = outcome(read_picture(&bytes, forms, Secrets::Masked).map(reading));
        Ok(json!({ "file": name, "read": read }))
    });
    cases.collect()
}

/// A file's name, and what is in it.
type Named = (String, Vec<u8>);

/// Codes whose text is in one of the older character sets, declared or to be guessed, well-formed or not.
fn other_letters() -> Result<Vec<Named>, Box<dyn Error>> {
    const TEXTS: [(&str, Option<u32>, &[u8]); 14] = [
        ("iso-8859-1", Some(3), b"caf\xE9"),
        ("iso-8859-2", Some(4), b"\xA3adowarka"),
        ("iso-8859-9", Some(11), b"\xDEarj"),
        ("shift-jis", Some(20), b"\x8F\x5B\x93\x64"),
        ("windows-1251", Some(22), b"\xE7\xE0\xF0\xFF\xE4\xEA\xE0"),
        ("utf-16be", Some(25), b"\x51\x45\x96\xFB"),
        ("utf-8", Some(26), "charge ⚡".as_bytes()),
        ("ascii-broken", Some(27), b"caf\xE9"),
        ("big5", Some(28), b"\xA5\x52\xB9\x71"),
        ("gb2312", Some(29), b"\xB3\xE4\xB5\xE7"),
        ("euc-kr", Some(30), b"\xC3\xE6\xC0\xFC"),
        ("euc-kr-broken", Some(30), b"\xC3\xE6\xFF"),
        ("guessed-latin", None, b"caf\xE9 \xE0 la carte"),
        ("guessed-marked", None, b"\xEF\xBB\xBFcaf\xC3\xA9"),
    ];
    let files = TEXTS.into_iter().map(|(name, set, text)| {
        let mut bits = Bits::new(Version::Normal(3));
        if let Some(set) = set {
            bits.push_eci_designator(set)?;
        }
        bits.push_byte_data(text)?;
        bits.push_terminator(EcLevel::M)?;
        let code = QrCode::with_bits(bits, EcLevel::M)?;
        let (edge, quiet, dot) = (u32::try_from(code.width())?, 4, 8);
        let mut picture =
            GrayImage::from_pixel(dot * (edge + 2 * quiet), dot * (edge + 2 * quiet), Luma([255]));
        for (at, colour) in (0..).zip(code.to_colors()) {
            let (x, y) = (dot * (at % edge + quiet), dot * (at / edge + quiet));
            let dark = Rect::at(i32::try_from(x)?, i32::try_from(y)?).of_size(dot, dot);
            draw_filled_rect_mut(&mut picture, dark, Luma([colour.select(0, 255)]));
        }
        let mut png = Cursor::new(Vec::new());
        picture.write_to(&mut png, ImageFormat::Png)?;
        Ok((format!("letters-{name}"), png.into_inner()))
    });
    files.collect()
}

/// Frames of a camera as it delivers them: turned, with rows padded to a multiple of 64 bytes.
fn frames(folder: &Path, forms: &[LabelForm]) -> Result<Vec<Value>, Box<dyn Error>> {
    let mut cases = Vec::new();
    for (name, conditions) in Conditions::all() {
        for (seed, degrees) in [(0, 0), (1, 90), (2, 180), (3, 270)] {
            let conditions = Conditions { width_px: 1280, height_px: 720, fill: 0.5, ..conditions };
            let photo = label_photo(&label("pinpoint.example"), &conditions, seed)?;
            let pixels = decode_picture(&photo)?.luma();
            let (width, height) = pixels.dimensions();
            let row = usize::try_from(width)?;
            let stride = row.next_multiple_of(64) + 64;
            let padding = vec![0x55; stride - row];
            let luma: Vec<u8> =
                pixels.as_raw().chunks(row).flat_map(|row| [row, &padding].concat()).collect();
            let file = format!("{name}-{degrees}.luma");
            fs::write(folder.join(&file), &luma)?;
            let rotation = Rotation::from_degrees(degrees).ok_or("degrees")?;
            let frame = Frame::new(&luma, width, height, stride)?.rotated(rotation);
            let shape = json!({ "width": width, "height": height, "stride": stride, "rotation": degrees });
            let read = |effort| reading(read_label(&frame, effort, forms, Secrets::Masked));
            cases.push(json!({ "file": file, "shape": shape, "frame": read(Effort::Frame), "still": read(Effort::Still) }));
        }
    }
    Ok(cases)
}

/// Station photos: their facts, and the published copy.
fn photos(folder: &Path) -> Result<Vec<Value>, Box<dyn Error>> {
    let landscape = StationPhoto::landscape(436_532_260, -793_831_843, "2026:11:21 09:30:00");
    let small = StationPhoto { width_px: 400, height_px: 500, ..landscape.clone() };
    let shaken = StationPhoto { blur_sigma_px: 6.0, ..landscape.clone() };
    let large = StationPhoto { width_px: 4000, height_px: 3000, ..landscape.clone() };
    let mut cases = Vec::new();
    for (name, photo) in [("landscape", landscape), ("small", small), ("shaken", shaken), ("large", large)] {
        let bytes = station_photo(&photo, 1)?;
        fs::write(folder.join(name), &bytes)?;
        let copy = prepare(&bytes, PrepareLimits::default())?;
        let published = format!("{name}-published");
        fs::write(folder.join(&published), &copy.jpeg)?;
        cases.push(json!({
            "file": name,
            "facts": photo_facts(&bytes)?,
            "published": published,
            "width_px": copy.width_px,
            "height_px": copy.height_px,
            "warnings": copy.warnings,
        }));
    }
    Ok(cases)
}

fn reading(reading: LabelReading) -> Value {
    let LabelReading { symbols, label, problem, .. } = reading;
    let mut view = json!({ "symbols": symbols });
    let (mac, password) = label.map(|label| (String::from(label.mac), label.password)).unzip();
    if let Some(view) = view.as_object_mut() {
        view.extend(mac.map(|mac| ("mac".to_owned(), json!(mac))));
        view.extend(problem.map(|problem| ("problem".to_owned(), json!(Notice::from(&problem)))));
    }
    json!({ "view": view, "password": password.as_ref().map(ActivationPassword::reveal) })
}

fn outcome(read: Result<Value, impl Coded>) -> Value {
    read.unwrap_or_else(|error| json!({ "refused": Notice::from(&error) }))
}
