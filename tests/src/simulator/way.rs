//! The way between phones and the server: what a request meets on it, and what comes back.

use pinpoint_engine::platform::http::TransportError;

use super::dice::Dice;
use super::plan::{Plan, What};
use super::request::{Ask, HEAD_BYTES, Problem, Reply, Request, Said};
use super::world::{Happening, Ticket, World};
use super::{names, receipts};

/// After so long of silence a phone gives a request up.
const PATIENCE_MS: u64 = 30_000;
/// A link carries so many bytes in a millisecond.
const BYTES_PER_MS: u64 = 500;
/// A clock that is so far off finds every certificate out of its time.
const CERTIFICATE_MS: u64 = 60 * 24 * 3_600_000;
impl World<'_> {
    /// A request leaves the phone.
    pub(super) fn departs(&mut self, ticket: Ticket, request: Request) {
        let phone = ticket.phone;
        let way = Way::of(self.plan, phone, self.now_ms);
        let (latency, payload) = (way.latency(&mut self.dice), request.payload());
        self.tell(|| format!("phone {} {}", phone + 1, request.told()));
        let count = self.figures.requests.entry(request.kind()).or_default();
        (count.number, count.bytes) = (count.number + 1, count.bytes + HEAD_BYTES + payload);
        let lost = way.loses_request(&mut self.dice);
        let off = self.phones.get(phone).map_or(0, |phone| phone.clock_off_ms.unsigned_abs());
        let there = latency + payload / BYTES_PER_MS;
        let happening = if way.no_signal {
            (50, Happening::Returns(ticket, Box::new(Err(TransportError::Offline))))
        } else if off > CERTIFICATE_MS {
            (latency, Happening::Returns(ticket, Box::new(Err(TransportError::CertificateDates))))
        } else if let Some((status, retry_after_s)) = way.portal {
            self.figures.other_bytes += HEAD_BYTES;
            let reply = Reply::Stranger { status, retry_after_s };
            (latency, Happening::Returns(ticket, Box::new(Ok(Said { reply, epoch: None }))))
        } else if let Some(bytes) = way.cut.filter(|cut| payload + HEAD_BYTES > *cut) {
            let arrived = bytes.saturating_sub(HEAD_BYTES);
            self.figures.payload_bytes += arrived;
            (latency + arrived / BYTES_PER_MS, Happening::Breaks(ticket, Box::new(request), arrived))
        } else if lost {
            self.figures.payload_bytes += payload;
            let (ms, error) = silence(&mut self.dice, latency);
            (ms, Happening::Returns(ticket, Box::new(Err(error))))
        } else {
            self.figures.payload_bytes += payload;
            self.figures.other_bytes += HEAD_BYTES;
            if way.arrives_twice(&mut self.dice) {
                let echo = there + self.dice.between(0, 60_000);
                self.after(echo, Happening::Arrives(None, Box::new(request.clone())));
            }
            (there, Happening::Arrives(Some(ticket), Box::new(request)))
        };
        self.after(happening.0, happening.1);
    }

    /// A request is at the server.
    pub(super) fn arrives(&mut self, ticket: Option<Ticket>, request: &Request) {
        let way = Way::of(self.plan, request.phone, self.now_ms);
        self.figures.arrivals.push(self.now_ms);
        let latency = way.latency(&mut self.dice);
        let mut reply = if way.down || way.no_signal {
            Err(TransportError::Interrupted)
        } else {
            Ok(Said { reply: self.answer(request, &way), epoch: Some(self.server.epoch) })
        };
        let Some(ticket) = ticket else { return };
        if way.forger
            && let Ok(Said { reply: Reply::Receipts(results), .. }) = &mut reply
        {
            let stranger = receipts::sign(names::record(u16::MAX), 1);
            results.fill(stranger.ok_or_else(|| Problem::new(500, "internal")));
        }
        if let Ok(said) = &reply {
            self.tell(|| format!("the server answers phone {}: {}", request.phone + 1, said.reply.told()));
        }
        let (ms, reply) = if reply.is_ok() && way.loses_reply(&mut self.dice) {
            self.tell(|| format!("the reply to phone {} is lost", request.phone + 1));
            let (ms, error) = silence(&mut self.dice, latency);
            (ms, Err(error))
        } else {
            (latency, reply)
        };
        self.after(ms, Happening::Returns(ticket, Box::new(reply)));
    }

    fn answer(&mut self, request: &Request, way: &Way) -> Reply {
        let certified = !self.hit(request.phone, |what| what == What::Uncertified);
        match way.says {
            None => self.server.answer(request, certified, self.now_ms),
            Some((problem, did_it)) => {
                if did_it {
                    self.server.answer(request, certified, self.now_ms);
                }
                // A refresh is refused by its own code, or it is not the server that speaks.
                match (&request.ask, problem.status) {
                    (Ask::Refresh { .. }, 401 | 426) => self.server.answer(request, certified, self.now_ms),
                    _ => Reply::Problem(problem),
                }
            }
        }
    }

    /// A reply is back at the phone, or it is clear that none comes.
    pub(super) fn returns(
        &mut self,
        ticket: Ticket,
        said: Result<Said, TransportError>,
    ) -> Result<(), String> {
        let Ticket { phone, life, trip } = ticket;
        if !self.same_life(phone, life) {
            return Ok(());
        }
        let broken = said.is_ok() && self.hit(phone, |what| what == What::NoSignal);
        let said = if broken { Err(TransportError::Interrupted) } else { said };
        if let Err(error) = &said {
            self.tell(|| format!("phone {} hears nothing: {error}", phone + 1));
        }
        let (now_ms, full) = (self.now_ms, self.hit(phone, |what| what == What::DiskFull));
        let (of_trip, dice) = self.phone_and_dice(phone)?;
        let wishes = of_trip.heard(trip, said, now_ms, full, dice);
        self.fulfil(phone, wishes)
    }
}

