//! One phone behind one proxy, and what it makes of each fault at one endpoint.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::SignedDuration;
use pinpoint_domain::Coded as _;
use pinpoint_domain::ids::PinpointId;
use pinpoint_domain::label::MacAddress;
use pinpoint_domain::serial::SerialNumber;
use pinpoint_engine::outbox::{Delivery, DeliveryState, Item, Progress};
use pinpoint_engine::{Copies, EngineError};
use pinpoint_server::Clock as _;
use pinpoint_tests::proxy::{Certificates, Endpoint, Fault, FaultProxy};
use pinpoint_tests::{ACCOUNT_PASSWORD, Outcome, Seat, World};

use super::endpoints::{
    ADDRESSES, BATCH, CATALOG, CREATE, DEVICE, EVENT, KNOWN, NEWS, OFFSET, PART, PROFILE, RECEIPT, RECORD,
    REFRESH, SIGN_IN, SIGN_OUT,
};

/// Long enough for every answer that comes at all, on a busy machine too.
const LONG_S: i64 = 40;
/// Shorter than the shortest wait of a retry, so that none is outlasted.
const SHORT: Duration = Duration::from_millis(1500);

/// A phone at work on one endpoint.
pub(super) struct Bench<'w> {
    world: &'w World,
    number: usize,
    endpoint: Endpoint,
    proxy: FaultProxy,
    seat: Seat,
    /// A job: pinned already where something is said of it later, else ready to seal.
    station: Option<(PinpointId, MacAddress)>,
    cells: u32,
}

impl<'w> Bench<'w> {
    pub(super) async fn new(
        world: &'w World,
        number: usize,
        endpoint: Endpoint,
        certificates: Certificates,
    ) -> Outcome<Self> {
        let authority = certificates.authority_pem.clone();
        let proxy = FaultProxy::start(world.address(), certificates).await?;
        let seat = world.installer_behind(&format!("phone{number}"), &proxy.url(), &authority).await?;
        seat.sign_in().await?;
        let mut bench = Self { world, number, endpoint, proxy, seat, station: None, cells: 0 };
        bench.prepare().await?;
        Ok(bench)
    }

    async fn prepare(&mut self) -> Outcome {
        if !matches!(self.endpoint, RECORD | BATCH | REFRESH | KNOWN | EVENT | NEWS) {
            return Ok(());
        }
        let label = self.world.label().await?.label;
        let mac = label.mac.clone();
        let job = self.seat.start(label).await?;
        // A station of its own, or the network would ask a person.
        self.seat.walk_to_seal(job, &format!("17284100{:04}", self.number)).await?;
        if matches!(self.endpoint, EVENT | NEWS) {
            self.seat.seal(job).await?;
            self.seat.verdict(job).await?;
        }
        self.station = Some((job, mac));
        Ok(())
    }

    /// What the phone makes of a fault while it lasts. Afterwards everything goes on, or this fails.
    pub(super) async fn meet(&mut self, fault: Fault) -> Outcome<String> {
        self.cells += 1;
        match self.endpoint {
            SIGN_IN | DEVICE => self.signs_in(fault).await,
            SIGN_OUT => self.signs_out(fault).await,
            KNOWN => self.asks_station(fault).await,
            PROFILE | CATALOG | ADDRESSES => self.renews(fault).await,
            NEWS => self.reads_news(fault).await,
            _ => self.delivers(fault).await,
        }
    }

    fn play(&self, fault: Fault) {
        self.proxy.clear();
        self.proxy.play(self.endpoint, fault);
    }

    /// What a call came to; a fault that only begins here is met by the second call.
    async fn call<T>(
        &self,
        fault: Fault,
        call: impl AsyncFn() -> Result<T, EngineError>,
    ) -> Outcome<Result<T, String>> {
        self.play(fault);
        if matches!(fault, Fault::Tls(_)) {
            // What it comes to is another row: cut.
            drop(call().await);
        }
        let length = if fault == Fault::Silence { SHORT } else { Duration::from_secs(40) };
        Ok(match tokio::time::timeout(length, call()).await {
            Err(_) => Err("waits for an answer".to_owned()),
            Ok(Ok(value)) => Ok(value),
            Ok(Err(error)) => Err(error.fields().get("weather").cloned().unwrap_or(error.code().to_owned())),
        })
    }

    async fn signs_in(&self, fault: Fault) -> Outcome<String> {
        let met = self
            .call(fault, async || self.seat.phone.sign_in(&self.seat.email, ACCOUNT_PASSWORD).await)
            .await?;
        self.proxy.clear();
        self.seat.sign_in().await?;
        Ok(told(met.map(|_| "goes on"), "says"))
    }

