//! A network in a folder, or in a database of its own beside one, with accounts, devices and labels, and a clock that can be a year later.
#![allow(unreachable_pub, reason = "the stage is shared by the stories alone")]

pub mod books;
pub mod office;
pub mod record;
pub mod sockets;

use std::path::Path;
use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use jiff::{SignedDuration, Timestamp};
use p256::ecdsa::SigningKey;
use pinpoint_domain::demo;
use pinpoint_domain::ids::{CompanyId, DeviceId, PinpointId};
use pinpoint_domain::label::ActivationLabel;
use pinpoint_domain::wire::{
    Change, ChangePage, Changed, Decision, DeviceRegistration, Grant, Problem, ReasonCode, Session,
    SessionRequest, Signed, Verdict, VerifyingKey,
};
use pinpoint_server::{Clock, Config, Database, IssuedLabel, NewAccount, Photos, Role, Server};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tempfile::TempDir;
use tower::ServiceExt as _;
use uuid::Uuid;

use books::{Books, OwnDatabase};

/// 10 May 2027, nine in the morning.
pub const MORNING: i64 = 1_809_939_600;
pub const PASSWORD: &str = "tournevis-isolé";

/// A clock that stands still until the story moves it.
pub struct StoryClock(Mutex<Timestamp>);

impl StoryClock {
    pub fn pass(&self, time: SignedDuration) {
        *self.0.lock().unwrap() += time;
    }
}

impl Clock for StoryClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

/// The stage: one server on its own folder.
pub struct Network {
    pub folder: TempDir,
    pub clock: Arc<StoryClock>,
    pub server: Server,
    config: Config,
    own_database: Option<OwnDatabase>,
}

/// An answer, whole.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Answer {
    #[track_caller]
    pub fn read<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|error| {
            panic!("{error}: {} {}", self.status, String::from_utf8_lossy(&self.bytes))
        })
    }

    /// Status and code of a problem, after checking that it is one.
    #[track_caller]
    pub fn problem(&self) -> (u16, String) {
        assert_eq!(self.headers["content-type"], Problem::MEDIA_TYPE, "{self:?}");
        let problem: Problem = self.read();
        assert_eq!(problem.status, self.status.as_u16());
        assert_eq!(problem.type_uri, format!("{}{}", Problem::TYPE_BASE, problem.code));
        assert_eq!(problem.request_id.as_deref(), self.header("x-request-id"));
        (problem.status, problem.code)
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }
}

impl Network {
    pub fn open() -> Self {
        Self::open_with(|_| {})
    }

    /// A clock at the beginning of a story.
    pub fn morning() -> Arc<StoryClock> {
        Arc::new(StoryClock(Mutex::new(Timestamp::from_second(MORNING).unwrap())))
    }

    pub fn open_with(change: impl FnOnce(&mut Config)) -> Self {
        pinpoint_server::log::init();
        let folder = tempfile::tempdir().unwrap();
        let clock = Self::morning();
        let mut config = Config::demo(folder.path()).unwrap();
        let own_database = OwnDatabase::create();
        if let Some(own) = &own_database {
            config.database = own.database();
        }
        if let Ok(bucket) = std::env::var("PINPOINT_TEST_S3") {
            config.photos = Photos::Bucket(bucket.parse().unwrap());
        }
        change(&mut config);
        let server = Server::open(config.clone(), clock.clone()).unwrap();
        Self { folder, clock, server, config, own_database }
    }

    /// For a story that looks at the files of photos.
    pub fn with_photos_in_the_folder() -> Self {
        Self::open_with(|config| config.photos = Photos::Folder)
    }

    /// For a story about the folder, which holds everything.
    pub fn embedded() -> Self {
        Self::open_with(|config| {
            *config = Config { bind: config.bind, ..Config::demo(&config.data).unwrap() }
        })
    }

    /// A server of another folder that holds everything, in the same world.
    pub fn of_folder(folder: TempDir, clock: Arc<StoryClock>) -> Self {
        let config = Config::demo(folder.path()).unwrap();
        let server = Server::open(config.clone(), clock.clone()).unwrap();
        Self { folder, clock, server, config, own_database: None }
    }

