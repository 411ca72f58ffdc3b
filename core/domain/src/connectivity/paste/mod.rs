//! What a laptop on the station's cable says, pasted as it stands on its screen (B05 to B10).
//!
//! | you look for | it lives in |
//! |---|---|
//! | what a paste proves, and the order of its verdicts | [`Finding`] |
//! | code pages, UTF-16, what an editor misread | `text` |
//! | a paste that became one line | `flat` |
//! | quoting of mails, senders of chats, marks of lists | `quoted` |
//! | narrow windows, dots that lead | `line` |
//! | `ipconfig` | `ipconfig` |
//! | `ifconfig`, `ip`, routes | `unix` |
//! | `netsh`, `networksetup`, `Get-NetIPAddress` | `settings` |
//! | `nslookup`, `host` | `nslookup` |
//! | `dig`, `Resolve-DnsName` | `dig` |
//! | which adapter has the cable, what an address is worth | [`Adapter`], [`AddressStanding`] |
//!
//! Nothing here fails: what is not known is passed over. It takes one pass over the lines, so twice the text takes twice the time.

mod adapter;
mod caption;
mod command;
mod dig;
mod finding;
mod flat;
mod ipconfig;
mod line;
mod lookup;
mod nslookup;
mod page;
mod quoted;
mod read;
mod roster;
mod settings;
mod text;
mod unix;
mod vocabulary;

use core::net::IpAddr;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

pub use adapter::{Adapter, AdapterKind, AddressStanding, SeenAddress};
pub use finding::Finding;
pub use lookup::{Lookup, LookupFailure};
pub use text::decode;

use super::advice::{Advice, Measure, OURS, Statement};
use super::requirements::Connectivity;
use crate::code::{Coded, Fields, fields};

/// What a paste says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct PasteReading {
    /// The rung of the ladder that broke first; if none did, how far it reaches.
    pub verdict: Finding,
    /// Everything that it proves, the worst first.
    pub verdicts: Vec<Finding>,
    /// The verdict as a sentence.
    pub meaning: Statement,
    /// The usable addresses of the adapter with the cable, IPv4 first.
    #[cfg_attr(feature = "typescript", tsify(type = "string[]"))]
    pub addresses: Vec<IpAddr>,
    /// Its way out.
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub gateway: Option<IpAddr>,
    /// What the name resolved to. The resolver's own address is never among them.
    #[cfg_attr(feature = "typescript", tsify(type = "string[]"))]
    pub resolved: Vec<IpAddr>,
    /// The names that were asked for.
    pub asked: Vec<String>,
    /// Who was asked.
    #[cfg_attr(feature = "typescript", tsify(type = "string[]"))]
    pub resolver: Vec<IpAddr>,
    /// The adapter that was judged, as it is named there.
    pub adapter: Option<String>,
    /// All adapters.
    pub adapters: Vec<Adapter>,
    /// All questions to resolvers.
    pub lookups: Vec<Lookup>,
    /// What else is to be known.
    pub notes: Vec<Statement>,
    /// What to do, in this order.
    pub steps: Vec<Advice>,
    /// What to measure next.
    pub measure: Vec<Statement>,
}

/// Something beside the verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PasteNote {
    /// The name that was asked for is not the VPN server's.
    OtherHost {
        /// What was asked for.
        asked: String,
    },
    /// The name led to another domain.
    Landed {
        /// What was asked for.
        asked: String,
        /// Where it led.
        landed: String,
    },
    /// The answer is an address inside the site.
    AnsweredInside {
        /// The answer.
        address: String,
    },
    /// Another adapter has an address, too: it may be the one that answered.
    OtherAdapter {
        /// Its name.
        name: String,
    },
}

/// Reads what was pasted, whatever it is: any bytes give a reading. `needs` names the hosts to ask for, `region` the one
/// that counts here.
pub fn read_paste(bytes: &[u8], needs: &Connectivity, region: Option<&str>) -> PasteReading {
    let read::Facts { adapters, lookups } = read::read(bytes);
    let cable = adapter::with_cable(&adapters);
    let judged = judged(&lookups, needs, region);
    let is_endpoint = |lookup: &Lookup| asks_endpoint(lookup, needs, None) || needs.vpn_hosts.is_empty();

    let mut verdicts: BTreeSet<Finding> =
        judged.iter().map(|lookup| Finding::of_lookup(lookup, is_endpoint(lookup))).collect();
    match cable {
        Some(cable) => verdicts.extend([Finding::of_adapter(cable)]),
        None if !adapters.is_empty() => verdicts.extend([Finding::NoEthernetAdapter]),
        None => {}
    }
    let verdict = verdicts.first().copied().unwrap_or(Finding::NothingRecognised);
    let plugged = cable.filter(|cable| !cable.unplugged);
    PasteReading {
        verdict,
        meaning: Statement::new(&verdict, verdict.source()),
        addresses: unique(plugged.map(Adapter::usable).unwrap_or_default()),
        gateway: plugged.and_then(|cable| cable.gateway),
        resolved: unique(judged.iter().flat_map(|lookup| lookup.addresses.iter().copied())),
        asked: unique(lookups.iter().filter_map(|lookup| lookup.asked.clone())),
        resolver: unique(lookups.iter().flat_map(|lookup| lookup.resolver.iter().copied())),
        adapter: cable.map(|cable| cable.name.clone()),
        notes: notes(&adapters, &judged, is_endpoint),
        steps: verdict.steps(judged.iter().all(|lookup| is_endpoint(lookup))),
        measure: measure(verdict, cable.is_some(), needs, region),
        verdicts: if verdicts.is_empty() { vec![verdict] } else { verdicts.into_iter().collect() },
        adapters,
        lookups,
    }
}

