//! A network with its server on a real socket, and installers who walk whole jobs.

use std::collections::BTreeMap;
use std::error::Error;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};
use pinpoint_domain::demo;
use pinpoint_domain::geo::Coordinate;
use pinpoint_domain::ids::{CircuitId, ItemId, NetworkId, PinpointId, StepId};
use pinpoint_domain::label::ActivationLabel;
use pinpoint_domain::serial::SerialSource;
use pinpoint_domain::wire::{Address, DriverDetails, Verdict};
use pinpoint_domain::work::playbook::{Form, StepKind};
use pinpoint_domain::work::{Answer, Fix, JobKind, JobView, SealConfirmation, StepView};
use pinpoint_engine::outbox::{Item, Progress, SyncReport};
use pinpoint_engine::{Clock, Config, ExportScope, FileKeyStore, Installer, KeyStore, SealedView, Source};
use pinpoint_fixtures::{StationPhoto, station_photo};
use pinpoint_server::{Clock as _, IssuedLabel, NewAccount, Role, Server, ServerError};
use tempfile::TempDir;
use tokio::sync::{Notify, oneshot};
use tokio::task::JoinHandle;

use crate::TestClock;

/// Tests end on the first thing that does not work.
pub type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

/// The password that all accounts of a world have.
pub const ACCOUNT_PASSWORD: &str = "correct horse battery";

/// A network, its server, and a folder for everyone's data.
pub struct World {
    folder: TempDir,
    address: SocketAddr,
    server: Arc<Server>,
    running: Option<Running>,
    /// The server's clock.
    pub clock: TestClock,
}

/// A server under way, and how to stop it.
type Running = (oneshot::Sender<()>, JoinHandle<Result<(), ServerError>>);

/// An installer with a phone.
pub struct Seat {
    /// The core, as an app holds it.
    pub phone: Installer,
    /// Where the phone keeps its data.
    pub data: PathBuf,
    /// The phone's clock.
    pub clock: TestClock,
    /// The account's address.
    pub email: String,
}

/// Whom everybody works for who is no stranger.
const COMPANY: &str = "Elektro Nord";

impl World {
    /// A world whose server runs.
    pub async fn begin() -> Outcome<Self> {
        Self::begin_in(tempfile::tempdir()?).await
    }

    /// The same, in this folder: the server's data in `server`, and a folder for each installer under the name.
    pub async fn begin_in(folder: TempDir) -> Outcome<Self> {
        let clock = TestClock::default();
        let address = SocketAddr::from(([127, 0, 0, 1], 0));
        let server = open_server(folder.path(), address, &clock)?;
        server.accounts().add_company("Elektro Nord").await?;
        let mut world = Self { folder, address, server, running: None, clock };
        world.start_server().await?;
        Ok(world)
    }

    /// Starts the server, on the address that it had before.
    pub async fn start_server(&mut self) -> Outcome {
        if self.address.port() != 0 {
            self.server = open_server(self.folder.path(), self.address, &self.clock)?;
        }
        let (listener, address) = self.server.listen().await?;
        self.address = address;
        let (stop, stopped) = oneshot::channel();
        let server = Arc::clone(&self.server);
        let task = tokio::spawn(async move { server.serve(listener, async { drop(stopped.await) }).await });
        self.running = Some((stop, task));
        Ok(())
    }

    /// Stops the server as an operator would.
    pub async fn stop_server(&mut self) -> Outcome {
        if let Some((stop, task)) = self.running.take() {
            // A server that has ended by itself cannot hear it.
            let _ = stop.send(());
            task.await??;
        }
        Ok(())
    }

    /// The server's disk is lost, and its operator goes back to a backup.
    pub async fn restore_server(&mut self, backup: &Path) -> Outcome {
        self.stop_server().await?;
        std::fs::remove_dir_all(self.server_data())?;
        let network = NetworkId::parse(demo::NETWORK)?;
        pinpoint_server::restore(backup, &self.server_data(), &network, &self.clock).await?;
        self.start_server().await
    }

    /// The server, for what an operator does.
    pub fn server(&self) -> &Server {
        &self.server
    }

    /// The server's folder.
    pub fn server_data(&self) -> PathBuf {
        self.folder.path().join("server")
    }

    /// The server's address.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// A label that the network issued.
    pub async fn label(&self) -> Outcome<IssuedLabel> {
        self.server.labels().issue(1).await?.pop().ok_or_else(|| "no label".into())
    }

