//! What will happen: the installers' work and everything that comes between, as data. A seed draws it, a failing run is
//! made smaller by leaving parts of it out, and it says in advance what will be held at the end, and why.

use std::collections::BTreeMap;
use std::fmt;

use pinpoint_engine::outbox::Item;

use super::dice::Dice;
use super::names;

/// A whole run before it is played.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Draws what the plan leaves open: latencies, jitter, which of many requests is hit.
    pub seed: u64,
    /// How many phones, each of an installer of its own.
    pub phones: usize,
    /// The work.
    pub deeds: Vec<Deed>,
    /// What comes between.
    pub faults: Vec<Fault>,
    /// Whether platforms tell their apps of the network; none: some do.
    pub platforms_tell: Option<bool>,
    /// Whether somebody looks at each phone once all is over.
    pub looked_at: bool,
}

/// A record that somebody seals, with what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// The record's number, by which the story calls it.
    pub number: u16,
    /// When, in seconds.
    pub at_s: u64,
    /// On which phone.
    pub phone: usize,
    /// Which station stands there. Two records may be of one.
    pub station: u8,
    /// Bytes of each photo.
    pub photos: Vec<u64>,
    /// Events after the seal, so many seconds apart.
    pub events: Vec<u64>,
}

/// Something that comes between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// When it begins, in seconds.
    pub at_s: u64,
    /// How long it lasts; none: for good.
    pub for_s: Option<u64>,
    /// Whom it hits; none: everybody.
    pub phone: Option<usize>,
    /// What it is.
    pub what: What,
}

/// The kinds of faults.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// No signal.
    NoSignal,
    /// The platform says that there is no network, and never takes it back.
    SaysNoNetwork,
    /// Every way takes longer, in milliseconds.
    Slow(u64),
    /// So many requests in a hundred never arrive; the phone hears of it at once, or by the silence.
    RequestsLost(u64),
    /// So many replies in a hundred never come back.
    RepliesLost(u64),
    /// So many requests in a hundred arrive twice.
    Twice(u64),
    /// Every connection breaks after so many bytes.
    Cut(u64),
    /// A page that is not ours answers everything.
    Portal {
        /// Its status.
        status: u16,
        /// The seconds in its `Retry-After`.
        retry_after_s: Option<u64>,
    },
    /// Somebody on the way hands out the receipts of other items.
    Forger,
    /// The server answers everything with this problem of its own.
    Says {
        /// The status.
        status: u16,
        /// The code.
        code: &'static str,
        /// The seconds in its `Retry-After`.
        retry_after_s: Option<u64>,
        /// Whether it did what was asked all the same.
        did_it: bool,
    },
    /// The server is down, and what was under way with it.
    Down,
    /// The server is restored from a backup that is so many seconds old.
    Restored(u64),
    /// The phone's disk is full.
    DiskFull,
    /// The app is killed, and opened again at the end.
    Killed,
    /// The phone's clock is set wrong by so many seconds, and right again at the end.
    Clock(i64),
    /// The access token is no longer good, as every token after a while.
    TokenExpires,
    /// The account is not certified.
    Uncertified,
    /// The session is ended by the operator. The installer signs in again at the end.
    SignedOut,
    /// The server refuses one item, whenever it comes.
    Refuses {
        /// The record's number.
        number: u16,
        /// Which of its parts.
        part: Part,
        /// The status.
        status: u16,
        /// The code.
        code: &'static str,
    },
}

/// A part of what belongs to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The record itself.
    Record,
    /// Its first event.
    Event,
    /// Its first photo.
    Photo,
}

/// Ten years, as a dead battery sets a clock.
const DECADE_S: i64 = 10 * 365 * 24 * 3600;

impl Plan {
    /// The plan of a seed: a morning of up to three installers.
    pub fn of(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let phones = usize::try_from(dice.between(1, 3)).unwrap_or(1);
        let mut deeds = Vec::new();
        for number in 1..=dice.between(2, 9) {
            deeds.push(Deed {
                number: u16::try_from(number).unwrap_or(0),
                at_s: dice.between(0, 3600),
                phone: index(&mut dice, phones),
                station: u8::try_from(dice.between(1, 12)).unwrap_or(1),
                photos: (0..dice.between(0, 2)).map(|_| dice.between(20_000, 2_000_000)).collect(),
                events: (0..dice.between(0, 2)).map(|_| dice.between(1, 600)).collect(),
            });
        }
        let faults = (0..dice.between(0, 8)).map(|_| fault(&mut dice, phones, &deeds)).collect();
        Self { seed: dice.roll(), phones, deeds, faults, platforms_tell: None, looked_at: true }
    }

    /// The second from which on nothing new happens.
    pub fn quiet_from_s(&self) -> u64 {
        let work = self.deeds.iter().map(|deed| deed.at_s + deed.events.iter().sum::<u64>());
        work.chain(self.faults.iter().map(Fault::over_s)).max().unwrap_or(0)
    }

