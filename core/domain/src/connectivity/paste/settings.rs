//! Captions and colons without dots: `netsh interface ip show config`, `networksetup -getinfo` of macOS, and
//! `Get-NetIPAddress` and `Get-NetIPConfiguration` of PowerShell.

use super::adapter::{Adapter, AdapterKind};
use super::caption::Caption;
use super::line::{Line, addresses, key};
use super::roster::Roster;

/// Reads line after line.
#[derive(Debug, Default)]
pub(super) struct Settings {
    roster: Roster,
    /// What `networksetup` was asked about; its text does not say.
    service: Option<String>,
    /// What PowerShell shows before the adapter's name.
    unnamed: Option<Adapter>,
    form: Form,
    /// What further addresses belong to.
    last: Option<Caption>,
}

/// Whose captions follow.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Form {
    #[default]
    None,
    /// `netsh` and `networksetup`.
    Settings,
    /// PowerShell.
    Records,
}

impl Settings {
    /// `networksetup` was asked about this service.
    pub(super) fn asked(&mut self, service: String) {
        self.service = Some(service);
        self.form = Form::None;
    }

    /// Whether the line is of such a text.
    pub(super) fn read(&mut self, line: &Line<'_>, continues: bool) -> bool {
        if let Some(name) = heading(line.text()) {
            let name = name.map(ToOwned::to_owned).or_else(|| self.service.take()).unwrap_or_default();
            self.roster.begin(Adapter::new(&name, AdapterKind::of_windows(&name, "")));
            self.last = None;
            self.form = Form::Settings;
            return true;
        }
        if continues && let Some(found) = line.bare_addresses() {
            if self.last == Some(Caption::Gateway) {
                self.roster
                    .change(|adapter| found.into_iter().for_each(|gateway| adapter.add_gateway(gateway)));
            }
            return true;
        }
        let Some((caption, value)) = line.captioned() else { return false };
        if self.record(caption, value) {
            self.form = Form::Records;
            return true;
        }
        continues && self.form == Form::Settings && self.setting(caption, value)
    }

    pub(super) fn into_adapters(self) -> Vec<Adapter> {
        let mut adapters = self.roster.into_adapters();
        adapters.extend(self.unnamed);
        adapters
    }

    /// `    IP Address:                           192.168.1.23`
    fn setting(&mut self, caption: &str, value: &str) -> bool {
        let read = Caption::of(caption);
        self.last = Some(read);
        self.roster.change(|adapter| match read {
            Caption::Address => addresses(value).take(1).for_each(|address| adapter.add(address, false)),
            Caption::Gateway => {
                adapter.gateway_shown = true;
                addresses(value).for_each(|gateway| adapter.add_gateway(gateway));
            }
            // `networksetup` ends with the adapter's own address: `Wi-Fi ID: a8:...` or `Ethernet Address: 00:...`
            _ if adapter.kind == AdapterKind::Unknown => adapter.kind = AdapterKind::of_windows(caption, ""),
            _ => {}
        });
        true
    }

    /// A property of PowerShell. Their names are the same in every language.
    fn record(&mut self, caption: &str, value: &str) -> bool {
        match caption {
            "InterfaceAlias" => {
                self.roster.turn_to(&Adapter::new(value, AdapterKind::of_windows(value, "")));
                let before = self.unnamed.take().map(|unnamed| unnamed.addresses).unwrap_or_default();
                self.roster.change(|adapter| adapter.addresses.extend(before));
            }
            // It stands before the name in one text and after it in the other.
            "IPAddress" => {
                let unnamed = self.unnamed.get_or_insert_with(|| Adapter::new("", AdapterKind::Unknown));
                addresses(value).for_each(|address| unnamed.add(address, false));
            }
            "IPv4Address" | "IPv6Address" | "IPv6LinkLocalAddress" => {
                self.roster
                    .change(|adapter| addresses(value).for_each(|address| adapter.add(address, false)));
            }
            "IPv4DefaultGateway" | "IPv6DefaultGateway" => self.roster.change(|adapter| {
                adapter.gateway_shown = true;
                addresses(value).for_each(|gateway| adapter.add_gateway(gateway));
            }),
            "InterfaceDescription" => {
                self.roster.change(|adapter| adapter.kind = AdapterKind::of_windows(&adapter.name, value));
            }
            "NetAdapter.Status" => {
                self.roster.change(|adapter| adapter.unplugged = key(value) == "disconnected");
            }
            "InterfaceIndex" | "AddressFamily" | "PrefixLength" | "PrefixOrigin" | "SuffixOrigin"
            | "AddressState" | "ValidLifetime" | "PreferredLifetime" | "SkipAsSource" | "PolicyStore"
            | "NetProfile.Name" | "DNSServer" => {}
            _ => return false,
        }
        self.last = None;
        true
    }
}

