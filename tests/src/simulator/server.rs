//! The server without I/O: its books, and the rules by which it answers.
//!
//! The verdict is the server's own [`decide_verdict`]. Who gets which receipt is decided inside the server's transactions,
//! in SQL, and said here once more in a few lines: the same bytes under the same id give the same receipt for ever, other
//! bytes 409, and what belongs to an unknown record "not yet".

use std::collections::BTreeMap;

use jiff::Timestamp;
use pinpoint_domain::geo::Coordinate;
use pinpoint_domain::ids::PinpointId;
use pinpoint_domain::wire::{Decision, Receipt, Signed};
use pinpoint_domain::work::JobKind;
use pinpoint_engine::outbox::Item;
use pinpoint_server::verdict::{ActivePinpoint, Facts, LabelProof, OldStation, decide_verdict};

use super::plan::{Deed, Plan};
use super::request::{Ask, Problem, Reply, Request, Token};
use super::{names, receipts};

/// Changes in one page of the feed: few, so that there are several pages.
const PAGE: usize = 3;
/// How long an access token is good.
const ACCESS_MS: u64 = 15 * 60 * 1000;

/// The server.
#[derive(Debug, Default)]
pub(super) struct Server {
    /// What is durable.
    pub(super) books: Books,
    /// Copies of the books, by the fault that brings them back.
    backups: BTreeMap<usize, Books>,
    /// Counts up when the books are brought back.
    pub(super) epoch: u64,
    /// Counts tokens, which are random: also a restored server gives none a second time.
    tokens: u64,
    /// What it refuses whenever it comes.
    pub(super) refused: BTreeMap<Item, (u16, &'static str)>,
    /// Which station stands where a record was sealed, and on which phone that was.
    stations: BTreeMap<PinpointId, (u8, usize)>,
    /// A rule that is broken on purpose: receipts leave before the record is durable.
    pub(super) receipts_before_commit: bool,
    /// What would not outlast the end of the program, with the time of its receipt.
    volatile: Vec<(u64, Item)>,
}

/// All that the server knows.
#[derive(Debug, Default, Clone)]
pub(super) struct Books {
    /// What is stored, with its receipt.
    pub(super) stored: BTreeMap<Item, Signed<Receipt>>,
    /// Bytes that are there of a photo.
    uploads: BTreeMap<Item, u64>,
    /// Verdicts in the order of the feed, each for the eyes of a company.
    verdicts: Vec<(usize, PinpointId, Decision)>,
    /// The record that each station is active under.
    active: BTreeMap<u8, (PinpointId, usize, u64)>,
    sessions: BTreeMap<usize, Session>,
    sequence: u64,
}

/// An account's session: a refresh token is good until the one it was exchanged for was used.
#[derive(Debug, Default, Clone)]
struct Session {
    ended: bool,
    access_until: BTreeMap<Token, u64>,
    refresh: BTreeMap<Token, Refresh>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Refresh {
    Fresh,
    Used,
    Dead,
}

impl Server {
    /// A server with empty books.
    pub(super) fn new(plan: &Plan) -> Self {
        let station = |deed: &Deed| (names::record(deed.number).pinpoint(), (deed.station, deed.phone));
        let stations = plan.deeds.iter().map(station).collect();
        Self { refused: plan.refused(), stations, ..Self::default() }
    }

    /// Opens a session.
    pub(super) fn sign_in(&mut self, phone: usize, now_ms: u64) -> Token {
        self.books.sessions.insert(phone, Session::default());
        self.issue(phone, now_ms)
    }

    /// The operator ends a session.
    pub(super) fn end_session(&mut self, phone: usize) {
        self.books.sessions.entry(phone).or_default().ended = true;
    }

    /// Whether a phone can go on without signing in.
    pub(super) fn knows(&self, phone: usize, token: Token) -> bool {
        let session = self.books.sessions.get(&phone).filter(|session| !session.ended);
        session.is_some_and(|session| session.refresh.contains_key(&token))
    }

    /// Access tokens are good no longer.
    pub(super) fn expire(&mut self, phone: usize) {
        self.books.sessions.entry(phone).or_default().access_until.clear();
    }

    /// Keeps a copy of the books.
    pub(super) fn back_up(&mut self, fault: usize) {
        self.backups.insert(fault, self.books.clone());
    }

    /// Puts a copy in the place of the books.
    pub(super) fn restore(&mut self, fault: usize) {
        self.books = self.backups.remove(&fault).unwrap_or_default();
        self.epoch += 1;
    }

    /// The program ends. A server that keeps its word loses nothing by that.
    pub(super) fn stop(&mut self, now_ms: u64) {
        for (at, item) in self.volatile.drain(..) {
            if at + 5000 > now_ms {
                self.books.stored.remove(&item);
            }
        }
    }