    /// What hits a phone at this second.
    pub(super) fn hits(&self, phone: usize, ms: u64) -> impl Iterator<Item = What> + '_ {
        let hits = move |fault: &&Fault| fault.phone.is_none_or(|hit| hit == phone) && fault.lasts(ms);
        self.faults.iter().filter(hits).map(|fault| fault.what)
    }

    /// Whether a phone's account is never good again.
    pub(super) fn ends_with(&self, phone: usize, what: What) -> bool {
        self.hits(phone, u64::MAX).any(|found| found == what)
    }

    /// What the server refuses whenever it comes.
    pub(super) fn refused(&self) -> BTreeMap<Item, (u16, &'static str)> {
        let refused = |fault: &Fault| match fault.what {
            What::Refuses { number, part, status, code } => Some((names::part(number, part), (status, code))),
            _ => None,
        };
        self.faults.iter().filter_map(refused).collect()
    }
}

impl Fault {
    /// The second at which it is over, with the time that somebody asked to be left alone. What is for good is over once
    /// it has begun: from then on everything is as it stays.
    fn over_s(&self) -> u64 {
        let asked_s = match self.what {
            What::Portal { retry_after_s, .. } | What::Says { retry_after_s, .. } => {
                retry_after_s.unwrap_or(0)
            }
            _ => 0,
        };
        self.at_s + self.for_s.unwrap_or(0) + asked_s
    }

    fn lasts(&self, ms: u64) -> bool {
        let end_ms = self.for_s.map_or(u64::MAX, |length| (self.at_s + length) * 1000);
        self.at_s * 1000 <= ms && (ms < end_ms || self.for_s.is_none())
    }
}

fn index(dice: &mut Dice, phones: usize) -> usize {
    usize::try_from(dice.roll() % u64::try_from(phones).unwrap_or(1)).unwrap_or(0)
}

fn fault(dice: &mut Dice, phones: usize, deeds: &[Deed]) -> Fault {
    let what = what(dice, deeds);
    let everybody = match what {
        What::Down | What::Restored(_) | What::Refuses { .. } => true,
        // Each phone, disk and account is one installer's.
        What::DiskFull
        | What::Killed
        | What::Clock(_)
        | What::TokenExpires
        | What::Uncertified
        | What::SignedOut => false,
        _ => dice.percent(40),
    };
    let for_good = matches!(what, What::Uncertified | What::SignedOut) && dice.percent(40)
        || matches!(what, What::Refuses { .. });
    let length = dice.pick(10, &[60, 300, 1200]);
    Fault {
        at_s: if matches!(what, What::Refuses { .. }) { 0 } else { dice.between(0, 3600) },
        for_s: (!for_good).then(|| dice.between(1, length)),
        phone: (!everybody).then(|| index(dice, phones)),
        what,
    }
}

fn what(dice: &mut Dice, deeds: &[Deed]) -> What {
    match dice.between(0, 18) {
        0 | 1 => What::NoSignal,
        2 => What::Slow(dice.between(100, 20_000)),
        3 => What::RequestsLost(dice.between(10, 100)),
        4 => What::RepliesLost(dice.between(10, 100)),
        5 => What::Twice(dice.between(20, 100)),
        6 => What::Cut(dice.between(0, 900_000)),
        7 => What::Portal {
            status: dice.pick(200, &[302, 401, 403, 429, 502, 503, 520]),
            retry_after_s: dice.percent(20).then(|| dice.between(1, 600)),
        },
        8 => What::Forger,
        9 | 10 => says(dice),
        11 => What::Down,
        12 => What::Restored(dice.between(1, 3600)),
        13 => What::DiskFull,
        14 => What::Killed,
        15 => What::Clock(dice.pick(DECADE_S, &[-DECADE_S, 7200, -7200, 30])),
        16 => dice.pick(What::TokenExpires, &[What::Uncertified, What::SignedOut]),
        17 => What::SaysNoNetwork,
        _ => refuses(dice, deeds),
    }
}

fn says(dice: &mut Dice) -> What {
    let (status, code) = dice.pick(
        (500, "internal"),
        &[
            (503, "unavailable"),
            (429, "throttled"),
            (408, "request-timeout"),
            (404, "route-unknown"),
            (400, "body-cut"),
            (460, "checksum-differs"),
            (401, "token-refused"),
            (426, "app-too-old"),
            (507, "server-full"),
        ],
    );
    let asks = matches!(status, 429 | 503) && dice.percent(60);
    let retry_after_s = asks.then(|| dice.between(1, 900));
    What::Says { status, code, retry_after_s, did_it: matches!(status, 408 | 500 | 503) && dice.percent(40) }
}

fn refuses(dice: &mut Dice, deeds: &[Deed]) -> What {
    let drawn = usize::try_from(dice.roll()).unwrap_or(0).checked_rem(deeds.len()).unwrap_or(0);
    let number = deeds.get(drawn).map_or(0, |deed| deed.number);
    let (part, status, code) = dice.pick(
        (Part::Record, 422, "facts-refused"),
        &[
            (Part::Record, 409, "pinpoint-differs"),
            (Part::Record, 413, "body-too-large"),
            (Part::Record, 422, "version-unsupported"),
            (Part::Event, 409, "event-differs"),
            (Part::Event, 422, "event-type-unknown"),
            (Part::Photo, 422, "photo-has-metadata"),
        ],
    );
    What::Refuses { number, part, status, code }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whom = self.phone.map_or_else(|| "everybody".to_owned(), |phone| format!("phone {}", phone + 1));
        let length = self.for_s.map_or_else(|| "for good".to_owned(), |length| format!("for {length} s"));
        write!(f, "{} {whom} {length}: {:?}", names::clock(self.at_s * 1000), self.what)
    }
}
