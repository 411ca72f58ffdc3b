//! One server: a data folder, its keys, and the routes.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Router;
use data_encoding::HEXLOWER;
use tokio::net::TcpListener;
use tokio::sync::{Notify, Semaphore};
use tokio_util::sync::CancellationToken;

use crate::accounts::Accounts;
use crate::app::{App, Shared};
use crate::backups::Backups;
use crate::clock::Clock;
use crate::config::{Config, TlsFiles};
use crate::durable::create_folder;
use crate::erasures::Erasures;
use crate::error::ServerError;
use crate::grants::Grants;
use crate::keys::{Keys, private};
use crate::labels::Labels;
use crate::metrics::{Metrics, Process};
use crate::proxies::Proxies;
use crate::reviews::Reviews;
use crate::serve::Entrance;
use crate::store::{Retained, Store};
use crate::tls::Tls;
use crate::uploads::Lanes;
use crate::webhooks::Webhooks;
use crate::{api, metrics, passwords, random, serve, uploads, webhooks, worker};

/// Abandoned uploads and what is out of time are swept so often.
const SWEEP: Duration = Duration::from_hours(1);

/// An opened data folder, ready to serve or to be administered.
pub struct Server {
    app: App,
    bind: SocketAddr,
    tls: TlsFiles,
    metrics_at: Option<SocketAddr>,
}

impl Server {
    /// Opens the data folder: makes it when missing, upgrades the database, reads the keys.
    pub fn open(config: Config, clock: Arc<dyn Clock>) -> Result<Self, ServerError> {
        let Config {
            data,
            bind,
            network,
            limits,
            database,
            photos,
            tls,
            proxies,
            metrics: metrics_at,
            webhooks,
            retention,
        } = config;
        tls.pair()?;
        create_folder(&data).map_err(ServerError::file(&data))?;
        private(&data, 0o700)?;
        let metrics: Arc<Metrics> = Arc::default();
        let store = Store::open(database.place(&data), &network, Arc::clone(&metrics))?;
        let found = store.remembered("network", network.as_str())?;
        if found != network.as_str() {
            return Err(ServerError::NetworkDiffers { expected: network.to_string(), found });
        }
        // Only a database that never had keys may get new ones: others would no longer fit its labels and receipts.
        let known = store.recall("keys")?;
        let folder = data.join("keys");
        let keys = Keys::open(&folder, &network, known.is_none())?;
        if store.remembered("keys", keys.fingerprint())? != keys.fingerprint() {
            return Err(ServerError::KeyLost { path: folder });
        }
        if keys.are_public() {
            tracing::warn!(%network, "DEMO KEYS: everybody can sign as this network; never use it for real stations");
        }
        let epoch = store.remembered("server_epoch", &HEXLOWER.encode(&random::bytes::<16>()?))?;
        let webhooks = Webhooks::new(webhooks, &limits)?;
        let files = photos.open(&data)?;
        files.make_ready()?;
        let process = Process::new(network.to_string(), epoch.clone(), clock.now());
        let app = App::new(Shared {
            network,
            limits,
            proxies,
            retention,
            store,
            keys: Arc::new(keys),
            grants: Grants::default(),
            photos: files,
            lanes: Lanes::default(),
            clock,
            metrics,
            process,
            stopping: AtomicBool::new(false),
            epoch,
            data: data.clone(),
            profile: data.join("profile.json"),
            catalog: data.join("catalog.json"),
            addresses: data.join("addresses.json"),
            map: data.join("map"),
            nobody: passwords::hash(&HEXLOWER.encode(&random::bytes::<16>()?))?,
            hashing: Arc::new(Semaphore::new(2)),
            webhooks,
            verdicts: Notify::new(),
        });
        Ok(Self { app, bind, tls, metrics_at })
    }

    /// Listens where the configuration says; the address tells which port was taken when it asked for any.
    pub async fn listen(&self) -> Result<(TcpListener, SocketAddr), ServerError> {
        let listener = TcpListener::bind(self.bind).await.map_err(ServerError::Socket)?;
        let address = listener.local_addr().map_err(ServerError::Socket)?;
        Ok((listener, address))
    }

    /// A listener as the configuration says that it is come in by: over TLS, or as it is.
    pub fn entrance(&self, listener: TcpListener) -> Result<Entrance, ServerError> {
        Ok(match self.tls.pair()? {
            Some((certificate, key)) => Entrance::secure(listener, Tls::from_files(certificate, key)?),
            None => listener.into(),
        })
    }

