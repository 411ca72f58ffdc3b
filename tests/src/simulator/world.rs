//! The world: time that passes when something happens, and the faults that begin and end in it.

use std::collections::BTreeMap;

use pinpoint_engine::outbox::Outcome;
use pinpoint_engine::platform::http::TransportError;

use super::dice::Dice;
use super::names;
use super::phone::{App, Phone, Wish};
use super::plan::{Plan, What};
use super::request::{Request, Said};
use super::server::Server;

/// Everything is delivered so long after the last fault.
pub(super) const AFTERWARDS_MS: u64 = 30 * 60 * 1000;

/// The world of one plan.
pub(super) struct World<'p> {
    pub(super) plan: &'p Plan,
    pub(super) phones: Vec<Phone>,
    pub(super) server: Server,
    pub(super) figures: Figures,
    pub(super) now_ms: u64,
    pub(super) dice: Dice,
    agenda: BTreeMap<(u64, u64), Happening>,
    begun: u64,
    story: Option<Vec<String>>,
}

/// What a run cost.
#[derive(Debug, Default, Clone)]
pub struct Figures {
    /// Timers that rang.
    pub rang: u64,
    /// Times that the platform told of the network while something waited.
    pub told: u64,
    /// Requests that left, by what they ask, with all their bytes.
    pub requests: BTreeMap<&'static str, Count>,
    /// Moments of requests as the server saw them, in milliseconds.
    pub arrivals: Vec<u64>,
    /// Bytes of records, events and photos that were sent, also in vain.
    pub payload_bytes: u64,
    /// Bytes of everything else.
    pub other_bytes: u64,
}

/// So many, with so many bytes.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// How many.
    pub number: u64,
    /// Their bytes.
    pub bytes: u64,
}

impl Figures {
    /// How often it woke a phone.
    pub fn wakes(&self) -> u64 {
        self.rang + self.told
    }
}

/// The way back to whoever asked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ticket {
    pub(super) phone: usize,
    pub(super) life: u64,
    pub(super) trip: u64,
}

pub(super) enum Happening {
    Seals(usize),
    Says {
        deed: usize,
        place: usize,
    },
    BacksUp(usize),
    Begins(usize),
    Ends(usize),
    /// A request is at the server; without a ticket nobody waits for the answer.
    Arrives(Option<Ticket>, Box<Request>),
    /// The connection broke; so many bytes of an upload had arrived.
    Breaks(Ticket, Box<Request>, u64),
    Returns(Ticket, Box<Result<Said, TransportError>>),
    Known(Ticket, Outcome),
    Written {
        phone: usize,
        life: u64,
    },
    Rings {
        phone: usize,
        life: u64,
        timer: u64,
    },
    /// Somebody looks at the phone.
    Looks(usize),
}

impl<'p> World<'p> {
    /// The world of a plan, with its story if `told`.
    pub(super) fn new(plan: &'p Plan, told: bool) -> Self {
        let mut server = Server::new(plan);
        let mut dice = Dice::new(plan.seed);
        let mut phone = |number| {
            let told_of_network = plan.platforms_tell.unwrap_or_else(|| dice.percent(50));
            Phone::new(server.sign_in(number, 0), told_of_network)
        };
        let phones = (0..plan.phones).map(&mut phone).collect();
        let mut world = Self {
            plan,
            phones,
            server,
            figures: Figures::default(),
            now_ms: 0,
            dice,
            agenda: BTreeMap::new(),
            begun: 0,
            story: told.then(Vec::new),
        };
        for (index, deed) in plan.deeds.iter().enumerate() {
            world.at(deed.at_s * 1000, Happening::Seals(index));
        }
        for (index, fault) in plan.faults.iter().enumerate() {
            if let What::Restored(age_s) = fault.what {
                world.at(fault.at_s.saturating_sub(age_s) * 1000, Happening::BacksUp(index));
            }
            world.at(fault.at_s * 1000, Happening::Begins(index));
            if let Some(length) = fault.for_s {
                world.at((fault.at_s + length) * 1000, Happening::Ends(index));
            }
        }
        for phone in (0..plan.phones).filter(|_| plan.looked_at) {
            let later = world.dice.between(1, 60_000);
            world.at(plan.quiet_from_s() * 1000 + later, Happening::Looks(phone));
        }
        world
    }

