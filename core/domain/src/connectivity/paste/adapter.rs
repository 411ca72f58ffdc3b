//! The adapters of a laptop, and which of them has the cable.

use core::net::IpAddr;

use serde::Serialize;

use super::line::{has, key};
use super::vocabulary::{Vocabulary, Words};

/// One adapter as a paste shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct Adapter {
    /// As it stands there; empty when its heading was not pasted.
    pub name: String,
    /// What it is.
    pub kind: AdapterKind,
    /// Whether it says that its medium is disconnected (B07).
    pub unplugged: bool,
    /// All its addresses.
    pub addresses: Vec<SeenAddress>,
    /// The way out: IPv4 where there is one.
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub gateway: Option<IpAddr>,
    /// Whether the paste could show a way out: `ifconfig` alone does not.
    #[serde(skip)]
    pub(super) gateway_shown: bool,
}

/// What an adapter is. Where its name has the words of several, the first of them counts: Windows calls Bluetooth an
/// Ethernet adapter, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum AdapterKind {
    /// Bluetooth.
    Bluetooth,
    /// The laptop itself.
    Loopback,
    /// Wi-Fi, which answers for the cable if one lets it.
    Wireless,
    /// A VPN, a tunnel, or a hypervisor's switch.
    Virtual,
    /// A mobile network, or a phone that shares one.
    Mobile,
    /// A port for a cable.
    Ethernet,
    /// The paste does not say.
    Unknown,
}

/// An address of an adapter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct SeenAddress {
    /// The address.
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub address: IpAddr,
    /// What it is worth.
    pub standing: AddressStanding,
}

/// What an address is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum AddressStanding {
    /// A router gave it, or a person.
    Usable,
    /// 169.254.0.0/16 (RFC 3927): nobody answered, so the laptop gave itself one.
    SelfAssigned,
    /// `fe80::/10`: every port has one, plugged in or not.
    LinkLocal,
    /// The laptop itself.
    Loopback,
    /// 0.0.0.0 or ::, no address at all.
    Unspecified,
    /// Multicast, broadcast, or reserved: nobody's address.
    Reserved,
    /// Another device has it too.
    Duplicate,
}

impl AddressStanding {
    /// By the address alone.
    pub fn of(address: IpAddr) -> Self {
        match address {
            _ if address.is_unspecified() => Self::Unspecified,
            _ if address.is_loopback() => Self::Loopback,
            _ if address.is_multicast() => Self::Reserved,
            IpAddr::V4(v4) if v4.is_link_local() => Self::SelfAssigned,
            IpAddr::V4(v4) if matches!(v4.octets(), [0 | 240..=255, ..]) => Self::Reserved,
            IpAddr::V6(v6) if v6.is_unicast_link_local() => Self::LinkLocal,
            IpAddr::V4(_) | IpAddr::V6(_) => Self::Usable,
        }
    }
}

impl Adapter {
    pub(super) fn new(name: &str, kind: AdapterKind) -> Self {
        Self {
            name: name.to_owned(),
            kind,
            unplugged: false,
            addresses: Vec::new(),
            gateway: None,
            gateway_shown: false,
        }
    }

    pub(super) fn add(&mut self, address: IpAddr, duplicate: bool) {
        let standing = if duplicate { AddressStanding::Duplicate } else { AddressStanding::of(address) };
        self.addresses.push(SeenAddress { address, standing });
    }

    /// Of several the first of IPv4 counts: a laptop with both names the one of IPv6 first.
    pub(super) fn add_gateway(&mut self, gateway: IpAddr) {
        self.gateway_shown = true;
        let better = match self.gateway {
            None => !gateway.is_unspecified(),
            Some(IpAddr::V6(_)) => gateway.is_ipv4() && !gateway.is_unspecified(),
            Some(IpAddr::V4(_)) => false,
        };
        if better {
            self.gateway = Some(gateway);
        }
    }

    pub(super) fn has(&self, standing: AddressStanding) -> bool {
        self.addresses.iter().any(|seen| seen.standing == standing)
    }