    /// A certified installer, signed in.
    pub async fn installer(&self, name: &str) -> Outcome<Seat> {
        self.seat(name, true, self.address).await
    }

    /// An installer who may sign in and not pinpoint, signed in.
    pub async fn uncertified(&self, name: &str) -> Outcome<Seat> {
        self.seat(name, false, self.address).await
    }

    /// A certified installer whose way to the server leads over this address.
    pub async fn installer_over(&self, name: &str, way: SocketAddr) -> Outcome<Seat> {
        self.seat(name, true, way).await
    }

    /// A certified installer of another company, signed in.
    pub async fn stranger(&self, name: &str) -> Outcome<Seat> {
        let company = "Volt Ouest";
        self.server.accounts().add_company(company).await?;
        let email = self.account(name, company, true).await?;
        self.seated(name, email, self.address).await
    }

    /// Somebody of the network's own people, who decides in the server's own folder; the account's address.
    pub async fn reviewer(&self) -> Outcome<String> {
        let account = NewAccount {
            email: "desk@network.example".to_owned(),
            name: "desk".to_owned(),
            password: ACCOUNT_PASSWORD.to_owned(),
            company: COMPANY.to_owned(),
            role: Role::BackOffice,
            certified_until: None,
        };
        let email = account.email.clone();
        self.server.accounts().add_installer(account).await?;
        Ok(email)
    }

    /// A certified installer, not signed in yet, whose way to the server leads over this address, under an authority of
    /// its own.
    pub async fn installer_behind(&self, name: &str, url: &str, authority_pem: &str) -> Outcome<Seat> {
        let email = self.account(name, COMPANY, true).await?;
        let data = self.folder.path().join(name);
        let mut config = Config::demo(data.clone(), url.parse()?, "pinpoint-tests")?;
        config.extra_ca_pem = Some(authority_pem.as_bytes().to_vec());
        let keys = Arc::new(FileKeyStore::open(data.join("keys"))?);
        Seat::open_config(config, email, TestClock::default(), keys).await
    }

    async fn seat(&self, name: &str, certified: bool, way: SocketAddr) -> Outcome<Seat> {
        let email = self.account(name, COMPANY, certified).await?;
        self.seated(name, email, way).await
    }

    async fn seated(&self, name: &str, email: String, way: SocketAddr) -> Outcome<Seat> {
        let seat = Seat::open(self.folder.path().join(name), email, way, TestClock::default()).await?;
        seat.sign_in().await?;
        Ok(seat)
    }

    async fn account(&self, name: &str, company: &str, certified: bool) -> Outcome<String> {
        let email = format!("{name}@elektro-nord.example");
        let until = self.clock.now().checked_add(SignedDuration::from_hours(24 * 365))?;
        let account = NewAccount {
            email: email.clone(),
            name: name.to_owned(),
            password: ACCOUNT_PASSWORD.to_owned(),
            company: company.to_owned(),
            role: Role::Installer,
            certified_until: certified.then_some(until),
        };
        self.server.accounts().add_installer(account).await?;
        Ok(email)
    }
}

fn open_server(folder: &Path, bind: SocketAddr, clock: &TestClock) -> Outcome<Arc<Server>> {
    let config = pinpoint_server::Config { bind, ..pinpoint_server::Config::demo(folder.join("server"))? };
    Ok(Arc::new(Server::open(config, Arc::new(clock.clone()))?))
}

impl Seat {
    /// An export, as a file has it.
    pub async fn export(&self, scope: ExportScope) -> Outcome<Vec<u8>> {
        let mut file = Vec::new();
        for piece in self.phone.export(scope).await?.pieces {
            file.extend(self.phone.export_piece(piece).await?);
        }
        Ok(file)
    }

    /// Opens a phone on what it has kept.
    pub async fn open(data: PathBuf, email: String, server: SocketAddr, clock: TestClock) -> Outcome<Self> {
        let keys = Arc::new(FileKeyStore::open(data.join("keys"))?);
        Self::open_with(data, email, server, clock, keys).await
    }

    /// The same with a key store of another kind.
    pub async fn open_with(
        data: PathBuf,
        email: String,
        server: SocketAddr,
        clock: TestClock,
        keys: Arc<dyn KeyStore>,
    ) -> Outcome<Self> {
        let config = Config::demo(data, format!("http://{server}").parse()?, "pinpoint-tests")?;
        Self::open_config(config, email, clock, keys).await
    }

