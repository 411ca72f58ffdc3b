//! The addresses that a network knows: an installer begins one and chooses it (A25).
//!
//! It helps and decides nothing: a station at an address that no list has is pinpointed all the same.

mod check;

use serde::{Deserialize, Serialize};

use crate::geo::Coordinate;
use crate::publication::{Validity, published};
use crate::wire::Address;

/// The most addresses of a list: what a phone takes up between two taps.
pub const MOST_ADDRESSES: usize = 20_000;

/// Addresses of sites, signed by a network's root apart from its profile: they are many and change often.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressList {
    /// Version of this form: 1.
    pub v: u32,
    /// Its name for people.
    pub name: String,
    /// Counts up with every change; a lower one is refused.
    pub version: u32,
    /// From when until when it counts.
    #[serde(default, skip_serializing_if = "Validity::is_always")]
    pub validity: Validity,
    /// The addresses; where nothing else decides, they are shown in this order.
    pub addresses: Vec<ListedAddress>,
}

/// An address of the list, as it will stand in the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedAddress {
    /// Street and number.
    pub address: String,
    /// City.
    pub city: String,
    /// Postal code, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// State or province, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// ISO 3166-1 alpha-3.
    pub country: String,
    /// Where it is, if that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<Coordinate>,
}

impl From<ListedAddress> for Address {
    fn from(listed: ListedAddress) -> Self {
        let ListedAddress { address, city, postal_code, state, country, position: _ } = listed;
        Self { address, city, postal_code, state, country, from_list: true }
    }
}

published!(AddressList, "addresses", "application/vnd.pinpoint.addresses.v1+json");