/// What is between one phone and the server at a moment.
#[derive(Default)]
struct Way {
    no_signal: bool,
    slow_ms: u64,
    requests_lost: u64,
    replies_lost: u64,
    twice: u64,
    cut: Option<u64>,
    portal: Option<(u16, Option<u64>)>,
    forger: bool,
    says: Option<(Problem, bool)>,
    down: bool,
}

impl Way {
    fn of(plan: &Plan, phone: usize, now_ms: u64) -> Self {
        let mut way = Self::default();
        for what in plan.hits(phone, now_ms) {
            match what {
                What::NoSignal => way.no_signal = true,
                What::Slow(ms) => way.slow_ms += ms,
                What::RequestsLost(percent) => way.requests_lost = percent,
                What::RepliesLost(percent) => way.replies_lost = percent,
                What::Twice(percent) => way.twice = percent,
                What::Cut(bytes) => way.cut = Some(bytes),
                What::Portal { status, retry_after_s } => way.portal = Some((status, retry_after_s)),
                What::Forger => way.forger = true,
                What::Says { status, code, retry_after_s, did_it } => {
                    way.says = Some((Problem { status, code, retry_after_s }, did_it));
                }
                What::Down => way.down = true,
                _ => {}
            }
        }
        way
    }

    fn latency(&self, dice: &mut Dice) -> u64 {
        dice.between(20, 150) + self.slow_ms
    }

    fn loses_request(&self, dice: &mut Dice) -> bool {
        dice.percent(self.requests_lost)
    }

    fn loses_reply(&self, dice: &mut Dice) -> bool {
        dice.percent(self.replies_lost)
    }

    fn arrives_twice(&self, dice: &mut Dice) -> bool {
        dice.percent(self.twice)
    }
}

/// How a phone learns that something was lost: by a broken connection, or by waiting for too long.
fn silence(dice: &mut Dice, latency: u64) -> (u64, TransportError) {
    if dice.percent(50) {
        (latency, TransportError::Interrupted)
    } else {
        (PATIENCE_MS, TransportError::Timeout)
    }
}
