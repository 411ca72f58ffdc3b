//! `ifconfig` of Linux, macOS and the BSDs, old and new, `ip addr`, and what shows the way out: `ip route`, `netstat -rn`,
//! `route`.

use core::net::IpAddr;

use super::adapter::{Adapter, AdapterKind};
use super::line::{Line, address};
use super::roster::Roster;

/// Reads line after line.
#[derive(Debug, Default)]
pub(super) struct Unix {
    roster: Roster,
    /// `route get default` has the way out on one line and its interface on another.
    gateway: Option<IpAddr>,
    /// A table of routes was shown, so an adapter without a way out has none.
    routes_shown: bool,
}

impl Unix {
    /// Whether the line is of such a text.
    pub(super) fn read(&mut self, line: &Line<'_>, continues: bool) -> bool {
        let text = line.text();
        if let Some((name, flags)) = heading(text) {
            self.begin(name, flags);
            return true;
        }
        let words: Vec<&str> = text.split_whitespace().take(16).collect();
        self.brief(&words)
            || self.one_line(&words)
            || self.route(&words)
            || (continues && self.detail(text, &words))
    }

    pub(super) fn into_adapters(mut self) -> Vec<Adapter> {
        if self.routes_shown {
            self.roster.iter_mut().for_each(|adapter| adapter.gateway_shown = true);
        }
        self.roster.into_adapters()
    }

    /// Shown again, the later showing counts; its way out may have come before.
    fn begin(&mut self, name: &str, flags: &str) {
        self.named(name, |adapter| {
            adapter.addresses.clear();
            adapter.unplugged = is_down(flags);
        });
    }

    fn named(&mut self, name: &str, change: impl FnOnce(&mut Adapter)) {
        self.roster.turn_to(&Adapter::new(name, AdapterKind::of_unix(name)));
        self.roster.change(change);
    }

    /// `ip -br addr`: `eth0  UP  192.168.1.23/24 fe80::1/64`
    fn brief(&mut self, words: &[&str]) -> bool {
        let [name, state @ ("UP" | "DOWN" | "UNKNOWN"), values @ ..] = words else { return false };
        let found: Vec<_> =
            values.iter().map(|value| value.contains('/').then(|| address(value)).flatten()).collect();
        let plain = !name.ends_with(':')
            && (!values.is_empty() || AdapterKind::of_unix(name) != AdapterKind::Unknown);
        if !plain || found.iter().any(Option::is_none) {
            return false;
        }
        self.named(name, |adapter| {
            adapter.unplugged = *state == "DOWN";
            for found in found.into_iter().flatten() {
                adapter.add(found, false);
            }
        });
        true
    }

    /// `ip -o addr`: `2: eth0    inet 192.168.1.23/24 brd 192.168.1.255 scope global eth0`
    fn one_line(&mut self, words: &[&str]) -> bool {
        let [number, name, "inet" | "inet6", found, ..] = words else { return false };
        let Some(found) = address(found).filter(|_| number.ends_with(':')) else { return false };
        self.named(name, |adapter| adapter.add(found, false));
        true
    }

    /// A line of a table of routes.
    fn route(&mut self, words: &[&str]) -> bool {
        let after =
            |word: &str| words.iter().position(|it| *it == word).and_then(|at| words.get(at + 1)).copied();
        let (interface, gateway) = match words {
            ["default", "via", gateway, ..] => (after("dev"), address(gateway)),
            ["default" | "0.0.0.0" | "0.0.0.0/0", gateway, .., interface] => {
                (Some(*interface), address(gateway))
            }
            [network, "dev", interface, ..] if network.contains('/') && address(network).is_some() => {
                // The address from which this network is reached is the adapter's own.
                if let Some(own) = after("src").and_then(address) {
                    self.named(interface, |adapter| {
                        if !adapter.addresses.iter().any(|seen| seen.address == own) {
                            adapter.add(own, false);
                        }
                    });
                }
                self.routes_shown = true;
                return true;
            }
            ["gateway:", gateway] => {
                self.gateway = address(gateway);
                return self.gateway.is_some();
            }
            ["interface:", interface] => (Some(*interface), self.gateway.take()),
            _ => return false,
        };
        // `route print` of Windows ends with a metric.
        let interface = interface.filter(|name| name.bytes().any(|byte| byte.is_ascii_alphabetic()));
        let (Some(interface), Some(gateway)) = (interface, gateway) else { return false };
        self.routes_shown = true;
        self.named(interface, |adapter| adapter.add_gateway(gateway));
        true
    }

