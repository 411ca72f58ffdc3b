//! A few files for whoever asks, at an entrance of their own: what somebody needs before the server can be trusted.

use axum::Router;
use axum::http::header;
use axum::routing::get;

use crate::config::Limits;
use crate::proxies::Proxies;
use crate::serve::{self, Entrance};

/// A file that anybody may have.
#[derive(Debug, Clone)]
pub struct Handout {
    /// Where it is asked for.
    pub path: &'static str,
    /// What it is, as a media type.
    pub media_type: &'static str,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Hands these out until `stop` is done.
pub async fn hand_out(
    entrance: Entrance,
    handouts: impl IntoIterator<Item = Handout>,
    limits: &Limits,
    stop: impl Future<Output = ()>,
) {
    let router = handouts.into_iter().fold(Router::new(), |router, Handout { path, media_type, bytes }| {
        let answer = move || async move { ([(header::CONTENT_TYPE, media_type)], bytes) };
        router.route(path, get(answer))
    });
    serve::serve([entrance], router, limits, &Proxies::default(), stop).await;
}
