//! What a network's stations need of a site: data of the network's profile, because it differs between networks and over
//! time. What a picture in a guide resolves is no proof of anything; only these names are asked for.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::code::{Coded, Fields, fields};
use crate::firmware::FirmwareVersion;
use crate::station::plate_key;

/// Names, ports and firmware that Ethernet connectivity needs (B08, B12, B18).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(hashmap_as_object, missing_as_null))]
pub struct Connectivity {
    /// The host of the VPN server by region, for example `US` (B08).
    #[serde(default)]
    pub vpn_hosts: BTreeMap<String, String>,
    /// What the site's firewall lets through from the station, in the order in which a person reads it (B18).
    #[serde(default)]
    pub ports: Vec<NeededPort>,
    /// The least firmware with which Ethernet can be activated, by model (B12).
    #[serde(default)]
    pub firmware_minima: Vec<FirmwareMinimum>,
    /// Where the site qualification form is, if it can be reached by a link (B18).
    #[serde(default)]
    pub site_form_url: Option<String>,
}

/// A port that a station reaches on the public network.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct NeededPort {
    /// What it is for, as the network's papers call it: `HTTPS`, `NTP`, `VPN`.
    pub purpose: String,
    /// What runs over it.
    pub protocol: Protocol,
    /// The port's number.
    pub port: u16,
}

/// A transport protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum Protocol {
    /// TCP.
    Tcp,
    /// UDP.
    Udp,
}

/// The least firmware of a model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct FirmwareMinimum {
    /// The model or family, as the guide names it.
    pub model: String,
    /// Other names that the same guide has for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub also: Vec<String>,
    /// This version or a later one.
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub minimum: FirmwareVersion,
}

impl Connectivity {
    /// The hosts that a laptop on this site asks for: the region's, or every region's while it is not known. Regions
    /// are compared without their case.
    pub fn hosts<'a>(&'a self, region: Option<&'a str>) -> impl Iterator<Item = (&'a str, &'a str)> {
        let wanted = move |name: &str| region.is_none_or(|region| name.eq_ignore_ascii_case(region.trim()));
        self.vpn_hosts
            .iter()
            .filter(move |(name, _)| wanted(name))
            .map(|(name, host)| (name.as_str(), host.as_str()))
    }

    /// A region as the network names it, from what a person typed.
    pub fn region(&self, typed: &str) -> Result<&str, RegionUnknown> {
        let typed = typed.trim();
        let known = self.vpn_hosts.keys().find(|name| name.eq_ignore_ascii_case(typed));
        known.map(String::as_str).ok_or_else(|| RegionUnknown {
            region: typed.to_owned(),
            known: self.vpn_hosts.keys().cloned().collect::<Vec<_>>().join(", "),
        })
    }

    /// The least firmware of a model, by the guide's name for it or another of its names.
    pub fn minimum_for(&self, model: &str) -> Option<&FirmwareMinimum> {
        let key = plate_key(model);
        let is = |name: &str| plate_key(name) == key;
        self.firmware_minima.iter().find(|known| is(&known.model) || known.also.iter().any(|name| is(name)))
    }
}

/// The network has no VPN server of this region.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no region `{region}`; there are {known}")]
pub struct RegionUnknown {
    region: String,
    known: String,
}

impl Coded for RegionUnknown {
    fn code(&self) -> &'static str {
        "region-unknown"
    }

    fn fields(&self) -> Fields {
        let known = if self.known.is_empty() { "–" } else { &self.known };
        fields([("region", self.region.clone()), ("known", known.to_owned())])
    }
}

/// `TCP 443`.
impl fmt::Display for NeededPort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.protocol, self.port)
    }
}

impl fmt::Display for Protocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Tcp => "TCP",
            Self::Udp => "UDP",
        })
    }
}