    /// The database of its own, if it is not in the folder.
    pub fn own_database(&self) -> Option<&OwnDatabase> {
        self.own_database.as_ref()
    }

    /// Where another server finds the same rows; none when they are in the folder.
    pub fn database_url(&self) -> Option<String> {
        let postgres = matches!(self.config.database, Database::Postgres(_));
        self.own_database.as_ref().filter(|_| postgres).map(|own| own.url.clone())
    }

    /// Where another server finds the same photos; none when they are in the folder.
    pub fn bucket_url(&self) -> Option<String> {
        let bucket = matches!(self.config.photos, Photos::Bucket(_));
        std::env::var("PINPOINT_TEST_S3").ok().filter(|_| bucket)
    }

    /// As the server was told.
    pub fn config(&self) -> Config {
        self.config.clone()
    }

    /// The server stops and is started again with other settings.
    pub fn change(&mut self, change: impl FnOnce(&mut Config)) {
        change(&mut self.config);
        self.restart();
    }

    /// The server stops and is started again on the same folder.
    pub fn restart(&mut self) {
        self.server = Server::open(self.config(), self.clock.clone()).unwrap();
    }

    pub fn database(&self) -> Books {
        Books::open(&self.config.database, self.folder.path(), self.own_database.as_ref())
    }

    pub async fn company(&self, name: &str) -> CompanyId {
        self.server.accounts().add_company(name).await.unwrap()
    }

    pub async fn installer(&self, email: &str, company: &str, certified_days: Option<i64>) {
        let certified_until =
            certified_days.map(|days| self.clock.now() + SignedDuration::from_hours(24 * days));
        self.account(email, company, Role::Installer, certified_until).await;
    }

    pub async fn account(&self, email: &str, company: &str, role: Role, certified_until: Option<Timestamp>) {
        let account = NewAccount {
            email: email.into(),
            name: "Camille".into(),
            password: PASSWORD.into(),
            company: company.into(),
            role,
            certified_until,
        };
        self.server.accounts().add_installer(account).await.unwrap();
    }

    pub async fn label(&self) -> IssuedLabel {
        self.server.labels().issue(1).await.unwrap().pop().unwrap()
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        ask(&self.server, request).await
    }

    /// Another server on the same rows, photos and keys.
    pub fn another_server(&self) -> Server {
        Server::open(self.config(), self.clock.clone()).unwrap()
    }

    pub async fn post<T: Serialize>(&self, path: &str, body: &T) -> Answer {
        self.send(json(Method::POST, path, None, body)).await
    }

    /// A certified installer of a company of this name, signed in on a new device.
    pub async fn crew(&self, company: &str) -> Phone<'_> {
        self.company(company).await;
        let email = format!("camille@{}.example", company.to_lowercase());
        self.installer(&email, company, Some(2 * 365)).await;
        Phone::sign_in(self, &email).await
    }
}

/// Sends a request to a server.
pub async fn ask(server: &Server, request: Request<Body>) -> Answer {
    let response = server.router().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap().to_vec();
    Answer { status: parts.status, headers: parts.headers, bytes }
}

/// A phone in somebody's hand.
pub struct Phone<'n> {
    pub network: &'n Network,
    pub email: String,
    pub session: Session,
    pub device: DeviceId,
    pub key: SigningKey,
    pub grant: Signed<Grant>,
    sequence: Mutex<u64>,
}

