//! Sockets: accepts connections until told to stop, then lets requests in flight finish, within bounds.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::extract::{ConnectInfo, Request};
use futures_util::future::join_all;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;

use crate::config::Limits;
use crate::door::{Door, Guest};
use crate::patience::Patient;
use crate::proxies::Proxies;
use crate::tls::Tls;

/// After a failed `accept` (no file descriptors left, say) the next try waits so long.
const BREATHE: Duration = Duration::from_millis(100);

/// Where connections come in: as they are, or over TLS.
pub struct Entrance {
    listener: TcpListener,
    tls: Option<Tls>,
}

impl Entrance {
    /// How it is begun in an address.
    pub const fn scheme(&self) -> &'static str {
        if self.tls.is_some() { "https" } else { "http" }
    }

    /// Whoever comes in here is greeted by TLS.
    pub const fn secure(listener: TcpListener, tls: Tls) -> Self {
        Self { listener, tls: Some(tls) }
    }
}

impl From<TcpListener> for Entrance {
    fn from(listener: TcpListener) -> Self {
        Self { listener, tls: None }
    }
}

/// Serves the router at these entrances until `stop` is done.
pub(crate) async fn serve(
    entrances: impl IntoIterator<Item = Entrance>,
    router: Router,
    limits: &Limits,
    proxies: &Proxies,
    stop: impl Future<Output = ()>,
) {
    let house = House::new(router, limits, proxies);
    let stopping = CancellationToken::new();
    let open = join_all(entrances.into_iter().map(|entrance| house.keep(entrance, stopping.clone())));
    let told = async {
        stop.await;
        stopping.cancel();
    };
    tokio::join!(open, told);
    if tokio::time::timeout(limits.drain, house.graceful.shutdown()).await.is_err() {
        tracing::warn!("stopped with requests in flight");
    }
}

/// What all entrances share: the routes, and how many may be in at once.
struct House {
    router: Router,
    http: http1::Builder,
    door: Door,
    graceful: GracefulShutdown,
    head: Duration,
    silence: Duration,
}

impl House {
    fn new(router: Router, limits: &Limits, proxies: &Proxies) -> Self {
        // HTTP/1 only: its one timer runs from the first moment, and again while a kept connection is idle.
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new()).header_read_timeout(limits.head);
        let door = Door::new(limits.connections, proxies.clone());
        let (head, silence) = (limits.head, limits.silence);
        Self { router, http, door, graceful: GracefulShutdown::new(), head, silence }
    }

    /// Lets connections in here until told to stop.
    async fn keep(&self, entrance: Entrance, stopping: CancellationToken) {
        let Entrance { listener, tls } = entrance;
        if let Some(tls) = &tls {
            tokio::spawn(tls.clone().follow(stopping.clone()));
        }
        loop {
            let (socket, peer, guest) = tokio::select! {
                () = stopping.cancelled() => break,
                accepted = accept(&listener, &self.door) => match accepted {
                    Some(accepted) => accepted,
                    None => continue,
                },
            };
            // Receipts are small and waited for.
            if let Err(error) = socket.set_nodelay(true) {
                tracing::debug!(%error, "no TCP_NODELAY");
            }
            let visit = Visit {
                peer,
                router: self.router.clone(),
                http: self.http.clone(),
                watcher: self.graceful.watcher(),
            };
            let (socket, head) = (Patient::new(socket, self.silence), self.head);
            let tls = tls.clone();
            tokio::spawn(async move {
                match tls {
                    None => visit.serve(socket).await,
                    Some(tls) => {
                        if let Some(stream) = tls.greet(socket, head).await {
                            visit.serve(stream).await;
                        }
                    }
                }
                drop(guest);
            });
        }
    }
}

/// A connection that was let in.
struct Visit {
    peer: SocketAddr,
    router: Router,
    http: http1::Builder,
    watcher: Watcher,
}

impl Visit {
    async fn serve(self, socket: impl AsyncRead + AsyncWrite + Unpin + Send + 'static) {
        let Self { peer, router, http, watcher } = self;
        let to_routes = TowerToHyperService::new(router);
        let service = service_fn(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(ConnectInfo(peer));
            to_routes.call(request)
        });
        if let Err(error) = watcher.watch(http.serve_connection(TokioIo::new(socket), service)).await {
            // A phone that goes into a lift is no event.
            tracing::debug!(error = %error, "connection ended");
        }
    }
}

/// The next connection that is let in; `None` when one was turned away or lost.
async fn accept(listener: &TcpListener, door: &Door) -> Option<(TcpStream, SocketAddr, Guest)> {
    let place = door.place().await?;
    match listener.accept().await {
        Ok((socket, peer)) => {
            let guest = door.admit(peer.ip(), place)?;
            Some((socket, peer, guest))
        }
        Err(error) => {
            tracing::warn!(%error, "accept failed");
            tokio::time::sleep(BREATHE).await;
            None
        }
    }
}
