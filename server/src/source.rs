//! Where a request comes from, as finely as strangers are told apart and no finer.

use std::fmt;
use std::net::{IpAddr, Ipv6Addr};

/// An IPv4 address, or the /64 of an IPv6 address: that much belongs to one subscriber, who may use any address in it.
/// Behind a proxy that nobody named ([`crate::proxies`]) it is the proxy's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Source(IpAddr);

impl Source {
    /// The source that an address belongs to.
    pub(crate) fn of(address: IpAddr) -> Self {
        Self(match address.to_canonical() {
            IpAddr::V6(v6) => {
                let network = v6.to_bits() & (u128::MAX << 64);
                IpAddr::V6(if v6.is_loopback() { v6 } else { Ipv6Addr::from_bits(network) })
            }
            v4 @ IpAddr::V4(_) => v4,
        })
    }

    /// Whether it is this machine, and so perhaps a proxy that speaks for many.
    pub(crate) fn is_this_machine(self) -> bool {
        self.0.is_loopback()
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::Source;

    #[test]
    fn one_subscriber_is_one_source() {
        let of = |text: &str| Source::of(text.parse().unwrap());
        assert_eq!(of("2001:db8:1:2::7"), of("2001:db8:1:2:ffff::9"));
        assert_ne!(of("2001:db8:1:2::7"), of("2001:db8:1:3::7"));
        assert_eq!(of("::ffff:192.0.2.7"), of("192.0.2.7"));
        assert_ne!(of("192.0.2.7"), of("192.0.2.8"));
        assert!(of("127.0.0.1").is_this_machine() && of("::1").is_this_machine());
        assert!(!of("192.0.2.7").is_this_machine() && !of("2001:db8::1").is_this_machine());
    }
}
