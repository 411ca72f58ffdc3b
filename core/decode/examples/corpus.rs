//! Measures the reading strategy on a corpus of photographs: folders `qrcode-*` with `N.png` and what they say in
//! `N.txt`, each in four rotations, and folders `falsepositives-*`, in which nothing may be read.
//!
//!     cargo run -p pinpoint-decode --example corpus -- CORPUS [frame]
#![expect(clippy::print_stdout, reason = "a report on the terminal is what this program is for")]
#![expect(clippy::disallowed_methods, reason = "it measures real time")]

use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{env, fs};

use pinpoint_decode::{Effort, Frame, Rotation, SymbolFormat, decode_picture, symbols};
use pinpoint_decode::{Luminance, Symbol};

/// What became of the pictures of a folder.
#[derive(Default)]
struct Tally {
    readings: u32,
    right: u32,
    wrong: u32,
    /// Barcodes read where there are none.
    phantoms: u32,
    time: Duration,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let corpus = PathBuf::from(arguments.next().ok_or("give the folder of the corpus")?);
    let effort = if arguments.next().as_deref() == Some("frame") { Effort::Frame } else { Effort::Still };
    let mut folders =
        fs::read_dir(&corpus)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, std::io::Error>>()?;
    folders.retain(|path| path.is_dir());
    folders.sort();
    println!(
        "{:<20} {:>8} {:>6} {:>6} {:>9} {:>9}",
        "folder", "pictures", "right", "wrong", "phantoms", "ms each"
    );
    let mut all = Tally::default();
    for folder in folders {
        let tally = measure(&folder, effort)?;
        report(&folder.file_name().unwrap_or_default().to_string_lossy(), &tally);
        all.add(&tally);
    }
    report("all", &all);
    Ok(())
}

fn report(name: &str, tally: &Tally) {
    let Tally { readings, right, wrong, phantoms, time } = tally;
    let each = time.checked_div(*readings).unwrap_or_default().as_millis();
    println!("{name:<20} {readings:>8} {right:>6} {wrong:>6} {phantoms:>9} {each:>9}");
}

fn measure(folder: &Path, effort: Effort) -> Result<Tally, Box<dyn Error>> {
    let mut tally = Tally::default();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_none_or(|extension| extension != "png") {
            continue;
        }
        // Some codes hold raw bytes: reading any text at all is all that can be asked there.
        let expected =
            fs::read(path.with_extension("txt")).ok().map(|text| String::from_utf8_lossy(&text).into_owned());
        let binary = path.with_extension("bin").exists();
        let picture = decode_picture(&fs::read(&path)?)?.luma();
        let (width, height) = picture.dimensions();
        let frame = Frame::new(picture.as_raw(), width, height, usize::try_from(width)?)?;
        for rotation in
            [Rotation::None, Rotation::Clockwise90, Rotation::Clockwise180, Rotation::Clockwise270]
        {
            let started = Instant::now();
            let found = symbols(&frame.rotated(rotation), effort);
            tally.count(&found, expected.as_deref(), binary, started.elapsed());
        }
    }
    Ok(tally)
}

impl Tally {
    fn count(&mut self, found: &[Symbol], expected: Option<&str>, binary: bool, time: Duration) {
        let mut codes = found.iter().filter(|symbol| symbol.format == SymbolFormat::QrCode).peekable();
        self.readings += 1;
        self.time += time;
        self.phantoms += u32::from(found.iter().any(|symbol| symbol.format != SymbolFormat::QrCode));
        let read = codes.peek().is_some();
        let right = match expected {
            Some(text) => codes.any(|symbol| symbol.text == text),
            None => read && binary,
        };
        self.right += u32::from(right);
        self.wrong += u32::from(read && !right);
    }

    fn add(&mut self, other: &Self) {
        self.readings += other.readings;
        self.right += other.right;
        self.wrong += other.wrong;
        self.phantoms += other.phantoms;
        self.time += other.time;
    }
}
