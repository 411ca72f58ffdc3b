//! `ipconfig` and `ipconfig /all`, Windows 2000 to 11: headings that end with a colon, and captions with dots that lead to
//! values (B06, B07). The dots are the same in every language, so a caption that we do not know still has its place.

use core::net::IpAddr;

use super::adapter::{Adapter, AdapterKind};
use super::caption::Caption;
use super::line::{Line, addresses, has, key};
use super::roster::Roster;

/// In bytes; what is longer is a paragraph.
const LONGEST_NAME: usize = 200;

/// How the caption of an adapter's own address begins.
const OWN: [&str; 4] = ["ipv4ad", "ipaddress", "adresseipv4", "adresseip"];

/// Reads line after line.
#[derive(Debug, Default)]
pub(super) struct Ipconfig {
    roster: Roster,
    /// What further addresses belong to.
    last: Option<Caption>,
    /// An address with a caption in a language that we do not know: the adapter's, if a mask follows.
    pending: Option<IpAddr>,
    /// A mask was read: what follows in such a language is the way out.
    after_mask: bool,
}

impl Ipconfig {
    /// Whether the line is of such a text. What follows it tells a heading from any other line that ends with a colon.
    pub(super) fn read(&mut self, lines: &[Line<'_>], at: usize, continues: bool) -> bool {
        let Some(line) = lines.get(at) else { return false };
        if let Some((caption, value)) = line.led() {
            self.field(caption, value);
            return true;
        }
        if continues && let Some(addresses) = line.bare_addresses() {
            self.further(&addresses);
            return true;
        }
        match heading(lines, at) {
            Some(heading) => self.begin(&heading),
            None => return continues && self.read_undotted(line),
        }
        true
    }

    /// Whether the line is of such a text whose dots were lost: somebody typed it, or a chat took them for an ellipsis. The longest
    /// captions have none: `IPv4-Adresse (Auto. Konfiguration): 169.254.3.4`.
    pub(super) fn read_undotted(&mut self, line: &Line<'_>) -> bool {
        let Some((caption, value)) = undotted(line) else { return false };
        self.field(caption, value);
        true
    }

    /// Whether such a text begins here, without its heading: `IPv4 address: 10.0.0.5`, as it stands in the settings of Windows.
    /// Prose has other addresses, so the caption must say no more than that.
    pub(super) fn begins_undotted(&mut self, line: &Line<'_>) -> bool {
        let of_adapter = |(caption, value): (&str, &str)| {
            let caption = key(caption);
            addresses(value).next().is_some() && OWN.iter().any(|own| caption.starts_with(own))
        };
        undotted(line).is_some_and(of_adapter) && self.read_undotted(line)
    }

    pub(super) fn into_adapters(self) -> Vec<Adapter> {
        self.roster.into_adapters()
    }

    fn begin(&mut self, name: &str) {
        self.roster.begin(Adapter::new(name, AdapterKind::of_windows(name, "")));
        (self.last, self.pending, self.after_mask) = (None, None, false);
    }

    fn field(&mut self, caption: &str, value: &str) {
        let found: Vec<IpAddr> = addresses(value).collect();
        let caption = match Caption::of(caption) {
            Caption::Unknown => self.by_place(value, &found),
            Caption::Other if self.after_mask && found.is_empty() => Caption::Other,
            known => {
                self.after_mask = known == Caption::Mask;
                known
            }
        };
        self.last = Some(caption);
        match caption {
            Caption::Address => {
                if let Some(&address) = found.first() {
                    self.roster.change(|adapter| adapter.add(address, is_duplicate(value)));
                }
            }
            Caption::Gateway => {
                self.roster.change(|adapter| adapter.gateway_shown = true);
                self.further(&found);
            }
            Caption::Mask => {
                if let Some(address) = self.pending.take() {
                    self.roster.change(|adapter| adapter.add(address, false));
                }
            }
            Caption::Medium => self.roster.change(|adapter| adapter.unplugged = !is_connected(value)),
            Caption::Description if self.roster.has_current() => {
                self.roster.change(|adapter| adapter.kind = AdapterKind::of_windows(&adapter.name, value));
            }
            Caption::Description | Caption::Other | Caption::Unknown => {}
        }
    }

    /// In a language that we do not know: an address, its mask, then the way out.
    fn by_place(&mut self, value: &str, found: &[IpAddr]) -> Caption {
        if is_mask(value) {
            self.after_mask = true;
            return Caption::Mask;
        }
        if self.after_mask && (value.is_empty() || !found.is_empty()) {
            self.after_mask = false;
            return Caption::Gateway;
        }
        if let Some(address) = found.first() {
            self.pending = Some(*address);
        }
        Caption::Unknown
    }

    fn further(&mut self, found: &[IpAddr]) {
        for &address in found {
            match self.last {
                Some(Caption::Gateway) => self.roster.change(|adapter| adapter.add_gateway(address)),
                Some(Caption::Address) => self.roster.change(|adapter| adapter.add(address, false)),
                _ => {}
            }
        }
    }
}

/// The heading of an adapter, without its colon: captions with dots follow it, at once or after one that has none.
fn heading(lines: &[Line<'_>], at: usize) -> Option<String> {
    let name = lines.get(at)?.text().strip_suffix(':')?.trim_end();
    let named = names_an_adapter(name);
    let shows = |next: &Line<'_>| next.led().is_some() || (named && undotted(next).is_some());
    let led = |after: usize| lines.get(at + after).is_some_and(shows);
    let headed = || {
        let next = lines.get(at + 1).and_then(|next| next.text().strip_suffix(':'));
        next.is_some_and(|next| Caption::of(next) == Caption::Unknown)
    };
    if name.is_empty() || name.len() > LONGEST_NAME || !(led(1) || (named && led(2) && !headed())) {
        return None;
    }
    // Windows XP prints some captions without dots.
    if !named && Caption::of(name) != Caption::Unknown {
        return None;
    }
    // A mail broke the heading: its first half names the adapter.
    let before = at.checked_sub(1).and_then(|before| lines.get(before)).map(Line::text);
    let half = before.filter(|half| {
        !named && names_an_adapter(half) && !half.contains([':', '>']) && half.len() <= LONGEST_NAME
    });
    Some(half.map_or_else(|| name.to_owned(), |half| format!("{half} {name}")))
}

/// A caption that is known without its dots, and its value. What has none is a heading, or says nothing.
fn undotted<'l>(line: &'l Line<'_>) -> Option<(&'l str, &'l str)> {
    let said = line.text().starts_with(['*', ';']);
    let known = |caption| Caption::of(caption) != Caption::Unknown;
    line.captioned().filter(|(caption, value)| !said && !value.is_empty() && known(caption))
}

fn names_an_adapter(text: &str) -> bool {
    let lower = text.to_lowercase();
    let begins = ["carte ", "adaptateur ", "adaptador ", "scheda ", "ethernet-adapter "];
    lower.contains("adapter ") || begins.iter().any(|word| lower.starts_with(word))
}

fn is_mask(value: &str) -> bool {
    value.starts_with("255.") && addresses(value).next().is_some()
}

/// `(Duplicate)`, `(dupliqué)`, `(doublon)`: another device answered for this address.
fn is_duplicate(value: &str) -> bool {
    let mark = value.split_once('(').map(|(_, mark)| key(mark)).unwrap_or_default();
    has(&mark, &["dupl", "doubl"])
}

/// The line stands there because the medium is not connected; a text that says otherwise is believed.
fn is_connected(value: &str) -> bool {
    let said = key(value);
    has(&said, &["connect", "verbunden", "conectado"])
        && !has(
            &said,
            &[
                "disconnect",
                "dconnect",
                "deconnect",
                "nonconnect",
                "notconnect",
                "nichtverbunden",
                "desconectado",
            ],
        )
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    fn adapters(text: &str) -> Vec<Adapter> {
        let lines = lines(text);
        let mut reader = Ipconfig::default();
        let mut continues = false;
        for at in 0..lines.len() {
            continues = reader.read(&lines, at, continues);
        }
        reader.into_adapters()
    }

    fn only(text: &str) -> Adapter {
        let [adapter] = adapters(text).try_into().unwrap();
        adapter
    }

    fn shown(adapter: &Adapter) -> (Vec<String>, Option<String>) {
        let addresses = adapter.usable().iter().map(ToString::to_string).collect();
        (addresses, adapter.gateway.map(|it| it.to_string()))
    }

    #[test]
    fn an_address_of_a_language_that_we_do_not_know_has_its_place() {
        let adapter = only(
            "Ethernet sovitin Ethernet:\n   Nimi . . . . . : x\n   Osoite. . . . . . : 10.20.30.40\n   \
             Peite . . . . . : 255.255.255.0\n   Portti . . . . . . : 10.20.30.1\n   Palvelin. . . . . : 10.20.30.2\n",
        );
        assert_eq!(shown(&adapter), (vec!["10.20.30.40".into()], Some("10.20.30.1".into())));
    }

    #[test]
    fn a_way_out_that_is_empty_is_none_and_what_follows_is_not_taken_for_it() {
        let adapter = only(
            "Ethernet adapter Ethernet:\n   IPv4 Address. . . : 10.0.0.5\n   Subnet Mask . . . : 255.255.255.0\n   \
             Default Gateway . . . :\n   DHCP Server . . . : 10.0.0.2\n   DNS Servers . . . : 10.0.0.3\n      10.0.0.4\n",
        );
        assert_eq!(shown(&adapter), (vec!["10.0.0.5".into()], None));
        assert!(adapter.gateway_shown);
    }

    #[test]
    fn after_a_renewal_the_later_text_counts() {
        let text =
            |address: &str| format!("Ethernet adapter Ethernet:\n\n   IPv4 Address. . . : {address}\n");
        let adapter = only(&(text("169.254.7.8") + &text("10.0.0.5")));
        assert_eq!(shown(&adapter).0, ["10.0.0.5"]);
    }

    #[test]
    fn a_duplicate_is_no_good_and_a_preferred_one_is() {
        let of = |mark: &str| {
            only(&format!("Carte Ethernet Ethernet :\n   Adresse IPv4. . . : 10.0.0.5({mark})\n"))
        };
        for good in ["préféré", "Preferred", "Bevorzugt", "pr‚f‚r‚"] {
            assert_eq!(shown(&of(good)).0, ["10.0.0.5"], "{good}");
        }
        for bad in ["Duplicate", "dupliqué", "en double"] {
            assert_eq!(shown(&of(bad)).0, Vec::<String>::new(), "{bad}");
        }
    }

    #[test]
    fn a_caption_without_its_dots_is_the_same_caption() {
        let typed = "Ethernet adapter Ethernet:\nConnection-specific DNS Suffix: lan\nIPv4 Address: 10.0.0.5\nSubnet Mask: 255.255.255.0\n\
                     Default Gateway: 10.0.0.1\nDNS Servers: 10.0.0.2\n10.0.0.3\n";
        assert_eq!(shown(&only(typed)), (vec!["10.0.0.5".into()], Some("10.0.0.1".into())));
        let german = "Ethernet-Adapter Ethernet:\n\n   Verbindungsspezifisches DNS-Suffix: fritz.box\n   IPv4-Adresse (Auto. Konfiguration): 169.254.3.4\n\
                      \x20  Subnetzmaske  . . . . . . . . . . : 255.255.0.0\n   Standardgateway . . . . . . . . . :\n";
        assert!(only(german).has(super::super::AddressStanding::SelfAssigned));
        let out = "Carte Ethernet Ethernet :\nStatut du média : Média déconnecté\n";
        assert!(only(out).unplugged);
    }

    #[test]
    fn prose_before_a_text_is_no_adapter() {
        let text = "Hello,\nthe Ethernet adapter shows this:\n\nEthernet adapter Ethernet:\n   IPv4 Address. . . : 10.0.0.5\n";
        let names: Vec<_> = adapters(text).into_iter().map(|it| it.name).collect();
        assert_eq!(names, ["Ethernet adapter Ethernet"]);
    }
}
