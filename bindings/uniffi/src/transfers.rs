//! Photos that the system carries while the app has ended.

use std::fmt;
use std::sync::Arc;

use pinpoint_domain::ids::{PhotoId, PinpointId};
use pinpoint_engine as engine;
use url::Url;

use crate::mirror::FilePath;

/// One request that sends a file, or the end of one: for `WorkManager` and `URLSession`, which outlive the app.
#[derive(uniffi::Record)]
pub struct Transfer {
    /// The record that names the photo.
    pub pinpoint: PinpointId,
    /// The photo.
    pub photo: PhotoId,
    /// `POST` for the whole file, `PATCH` for what is missing of it.
    pub method: String,
    /// Where to.
    pub url: Url,
    /// Headers but for the authorization.
    pub headers: Vec<Header>,
    /// What goes into `Authorization`.
    pub bearer: Arc<Bearer>,
    /// The file.
    pub file: FilePath,
    /// Its first byte that is sent.
    pub from: u64,
    /// How many bytes are sent.
    pub length: u64,
}

/// A header of HTTP.
#[derive(Debug, Clone, uniffi::Record)]
pub struct Header {
    /// Its name.
    pub name: String,
    /// What it says.
    pub value: String,
}

/// An access token. No text of it shows it.
#[derive(uniffi::Object)]
#[uniffi::export(Debug, Display)]
pub struct Bearer(engine::Bearer);

#[uniffi::export]
impl Bearer {
    /// What `Authorization` says.
    pub fn reveal(&self) -> String {
        self.0.reveal().to_owned()
    }
}

impl fmt::Display for Bearer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl fmt::Debug for Bearer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// What became of a transfer.
#[derive(Debug, Clone, uniffi::Enum)]
pub enum TransferOutcome {
    /// A reply came.
    Answered {
        /// Its status.
        status: u16,
        /// Its headers.
        headers: Vec<Header>,
        /// Its body.
        body: Vec<u8>,
    },
    /// None came.
    Lost,
}

impl From<engine::Transfer> for Transfer {
    fn from(transfer: engine::Transfer) -> Self {
        let engine::Transfer { pinpoint, photo, method, url, headers, bearer, file, from, length } = transfer;
        let headers = headers.into_iter().map(|(name, value)| Header { name, value }).collect();
        let (method, bearer) = (method.to_owned(), Arc::new(Bearer(bearer)));
        Self { pinpoint, photo, method, url, headers, bearer, file, from, length }
    }
}

impl From<TransferOutcome> for engine::TransferOutcome {
    fn from(outcome: TransferOutcome) -> Self {
        match outcome {
            TransferOutcome::Answered { status, headers, body } => {
                let headers = headers.into_iter().map(|Header { name, value }| (name, value)).collect();
                Self::Answered { status, headers, body }
            }
            TransferOutcome::Lost => Self::Lost,
        }
    }
}