/// The questions that count: those for the region's host, else for any host of the network, else all. Of one name the last
/// question counts: the cable was plugged in again meanwhile.
fn judged<'a>(lookups: &'a [Lookup], needs: &Connectivity, region: Option<&str>) -> Vec<&'a Lookup> {
    let of = |wanted: &dyn Fn(&Lookup) -> bool| -> Vec<&'a Lookup> {
        let by_name: BTreeMap<_, _> =
            lookups.iter().filter(|lookup| wanted(lookup)).map(|lookup| (&lookup.asked, lookup)).collect();
        by_name.into_values().collect()
    };
    let here = of(&|lookup| asks_endpoint(lookup, needs, region));
    let anywhere = || of(&|lookup| asks_endpoint(lookup, needs, None));
    let judged = if here.is_empty() { anywhere() } else { here };
    if judged.is_empty() { of(&|_| true) } else { judged }
}

fn asks_endpoint(lookup: &Lookup, needs: &Connectivity, region: Option<&str>) -> bool {
    let asked = lookup.asked.as_deref();
    asked.is_some_and(|asked| needs.hosts(region).any(|(_, host)| host.eq_ignore_ascii_case(asked)))
}

fn notes(adapters: &[Adapter], judged: &[&Lookup], is_endpoint: impl Fn(&Lookup) -> bool) -> Vec<Statement> {
    let mut notes = Vec::new();
    for lookup in judged {
        let asked = lookup.asked.clone().unwrap_or_default();
        if !is_endpoint(lookup) && !asked.is_empty() {
            notes.push(PasteNote::OtherHost { asked: asked.clone() });
        }
        if let Some(landed) = lookup.landed_elsewhere() {
            notes.push(PasteNote::Landed { asked, landed: landed.to_owned() });
        }
        if let Some(address) = lookup.answered_inside() {
            notes.push(PasteNote::AnsweredInside { address: address.to_string() });
        }
    }
    let answers = |it: &&Adapter| {
        matches!(it.kind, AdapterKind::Wireless | AdapterKind::Mobile)
            && it.usable().iter().any(IpAddr::is_ipv4)
    };
    if let Some(other) = adapters.iter().find(answers) {
        notes.push(PasteNote::OtherAdapter { name: other.name.clone() });
    }
    notes.iter().map(|note| Statement::new(note, OURS)).collect()
}

fn measure(
    verdict: Finding,
    addresses_seen: bool,
    needs: &Connectivity,
    region: Option<&str>,
) -> Vec<Statement> {
    let mut measure = Vec::new();
    if !addresses_seen {
        measure.push(Measure::Addresses.stated());
    }
    match verdict {
        Finding::NameResolved => measure.push(Measure::Page.stated()),
        Finding::NameNotResolved
        | Finding::ResolverSilent
        | Finding::ResolverFailed
        | Finding::AnswerMissing
        | Finding::ResolvedElsewhere
        | Finding::OtherHostAsked
        | Finding::RouterReached
        | Finding::NothingRecognised => measure.extend(Measure::names(needs, region)),
        _ if addresses_seen => measure.push(Measure::Addresses.stated()),
        _ => {}
    }
    measure
}

/// Each once, in the order of their first appearance.
fn unique<T: Ord + Clone>(values: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut seen = BTreeSet::new();
    values.into_iter().filter(|value| seen.insert(value.clone())).collect()
}

impl Coded for PasteNote {
    fn code(&self) -> &'static str {
        match self {
            Self::OtherHost { .. } => "note-other-host",
            Self::Landed { .. } => "note-landed",
            Self::AnsweredInside { .. } => "note-answered-inside",
            Self::OtherAdapter { .. } => "note-other-adapter",
        }
    }

    fn fields(&self) -> Fields {
        match self {
            Self::OtherHost { asked } => fields([("asked", asked.clone())]),
            Self::Landed { asked, landed } => fields([("asked", asked.clone()), ("landed", landed.clone())]),
            Self::AnsweredInside { address } => fields([("address", address.clone())]),
            Self::OtherAdapter { name } => fields([("name", name.clone())]),
        }
    }
}
