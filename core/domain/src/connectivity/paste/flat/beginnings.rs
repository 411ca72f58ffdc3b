//! How lines begin on the consoles of installers, in English, French and German.

/// A beginning of a line: its first word, and those that follow. A word that ends with `~` may go on, whatever a code page
/// made of its accent.
pub(super) type Beginning = (&'static str, &'static [&'static str]);

/// Captions of `ipconfig` and `nslookup`: dots and a colon follow. Sorted.
pub(super) const CAPTIONS: [Beginning; 84] = [
    ("Address", &[]),
    ("Addresses", &[]),
    ("Adresse", &["IPv4"]),
    ("Adresse", &["IPv6"]),
    ("Adresse", &["IPv6", "de", "liaison", "locale"]),
    ("Adresse", &["IPv6", "temporaire"]),
    ("Adresse", &["d'autoconfiguration", "IPv4"]),
    ("Adresse", &["physique"]),
    ("Aliases", &[]),
    ("Autoconfiguration", &["Enabled"]),
    ("Autoconfiguration", &["IP", "Address"]),
    ("Autoconfiguration", &["IPv4", "Address"]),
    ("Autokonfiguration", &["aktiviert"]),
    ("Bail", &["expirant"]),
    ("Bail", &["obtenu"]),
    ("Beschreibung", &[]),
    ("Configuration", &["automatique", "activ~"]),
    ("Connection-specific", &["DNS", "Suffix"]),
    ("DHCP", &["Enabled"]),
    ("DHCP", &["Server"]),
    ("DHCP", &["activ~"]),
    ("DHCP", &["aktiviert"]),
    ("DHCP-Server", &[]),
    ("DHCPv6", &["Client", "DUID"]),
    ("DHCPv6", &["IAID"]),
    ("DHCPv6-Client-DUID", &[]),
    ("DHCPv6-IAID", &[]),
    ("DNS", &["Servers"]),
    ("DNS", &["Suffix", "Search", "List"]),
    ("DNS-Server", &[]),
    ("DNS-Suffixsuchliste", &[]),
    ("DUID", &["de", "client", "DHCPv6"]),
    ("Default", &["Gateway"]),
    ("Default", &["Server"]),
    ("Description", &[]),
    ("Host", &["Name"]),
    ("Hostname", &[]),
    ("IAID", &["DHCPv6"]),
    ("IP", &["Address"]),
    ("IP", &["Routing", "Enabled"]),
    ("IP-Routing", &["aktiviert"]),
    ("IPv4", &["Address"]),
    ("IPv4-Adresse", &[]),
    ("IPv4-Adresse", &["(Auto", "Konfiguration)"]),
    ("IPv6", &["Address"]),
    ("IPv6-Adresse", &[]),
    ("Knotentyp", &[]),
    ("Lease", &["Expires"]),
    ("Lease", &["Obtained"]),
    ("Lease", &["erhalten"]),
    ("Lease", &["l~", "ab"]),
    ("Link-local", &["IPv6", "Address"]),
    ("Masque", &["de", "sous-r~"]),
    ("Media", &["State"]),
    ("Medienstatus", &[]),
    ("Name", &[]),
    ("NetBIOS", &["over", "Tcpip"]),
    ("NetBIOS", &["sur", "Tcpip"]),
    ("NetBIOS", &["~", "TCP/IP"]),
    ("Nicht", &["autorisierende", "Antwort"]),
    ("Node", &["Type"]),
    ("Nom", &[]),
    ("Nom", &["de", "l'h~"]),
    ("Non-authoritative", &["answer"]),
    ("Passerelle", &["par", "d~"]),
    ("Physical", &["Address"]),
    ("Physische", &["Adresse"]),
    ("Primary", &["Dns", "Suffix"]),
    ("Proxy", &["WINS", "activ~"]),
    ("Reponse", &["ne", "faisant", "pas", "autorite"]),
    ("Routage", &["IP", "activ~"]),
    ("Réponse", &["ne", "faisant", "pas", "autorit~"]),
    ("Server", &[]),
    ("Serveur", &[]),
    ("Serveur", &["DHCP"]),
    ("Serveurs", &["DNS"]),
    ("Standardgateway", &[]),
    ("Statut", &["du", "m~"]),
    ("Subnet", &["Mask"]),
    ("Subnetzmaske", &[]),
    ("Suffixe", &["DNS", "propre", "~", "la", "connexion"]),
    ("Temporary", &["IPv6", "Address"]),
    ("Verbindungslokale", &["IPv6-Adresse"]),
    ("Verbindungsspezifisches", &["DNS-Suffix"]),
];

/// How the headings of adapters begin: a name and a colon follow. Sorted. What describes an adapter has capitals where these
/// have none.
pub(super) const HEADINGS: [Beginning; 15] = [
    ("Adaptador", &["de"]),
    ("Carte", &["Ethernet"]),
    ("Carte", &["PPP"]),
    ("Carte", &["Tunnel"]),
    ("Carte", &["inconnue"]),
    ("Carte", &["r~", "sans", "fil"]),
    ("Drahtlos-LAN-Adapter", &[]),
    ("Ethernet", &["adapter"]),
    ("Ethernet-Adapter", &[]),
    ("Mobile", &["Broadband", "adapter"]),
    ("PPP", &["adapter"]),
    ("Scheda", &["Ethernet"]),
    ("Tunnel", &["adapter"]),
    ("Unknown", &["adapter"]),
    ("Wireless", &["LAN", "adapter"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_sorted() {
        assert!(CAPTIONS.is_sorted() && HEADINGS.is_sorted());
    }
}
