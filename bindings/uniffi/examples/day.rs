//! Draws what an installer photographs in a day, for the tests of the packages: a label as a camera's frame and as a
//! picture, a type plate, the station, and the list that makes a network know the label.
//!
//!     cargo run -p pinpoint-uniffi --example day -- FOLDER

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use pinpoint_decode::{Luminance as _, decode_picture};
use pinpoint_fixtures::{
    Conditions, LabelText, PlateSymbol, StationPhoto, TypePlate, label_photo, station_photo, type_plate_photo,
};

const MAC: &str = "0024:B100:0002:9F81";
const PASSWORD: &str = "hT7kPq2x";

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args_os().nth(1).ok_or("which folder?")?);
    fs::create_dir_all(&folder)?;
    let label = label_photo(&label(), &Conditions::plain(), 1)?;
    let frame = decode_picture(&label)?.luma();
    // PGM: a line that says how many pixels there are, then one byte for each.
    let mut pgm = format!("P5 {} {} 255\n", frame.width(), frame.height()).into_bytes();
    pgm.extend(frame.as_raw());
    fs::write(folder.join("label.pgm"), pgm)?;
    fs::write(folder.join("label.jpg"), label)?;
    fs::write(folder.join("labels.csv"), format!("mac,password\n{MAC},{PASSWORD}\n"))?;
    fs::write(folder.join("plate.jpg"), type_plate_photo(&plate(), &Conditions::plain(), 1)?)?;
    fs::write(folder.join("station.jpg"), station_photo(&station(), 1)?)?;
    Ok(())
}

fn label() -> LabelText {
    let url = format!("https://demo.pinpoint.example/l/{}#{PASSWORD}", MAC.replace(':', ""));
    LabelText { mac: MAC.to_owned(), password: PASSWORD.to_owned(), url }
}

fn plate() -> TypePlate {
    TypePlate {
        maker: "Nordlicht".to_owned(),
        model: "NL-11".to_owned(),
        serial: "NL11-2418-0306".to_owned(),
        symbol: PlateSymbol::Code128,
    }
}

fn station() -> StationPhoto {
    let photo = StationPhoto::landscape(488_583_701, 22_944_813, "2026:11:21 09:30:00");
    StationPhoto { width_px: 1000, height_px: 750, ..photo }
}