    async fn signs_out(&self, fault: Fault) -> Outcome<String> {
        self.play(fault);
        let signing_out = tokio::time::timeout(SHORT, self.seat.phone.sign_out()).await;
        if let Ok(ended) = signing_out {
            ended?;
        }
        let out = self.seat.phone.session().is_some_and(|session| !session.signed_in);
        self.proxy.clear();
        self.seat.sign_in().await?;
        Ok(if out { "signed out here" } else { "still signed in" }.to_owned())
    }

    async fn asks_station(&self, fault: Fault) -> Outcome<String> {
        let (job, _) = self.station.clone().ok_or("a station")?;
        let met = self.call(fault, async || self.seat.phone.ask_station(job).await).await?;
        self.proxy.clear();
        self.seat.phone.ask_station(job).await?.known.ok_or("the network is asked again")?;
        Ok(told(
            met.map(|question| match question.known {
                Some(_) => "answered",
                None => "the installer is asked instead",
            }),
            "says",
        ))
    }

    async fn renews(&self, fault: Fault) -> Outcome<String> {
        let before = self.seat.phone.network();
        let met = self.call(fault, async || self.seat.phone.renew_network().await).await?;
        assert_eq!(self.seat.phone.network(), before, "what is kept stays");
        self.proxy.clear();
        self.seat.phone.renew_network().await?;
        Ok(told(met.map(|_| "goes on"), "keeps what it has:"))
    }

    async fn reads_news(&self, fault: Fault) -> Outcome<String> {
        let (_, mac) = self.station.as_ref().ok_or("a station")?;
        let serial = SerialNumber::parse(&format!("BOOTED{:04}", self.cells))?;
        self.world.server().labels().note_boot(mac, serial).await?;
        self.play(fault);
        let mut read = self.sync(fault).await?.news;
        if matches!(fault, Fault::Tls(_)) && !read {
            read = self.sync(fault).await?.news;
        }
        self.proxy.clear();
        if !read && !self.sync(Fault::Delay).await?.news {
            return Err("the news are lost".into());
        }
        Ok(if read { "is read" } else { "is read later" }.to_owned())
    }

    /// Something new is queued, the fault is met, and all is delivered afterwards, unless the server refused it.
    async fn delivers(&mut self, fault: Fault) -> Outcome<String> {
        self.proxy.clear();
        let jobs = self.queue().await?;
        if self.endpoint == OFFSET {
            // Only what was begun before is asked for.
            self.proxy.play(CREATE, Fault::CutRequest);
            self.proxy.play(OFFSET, Fault::Reset);
            self.sync(fault).await?;
        }
        self.play(fault);
        match self.endpoint {
            // What a cut left over goes on from there.
            PART => self.proxy.play(CREATE, Fault::CutRequest),
            // A receipt comes with the photo, if it is not lost on its way.
            RECEIPT => self.proxy.play(CREATE, Fault::LostReply),
            _ => {}
        }
        if self.endpoint == REFRESH {
            self.proxy.expire_tokens();
        }
        let mut settled = self.sync(fault).await?.settled;
        if matches!(fault, Fault::Tls(_)) {
            settled = self.sync(fault).await?.settled;
        }
        let state = match settled {
            Some(settled) => settled.state,
            None => self.furthest(&jobs).await?,
        };
        let met = match state {
            DeliveryState::HeldAuth { .. } if self.endpoint == REFRESH => state.name().to_owned(),
            _ => told_state(&state, fault),
        };
        self.proxy.clear();
        self.seat.sync(LONG_S).await?;
        if self.furthest(&jobs).await? != DeliveryState::Done && !state.is_set_aside() {
            self.seat.sign_in().await?;
            self.seat.sync(LONG_S).await?;
            let after = self.furthest(&jobs).await?;
            if after != DeliveryState::Done {
                return Err(format!("{fault} is over, and it is {after:?}").into());
            }
        }
        Ok(met)
    }

    /// What goes to this endpoint next; the jobs that it belongs to.
    async fn queue(&mut self) -> Outcome<Vec<PinpointId>> {
        let mut jobs = Vec::new();
        match self.endpoint {
            RECORD | BATCH | REFRESH => {
                let (job, _) = self.station.clone().ok_or("a station")?;
                let count = if self.endpoint == BATCH { 3 } else { 1 };
                jobs = self.seat.phone.copy_job(job, count, Copies::Queued).await?;
            }
            EVENT => {
                let (job, _) = self.station.clone().ok_or("a station")?;
                self.say(job).await?;
                jobs.push(job);
            }
            CREATE | OFFSET | PART | RECEIPT => {
                let serial = format!("PHOTO{:02}{:03}", self.number, self.cells);
                jobs.push(self.seat.sealed_job(self.world.label().await?.label, &serial).await?);
            }
            _ => {}
        }
        Ok(jobs)
    }