    /// Bytes of an upload that arrived before the connection broke.
    pub(super) fn take_part(&mut self, request: &Request, bytes: u64, now_ms: u64) {
        if !self.accepts(request, now_ms) {
            return;
        }
        match request.ask {
            Ask::Create { item, length } if self.knows_record_of(item) => {
                self.books.uploads.entry(item).or_insert(bytes.min(length));
            }
            Ask::Part { item, from, length } if self.books.uploads.get(&item) == Some(&from) => {
                self.books.uploads.insert(item, from + bytes.min(length));
            }
            _ => {}
        }
    }

    /// Answers. `certified`: whether the phone's account is, now.
    pub(super) fn answer(&mut self, request: &Request, certified: bool, now_ms: u64) -> Reply {
        if let Ask::Refresh { token } = request.ask {
            return self.refresh(request.phone, token, now_ms);
        }
        if !self.accepts(request, now_ms) {
            return Reply::Problem(Problem::new(401, "token-refused"));
        }
        match &request.ask {
            Ask::Refresh { .. } => Reply::Problem(Problem::new(500, "internal")),
            Ask::News { after } => self.news(company(request.phone), *after),
            Ask::Records(items) => self.records(items, certified, now_ms),
            Ask::Event(item) => match self.put_belonging(*item) {
                Ok(receipt) => Reply::Receipts(vec![Ok(receipt)]),
                Err(problem) => Reply::Problem(problem),
            },
            Ask::Offset(item) => match self.books.uploads.get(item) {
                Some(offset) => Reply::Offset(*offset),
                None => Reply::Problem(Problem::new(404, "upload-unknown")),
            },
            Ask::Create { item, length } => self.create(*item, *length),
            Ask::Part { item, from, length } => self.part(*item, *from, *length),
            Ask::Receipt { item, bytes } => self.photo_receipt(*item, *bytes),
        }
    }

    fn accepts(&self, request: &Request, now_ms: u64) -> bool {
        let session = self.books.sessions.get(&request.phone).filter(|session| !session.ended);
        let until = session.and_then(|session| session.access_until.get(&request.token));
        until.is_some_and(|until| now_ms < *until)
    }

    fn issue(&mut self, phone: usize, now_ms: u64) -> Token {
        self.tokens += 1;
        let token = Token { number: self.tokens, ends_ms: now_ms + ACCESS_MS };
        let session = self.books.sessions.entry(phone).or_default();
        session.access_until.insert(token, token.ends_ms);
        session.refresh.insert(token, Refresh::Fresh);
        token
    }

    fn refresh(&mut self, phone: usize, token: Token, now_ms: u64) -> Reply {
        let refused = Reply::Problem(Problem::new(401, "refresh-refused"));
        let Some(session) = self.books.sessions.get_mut(&phone).filter(|session| !session.ended) else {
            return refused;
        };
        match session.refresh.get(&token) {
            None => return refused,
            Some(Refresh::Dead) => {
                session.ended = true;
                return refused;
            }
            Some(Refresh::Used) => {}
            Some(Refresh::Fresh) => {
                session.refresh.values_mut().for_each(|state| *state = Refresh::Dead);
                session.refresh.insert(token, Refresh::Used);
            }
        }
        Reply::Session(self.issue(phone, now_ms))
    }

    fn news(&self, company: usize, after: u64) -> Reply {
        let all = (1..).zip(&self.books.verdicts);
        let mut new = all.filter(|(sequence, (whose, ..))| *sequence > after && *whose == company);
        let (mut next_after, mut verdicts) = (after, Vec::new());
        for (sequence, (_, pinpoint, decision)) in new.by_ref().take(PAGE) {
            next_after = sequence;
            verdicts.push((*pinpoint, *decision));
        }
        Reply::News { epoch: self.epoch, verdicts, next_after, more: new.next().is_some() }
    }

    fn records(&mut self, items: &[Item], certified: bool, now_ms: u64) -> Reply {
        let too_large = |item: &Item| self.refused.get(item).is_some_and(|(status, _)| *status == 413);
        if items.iter().any(too_large) {
            return Reply::Problem(Problem::new(413, "body-too-large"));
        }
        let results: Vec<_> = items.iter().map(|item| self.put_record(*item, certified, now_ms)).collect();
        match results.as_slice() {
            [Err(problem)] => Reply::Problem(*problem),
            _ => Reply::Receipts(results),
        }
    }

    fn put_record(&mut self, item: Item, certified: bool, now_ms: u64) -> Result<Signed<Receipt>, Problem> {
        if let Some((status, code)) = self.refused.get(&item) {
            return Err(Problem::new(*status, code));
        }
        if let Some(receipt) = self.books.stored.get(&item) {
            return Ok(receipt.clone());
        }
        if !certified {
            return Err(Problem::new(403, "not-certified"));
        }
        let receipt = self.store(item)?;
        if self.receipts_before_commit {
            self.volatile.push((now_ms, item));
        }
        self.decide(item.pinpoint(), now_ms);
        Ok(receipt)
    }

