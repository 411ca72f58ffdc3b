//! The addresses that the network knows, offered while somebody types (A25).

use pinpoint_domain::addresses::AddressList;
use pinpoint_domain::geo::Coordinate;
use pinpoint_domain::wire::Address;
use serde::Serialize;

use super::Installer;
use super::networks::taking_the_place;
use crate::error::EngineError;
use crate::store::addresses;

/// What a phone's screen shows without being moved.
const MOST_SUGGESTIONS: usize = 8;

/// An address of the network's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct AddressSuggestion {
    /// The answer that chooses it.
    pub address: Address,
    /// Where it is, if the network says so.
    pub position: Option<Coordinate>,
    /// How far that is, in metres, from where the installer is.
    pub distance_m: Option<u32>,
}

impl Installer {
    /// The network's addresses that have the words of `query`, the last one as it begins; capitals and accents do not
    /// matter. Where `near` says where the installer is, the nearest come first, also before a word is typed. None when the
    /// network has no list, or it has not come yet.
    pub async fn addresses(
        &self,
        query: &str,
        near: Option<Coordinate>,
    ) -> Result<Vec<AddressSuggestion>, EngineError> {
        let query = query.to_owned();
        let store = self.any_account()?.store.clone();
        let found =
            store.read(move |connection| addresses::find(connection, &query, near, MOST_SUGGESTIONS)).await;
        let suggestion = |listed: pinpoint_domain::addresses::ListedAddress| {
            let position = listed.position;
            let distance_m = near.zip(position).map(|(here, there)| here.distance_m(&there));
            AddressSuggestion { address: listed.into(), position, distance_m }
        };
        Ok(found.map(|found| found.into_iter().map(suggestion).collect())?)
    }

    /// Takes up a newer list into the store of whoever is signed in. Tells whether one came.
    pub(super) async fn renew_addresses(&self) -> Result<bool, EngineError> {
        let Ok(account) = self.signed_in() else { return Ok(false) };
        let kept = account.store.read(addresses::edition).await?;
        let offered = self.remote.addresses(kept.as_ref().map(|kept| &kept.digest)).await?;
        let root = self.networks.root();
        let Some((list, edition)) = taking_the_place::<AddressList>(kept, offered, &root, self.now())? else {
            return Ok(false);
        };
        account.store.write(move |transaction| addresses::replace(transaction, &list, &edition)).await?;
        Ok(true)
    }
}
