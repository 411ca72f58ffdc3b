//! Proxies that speak for others, and whom they speak for.
//!
//! A header is believed as far as the chain of trusted proxies goes: read from the right, where the nearest of them wrote,
//! to the first address that is none of them. What stands left of that, or comes from anybody else, is a stranger's claim.

use std::net::{IpAddr, SocketAddr};

use axum::http::HeaderMap;
use ipnet::IpNet;
use serde::Deserialize;

use crate::source::Source;

/// Whose word is believed about where a request comes from.
#[derive(Debug, Clone, Default)]
pub struct Proxies {
    /// Their addresses.
    pub trusted: Vec<IpNet>,
    /// The header that they write.
    pub header: ForwardedHeader,
}

/// The header that a proxy writes. The other one it may pass on as a stranger wrote it, so only one of them is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ForwardedHeader {
    /// `X-Forwarded-For: 192.0.2.7, 10.0.0.1`.
    #[default]
    XForwardedFor,
    /// `Forwarded: for=192.0.2.7, for="[2001:db8::1]:4711"` (RFC 7239).
    Forwarded,
}

impl ForwardedHeader {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::XForwardedFor => "x-forwarded-for",
            Self::Forwarded => "forwarded",
        }
    }

    /// The address that an element names, if it names one.
    fn address(self, element: &str) -> Option<IpAddr> {
        match self {
            Self::XForwardedFor => address(element),
            Self::Forwarded => {
                let mut pairs = element.split(';').filter_map(|pair| pair.trim().split_once('='));
                let (_, node) = pairs.find(|(name, _)| name.trim().eq_ignore_ascii_case("for"))?;
                address(node.trim().trim_matches('"'))
            }
        }
    }
}

impl Proxies {
    /// Whether this is one of them.
    pub(crate) fn trust(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.trusted.iter().any(|network| network.contains(&address))
    }

    /// Where a request comes from.
    pub(crate) fn source(&self, peer: IpAddr, headers: &HeaderMap) -> Source {
        let lines: Vec<&str> = headers
            .get_all(self.header.name())
            .into_iter()
            .map(|line| line.to_str().unwrap_or_default())
            .collect();
        let mut from = peer;
        let mut elements = lines.iter().flat_map(|line| line.split(',')).rev();
        while self.trust(from) {
            // What names no address hides everything before it.
            match elements.next().and_then(|element| self.header.address(element.trim())) {
                Some(before) => from = before,
                None => break,
            }
        }
        Source::of(from)
    }
}

/// An address, with or without a port.
fn address(text: &str) -> Option<IpAddr> {
    let bare = || text.strip_prefix('[')?.strip_suffix(']')?.parse().ok();
    text.parse().ok().or_else(|| text.parse().ok().map(|at: SocketAddr| at.ip())).or_else(bare)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    const PROXY: &str = "10.0.0.2";

    fn proxies(header: ForwardedHeader) -> Proxies {
        let trusted = ["10.0.0.0/8", "2001:db8:ffff::/48"].map(|network| network.parse().unwrap());
        Proxies { trusted: trusted.into(), header }
    }

    fn source(header: ForwardedHeader, peer: &str, lines: &[(&'static str, &str)]) -> String {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(*name, HeaderValue::from_str(value).unwrap());
        }
        proxies(header).source(peer.parse().unwrap(), &headers).to_string()
    }

    #[test]
    fn a_strangers_claim_is_not_looked_at() {
        let claim = [("x-forwarded-for", "198.51.100.7"), ("forwarded", "for=198.51.100.7")];
        for header in [ForwardedHeader::XForwardedFor, ForwardedHeader::Forwarded] {
            assert_eq!(source(header, "203.0.113.1", &claim), "203.0.113.1");
        }
    }

    #[test]
    fn a_proxy_is_believed_and_what_a_stranger_told_the_proxy_is_not() {
        let of = |lines: &[(&'static str, &str)]| source(ForwardedHeader::XForwardedFor, PROXY, lines);
        assert_eq!(of(&[("x-forwarded-for", "203.0.113.1")]), "203.0.113.1");
        assert_eq!(of(&[("x-forwarded-for", "198.51.100.7, 203.0.113.1")]), "203.0.113.1");
        assert_eq!(of(&[("x-forwarded-for", "198.51.100.7, 203.0.113.1, 10.0.0.9")]), "203.0.113.1");
        // In lines of their own, as some proxies append.
        assert_eq!(
            of(&[("x-forwarded-for", "198.51.100.7"), ("x-forwarded-for", "203.0.113.1")]),
            "203.0.113.1"
        );
        // The other header came through as the stranger wrote it.
        assert_eq!(
            of(&[("forwarded", "for=198.51.100.7"), ("x-forwarded-for", "203.0.113.1")]),
            "203.0.113.1"
        );
        assert_eq!(of(&[]), PROXY);
        assert_eq!(of(&[("x-forwarded-for", "198.51.100.7, unknown")]), PROXY);
        assert_eq!(of(&[("x-forwarded-for", "10.0.0.1, 10.0.0.9")]), "10.0.0.1");
    }

    #[test]
    fn addresses_are_read_as_proxies_write_them() {
        let of = |value: &str| source(ForwardedHeader::Forwarded, PROXY, &[("forwarded", value)]);
        assert_eq!(of("for=203.0.113.1;proto=https;by=10.0.0.2"), "203.0.113.1");
        assert_eq!(of("proto=https; For=\"203.0.113.1:4711\""), "203.0.113.1");
        assert_eq!(of("for=\"[2001:db8:1:2::7]:4711\""), "2001:db8:1:2::");
        assert_eq!(of("for=\"[2001:db8:1:2::7]\", for=\"[2001:db8:ffff::1]\""), "2001:db8:1:2::");
        assert_eq!(of("for=198.51.100.7, for=_hidden"), PROXY);
        assert_eq!(of("for=198.51.100.7, garbage"), PROXY);
    }
}
