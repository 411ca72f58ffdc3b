//! Sockets: accepts connections until told to stop, then lets requests in flight finish, within bounds.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::extract::{ConnectInfo, Request};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};

use crate::config::Limits;
use crate::door::{Door, Guest};
use crate::patience::Patient;

/// After a failed `accept` (no file descriptors left, say) the next try waits so long.
const BREATHE: Duration = Duration::from_millis(100);

/// Serves the router until `stop` is done.
pub(crate) async fn serve(
    listener: TcpListener,
    router: Router,
    limits: &Limits,
    stop: impl Future<Output = ()>,
) {
    // HTTP/1 only: its one timer runs from the first moment, and again while a kept connection is idle.
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(limits.head);
    let door = Door::new(limits.connections);
    let graceful = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let (socket, peer, guest) = tokio::select! {
            () = &mut stop => break,
            accepted = accept(&listener, &door) => match accepted {
                Some(accepted) => accepted,
                None => continue,
            },
        };
        // Receipts are small and waited for.
        if let Err(error) = socket.set_nodelay(true) {
            tracing::debug!(%error, "no TCP_NODELAY");
        }
        let to_routes = TowerToHyperService::new(router.clone());
        let service = service_fn(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(ConnectInfo(peer));
            to_routes.call(request)
        });
        let socket = TokioIo::new(Patient::new(socket, limits.silence));
        let connection = graceful.watch(http.serve_connection(socket, service));
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                // A phone that goes into a lift is no event.
                tracing::debug!(error = %error, "connection ended");
            }
            drop(guest);
        });
    }
    drop(listener);
    if tokio::time::timeout(limits.drain, graceful.shutdown()).await.is_err() {
        tracing::warn!("stopped with requests in flight");
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
