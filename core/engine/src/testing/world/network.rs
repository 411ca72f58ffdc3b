//! The way to the server: there or not, and sometimes with answers that the server never gave.

use std::io;

use bytes::Bytes;
use futures_util::future::BoxFuture;
use http::header::{CONTENT_TYPE, DATE, HeaderMap, HeaderValue, RETRY_AFTER};
use http::{Method, StatusCode};

use super::StoryWorld;
use super::act::Signal;
use super::answers::{Cut, Says};
use super::server::{Asked, Reply};
use super::state::State;
use crate::platform::http::{Body, Request, Response, Transport, TransportError};

/// How the server's own replies are told from a stranger's.
const EPOCH: HeaderValue = HeaderValue::from_static("story");
const PROBLEM: HeaderValue = HeaderValue::from_static(pinpoint_domain::wire::Problem::MEDIA_TYPE);
const JSON: HeaderValue = HeaderValue::from_static("application/json");
const PAGE: HeaderValue = HeaderValue::from_static("text/html");

impl Transport for StoryWorld {
    fn exchange(&self, request: Request) -> BoxFuture<'_, Result<Response, TransportError>> {
        Box::pin(async move {
            let Request { method, url, headers, body, .. } = request;
            let bytes = read(body).await?;
            let query = url.query().map(ToOwned::to_owned);
            let asked = Asked { method, path: url.path().to_owned(), query, headers, body: bytes };
            self.state().answer(&asked)
        })
    }
}

async fn read(body: Body) -> Result<Bytes, TransportError> {
    let (part, sent) = match body {
        Body::Empty => return Ok(Bytes::new()),
        Body::Bytes(bytes) => return Ok(bytes),
        Body::File { part, sent } => (part, sent),
    };
    let file = Bytes::from(part.folder.read(&part.name).await?);
    let too_short = || io::Error::from(io::ErrorKind::UnexpectedEof);
    let from = usize::try_from(part.from).map_err(|_| too_short())?;
    let length = usize::try_from(part.length).map_err(|_| too_short())?;
    let end = from.checked_add(length).filter(|end| *end <= file.len()).ok_or_else(too_short)?;
    sent(part.length);
    Ok(file.slice(from..end))
}

impl State {
    fn answer(&mut self, asked: &Asked) -> Result<Response, TransportError> {
        if self.network == Signal::Offline {
            return Err(TransportError::Offline);
        }
        let scripted = self.answers.take(&format!("{} {}", asked.method, asked.path));
        let retry_after = scripted.as_ref().and_then(Says::retry_after);
        let reply = match scripted {
            Some(Says::Cut(Cut::BeforeTheServer)) => return Err(TransportError::Interrupted),
            Some(Says::Cut(Cut::AfterTheServer)) => {
                self.server.answer(asked, self.now);
                return Err(TransportError::Interrupted);
            }
            Some(Says::Stranger { status }) => return Ok(self.stranger(status)),
            Some(Says::Problem { status, code, fields, .. }) => Reply::problem(status, &code, fields),
            None => self.server.answer(asked, self.now),
        };
        let mut response = self.dated(reply.status, reply.body.into());
        response.headers.insert("server-epoch", EPOCH);
        for (name, value) in reply.headers {
            response.headers.insert(name, HeaderValue::from(value));
        }
        if !response.body.is_empty() {
            let media_type = if response.status.is_success() { JSON } else { PROBLEM };
            response.headers.insert(CONTENT_TYPE, media_type);
        }
        if asked.method == Method::HEAD {
            response.body = Bytes::new();
        }
        if let Some(length) = retry_after {
            response.headers.insert(RETRY_AFTER, HeaderValue::from(length.as_secs()));
        }
        Ok(response)
    }

    fn stranger(&self, status: u16) -> Response {
        let mut page = self.dated(status, Bytes::from_static(b"<html>Welcome to the Grand Hotel"));
        page.headers.insert(CONTENT_TYPE, PAGE);
        page
    }

    /// By the world's clock, as an honest server's is: a phone's clock that is off is another story.
    fn dated(&self, status: u16, body: Bytes) -> Response {
        let mut headers = HeaderMap::new();
        let date = self.now.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
        headers.extend(HeaderValue::try_from(date).ok().map(|date| (DATE, date)));
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        Response { status, headers, body }
    }
}