    /// A line of the current interface.
    fn detail(&mut self, text: &str, words: &[&str]) -> bool {
        if !self.roster.has_current() {
            return false;
        }
        match words {
            ["inet" | "inet6" | "adr", values @ ..] => {
                let bare =
                    |value: &&str| address(value.trim_start_matches("addr:").trim_start_matches("adr:"));
                let duplicate = words.contains(&"dadfailed") || words.contains(&"duplicated");
                if let Some(found) = values.iter().find_map(bare) {
                    self.roster.change(|adapter| adapter.add(found, duplicate));
                }
            }
            ["status:", state, ..] => {
                let active = matches!(*state, "active" | "associated");
                self.roster.change(|adapter| adapter.unplugged = !active);
            }
            ["media:", ..] => self.roster.change(|adapter| {
                if adapter.kind == AdapterKind::Unknown {
                    adapter.kind = medium(text);
                }
            }),
            ["UP", flags @ ..] => {
                self.roster.change(|adapter| adapter.unplugged = !flags.contains(&"RUNNING"));
            }
            ["BROADCAST" | "LOOPBACK" | "POINTOPOINT", ..] => {
                self.roster.change(|adapter| adapter.unplugged = true);
            }
            ["ether" | "link/ether" | "link/loopback" | "link/none" | "valid_lft", ..] => {}
            _ => return false,
        }
        true
    }
}

/// What a medium is: `autoselect (1000baseT <full-duplex>)` needs a cable.
fn medium(text: &str) -> AdapterKind {
    match () {
        () if text.contains("base") => AdapterKind::Ethernet,
        () if text.contains("802.11") || text.contains("OFDM") => AdapterKind::Wireless,
        () => AdapterKind::Unknown,
    }
}

/// The name and the flags with which an interface begins.
fn heading(text: &str) -> Option<(&str, &str)> {
    let (first, rest) = text.split_once(' ')?;
    let rest = rest.trim_start();
    if let Some(name) = first.strip_suffix(':') {
        // `en0: flags=8863<UP,RUNNING> mtu 1500`, and `2: eth0@if3: <NO-CARRIER,UP> mtu 1500 state DOWN`
        if rest.starts_with("flags=") {
            return Some((name, rest));
        }
        if name.bytes().all(|digit| digit.is_ascii_digit()) {
            let (name, flags) = rest.split_once(": <")?;
            return Some((name.split('@').next().unwrap_or(name), flags));
        }
        return None;
    }
    // `eth0      Link encap:Ethernet  HWaddr 00:1b:...`
    let encap = rest.starts_with("Link encap:") || rest.starts_with("Lien encap:");
    encap.then_some((first, "<UP,RUNNING>"))
}