/// What begins the settings of an adapter, with its name where the text says it.
#[expect(clippy::option_option, reason = "no heading, a heading without a name, one with it")]
fn heading(text: &str) -> Option<Option<&str>> {
    if matches!(text, "DHCP Configuration" | "Manual Configuration" | "BOOTP Configuration") {
        return Some(None);
    }
    let mut parts = text.split('"');
    let (before, name, after) = (parts.next()?, parts.next()?, parts.next()?);
    (key(before).starts_with("configuration") && after.trim().is_empty()).then_some(Some(name))
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    fn adapters(text: &str) -> Vec<(String, AdapterKind, Vec<String>, Option<String>)> {
        let mut reader = Settings::default();
        let mut continues = false;
        for line in lines(text) {
            continues |= reader.read(&line, continues);
        }
        let shown = |adapter: Adapter| {
            let addresses = adapter.usable().iter().map(ToString::to_string).collect();
            (adapter.name.clone(), adapter.kind, addresses, adapter.gateway.map(|it| it.to_string()))
        };
        reader.into_adapters().into_iter().map(shown).collect()
    }

    fn ethernet(name: &str, gateway: Option<&str>) -> (String, AdapterKind, Vec<String>, Option<String>) {
        (name.into(), AdapterKind::Ethernet, vec!["10.0.0.5".into()], gateway.map(Into::into))
    }

    #[test]
    fn netsh_is_read_in_english_and_french() {
        let english = "Configuration for interface \"Ethernet\"\n    DHCP enabled:                         Yes\n    IP Address:                           10.0.0.5\n\
                       \x20   Subnet Prefix:                        10.0.0.0/24 (mask 255.255.255.0)\n    Default Gateway:                      10.0.0.1\n\
                       \x20   Gateway Metric:                       0\n    DNS servers configured through DHCP:  10.0.0.2\n                                          10.0.0.3\n";
        assert_eq!(adapters(english), [ethernet("Ethernet", Some("10.0.0.1"))]);
        let french = "Configuration pour l'interface \"Ethernet\"\n    DHCP activé :                         Oui\n    Adresse IP :                           10.0.0.5\n\
                      \x20   Préfixe de sous-réseau :                        10.0.0.0/24 (masque 255.255.255.0)\n    Passerelle par défaut :                      10.0.0.1\n";
        assert_eq!(adapters(french), [ethernet("Ethernet", Some("10.0.0.1"))]);
    }

    #[test]
    fn networksetup_says_at_its_end_what_it_is_about() {
        let of = |end: &str| {
            format!(
                "DHCP Configuration\nIP address: 10.0.0.5\nSubnet mask: 255.255.255.0\nRouter: 10.0.0.1\nClient ID:\nIPv6: Automatic\nIPv6 IP address: none\nIPv6 Router: none\n{end}\n"
            )
        };
        assert_eq!(adapters(&of("Ethernet Address: 00:e0:4c:68:00:01")), [ethernet("", Some("10.0.0.1"))]);
        assert_eq!(adapters(&of("Wi-Fi ID: a8:66:7f:12:34:56"))[0].1, AdapterKind::Wireless);
    }

    #[test]
    fn powershell_has_the_name_before_the_address_or_after_it() {
        let configuration = "InterfaceAlias       : Ethernet\nInterfaceIndex       : 12\nInterfaceDescription : Realtek PCIe GbE Family Controller\n\
                             NetProfile.Name      : Site\nIPv4Address          : 10.0.0.5\nIPv6DefaultGateway   :\nIPv4DefaultGateway   : 10.0.0.1\nDNSServer            : 10.0.0.2\n";
        assert_eq!(adapters(configuration), [ethernet("Ethernet", Some("10.0.0.1"))]);
        let records = "IPAddress         : fe80::1%12\nInterfaceIndex    : 12\nInterfaceAlias    : Ethernet\nAddressFamily     : IPv6\n\n\
                       IPAddress         : 10.0.0.5\nInterfaceIndex    : 12\nInterfaceAlias    : Ethernet\nAddressFamily     : IPv4\n\n\
                       IPAddress         : 192.168.1.9\nInterfaceIndex    : 7\nInterfaceAlias    : Wi-Fi\nAddressFamily     : IPv4\n";
        let read = adapters(records);
        assert_eq!(read[0], ethernet("Ethernet", None));
        assert_eq!(read[1].1, AdapterKind::Wireless);
    }
}
