//! What a caption announces, in the languages of the consoles that installers have.

use super::line::{has, key};
use super::vocabulary::{Vocabulary, Words};

/// What stands behind a caption. Where the words of several are in it, the first of them counts: a DNS server's address is a
/// server's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Caption {
    /// Servers and whatever else has addresses that are not the adapter's.
    Other,
    /// The way out.
    Gateway,
    /// `ipconfig` prints it only when the medium is disconnected.
    Medium,
    /// What the adapter is.
    Description,
    /// The mask, which follows the address in every language.
    Mask,
    /// The adapter's address.
    Address,
    /// A language that we do not know, or a line that says nothing here.
    Unknown,
}

static CAPTIONS: Vocabulary<Caption> = Vocabulary(&[
    Words::of(
        Caption::Other,
        &["dns", "dhcp", "wins", "netbios", "lease", "bail", "physi", "metric", "duid", "iaid"],
    ),
    Words::of(
        Caption::Gateway,
        &["gateway", "passerelle", "puertadeenlace", "router", "routeur", "brama", "vchozbrna", "yhdyskytv"],
    ),
    Words::of(
        Caption::Medium,
        &[
            "mediast",
            "mediumst",
            "mdia",
            "dumedia",
            "medienstatus",
            "losmedios",
            "statosupporto",
            "estadodamidia",
            "medietil",
        ],
    ),
    Words::of(
        Caption::Description,
        &["description", "beschreibung", "descripci", "descrizione", "descrio", "descricao"],
    ),
    Words::of(Caption::Mask, &["mask", "masque", "mscara", "mascara", "maschera"]),
    Words::of(
        Caption::Address,
        &[
            "ipv4",
            "ipv6",
            "ipaddress",
            "adresseip",
            "ipadres",
            "direccinip",
            "direccionip",
            "indirizzoip",
            "endereoip",
            "enderecoip",
            "adresip",
            "ipaddr",
        ],
    ),
]);
const GATEWAY_ELSEWHERE: &[&str] = &["шлюз", "网关", "閘道", "ゲートウェイ", "게이트웨이"];
const MEDIUM_ELSEWHERE: &[&str] = &["媒体", "媒體", "メディア", "미디어", "среды"];

impl Caption {
    /// By its words, whatever a code page made of their accents.
    pub(super) fn of(caption: &str) -> Self {
        let elsewhere = |words: &[&str]| !caption.is_ascii() && has(&caption.to_lowercase(), words);
        match CAPTIONS.found_in(&key(caption)).min() {
            Some(Self::Other) => Self::Other,
            _ if elsewhere(GATEWAY_ELSEWHERE) => Self::Gateway,
            _ if elsewhere(MEDIUM_ELSEWHERE) => Self::Medium,
            known => known.unwrap_or(Self::Unknown),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_are_known_in_english_and_french_of_every_windows() {
        for caption in [
            "IPv4 Address",
            "IP Address",
            "IPv6 Address",
            "Temporary IPv6 Address",
            "Link-local IPv6 Address",
            "Autoconfiguration IPv4 Address",
            "Autoconfiguration IP Address",
            "Adresse IPv4",
            "Adresse IP",
            "Adresse IPv6 de liaison locale",
            "Adresse IPv6 temporaire",
            "Adresse d'autoconfiguration IPv4",
            "Adresse IP de configuration automatique",
            "IPv4-Adresse",
            "Dirección IPv4",
            "IPv4 地址",
        ] {
            assert_eq!(Caption::of(caption), Caption::Address, "{caption}");
        }
        for caption in [
            "Default Gateway",
            "Passerelle par défaut",
            "Passerelle par d‚faut",
            "Puerta de enlace predeterminada",
            "Основной шлюз",
        ] {
            assert_eq!(Caption::of(caption), Caption::Gateway, "{caption}");
        }
        for caption in [
            "Media State",
            "Statut du média",
            "Statut du m‚dia",
            "État du média",
            "Etat du media",
            "Medienstatus",
        ] {
            assert_eq!(Caption::of(caption), Caption::Medium, "{caption}");
        }
        for caption in ["Subnet Mask", "Masque de sous-réseau", "Subnetzmaske", "Máscara de subred"] {
            assert_eq!(Caption::of(caption), Caption::Mask, "{caption}");
        }
        for caption in [
            "DNS Servers",
            "Serveurs DNS",
            "DHCP Server",
            "Serveur DHCP",
            "Physical Address",
            "Adresse physique",
            "Connection-specific DNS Suffix",
            "Suffixe DNS propre à la connexion",
            "NetBIOS over Tcpip",
            "DHCPv6 IAID",
            "Primary WINS Server",
        ] {
            assert_eq!(Caption::of(caption), Caption::Other, "{caption}");
        }
        assert_eq!(Caption::of("Host Name"), Caption::Unknown);
    }
}
