//! What is known of the network, and what it says of stations and of the work.

#![expect(clippy::needless_pass_by_value, reason = "what crosses the border is owned")]

use pinpoint_domain::catalog::Catalog;
use pinpoint_domain::geo::Coordinate;
use pinpoint_domain::profile::NetworkProfile;
use pinpoint_domain::work::{JobKind, Playbook};
use pinpoint_engine::{AddressSuggestion, NetworkView};
use serde::Serialize;
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;

use crate::border::{Crossed, given, shown};
use crate::store::Store;

/// Addresses to choose from; a list has no type of its own at the border.
#[derive(Serialize, Tsify)]
pub struct Suggested {
    /// The likeliest first.
    pub addresses: Vec<AddressSuggestion>,
}

#[wasm_bindgen]
impl Store {
    /// The network's profile.
    pub fn profile(&self) -> Crossed<Ts<NetworkProfile>> {
        shown(&*self.installer.profile())
    }

    /// The catalog, where there is one.
    pub fn catalog(&self) -> Crossed<Option<Ts<Catalog>>> {
        self.installer.catalog().as_deref().map(shown).transpose()
    }

    /// The drawing of a model as an SVG.
    pub fn drawing(&self, manufacturer: &str, model: &str) -> Option<Vec<u8>> {
        self.installer.drawing(manufacturer, model).map(<[u8]>::to_vec)
    }

    /// The network, and how fresh what is known of it is.
    pub fn network(&self) -> Crossed<Ts<NetworkView>> {
        shown(&self.installer.network())
    }

    /// The network's addresses that have the words of a query, the nearest first.
    pub async fn addresses(&self, query: String, near: Option<Ts<Coordinate>>) -> Crossed<Ts<Suggested>> {
        let near = near.map(|near| given("near", &near)).transpose()?;
        shown(&Suggested { addresses: self.installer.addresses(&query, near).await? })
    }

    /// Asks the server whether there is a newer profile, a newer catalog, and newer addresses.
    pub async fn renew_network(&self) -> Crossed<Ts<NetworkView>> {
        shown(&self.installer.renew_network().await?)
    }

    /// The steps of a kind of job as one begins with them now.
    pub fn playbook(&self, kind: Ts<JobKind>) -> Crossed<Option<Ts<Playbook>>> {
        self.installer.playbook(given("kind", &kind)?).as_ref().map(shown).transpose()
    }
}
