//! What asking for a name came to, whichever program asked (B08 to B10).

use core::net::IpAddr;

use serde::Serialize;

/// One question to a resolver.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct Lookup {
    /// The name that was asked for, in lower case.
    pub asked: Option<String>,
    /// Who was asked. Its address is no answer.
    #[cfg_attr(feature = "typescript", tsify(type = "string[]"))]
    pub resolver: Vec<IpAddr>,
    /// The names that the answer goes by, in lower case; the last one has the addresses.
    pub names: Vec<String>,
    /// The addresses of the answer.
    #[cfg_attr(feature = "typescript", tsify(type = "string[]"))]
    pub addresses: Vec<IpAddr>,
    /// Why there is none.
    pub failure: Option<LookupFailure>,
}

/// Why a name has no address. Of several the last one of this list counts: a resolver that said so once was not silent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum LookupFailure {
    /// Nobody answered in time.
    Silent,
    /// The name is there, and has no address.
    NoAddress,
    /// The resolver could not find out (SERVFAIL).
    ServerFailed,
    /// The resolver would not say (REFUSED).
    Refused,
    /// There is no such name (NXDOMAIN).
    NoSuchName,
}

impl Lookup {
    /// A question for this name.
    pub(super) fn of(asked: Option<String>) -> Self {
        Self { asked, ..Self::default() }
    }

    /// Whether anything came of it yet.
    pub(super) fn is_answered(&self) -> bool {
        !self.names.is_empty() || !self.addresses.is_empty() || self.failure.is_some()
    }

    /// Whether it is more than a question that nobody put.
    pub(super) fn says_something(&self) -> bool {
        self.asked.is_some() || self.is_answered() || !self.resolver.is_empty()
    }

    /// Whether a name is the one asked for, or one on the way from it.
    pub(super) fn is_about(&self, host: &str) -> bool {
        self.asked.as_deref() == Some(host) || self.names.iter().any(|name| name == host)
    }

    pub(super) fn fail(&mut self, failure: LookupFailure) {
        self.failure = self.failure.max(Some(failure));
    }

    pub(super) fn name(&mut self, name: String) {
        if self.names.last() != Some(&name) {
            self.names.push(name);
        }
    }

    /// The text is over: what was asked, if only the answer says so, and no failure beside an answer.
    pub(super) fn settled(mut self) -> Self {
        if self.asked.is_none() {
            self.asked = self.names.first().cloned();
        }
        if !self.addresses.is_empty() {
            self.failure = None;
        } else if self.failure.is_none() && !self.names.is_empty() {
            self.failure = Some(LookupFailure::NoAddress);
        }
        self
    }

    /// The name that has the addresses, where it lies in another domain than the one asked for: on a delivery network that answers
    /// for everybody, say. That it resolves is no proof then.
    pub fn landed_elsewhere(&self) -> Option<&str> {
        let (asked, landed) = (self.asked.as_deref()?, self.names.last()?);
        (!same_domain(asked, landed)).then_some(landed.as_str())
    }

    /// An answer that no station on the public network has: a filter's, or a sign-in page's.
    pub fn answered_inside(&self) -> Option<IpAddr> {
        self.addresses.iter().copied().find(|&address| is_inside(address))
    }
}

/// Whether two names end alike: in the last two labels, or three where the last two are a country's registry (`co.uk`).
fn same_domain(one: &str, other: &str) -> bool {
    let labels = |name: &str| -> Vec<String> {
        name.trim_end_matches('.').rsplit('.').map(str::to_ascii_lowercase).collect()
    };
    let (one, other) = (labels(one), labels(other));
    let registry =
        matches!(one.as_slice(), [country, registry, _, ..] if country.len() == 2 && registry.len() <= 3);
    let count = if registry { 3 } else { 2 };
    one == other || (one.len() >= count && one.iter().take(count).eq(other.iter().take(count)))
}

fn is_inside(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => {
            v4.is_private()
                || v4.is_loopback()
                || v4.is_unspecified()
                || v4.is_link_local()
                || v4.is_broadcast()
        }
        IpAddr::V6(v6) => {
            v6.is_loopback() || v6.is_unspecified() || v6.is_unique_local() || v6.is_unicast_link_local()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn landed(asked: &str, names: &[&str]) -> Option<String> {
        let lookup = Lookup {
            asked: Some(asked.into()),
            names: names.iter().map(ToString::to_string).collect(),
            ..Lookup::default()
        };
        lookup.landed_elsewhere().map(ToOwned::to_owned)
    }

    #[test]
    fn a_name_that_lands_with_a_delivery_network_proves_nothing() {
        let chain = ["default-us.network.example", "default-us.network.example.cdn.delivery.net"];
        assert_eq!(landed("vpn.eu.network.example", &chain).as_deref(), Some(chain[1]));
        assert_eq!(landed("vpn.ca.network.example", &["vpn.ca.network.example"]), None);
        assert_eq!(landed("vpn.ca.network.example", &["gw-7.ca.network.example"]), None);
        assert_eq!(
            landed("vpn.ca.network.example", &["vpn.ca.network.example.home"]).as_deref(),
            Some("vpn.ca.network.example.home")
        );
        assert_eq!(landed("vpn.network.co.uk", &["vpn.other.co.uk"]).as_deref(), Some("vpn.other.co.uk"));
        assert_eq!(landed("vpn.ca.network.example", &[]), None, "no name was shown");
    }

    #[test]
    fn a_resolver_that_said_no_was_not_silent_and_an_answer_outlives_both() {
        let mut lookup = Lookup::of(Some("vpn.example".into()));
        lookup.fail(LookupFailure::NoSuchName);
        lookup.fail(LookupFailure::Silent);
        assert_eq!(lookup.clone().settled().failure, Some(LookupFailure::NoSuchName));
        lookup.addresses.push("203.0.113.7".parse().unwrap());
        assert_eq!(lookup.settled().failure, None);
        let mut named = Lookup::default();
        named.name("vpn.example".into());
        let named = named.settled();
        assert_eq!(
            (named.asked.as_deref(), named.failure),
            (Some("vpn.example"), Some(LookupFailure::NoAddress))
        );
    }
}