    /// The addresses that are good for something, IPv4 first.
    pub(super) fn usable(&self) -> Vec<IpAddr> {
        let usable = self.addresses.iter().filter(|seen| seen.standing == AddressStanding::Usable);
        let (mut v4, v6): (Vec<_>, Vec<_>) = usable.map(|seen| seen.address).partition(IpAddr::is_ipv4);
        v4.extend(v6);
        v4
    }

    /// How likely it is the one with the cable; higher is likelier.
    fn likelihood(&self) -> (bool, bool, bool, bool, bool) {
        let v4 = self.usable().first().is_some_and(IpAddr::is_ipv4);
        (
            self.kind == AdapterKind::Ethernet,
            !self.unplugged,
            v4,
            self.gateway.is_some(),
            !self.addresses.is_empty(),
        )
    }
}

/// The adapter that the cable is in: an Ethernet port, else one of which the paste does not say what it is. Wi-Fi, Bluetooth and
/// tunnels are never it, even when only they have an address.
pub(super) fn with_cable(adapters: &[Adapter]) -> Option<&Adapter> {
    let ports = adapters.iter().filter(|it| matches!(it.kind, AdapterKind::Ethernet | AdapterKind::Unknown));
    // Of two alike the first one counts.
    ports.rev().max_by_key(|adapter| adapter.likelihood())
}

/// What Windows calls them.
static KINDS: Vocabulary<AdapterKind> = Vocabulary(&[
    Words::of(AdapterKind::Bluetooth, &["bluetooth"]),
    Words::of(AdapterKind::Loopback, &["loopback", "bouclage"]),
    Words::of(
        AdapterKind::Wireless,
        &[
            "wifi",
            "wireless",
            "wlan",
            "sansfil",
            "inalmbric",
            "inalambric",
            "drahtlos",
            "senzafili",
            "semfio",
            "80211",
        ],
    ),
    Words::of(
        AdapterKind::Virtual,
        &[
            "vethernet",
            "hyperv",
            "virtualbox",
            "vbox",
            "vmware",
            "vmnet",
            "wsl",
            "tapwindows",
            "tapadapter",
            "tap0901",
            "tunnel",
            "isatap",
            "teredo",
            "6to4",
            "wintun",
            "wireguard",
            "openvpn",
            "tailscale",
            "zerotier",
            "vpn",
            "anyconnect",
            "fortinet",
            "forticlient",
            "pangp",
            "globalprotect",
            "juniper",
            "pulsesecure",
            "nordlynx",
            "sonicwall",
            "checkpoint",
            "docker",
            "virtual",
            "virtuel",
            "npcap",
            "kerneldebug",
            "hostonly",
            "parallels",
            "cartepp",
            "pppadapter",
            "adaptateurppp",
            "wanminiport",
            "miniportwan",
        ],
    ),
    Words::of(
        AdapterKind::Mobile,
        &[
            "mobilebroadband",
            "cellular",
            "cellulaire",
            "wwan",
            "hautdbitmobile",
            "hautdebitmobile",
            "largebandemobile",
            "rndis",
            "remotendis",
            "applemobiledevice",
            "mobilfunk",
        ],
    ),
    Words::of(
        AdapterKind::Ethernet,
        &[
            "ethernet",
            "localarea",
            "rseaulocal",
            "reseaulocal",
            "lanverbindung",
            "arealocal",
            "gbe",
            "gigabit",
            "rj45",
        ],
    ),
]);
const WIRELESS_ELSEWHERE: &[&str] = &["беспровод", "无线", "無線", "ワイヤレス", "무선"];
const ETHERNET_ELSEWHERE: &[&str] = &["以太网", "乙太網路", "イーサネット", "이더넷"];

impl AdapterKind {
    /// What Windows calls it: its heading, and its description where there is one.
    pub(super) fn of_windows(heading: &str, description: &str) -> Self {
        let both = format!("{heading} {description}");
        let elsewhere = |words: &[&str]| !both.is_ascii() && has(&both.to_lowercase(), words);
        match KINDS.found_in(&key(&both)).min() {
            Some(known) => known,
            None if elsewhere(WIRELESS_ELSEWHERE) => Self::Wireless,
            None if elsewhere(ETHERNET_ELSEWHERE) => Self::Ethernet,
            None => Self::Unknown,
        }
    }