impl<'n> Phone<'n> {
    pub async fn sign_in(network: &'n Network, email: &str) -> Phone<'n> {
        let session = session(network, email).await;
        let device = DeviceId::from(random_uuid());
        let key = SigningKey::from_slice(&random::<32>()).unwrap();
        let grant = register(network, &session, device, &key).await.read();
        Phone { network, email: email.into(), session, device, key, grant, sequence: Mutex::new(0) }
    }

    /// After a long time: a new session and a new grant for the same device.
    pub async fn sign_in_again(&mut self) {
        self.session = session(self.network, &self.email).await;
        self.grant = register(self.network, &self.session, self.device, &self.key).await.read();
    }

    pub fn grant(&self) -> Grant {
        let (id, key) = (demo::RECEIPT_KEY_ID, network_key());
        self.grant.verify([(id, &key)]).unwrap()
    }

    pub fn next_sequence(&self) -> u64 {
        let mut sequence = self.sequence.lock().unwrap();
        *sequence += 1;
        *sequence
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.network.send(self.request(Method::GET, path).body(Body::empty()).unwrap()).await
    }

    pub async fn put<T: Serialize>(&self, path: &str, body: &T) -> Answer {
        self.network.send(json(Method::PUT, path, Some(&self.session), body)).await
    }

    pub fn request(&self, method: Method, path: &str) -> axum::http::request::Builder {
        Request::builder()
            .method(method)
            .uri(path)
            .header("authorization", format!("Bearer {}", self.session.access_token))
    }

    /// All changes of the own company, after the verdicts that are due were made.
    pub async fn changes(&self) -> Vec<Change> {
        self.network.server.decide_due().await.unwrap();
        let mut changes = Vec::new();
        loop {
            let after = changes.last().map_or(0, |change: &Change| change.sequence);
            let page: ChangePage = self.get(&format!("/v1/changes?after={after}&limit=3")).await.read();
            changes.extend(page.changes);
            if !page.more {
                return changes;
            }
        }
    }

    /// Decision and reasons of the newest verdict.
    pub async fn verdict(&self, pinpoint: PinpointId) -> Option<(Decision, Vec<ReasonCode>)> {
        let verdict = self.changes().await.into_iter().rev().find_map(|change| match change.what {
            Changed::Verdict { verdict } if change.pinpoint_id == pinpoint => Some(open(&verdict)),
            _ => None,
        })?;
        Some((verdict.decision, verdict.reasons.iter().map(|reason| reason.code.clone()).collect()))
    }
}

/// A verdict whose signature was checked.
pub fn open(verdict: &Signed<Verdict>) -> Verdict {
    verdict.verify([(demo::RECEIPT_KEY_ID, &network_key())]).unwrap()
}

pub fn network_key() -> VerifyingKey {
    VerifyingKey::Ed25519(demo::receipt_key().verifying_key())
}

pub async fn session(network: &Network, email: &str) -> Session {
    let request = SessionRequest { email: email.into(), password: PASSWORD.into() };
    let answer = network.post("/v1/sessions", &request).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    answer.read()
}

pub async fn register(network: &Network, session: &Session, device: DeviceId, key: &SigningKey) -> Answer {
    let registration =
        DeviceRegistration { key: VerifyingKey::P256(*key.verifying_key()), name: "Camille's phone".into() };
    network.send(json(Method::PUT, &format!("/v1/devices/{device}"), Some(session), &registration)).await
}

pub fn json<T: Serialize>(method: Method, path: &str, session: Option<&Session>, body: &T) -> Request<Body> {
    let mut request = Request::builder().method(method).uri(path).header("content-type", "application/json");
    if let Some(session) = session {
        request = request.header("authorization", format!("Bearer {}", session.access_token));
    }
    request.body(Body::from(serde_json::to_vec(body).unwrap())).unwrap()
}

pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).unwrap();
    bytes
}

pub fn random_uuid() -> Uuid {
    uuid::Builder::from_random_bytes(random()).into_uuid()
}

/// The label as an installer reads it, twice if needed: an `ActivationLabel` cannot be copied.
pub fn reread(label: &ActivationLabel) -> ActivationLabel {
    ActivationLabel::typed(label.mac.digits(), label.password.reveal()).unwrap()
}

/// Every file below a folder.
pub fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    std::fs::read_dir(folder)
        .unwrap()
        .flat_map(|entry| {
            let path = entry.unwrap().path();
            if path.is_dir() { files(&path) } else { vec![path] }
        })
        .collect()
}