    /// Serves until `stop` is done; then lets requests in flight finish, for about ten seconds at most.
    pub async fn serve(
        &self,
        listener: TcpListener,
        stop: impl Future<Output = ()>,
    ) -> Result<(), ServerError> {
        self.serve_at([self.entrance(listener)?], stop).await
    }

    /// As [`Server::serve`], at several entrances.
    pub async fn serve_at(
        &self,
        entrances: impl IntoIterator<Item = Entrance>,
        stop: impl Future<Output = ()>,
    ) -> Result<(), ServerError> {
        let metrics = match self.metrics_at {
            Some(at) => Some(TcpListener::bind(at).await.map_err(ServerError::Socket)?),
            None => None,
        };
        tracing::info!(network = %self.app.network, "serving");
        let stopping = CancellationToken::new();
        let verdicts = tokio::spawn(worker::run(self.app.clone(), stopping.clone()));
        let sweeper = tokio::spawn(sweep(self.app.clone(), stopping.clone()));
        let telling = tokio::spawn(webhooks::run(self.app.clone(), stopping.clone()));
        let told = async {
            stop.await;
            self.app.stopping.store(true, Ordering::Relaxed);
        };
        let served = serve::serve(entrances, self.router(), &self.app.limits, &self.app.proxies, told);
        let watched = self.watched(metrics, stopping.clone());
        tokio::join!(
            async {
                served.await;
                stopping.cancel();
            },
            watched
        );
        for task in [verdicts, sweeper, telling] {
            if task.await.is_err() {
                tracing::error!("a background task ended early");
            }
        }
        tracing::info!("stopped");
        Ok(())
    }

    /// Lets metrics be read until the server stopped.
    async fn watched(&self, listener: Option<TcpListener>, stopping: CancellationToken) {
        if let Some(listener) = listener {
            let routes = metrics::router(&self.app);
            let nobody = Proxies::default();
            serve::serve([listener.into()], routes, &self.app.limits, &nobody, stopping.cancelled()).await;
        }
    }

    /// The routes, for tests in one process. Verdicts are then made by [`Server::decide_due`].
    pub fn router(&self) -> Router {
        api::router(&self.app)
    }

    /// Makes every verdict that is due by the clock; how many pinpoints were looked at.
    pub async fn decide_due(&self) -> Result<usize, ServerError> {
        worker::decide_due(&self.app).await
    }

    /// Tells receivers of webhooks what is due by the clock; how many messages were sent.
    pub async fn deliver_webhooks(&self) -> Result<usize, ServerError> {
        webhooks::deliver_due(&self.app).await
    }

    /// Deletes the bytes of uploads whose time has passed, and what a crash left of erased photos; how many uploads there were.
    pub async fn sweep_uploads(&self) -> Result<usize, ServerError> {
        uploads::sweep(&self.app).await
    }

    /// Deletes what is out of time by the clock; how much of each class there was.
    pub async fn retain(&self) -> Result<Vec<Retained>, ServerError> {
        Ok(self.app.store.retain(&self.app.retention, self.app.now()).await?)
    }

    /// Counts what [`Server::retain`] would delete.
    pub async fn out_of_time(&self) -> Result<Vec<Retained>, ServerError> {
        Ok(self.app.store.out_of_time(&self.app.retention, self.app.now()).await?)
    }

    /// Companies, installers and devices.
    pub fn accounts(&self) -> Accounts<'_> {
        Accounts { app: &self.app }
    }

    /// What waits for the network's own people.
    pub fn reviews(&self) -> Reviews<'_> {
        Reviews { app: &self.app }
    }

    /// What goes from beside a record.
    pub fn erasures(&self) -> Erasures<'_> {
        Erasures { app: &self.app }
    }

    /// Copies of all this, and what phones are told of them.
    pub fn backups(&self) -> Backups<'_> {
        Backups { app: &self.app }
    }

    /// The label inventory.
    pub fn labels(&self) -> Labels<'_> {
        Labels { app: &self.app }
    }
}

async fn sweep(app: App, stop: CancellationToken) {
    loop {
        if let Err(error) = uploads::sweep(&app).await {
            tracing::error!(%error, "the sweep of uploads failed");
        }
        match app.store.retain(&app.retention, app.now()).await {
            Ok(gone) => {
                for Retained { class, rows } in gone.into_iter().filter(|class| class.rows > 0) {
                    tracing::info!(class, rows, "went by time");
                }
            }
            Err(error) => tracing::error!(%error, "what is out of time stays for another hour"),
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(SWEEP) => {}
        }
    }
}