    /// An event: what belongs to an unknown record is not refused for ever, the record may come yet.
    fn put_belonging(&mut self, item: Item) -> Result<Signed<Receipt>, Problem> {
        if let Some((status, code)) = self.refused.get(&item) {
            return Err(Problem::new(*status, code));
        }
        if !self.books.stored.contains_key(&Item::Record(item.pinpoint())) {
            return Err(Problem::new(404, "pinpoint-unknown"));
        }
        match self.books.stored.get(&item) {
            Some(receipt) => Ok(receipt.clone()),
            None => self.store(item),
        }
    }

    fn store(&mut self, item: Item) -> Result<Signed<Receipt>, Problem> {
        self.books.sequence += 1;
        let receipt =
            receipts::sign(item, self.books.sequence).ok_or_else(|| Problem::new(500, "internal"))?;
        self.books.stored.insert(item, receipt.clone());
        Ok(receipt)
    }

    fn knows_record_of(&self, item: Item) -> bool {
        self.books.stored.contains_key(&Item::Record(item.pinpoint()))
    }

    fn create(&mut self, item: Item, length: u64) -> Reply {
        if !self.knows_record_of(item) {
            return Reply::Problem(Problem::new(404, "photo-unknown"));
        }
        if let Some(there) = self.books.uploads.get(&item) {
            return Reply::Offset(*there);
        }
        self.books.uploads.insert(item, 0);
        if length == 0 { Reply::Offset(0) } else { self.part(item, 0, length) }
    }

    fn part(&mut self, item: Item, from: u64, length: u64) -> Reply {
        if let Some((status, code)) = self.refused.get(&item) {
            return Reply::Problem(Problem::new(*status, code));
        }
        match self.books.uploads.get_mut(&item) {
            None => Reply::Problem(Problem::new(404, "upload-unknown")),
            Some(_) if self.books.stored.contains_key(&item) => {
                Reply::Problem(Problem::new(409, "upload-finished"))
            }
            Some(there) if *there != from => Reply::Problem(Problem::new(409, "upload-offset-differs")),
            Some(there) => {
                *there += length;
                Reply::Offset(*there)
            }
        }
    }

    fn photo_receipt(&mut self, item: Item, bytes: u64) -> Reply {
        if self.books.uploads.get(&item) != Some(&bytes) {
            return Reply::Problem(Problem::new(404, "photo-not-complete"));
        }
        let stored = match self.books.stored.get(&item) {
            Some(receipt) => Ok(receipt.clone()),
            None => self.store(item),
        };
        match stored {
            Ok(receipt) => Reply::Receipts(vec![Ok(receipt)]),
            Err(problem) => Reply::Problem(problem),
        }
    }

    /// The network's own rule says what becomes of a record.
    fn decide(&mut self, pinpoint: PinpointId, now_ms: u64) {
        let Some((station, phone)) = self.stations.get(&pinpoint).copied() else { return };
        let moment =
            |ms: u64| Timestamp::from_millisecond(i64::try_from(ms).unwrap_or(0)).unwrap_or_default();
        let Ok(pin) = Coordinate::from_e7(455_088_400 + i32::from(station) * 100, -735_878_100) else {
            return;
        };
        let active = self.books.active.get(&station).map(|(_, by, at)| ActivePinpoint {
            same_company: true,
            same_mac: true,
            same_device: *by == phone,
            pin,
            accepted_at: moment(*at),
        });
        let (decision, _) = decide_verdict(&Facts {
            proof: LabelProof::Proved { retired: false },
            kind: JobKind::Renetworking,
            pin,
            active,
            mac_active_elsewhere: false,
            old_station: OldStation::Nowhere,
            now: moment(now_ms),
        });
        if decision == Decision::Accepted
            && let Some((before, by, _)) = self.books.active.insert(station, (pinpoint, phone, now_ms))
        {
            self.books.verdicts.push((company(by), before, Decision::Superseded));
        }
        self.books.verdicts.push((company(phone), pinpoint, decision));
    }
}

impl Books {
    /// What a phone is told of, in order.
    pub(super) fn feed_of(&self, phone: usize) -> Vec<(PinpointId, Decision)> {
        let ours = self.verdicts.iter().filter(|(whose, ..)| *whose == company(phone));
        ours.map(|(_, pinpoint, decision)| (*pinpoint, *decision)).collect()
    }

    /// All that was decided of a record, in order.
    pub(super) fn decided(&self, pinpoint: PinpointId) -> Vec<Decision> {
        let of_it = self.verdicts.iter().filter(|(_, decided, _)| *decided == pinpoint);
        of_it.map(|(.., decision)| *decision).collect()
    }
}

/// Three phones are a company, and hear of each other's records.
const fn company(phone: usize) -> usize {
    phone / 3
}
