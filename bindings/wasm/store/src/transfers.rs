//! Photos that somebody else carries: a service worker, while no page is open.

use pinpoint_engine::{Transfer, TransferOutcome, TransferState};
use serde::{Deserialize, Serialize};
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;

use crate::border::{Crossed, given, parsed, shown};
use crate::store::Store;

/// A list, as a return value needs it.
#[derive(Serialize, Tsify)]
pub struct Carried {
    /// The uploads.
    pub transfers: Vec<CarriedPhoto>,
}

/// One upload, with the access token that it takes: on its way to the page's own `Transfer`, and printed nowhere.
#[derive(Serialize, Tsify)]
pub struct CarriedPhoto {
    /// The record that names the photo.
    pub pinpoint: String,
    /// The photo.
    pub photo: String,
    /// `POST` for the whole file, `PATCH` for what is missing of it.
    pub method: String,
    /// Where to.
    pub url: String,
    /// Headers but for the authorization.
    pub headers: Vec<Header>,
    /// What `Authorization` says.
    pub bearer: String,
    /// The file, by its path below the origin's root.
    pub file: String,
    /// Its first byte that is sent.
    pub from: u64,
    /// How many bytes are sent.
    pub length: u64,
}

/// A header of a request or a reply.
#[derive(Serialize, Deserialize, Tsify)]
pub struct Header {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// What the server answered.
#[derive(Deserialize, Tsify)]
pub struct Reply {
    /// Its status.
    pub status: u16,
    /// Its headers.
    pub headers: Vec<Header>,
    /// Its body, which is JSON or of no interest.
    pub body: String,
}

impl From<Transfer> for CarriedPhoto {
    fn from(transfer: Transfer) -> Self {
        let Transfer { pinpoint, photo, method, url, headers, bearer, file, from, length } = transfer;
        Self {
            pinpoint: pinpoint.to_string(),
            photo: photo.to_string(),
            method: method.to_owned(),
            url: url.into(),
            headers: headers.into_iter().map(|(name, value)| Header { name, value }).collect(),
            bearer: bearer.reveal().to_owned(),
            file: file.to_string_lossy().into_owned(),
            from,
            length,
        }
    }
}

impl From<Reply> for TransferOutcome {
    fn from(Reply { status, headers, body }: Reply) -> Self {
        let headers = headers.into_iter().map(|Header { name, value }| (name, value)).collect();
        Self::Answered { status, headers, body: body.into_bytes() }
    }
}

#[wasm_bindgen]
impl Store {
    /// Uploads to carry, at most so many.
    pub async fn next_transfers(&self, limit: u32) -> Crossed<Ts<Carried>> {
        let transfers = self.installer.next_transfers(limit).await?;
        shown(&Carried { transfers: transfers.into_iter().map(CarriedPhoto::from).collect() })
    }

    /// What became of one; without a reply it is lost.
    pub async fn transfer_finished(
        &self,
        photo: String,
        reply: Option<Ts<Reply>>,
    ) -> Crossed<Ts<TransferState>> {
        let reply = reply.map(|reply| given("reply", &reply)).transpose()?;
        let outcome = reply.map_or(TransferOutcome::Lost, TransferOutcome::from);
        shown(&self.installer.transfer_finished(parsed("photo", &photo)?, outcome).await?)
    }
}