    /// Plays until half an hour after the last fault; which law was broken, if any.
    pub(super) fn play(&mut self) -> Option<String> {
        let end = self.plan.quiet_from_s() * 1000 + AFTERWARDS_MS;
        while let Some(((at, _), happening)) = self.agenda.pop_first() {
            if at > end {
                break;
            }
            self.now_ms = at;
            if let Err(broken) = self.happen(happening) {
                self.tell(|| format!("a law is broken: {broken}"));
                return Some(broken);
            }
        }
        self.now_ms = end;
        let broken = super::laws::broken(self);
        if let Some(broken) = &broken {
            self.tell(|| format!("half an hour later a law is broken: {broken}"));
        }
        broken
    }

    /// What happened, line by line.
    pub(super) fn story(self) -> Vec<String> {
        self.story.unwrap_or_default()
    }

    fn at(&mut self, ms: u64, happening: Happening) {
        self.begun += 1;
        self.agenda.insert((ms, self.begun), happening);
    }

    pub(super) fn after(&mut self, ms: u64, happening: Happening) {
        self.at(self.now_ms + ms, happening);
    }

    pub(super) fn tell(&mut self, line: impl FnOnce() -> String) {
        if let Some(story) = &mut self.story {
            story.push(format!("{} {}", names::clock(self.now_ms), line()));
        }
    }

    pub(super) fn hit(&self, phone: usize, wanted: impl Fn(What) -> bool) -> bool {
        self.plan.hits(phone, self.now_ms).any(wanted)
    }

    pub(super) fn phone(&mut self, phone: usize) -> Result<&mut Phone, String> {
        self.phone_and_dice(phone).map(|(phone, _)| phone)
    }

    pub(super) fn phone_and_dice(&mut self, phone: usize) -> Result<(&mut Phone, &mut Dice), String> {
        let found = self.phones.get_mut(phone).ok_or_else(|| format!("there is no phone {phone}"));
        Ok((found?, &mut self.dice))
    }

    /// The phone's app, if that is still the one that began it.
    pub(super) fn same_life(&mut self, phone: usize, life: u64) -> bool {
        self.phones.get(phone).is_some_and(|phone| phone.life == life)
    }

    fn happen(&mut self, happening: Happening) -> Result<(), String> {
        match happening {
            Happening::Seals(index) => self.seals(index),
            Happening::Says { deed, place } => self.says(deed, place),
            Happening::BacksUp(fault) => {
                self.server.back_up(fault);
                self.tell(|| "the server is backed up".to_owned());
                Ok(())
            }
            Happening::Begins(fault) => self.begins(fault),
            Happening::Ends(fault) => self.ends(fault),
            Happening::Arrives(ticket, request) => {
                self.arrives(ticket, &request);
                Ok(())
            }
            Happening::Breaks(ticket, request, bytes) => {
                self.server.take_part(&request, bytes, self.now_ms);
                self.returns(ticket, Err(TransportError::Interrupted))
            }
            Happening::Returns(ticket, reply) => self.returns(ticket, *reply),
            Happening::Known(Ticket { phone, life, trip }, outcome) => {
                if !self.same_life(phone, life) {
                    return Ok(());
                }
                let now_ms = self.now_ms;
                let (of_trip, dice) = self.phone_and_dice(phone)?;
                let wishes = of_trip.ended(trip, outcome, of_trip.now(now_ms), dice);
                self.fulfil(phone, wishes)
            }
            Happening::Written { phone, life } => {
                if !self.same_life(phone, life) {
                    return Ok(());
                }
                let (full, now_ms) = (self.hit(phone, |what| what == What::DiskFull), self.now_ms);
                let wishes = self.phone(phone)?.written(now_ms, full)?;
                self.fulfil(phone, wishes)
            }
            Happening::Rings { phone, life, timer } => {
                let newest = |phone: &Phone| matches!(&phone.app, App::Delivers(run) if run.timer == timer);
                if self.same_life(phone, life) && self.phones.get(phone).is_some_and(newest) {
                    self.figures.rang += 1;
                    return self.fulfil(phone, Vec::new());
                }
                Ok(())
            }
            Happening::Looks(phone) => self.looks(phone),
        }
    }