    /// A step after the seal is done, or taken back if it was.
    async fn say(&self, job: PinpointId) -> Outcome {
        let view = self.seat.phone.job(job).await?;
        if let Some(step) = view.next().cloned() {
            let pin = pinpoint_domain::geo::Coordinate::parse("0,0")?;
            self.seat.do_step(job, &step, "", pin).await?;
        } else {
            let last = view.steps.last().ok_or("a step")?.id.clone();
            self.seat.phone.undo(job, last, None).await?;
        }
        Ok(())
    }

    /// Delivers until something did not go well, or nothing is left.
    async fn sync(&self, fault: Fault) -> Outcome<Met> {
        let met = Arc::new(Mutex::new(Met::default()));
        let stop = Arc::new(tokio::sync::Notify::new());
        let (notes, stops) = (Arc::clone(&met), Arc::clone(&stop));
        let hears = Arc::new(move |progress| match progress {
            Progress::Settled(delivery) if delivery.state != DeliveryState::Done => {
                notes.lock().unwrap().settled.get_or_insert(delivery);
                stops.notify_one();
            }
            Progress::News { .. } => notes.lock().unwrap().news = true,
            _ => {}
        });
        let length = if fault == Fault::Silence || self.endpoint == REFRESH {
            SignedDuration::try_from(SHORT)?
        } else {
            SignedDuration::from_secs(LONG_S)
        };
        let deadline = self.seat.clock.now().checked_add(length)?;
        let mut syncing = std::pin::pin!(self.seat.phone.sync(Some(deadline), hears));
        tokio::select! {
            report = &mut syncing => drop(report?),
            () = stop.notified() => {
                self.seat.phone.cancel_sync();
                syncing.await?;
            }
        }
        let met = std::mem::take(&mut *met.lock().unwrap());
        Ok(met)
    }

    /// The state of the item that is farthest from its end, of those that go to this endpoint.
    async fn furthest(&self, jobs: &[PinpointId]) -> Outcome<DeliveryState> {
        let outbox = self.seat.phone.outbox().await?;
        let ours = outbox.pinpoints.into_iter().filter(|pinpoint| jobs.contains(&pinpoint.id));
        let kind = |item: &Item| match self.endpoint {
            RECORD | BATCH | REFRESH => matches!(item, Item::Record(_)),
            EVENT => matches!(item, Item::Event { .. }),
            _ => matches!(item, Item::Photo { .. }),
        };
        let states: Vec<_> = ours
            .flat_map(|pinpoint| pinpoint.deliveries)
            .filter(|delivery| kind(&delivery.item))
            .map(|delivery| delivery.state)
            .collect();
        let open = states.iter().find(|state| **state != DeliveryState::Done && !state.is_set_aside());
        open.or(states.first()).cloned().ok_or("nothing was queued".into())
    }
}

/// What a sync came to.
#[derive(Default)]
struct Met {
    settled: Option<Delivery>,
    news: bool,
}

fn told(met: Result<&str, String>, ill: &str) -> String {
    match met {
        Ok(well) => well.to_owned(),
        Err(waits) if waits == "waits for an answer" => waits,
        Err(code) => format!("{ill} {code}"),
    }
}

fn told_state(state: &DeliveryState, fault: Fault) -> String {
    match state {
        DeliveryState::Done => "delivered".to_owned(),
        DeliveryState::Ready | DeliveryState::Sending => "ready".to_owned(),
        DeliveryState::Waiting { since, until, why } => {
            let asked = match fault {
                Fault::Answers(answer) => answer.retry_after_s,
                _ => None,
            };
            let length = u64::try_from(until.duration_since(*since).as_secs()).unwrap_or(0);
            let honoured = asked.is_some_and(|asked| (asked..=asked * 3 / 2 + 2).contains(&length));
            format!("waits: {}{}", why.name(), if honoured { ", as long as asked" } else { "" })
        }
        DeliveryState::HeldAuth { code }
        | DeliveryState::HeldVersion { code }
        | DeliveryState::NeedsYou { code, .. } => format!("{}: {code}", state.name()),
        _ => state.name().to_owned(),
    }
}