/// No cable, or switched off.
fn is_down(flags: &str) -> bool {
    let set = flags.split_once('<').map_or(flags, |(_, set)| set);
    let set = set.split('>').next().unwrap_or_default();
    let has = |flag: &str| set.split(',').any(|it| it == flag);
    has("NO-CARRIER") || !has("UP") || !(has("RUNNING") || has("LOWER_UP")) || flags.contains(" state DOWN")
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    fn adapters(text: &str) -> Vec<Adapter> {
        let mut reader = Unix::default();
        let mut continues = false;
        for line in lines(text) {
            continues |= reader.read(&line, continues);
        }
        reader.into_adapters()
    }

    fn only(text: &str) -> (String, Vec<String>, Option<String>, bool) {
        let [adapter] = adapters(text).try_into().unwrap();
        let addresses = adapter.usable().iter().map(ToString::to_string).collect();
        (adapter.name.clone(), addresses, adapter.gateway.map(|it| it.to_string()), adapter.unplugged)
    }

    fn plugged(name: &str, address: &str) -> (String, Vec<String>, Option<String>, bool) {
        (name.into(), vec![address.into()], None, false)
    }

    #[test]
    fn an_interface_is_read_from_every_kind_of_ifconfig() {
        let old = "eth0      Link encap:Ethernet  HWaddr 00:1b:21:3a:4f:11\n          inet addr:10.0.0.5  Bcast:10.0.0.255  Mask:255.255.255.0\n\
                   \x20         inet6 addr: fe80::21b:21ff:fe3a:4f11/64 Scope:Link\n          UP BROADCAST RUNNING MULTICAST  MTU:1500\n";
        assert_eq!(only(old), plugged("eth0", "10.0.0.5"));
        let french = "eth0      Link encap:Ethernet  HWaddr 00:1b:21:3a:4f:11\n          inet adr:10.0.0.5  Bcast:10.0.0.255  Masque:255.255.255.0\n\
                      \x20         adr inet6: fe80::21b:21ff:fe3a:4f11/64 Scope:Lien\n          UP BROADCAST RUNNING MULTICAST  MTU:1500\n";
        assert_eq!(only(french), plugged("eth0", "10.0.0.5"));
        let new = "enp3s0: flags=4163<UP,BROADCAST,RUNNING,MULTICAST>  mtu 1500\n        inet 10.0.0.5  netmask 255.255.255.0  broadcast 10.0.0.255\n\
                   \x20       inet6 fe80::1  prefixlen 64  scopeid 0x20<link>\n        ether 00:1b:21:3a:4f:11\n";
        assert_eq!(only(new), plugged("enp3s0", "10.0.0.5"));
        let mac = "en5: flags=8863<UP,BROADCAST,SMART,RUNNING,SIMPLEX,MULTICAST> mtu 1500\n\tether 00:e0:4c:68:00:01\n\
                   \tinet6 fe80::1%en5 prefixlen 64 secured scopeid 0x6\n\tinet 10.0.0.5 netmask 0xffffff00 broadcast 10.0.0.255\n\
                   \tmedia: autoselect (1000baseT <full-duplex>)\n\tstatus: active\n";
        assert_eq!(only(mac), plugged("en5", "10.0.0.5"));
        assert_eq!(adapters(mac)[0].kind, AdapterKind::Ethernet);
    }

    #[test]
    fn a_pulled_cable_shows_in_every_kind() {
        for text in [
            "en5: flags=8863<UP,BROADCAST,SMART,RUNNING,SIMPLEX,MULTICAST> mtu 1500\n\tmedia: autoselect (none)\n\tstatus: inactive\n",
            "eth0: flags=4099<UP,BROADCAST,MULTICAST>  mtu 1500\n        ether 00:1b:21:3a:4f:11\n",
            "2: eth0: <NO-CARRIER,BROADCAST,MULTICAST,UP> mtu 1500 qdisc fq_codel state DOWN group default\n    link/ether 00:1b:21:3a:4f:11\n",
            "eth0      Link encap:Ethernet  HWaddr 00:1b:21:3a:4f:11\n          UP BROADCAST MULTICAST  MTU:1500\n",
            "eth0             DOWN\n",
        ] {
            let (_, addresses, _, unplugged) = only(text);
            assert!(unplugged && addresses.is_empty(), "{text}");
        }
    }

    #[test]
    fn the_way_out_comes_from_the_table_of_routes() {
        let addr = "2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 state UP group default qlen 1000\n    inet 10.0.0.5/24 brd 10.0.0.255 scope global eth0\n";
        for routes in [
            "default via 10.0.0.1 dev eth0 proto dhcp src 10.0.0.5 metric 100\n10.0.0.0/24 dev eth0 proto kernel scope link src 10.0.0.5\n",
            "0.0.0.0         10.0.0.1        0.0.0.0         UG    100    0        0 eth0\n",
            "default            10.0.0.1        UGScg                 eth0\n",
            "   route to: default\n    gateway: 10.0.0.1\n  interface: eth0\n",
        ] {
            for text in [format!("{addr}{routes}"), format!("{routes}{addr}")] {
                let (name, addresses, gateway, _) = only(&text);
                assert_eq!(
                    (name.as_str(), addresses.as_slice()),
                    ("eth0", ["10.0.0.5".to_owned()].as_slice()),
                    "{text}"
                );
                assert_eq!(gateway.as_deref(), Some("10.0.0.1"), "{text}");
            }
        }
        assert_eq!(adapters("0.0.0.0          0.0.0.0      192.168.1.1     192.168.1.23     25\n"), []);
        assert!(!adapters(addr)[0].gateway_shown, "addresses alone do not show it");
        let brief = "eth0             UP             10.0.0.5/24 fe80::1/64\n";
        assert_eq!(only(brief), plugged("eth0", "10.0.0.5"));
        let one_line = "2: eth0    inet 10.0.0.5/24 brd 10.0.0.255 scope global dynamic eth0\\       valid_lft 86000sec\n";
        assert_eq!(only(one_line), plugged("eth0", "10.0.0.5"));
    }
}