    async fn open_config(
        mut config: Config,
        email: String,
        clock: TestClock,
        keys: Arc<dyn KeyStore>,
    ) -> Outcome<Self> {
        let (data, phone_clock) = (config.data.clone(), clock.clone());
        config.clock = Clock::from_fn(move || phone_clock.now());
        let phone = Installer::open(config, keys).await?;
        Ok(Self { phone, data, clock, email })
    }

    /// The phone is closed and opened again, with a way to this address.
    pub async fn reopen(self, server: SocketAddr) -> Outcome<Self> {
        let Self { phone, data, clock, email } = self;
        drop(phone);
        Self::open(data, email, server, clock).await
    }

    /// Signs in with the password that all accounts of this world have.
    pub async fn sign_in(&self) -> Outcome {
        self.phone.sign_in(&self.email, ACCOUNT_PASSWORD).await?;
        Ok(())
    }

    /// Starts a job with this label.
    pub async fn start(&self, label: ActivationLabel) -> Outcome<PinpointId> {
        let (job, circuit) = (self.phone.new_job()?, CircuitId::parse("F12")?);
        Ok(self.phone.start(job, JobKind::Renetworking, &label, circuit, None).await?.id)
    }

    /// Walks every open step up to the seal, each in the way that it asks for.
    pub async fn walk_to_seal(&self, job: PinpointId, serial: &str) -> Outcome<JobView> {
        self.walk_to_seal_at(job, serial, Coordinate::parse("45.5088400,-73.5878100")?).await
    }

    /// The same at a place.
    pub async fn walk_to_seal_at(&self, job: PinpointId, serial: &str, pin: Coordinate) -> Outcome<JobView> {
        self.walk(job, serial, pin, StepKind::Seal).await
    }

    /// Walks what is left after the seal.
    pub async fn walk_to_end(&self, job: PinpointId) -> Outcome<JobView> {
        self.walk(job, "", Coordinate::parse("0,0")?, StepKind::Seal).await
    }

    /// Seals what is in the job.
    pub async fn seal(&self, job: PinpointId) -> Outcome<SealedView> {
        let never = self.phone.never_changes(job).await?;
        let confirmation = SealConfirmation {
            serial: never.serial.printed().to_owned(),
            mac: never.mac.printed().to_owned(),
        };
        Ok(self.phone.seal(job, confirmation).await?)
    }

    /// A whole job up to its seal.
    pub async fn sealed_job(&self, label: ActivationLabel, serial: &str) -> Outcome<PinpointId> {
        let job = self.start(label).await?;
        self.walk_to_seal(job, serial).await?;
        self.seal(job).await?;
        Ok(job)
    }

    /// Delivers for so many seconds at most.
    pub async fn sync(&self, seconds: i64) -> Outcome<SyncReport> {
        let deadline = self.deadline(seconds)?;
        Ok(self.phone.sync(Some(deadline), Arc::new(|_| {})).await?)
    }

    /// Delivers until this record has its receipt, and stops before its photos.
    pub async fn send_record(&self, job: PinpointId) -> Outcome {
        let arrived = Arc::new(Notify::new());
        let tell = Arc::clone(&arrived);
        let told = move |progress| {
            if matches!(&progress, Progress::Settled(delivery) if delivery.item == Item::Record(job)) {
                tell.notify_one();
            }
        };
        let stop = async {
            arrived.notified().await;
            self.phone.cancel_sync();
        };
        let (report, ()) = tokio::join!(self.phone.sync(None, Arc::new(told)), stop);
        report?;
        Ok(())
    }

    /// Syncs until the network has decided about a pinpoint; the newest verdict.
    pub async fn verdict(&self, job: PinpointId) -> Outcome<Verdict> {
        self.verdict_but(job, None).await
    }

    /// Syncs until there is another verdict than this one.
    pub async fn verdict_but(&self, job: PinpointId, old: Option<&Verdict>) -> Outcome<Verdict> {
        for _ in 0..100 {
            self.sync(20).await?;
            let outbox = self.phone.outbox().await?;
            let found = outbox.pinpoints.into_iter().find(|pinpoint| pinpoint.id == job);
            match found.and_then(|pinpoint| pinpoint.verdict) {
                Some(verdict) if Some(&verdict) != old => return Ok(verdict),
                _ => tokio::time::sleep(std::time::Duration::from_millis(50)).await,
            }
        }
        Err("no verdict came".into())
    }

