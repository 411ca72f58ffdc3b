//! Phones and their server, killed without warning at any moment and started again: nothing is lost, nothing is there twice,
//! and nothing is stuck.
//!
//! Each phone is the real program, command by command, and an installer who looks at what is there and goes on. The server is
//! the real program, too, behind a slow line. `PINPOINT_KILLS` says how often (200), `PINPOINT_SEED` when.

mod installer;
mod keeper;
mod killer;
mod laws;
mod line;

use std::sync::Arc;

use pinpoint_fixtures::LabelText;

use crate::support::{EMAIL, PASSWORD, Site};
use installer::Installer;
use keeper::Keeper;
use killer::{Killer, Kills};
use line::SlowLine;

/// Phones that work at the same time.
const PHONES: usize = 3;

#[test]
fn killed_again_and_again_on_both_sides_nothing_is_lost_nothing_is_twice_and_nothing_is_stuck() {
    let number = |name: &str, usual| std::env::var(name).map_or(usual, |text| text.parse().expect(name));
    let (wanted, seed) = (number("PINPOINT_KILLS", 200), number("PINPOINT_SEED", 7));
    let kills = Arc::new(Kills::wanted(wanted));
    let site = Site::new();
    // A job lives through a dozen kills; nobody runs out of labels.
    let labels = site.open_for_business(usize::try_from(wanted).unwrap() / 4 + 2 * PHONES);
    let mut keeper = Keeper::start(&site, Killer::new(seed, &kills));
    let line = SlowLine::to(keeper.port());
    let share = labels.len() / PHONES;
    let phones: Vec<Installer> = std::thread::scope(|scope| {
        let work = |(number, labels): (usize, &[LabelText])| {
            let killer = Killer::new(seed + 1 + u64::try_from(number).unwrap(), &kills);
            let mut installer = Installer::new(&site, number, labels.to_vec(), line.port(), killer);
            scope.spawn(move || {
                installer.work_until_enough();
                installer
            })
        };
        let working: Vec<_> = labels.chunks(share).take(PHONES).enumerate().map(work).collect();
        let keeping = scope.spawn(|| keeper.keep_until_enough());
        let phones = working.into_iter().map(|phone| phone.join().unwrap()).collect();
        keeping.join().unwrap();
        phones
    });
    let server = keeper.serve_in_peace();
    for phone in &phones {
        phone.deliver_the_rest();
    }
    drop(server);
    let sealed: usize = phones.iter().map(|phone| laws::phone_is_done(&phone.data)).sum();
    laws::server_has_each_once(&site.path("server"), &phones);
    println!(
        "killed {} times (seed {seed}): {}; {sealed} records, 0 lost, 0 twice, 0 stuck",
        kills.count(),
        kills.told()
    );
}

/// What a phone signs in with.
const ACCOUNT: (&str, &str) = (EMAIL, PASSWORD);