    fn begins(&mut self, index: usize) -> Result<(), String> {
        let Some(fault) = self.plan.faults.get(index) else { return Ok(()) };
        self.tell(|| format!("{:?} begins", fault.what));
        let now_ms = self.now_ms;
        for phone in self.hit_by(index) {
            match fault.what {
                What::Killed => {
                    let (phone, dice) = self.phone_and_dice(phone)?;
                    phone.die(dice);
                }
                What::Clock(by_s) => self.phone(phone)?.clock_off_ms += by_s * 1000,
                What::TokenExpires => self.server.expire(phone),
                What::SignedOut => self.server.end_session(phone),
                What::SaysNoNetwork => self.hears_of_network(phone, false)?,
                What::NoSignal if self.is_told(phone) => self.hears_of_network(phone, false)?,
                _ => {}
            }
        }
        match fault.what {
            What::Down => self.server.stop(now_ms),
            What::Restored(_) => self.server.restore(index),
            _ => {}
        }
        Ok(())
    }

    fn ends(&mut self, index: usize) -> Result<(), String> {
        let Some(fault) = self.plan.faults.get(index) else { return Ok(()) };
        self.tell(|| format!("{:?} ends", fault.what));
        for number in self.hit_by(index) {
            let now_ms = self.now_ms;
            let wishes = match fault.what {
                What::Killed => {
                    let phone = self.phone(number)?;
                    phone.app = App::Rests;
                    phone.deliver()
                }
                What::Clock(by_s) => {
                    self.phone(number)?.clock_off_ms -= by_s * 1000;
                    Vec::new()
                }
                What::NoSignal if self.is_told(number) => {
                    self.hears_of_network(number, true)?;
                    Vec::new()
                }
                What::SignedOut if !self.plan.ends_with(number, What::SignedOut) => {
                    let token = self.server.sign_in(number, now_ms);
                    self.tell(|| format!("phone {} signs in", number + 1));
                    let phone = self.phone(number)?;
                    phone.signed_in(token);
                    phone.deliver()
                }
                _ => Vec::new(),
            };
            self.fulfil(number, wishes)?;
        }
        Ok(())
    }

    /// Some platforms tell, and some do not.
    fn is_told(&self, number: usize) -> bool {
        self.phones.get(number).is_some_and(|phone| phone.told_of_network)
    }

    fn hears_of_network(&mut self, number: usize, there: bool) -> Result<(), String> {
        self.tell(|| {
            format!("phone {} hears that there is {} network", number + 1, if there { "a" } else { "no" })
        });
        let wakes = matches!(self.phone(number)?.app, App::Delivers(_));
        self.figures.told += u64::from(wakes);
        let wishes = self.phone(number)?.network_changed(there);
        self.fulfil(number, wishes)
    }

    fn hit_by(&self, fault: usize) -> Vec<usize> {
        let hit = self.plan.faults.get(fault).and_then(|fault| fault.phone);
        hit.map_or_else(|| (0..self.phones.len()).collect(), |phone| vec![phone])
    }

    /// Does what a phone wishes, and asks it for more.
    pub(super) fn fulfil(&mut self, number: usize, mut wishes: Vec<Wish>) -> Result<(), String> {
        let life = self.phones.get(number).map_or(0, |phone| phone.life);
        let now_ms = self.now_ms;
        wishes.extend(self.phone(number)?.turn(now_ms)?);
        for wish in wishes {
            let ticket = |trip| Ticket { phone: number, life, trip };
            match wish {
                Wish::Ask { trip, token, ask } => {
                    self.departs(ticket(trip), Request { phone: number, token, ask });
                }
                Wish::Read { trip, due } => {
                    let later = self.dice.between(1, 5);
                    self.after(later, Happening::Known(ticket(trip), Outcome::Loaded(due)));
                }
                Wish::Known { trip, outcome } => self.after(0, Happening::Known(ticket(trip), outcome)),
                Wish::Write => {
                    let later = self.dice.between(2, 30);
                    self.after(later, Happening::Written { phone: number, life });
                }
                Wish::Sleep { timer, ms } => self.after(ms, Happening::Rings { phone: number, life, timer }),
                Wish::Rest => self.tell(|| format!("phone {} has nothing left to do", number + 1)),
            }
        }
        Ok(())
    }
}