    /// Does one step in the way that its view asks for.
    pub async fn do_step(&self, job: PinpointId, step: &StepView, serial: &str, pin: Coordinate) -> Outcome {
        match step.kind {
            StepKind::Checklist => {
                for item in step.items.iter().filter(|item| !item.done) {
                    self.tick(job, &step.id, &item.id, item.max_millivolts.map(|_| 300)).await?;
                }
            }
            StepKind::Confirmation => self.apply(job, &step.id, Answer::Confirmed).await?,
            StepKind::Photo => {
                let staged = self.phone.stage(Source::Bytes(small_photo(pin)?)).await?;
                self.phone.attach(job, step.id.clone(), &staged).await?;
            }
            StepKind::Form | StepKind::Scan | StepKind::Reading => {
                for answer in self.answers(job, step, serial, pin).await? {
                    self.apply(job, &step.id, answer).await?;
                }
            }
            StepKind::Seal => return Err("the seal is no step to do".into()),
        }
        Ok(())
    }

    /// Ticks one item.
    pub async fn tick(
        &self,
        job: PinpointId,
        step: &StepId,
        item: &ItemId,
        millivolts: Option<u32>,
    ) -> Outcome {
        self.apply(job, step, Answer::Item { item: item.clone(), millivolts }).await
    }

    /// Gives a step an answer.
    pub async fn apply(&self, job: PinpointId, step: &StepId, answer: Answer) -> Outcome {
        self.phone.apply(job, step.clone(), answer).await?;
        Ok(())
    }

    async fn walk(
        &self,
        job: PinpointId,
        serial: &str,
        pin: Coordinate,
        until: StepKind,
    ) -> Outcome<JobView> {
        loop {
            let view = self.phone.job(job).await?;
            let Some(step) = view.next().filter(|step| step.kind != until).cloned() else { return Ok(view) };
            self.do_step(job, &step, serial, pin).await?;
        }
    }

    async fn answers(
        &self,
        job: PinpointId,
        step: &StepView,
        serial: &str,
        pin: Coordinate,
    ) -> Outcome<Vec<Answer>> {
        Ok(match step.form.ok_or("a form step names its form")? {
            Form::Location => vec![Answer::Location(Fix { position: pin, accuracy_mm: 12_000, mock: false })],
            Form::Station => {
                let model = demo::profile()?.models.into_iter().find(|model| !model.has_screen);
                let model = model.ok_or("the demo network knows a model without screen")?;
                vec![Answer::Station {
                    manufacturer: model.manufacturer,
                    model: model.model,
                    has_screen: None,
                }]
            }
            Form::Serial => vec![
                Answer::Serial { text: serial.to_owned(), source: SerialSource::Typed },
                Answer::SerialAgain { text: serial.to_owned() },
            ],
            Form::Address => vec![Answer::Address(Address {
                address: "1200 Rue de la Montagne".to_owned(),
                city: "Montréal".to_owned(),
                postal_code: Some("H3G 1Z2".to_owned()),
                state: Some("QC".to_owned()),
                country: "CAN".to_owned(),
                from_list: true,
            })],
            Form::Pin => vec![Answer::Pin(pin)],
            Form::Details => {
                vec![Answer::Details(DriverDetails {
                    floor: Some("P2".to_owned()),
                    ..DriverDetails::default()
                })]
            }
            Form::Mac => vec![Answer::Mac { text: self.phone.job(job).await?.mac.to_string() }],
            other => return Err(format!("a re-networking does not ask for {other:?}").into()),
        })
    }

    fn deadline(&self, seconds: i64) -> Outcome<Timestamp> {
        Ok(self.clock.now().checked_add(SignedDuration::from_secs(seconds))?)
    }
}

/// A photograph at this place; drawn once, because many tests take one.
fn small_photo(pin: Coordinate) -> Outcome<Vec<u8>> {
    static DRAWN: Mutex<BTreeMap<(i32, i32), Vec<u8>>> = Mutex::new(BTreeMap::new());
    let place = (pin.lat_e7(), pin.lon_e7());
    let mut drawn = DRAWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(bytes) = drawn.get(&place) {
        return Ok(bytes.clone());
    }
    let photo = StationPhoto::landscape(place.0, place.1, "2026:11:21 07:40:00");
    let photo = StationPhoto { width_px: 800, height_px: 600, noise_sigma: 0.0, ..photo };
    let bytes = station_photo(&photo, 7)?;
    drawn.insert(place, bytes.clone());
    Ok(bytes)
}
