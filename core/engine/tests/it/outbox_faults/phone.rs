//! A phone that delivers: the driver over the shelf, against one player or another.

use std::future::Future;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use pinpoint_domain::demo;
use pinpoint_engine::outbox::{DeliveryState, Driver, Item, Progress, SyncReport, Weather};
use pinpoint_engine::platform::http::{Http, HttpConfig};
use pinpoint_engine::platform::random::Randomness;
use pinpoint_engine::platform::time::{self, Clock};
use pinpoint_engine::remote::Remote;
use uuid::Uuid;

use super::honest::{answer, empty, photo_receipt};
use super::player::{Play, Player, Request};
use super::shelf::{Shelf, event, record};

pub(crate) type Told = Arc<Mutex<Vec<Progress>>>;

pub(crate) struct Phone {
    pub(crate) driver: Driver<Shelf>,
    pub(crate) shelf: Shelf,
    pub(crate) told: Told,
}

impl Phone {
    pub(crate) fn new(player: &Player, shelf: &Shelf) -> Self {
        Self::with(player, shelf, &HttpConfig::default())
    }

    pub(crate) fn with(player: &Player, shelf: &Shelf, config: &HttpConfig) -> Self {
        Self::at(&format!("http://{}", player.address), shelf, config)
    }

    pub(crate) fn at(url: &str, shelf: &Shelf, config: &HttpConfig) -> Self {
        let url = url.parse().unwrap();
        let remote = Remote::new(Arc::new(Http::new(config).unwrap()), url, Clock::of_this_device()).unwrap();
        let profile = Arc::new(demo::profile().unwrap());
        let driver = Driver::new(
            shelf.clone(),
            Arc::new(remote),
            profile,
            Clock::of_this_device(),
            Randomness::of_this_device(),
        );
        Self { driver, shelf: shelf.clone(), told: Told::default() }
    }

    /// A background worker's run: it does not outlast a wait.
    pub(crate) async fn run(&self) -> SyncReport {
        self.run_for(Duration::from_millis(1500), std::future::pending()).await
    }

    pub(crate) async fn run_for(
        &self,
        length: Duration,
        stop: impl Future<Output = ()> + Send,
    ) -> SyncReport {
        let deadline = time::now() + jiff::SignedDuration::try_from(length).unwrap();
        let told = Arc::clone(&self.told);
        self.driver.run(Some(deadline), stop, Arc::new(move |step| told.lock().unwrap().push(step))).await
    }
}

pub(crate) fn hungry(_: &Request) -> Option<usize> {
    None
}

pub(crate) fn weather_of(shelf: &Shelf, item: Item) -> Option<Weather> {
    match shelf.state(item) {
        DeliveryState::Waiting { why, .. } => Some(why),
        _ => None,
    }
}

/// A network that is bad for the first record that comes, and good from then on.
pub(crate) async fn bad_once(play: Play) -> (Player, Phone) {
    let tries = AtomicUsize::new(0);
    let script = move |request: &Request| {
        if request.method == "PUT" && tries.fetch_add(1, Ordering::SeqCst) == 0 {
            return play.clone();
        }
        answer(request)
    };
    let player = Player::start(script, hungry).await;
    let phone = Phone::new(&player, &Shelf::with(&[record(1), event(1)]));
    (player, phone)
}

/// A tus server whose connection breaks after a third of the photo, as often as `cuts` says.
pub(crate) async fn upload_player(cuts: usize) -> Player {
    let have: Arc<Mutex<Vec<u8>>> = Arc::default();
    let left = AtomicUsize::new(cuts);
    let cut_left = Arc::new(left);
    let (kept, cut) = (Arc::clone(&have), Arc::clone(&cut_left));
    let script = move |request: &Request| {
        let mut have = kept.lock().unwrap();
        let offset = |status, have: &[u8]| empty(status, &[("upload-offset", have.len().to_string())]);
        match request.method.as_str() {
            "POST" if request.path == "/v1/uploads" => {
                have.extend_from_slice(&request.body);
                offset(201, &have)
            }
            "HEAD" => offset(200, &have),
            "PATCH" => {
                assert_eq!(request.header("upload-offset"), Some(have.len().to_string().as_str()));
                have.extend_from_slice(&request.body);
                offset(204, &have)
            }
            "GET" if request.path.ends_with("/receipt") => photo_receipt(Uuid::from_u128(1), &have),
            _ => answer(request),
        }
    };
    let appetite = move |request: &Request| {
        let spoil = |left: usize| left.checked_sub(1);
        let carries = matches!(request.method.as_str(), "POST" | "PATCH");
        let cuts = carries && cut.fetch_update(Ordering::SeqCst, Ordering::SeqCst, spoil).is_ok();
        cuts.then_some(100_000)
    };
    Player::start(script, appetite).await
}
