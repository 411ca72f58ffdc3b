//! What a laptop on the station's cable says.

use core::net::IpAddr;

use pinpoint_domain::connectivity::paste::{self, AdapterKind, Finding, Lookup, SeenAddress};
use pinpoint_domain::connectivity::{Advice, Statement};

/// What a paste says. The resolver's own address is never an answer, and 169.254.0.0/16 no address.
#[derive(Debug, Clone, uniffi::Record)]
pub struct PasteReading {
    /// The rung of the ladder that broke first; if none did, how far it reaches.
    pub verdict: Finding,
    /// Everything that it proves, the worst first.
    pub verdicts: Vec<Finding>,
    /// The verdict as a sentence.
    pub meaning: Statement,
    /// The usable addresses of the adapter with the cable, IPv4 first.
    pub addresses: Vec<IpAddr>,
    /// Its way out.
    pub gateway: Option<IpAddr>,
    /// What the name resolved to.
    pub resolved: Vec<IpAddr>,
    /// The names that were asked for.
    pub asked: Vec<String>,
    /// Who was asked.
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

/// One adapter as a paste shows it.
#[derive(Debug, Clone, uniffi::Record)]
pub struct Adapter {
    /// As it stands there; empty when its heading was not pasted.
    pub name: String,
    /// What it is.
    pub kind: AdapterKind,
    /// Whether it says that its medium is disconnected.
    pub unplugged: bool,
    /// All its addresses.
    pub addresses: Vec<SeenAddress>,
    /// The way out: IPv4 where there is one.
    pub gateway: Option<IpAddr>,
}

impl From<paste::PasteReading> for PasteReading {
    fn from(reading: paste::PasteReading) -> Self {
        let paste::PasteReading {
            verdict,
            verdicts,
            meaning,
            addresses,
            gateway,
            resolved,
            asked,
            resolver,
            adapter,
            adapters,
            lookups,
            notes,
            steps,
            measure,
        } = reading;
        Self {
            verdict,
            verdicts,
            meaning,
            addresses,
            gateway,
            resolved,
            asked,
            resolver,
            adapter,
            adapters: adapters.into_iter().map(Adapter::from).collect(),
            lookups,
            notes,
            steps,
            measure,
        }
    }
}

impl From<paste::Adapter> for Adapter {
    fn from(adapter: paste::Adapter) -> Self {
        // What the core needs to judge it stays there.
        let paste::Adapter { name, kind, unplugged, addresses, gateway, .. } = adapter;
        Self { name, kind, unplugged, addresses, gateway }
    }
}
