//! The disk itself: it promises what POSIX does, and no more.

use std::collections::BTreeSet;
use std::fs::{self, File};

use pinpoint_powercut::{Cut, Disk, Entry, FileId, Image, Recording};
use pinpoint_tests::Outcome;

const FILE: FileId = FileId(1);
const FOLDER: FileId = FileId(2);

fn opened(file: FileId, path: &str, created: bool) -> Entry {
    Entry::Open { file, path: path.to_owned(), created, emptied: false }
}

fn written(at: u64, bytes: &[u8]) -> Entry {
    Entry::Write { file: FILE, at, bytes: bytes.to_vec() }
}

fn paths(image: &Image) -> Vec<(&str, Option<usize>)> {
    image.paths().collect()
}

#[test]
fn bytes_that_were_waited_for_are_lost_with_a_name_that_was_not() {
    let named = [opened(FILE, "photo", true), written(0, b"bytes"), Entry::Sync { file: FILE }];
    assert_eq!(paths(&Disk::following(&named).after(Cut::Drop)), []);
    assert_eq!(paths(&Disk::following(&named).after(Cut::Keep)), [("photo", Some(5))]);
    let folder = [opened(FOLDER, "", false), Entry::Sync { file: FOLDER }];
    assert_eq!(
        paths(&Disk::following(&[&named[..], &folder].concat()).after(Cut::Drop)),
        [("photo", Some(5))]
    );
    let too_early = [&named[..1], &folder, &named[1..2]].concat();
    assert_eq!(paths(&Disk::following(&too_early).after(Cut::Drop)), [("photo", Some(0))]);
}

#[test]
fn a_folder_that_was_made_is_lost_with_all_in_it_until_the_folder_around_it_is_waited_for() {
    let mut entries = vec![
        Entry::MakeFolder { path: "photos".to_owned() },
        opened(FILE, "photos/one", true),
        opened(FOLDER, "photos", false),
        Entry::Sync { file: FOLDER },
    ];
    assert_eq!(paths(&Disk::following(&entries).after(Cut::Drop)), []);
    entries.extend([opened(FileId(3), "", false), Entry::Sync { file: FileId(3) }]);
    assert_eq!(
        paths(&Disk::following(&entries).after(Cut::Drop)),
        [("photos", None), ("photos/one", Some(0))]
    );
}

#[test]
fn a_rename_is_there_or_not_and_never_half() {
    let before = [opened(FILE, "old", true), opened(FOLDER, "", false), Entry::Sync { file: FOLDER }];
    let rename = Entry::Rename { from: "old".to_owned(), to: "new".to_owned() };
    let disk = Disk::following(&[&before[..], &[rename]].concat());
    let left: BTreeSet<_> = (0..40).map(|seed| paths(&disk.after(Cut::Subset { seed })).len()).collect();
    assert_eq!(left, [1].into(), "one name, whichever");
    assert_eq!(paths(&disk.after(Cut::Drop)), [("old", Some(0))]);
    assert_eq!(paths(&disk.after(Cut::Keep)), [("new", Some(0))]);
}

#[test]
fn a_torn_write_leaves_whole_sectors_and_what_was_durable_before_stays() {
    let entries = [
        opened(FILE, "log", true),
        opened(FOLDER, "", false),
        Entry::Sync { file: FOLDER },
        written(0, &[1; 1024]),
        Entry::Sync { file: FILE },
        written(256, &[2; 1024]),
    ];
    let disk = Disk::following(&entries);
    let mut torn = 0;
    for seed in 0..40 {
        let folder = tempfile::tempdir().unwrap();
        disk.after(Cut::Torn { seed }).lay(folder.path()).unwrap();
        let log = fs::read(folder.path().join("log")).unwrap();
        assert_eq!(log[..256], [1; 256]);
        // Pieces begin at the write's own first byte, and end where a sector does.
        let pieces = [256..512, 512..1024, 1024..1280];
        let there = pieces.map(|piece| log.get(piece).map(|piece| piece.iter().all(|byte| *byte == 2)));
        torn += usize::from(there.contains(&Some(true)) && there != [Some(true); 3]);
        assert!([1024, 1280].contains(&log.len()));
    }
    assert!(torn > 10, "{torn} of 40 writes were torn");
}

#[test]
fn a_program_that_does_not_wait_for_a_name_is_found_out() -> Outcome {
    let folder = tempfile::tempdir()?;
    let recording = Recording::begin(folder.path())?;
    for name in ["photo", "another"] {
        fs::write(folder.path().join("draft"), name)?;
        File::options().write(true).open(folder.path().join("draft"))?.sync_all()?;
        fs::rename(folder.path().join("draft"), folder.path().join(name))?;
        recording.say(format!("{name} is saved"));
        if name == "photo" {
            File::open(folder.path())?.sync_all()?;
        }
    }
    let entries = recording.end();
    crate::day::holds_all(&entries, folder.path())?;
    assert_eq!(
        paths(&Disk::following(&entries).after(Cut::Drop)),
        [("photo", Some(5))],
        "the other was said to be saved, too"
    );
    Ok(())
}