    /// What Linux, macOS and the BSDs call it. `en0` is a port or Wi-Fi, depending on the machine.
    pub(super) fn of_unix(name: &str) -> Self {
        let stem = name.trim_end_matches(|found: char| found.is_ascii_digit());
        let begins = |any: &[&str]| any.iter().any(|start| name.starts_with(start));
        match stem {
            "lo" => Self::Loopback,
            "eth" | "em" | "re" | "igb" | "ix" | "bge" | "alc" | "bond" => Self::Ethernet,
            "en" => Self::Unknown,
            "wlan" | "wifi" | "ath" | "iwn" | "iwm" => Self::Wireless,
            _ if begins(&["enp", "eno", "ens", "enx", "enP", "end"]) => Self::Ethernet,
            _ if begins(&["wlp", "wlo", "wlx", "wls", "wlP"]) => Self::Wireless,
            _ if begins(&["bnep", "pan"]) => Self::Bluetooth,
            _ if begins(&["wwan", "wwp", "wwx", "rmnet", "usb"]) => Self::Mobile,
            _ if begins(&[
                "utun",
                "tun",
                "tap",
                "wg",
                "ppp",
                "docker",
                "br-",
                "bridge",
                "veth",
                "virbr",
                "vnet",
                "vmnet",
                "vboxnet",
                "awdl",
                "llw",
                "ap",
                "gif",
                "stf",
                "anpi",
                "ipsec",
                "tailscale",
                "zt",
                "lxc",
                "lxd",
                "cni",
                "flannel",
                "cali",
                "dummy",
                "sit",
                "ip6tnl",
                "feth",
                "vnic",
                "nordlynx",
                "proton",
                "p2p",
                "xhc",
            ]) =>
            {
                Self::Virtual
            }
            _ => Self::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(address: &str) -> AddressStanding {
        AddressStanding::of(address.parse().unwrap())
    }

    #[test]
    fn an_address_is_good_unless_nobody_gave_it() {
        for good in [
            "172.16.98.88",
            "192.168.1.23",
            "10.0.0.5",
            "100.64.3.9",
            "203.0.113.7",
            "2001:db8::1",
            "fd00::1",
        ] {
            assert_eq!(standing(good), AddressStanding::Usable, "{good}");
        }
        for (bad, why) in [
            ("169.254.0.1", AddressStanding::SelfAssigned),
            ("169.254.255.254", AddressStanding::SelfAssigned),
            ("fe80::1", AddressStanding::LinkLocal),
            ("febf::1", AddressStanding::LinkLocal),
            ("127.0.0.1", AddressStanding::Loopback),
            ("::1", AddressStanding::Loopback),
            ("0.0.0.0", AddressStanding::Unspecified),
            ("::", AddressStanding::Unspecified),
            ("0.1.2.3", AddressStanding::Reserved),
            ("224.0.0.251", AddressStanding::Reserved),
            ("255.255.255.255", AddressStanding::Reserved),
            ("ff02::1", AddressStanding::Reserved),
        ] {
            assert_eq!(standing(bad), why, "{bad}");
        }
        assert_eq!(standing("169.253.255.255"), AddressStanding::Usable);
        assert_eq!(standing("169.255.0.0"), AddressStanding::Usable);
    }

    #[test]
    fn only_a_port_for_a_cable_is_ethernet() {
        use AdapterKind as Kind;
        for (heading, description, kind) in [
            ("Ethernet adapter Ethernet 2", "", Kind::Ethernet),
            ("Carte Ethernet Ethernet", "Realtek USB GbE Family Controller", Kind::Ethernet),
            ("Ethernet adapter Local Area Connection", "", Kind::Ethernet),
            ("Carte Ethernet Connexion au réseau local", "", Kind::Ethernet),
            ("Ethernet-Adapter Ethernet", "", Kind::Ethernet),
            ("以太网适配器 以太网", "", Kind::Ethernet),
            ("Ethernet adapter Bluetooth Network Connection", "", Kind::Bluetooth),
            ("Carte Ethernet Connexion réseau Bluetooth", "", Kind::Bluetooth),
            ("Wireless LAN adapter Wi-Fi", "", Kind::Wireless),
            ("Carte réseau sans fil Wi-Fi", "", Kind::Wireless),
            ("Ethernet adapter Wireless Network Connection", "", Kind::Wireless),
            (
                "Wireless LAN adapter Local Area Connection* 1",
                "Microsoft Wi-Fi Direct Virtual Adapter",
                Kind::Wireless,
            ),
            ("Ethernet adapter vEthernet (WSL)", "", Kind::Virtual),
            ("Carte Ethernet vEthernet (Default Switch)", "Hyper-V Virtual Ethernet Adapter", Kind::Virtual),
            ("Ethernet adapter VirtualBox Host-Only Network", "", Kind::Virtual),
            ("Ethernet adapter VMware Network Adapter VMnet8", "", Kind::Virtual),
            ("Ethernet adapter Ethernet 4", "Cisco AnyConnect Virtual Miniport Adapter", Kind::Virtual),
            ("Unknown adapter OpenVPN Wintun", "", Kind::Virtual),
            ("Tunnel adapter Teredo Tunneling Pseudo-Interface", "", Kind::Virtual),
            ("Carte Tunnel isatap.home", "", Kind::Virtual),
            ("Mobile Broadband adapter Cellular", "", Kind::Mobile),
            ("Ethernet adapter Ethernet 5", "Apple Mobile Device Ethernet", Kind::Mobile),
            ("Ethernet adapter Ethernet 6", "Remote NDIS based Internet Sharing Device", Kind::Mobile),
            ("Carte inconnue", "", Kind::Unknown),
        ] {
            assert_eq!(AdapterKind::of_windows(heading, description), kind, "{heading} {description}");
        }
        for (name, kind) in [
            ("eth0", Kind::Ethernet),
            ("enp3s0f1", Kind::Ethernet),
            ("enx00e04c680001", Kind::Ethernet),
            ("en0", Kind::Unknown),
            ("wlp2s0", Kind::Wireless),
            ("lo0", Kind::Loopback),
            ("utun3", Kind::Virtual),
            ("docker0", Kind::Virtual),
            ("wwan0", Kind::Mobile),
        ] {
            assert_eq!(AdapterKind::of_unix(name), kind, "{name}");
        }
    }

    #[test]
    fn the_port_with_the_cable_is_judged_and_not_the_wifi() {
        let port = |name: &str, unplugged: bool, address: Option<&str>| {
            let mut adapter = Adapter::new(name, AdapterKind::Ethernet);
            adapter.unplugged = unplugged;
            if let Some(address) = address {
                adapter.add(address.parse().unwrap(), false);
            }
            adapter
        };
        let mut wifi = port("wifi", false, Some("192.168.1.9"));
        wifi.kind = AdapterKind::Wireless;
        let judged = |adapters: &[Adapter]| with_cable(adapters).map(|it| it.name.clone());
        assert_eq!(judged(&[wifi.clone(), port("a", true, None)]).unwrap(), "a");
        assert_eq!(judged(&[port("a", true, None), port("b", false, None)]).unwrap(), "b");
        assert_eq!(
            judged(&[port("a", false, Some("169.254.3.4")), port("b", false, Some("10.0.0.5"))]).unwrap(),
            "b"
        );
        assert_eq!(judged(&[port("a", true, None), port("b", true, None)]).unwrap(), "a");
        assert_eq!(judged(&[wifi]), None);
    }

    #[test]
    fn the_way_out_is_ipv4_where_there_is_one() {
        let mut adapter = Adapter::new("Ethernet", AdapterKind::Ethernet);
        for gateway in ["0.0.0.0", "fe80::1", "192.168.1.1", "192.168.1.254"] {
            adapter.add_gateway(gateway.parse().unwrap());
        }
        assert_eq!(adapter.gateway, Some("192.168.1.1".parse().unwrap()));
    }
}
