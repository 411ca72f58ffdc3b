use super::super::command::Command;
use super::super::line::lines;
use super::*;

fn lookups(text: &str) -> Vec<Lookup> {
    let mut reader = Nslookup::default();
    let mut continues = false;
    for line in lines(text) {
        if let Some(Command::Lookup { host, .. }) = Command::of(&line) {
            reader.asks(host);
            continues = true;
        } else {
            continues |= reader.read(&line, continues);
        }
    }
    reader.into_lookups().collect()
}

fn only(text: &str) -> Lookup {
    let [lookup] = lookups(text).try_into().unwrap();
    lookup
}

fn addresses_of(text: &str) -> Vec<String> {
    only(text).addresses.iter().map(ToString::to_string).collect()
}

#[test]
fn who_was_asked_is_no_answer() {
    let lookup = only("Server:  dns.google\nAddress:  8.8.8.8\n");
    assert_eq!((lookup.addresses.len(), lookup.resolver.len()), (0, 1));
    assert_eq!(addresses_of("Address: 8.8.8.8\n"), Vec::<String>::new());
}

#[test]
fn addresses_stand_below_each_other_beside_each_other_or_each_behind_its_name() {
    let head = "Serveur :   box\nAddress:  192.168.1.1\n\nRéponse ne faisant pas autorité :\n";
    let below = format!(
        "{head}Nom :    vpn.example.net\nAddresses:  2001:db8::5\n\t  203.0.113.5\n\t  203.0.113.6\n"
    );
    assert_eq!(addresses_of(&below), ["2001:db8::5", "203.0.113.5", "203.0.113.6"]);
    let beside = format!("{head}Name:    vpn.example.net\nAddresses:  203.0.113.5, 203.0.113.6\n");
    assert_eq!(addresses_of(&beside), ["203.0.113.5", "203.0.113.6"]);
    let each = "Server:\t\t10.0.0.1\nAddress:\t10.0.0.1#53\n\nName:\tvpn.example.net\nAddress: 203.0.113.5\nName:\tvpn.example.net\nAddress: 203.0.113.6\n";
    assert_eq!(addresses_of(each), ["203.0.113.5", "203.0.113.6"]);
}

#[test]
fn every_way_to_say_no_is_understood() {
    use LookupFailure as Failure;
    for (said, failure) in [
        ("*** dns.google can't find vpn.example.net: Non-existent domain", Failure::NoSuchName),
        ("*** dns.google can’t find vpn.example.net: Non-existent\ndomain", Failure::NoSuchName),
        (
            "*** dns.google ne parvient pas à trouver vpn.example.net : Non-existent domain",
            Failure::NoSuchName,
        ),
        ("** server can't find vpn.example.net: NXDOMAIN", Failure::NoSuchName),
        ("Host vpn.example.net not found: 3(NXDOMAIN)", Failure::NoSuchName),
        ("** server can't find vpn.example.net: SERVFAIL", Failure::ServerFailed),
        ("*** UnKnown can't find vpn.example.net: Server failed", Failure::ServerFailed),
        ("*** UnKnown can't find vpn.example.net: Query refused", Failure::Refused),
        ("** server can't find vpn.example.net: REFUSED", Failure::Refused),
        ("*** Can't find vpn.example.net: No answer", Failure::NoAddress),
        ("*** UnKnown can't find vpn.example.net: No response from server", Failure::Silent),
        ("DNS request timed out.\n    timeout was 2 seconds.", Failure::Silent),
        ("*** Request to dns.google timed-out", Failure::Silent),
        (";; connection timed out; no servers could be reached", Failure::Silent),
        ("*** Default servers are not available", Failure::Silent),
    ] {
        let lookup = only(&format!(
            "C:\\>nslookup vpn.example.net\nServer:  dns.google\nAddress:  8.8.8.8\n\n{said}\n"
        ));
        assert_eq!(lookup.failure, Some(failure), "{said}");
        assert_eq!(lookup.asked.as_deref(), Some("vpn.example.net"), "{said}");
        assert!(lookup.addresses.is_empty() && lookup.resolver.len() == 1, "{said}");
    }
}

#[test]
fn busybox_counts_addresses_and_says_no_in_its_own_words() {
    let head = "Server:    192.168.1.1\nAddress 1: 192.168.1.1 router.lan\n\n";
    let both = format!(
        "{head}Name:      vpn.example.net\nAddress 1: 203.0.113.5 gw.example.net\nAddress 2: 203.0.113.6\n"
    );
    assert_eq!(addresses_of(&both), ["203.0.113.5", "203.0.113.6"]);
    let none = only(&format!("{head}nslookup: can't resolve 'vpn.example.net': Name or service not known\n"));
    assert_eq!(
        (none.asked.as_deref(), none.failure),
        (Some("vpn.example.net"), Some(LookupFailure::NoSuchName))
    );
}

#[test]
fn what_resolvectl_says_is_an_answer() {
    assert_eq!(
        addresses_of(
            "vpn.example.net: 203.0.113.5 -- link: eth0\n\n-- Information acquired via protocol DNS in 20.1ms.\n"
        ),
        ["203.0.113.5"]
    );
}

#[test]
fn a_resolver_without_a_name_of_its_own_still_answers() {
    let lookup = only(
        "C:\\>nslookup vpn.example.net\nDNS request timed out.\n    timeout was 2 seconds.\nServer:  UnKnown\nAddress:  10.0.0.1\n\n\
         Name:    vpn.example.net\nAddress:  203.0.113.5\n",
    );
    assert_eq!((lookup.failure, lookup.addresses.len()), (None, 1));
    let lookup = only(
        "*** Can't find server name for address 10.0.0.1: Non-existent domain\nServer:  UnKnown\nAddress:  10.0.0.1\n\n\
         Name:    vpn.example.net\nAddress:  203.0.113.5\n",
    );
    assert_eq!((lookup.failure, lookup.asked.as_deref()), (None, Some("vpn.example.net")));
}

#[test]
fn names_typed_at_its_own_prompt_are_questions() {
    let asked: Vec<_> = lookups(
        "C:\\>nslookup\nDefault Server:  dns.google\nAddress:  8.8.8.8\n\n> vpn.na.example.net\nServer:  dns.google\n\
         Address:  8.8.8.8\n\nName:    vpn.na.example.net\nAddress:  203.0.113.5\n\n> vpn.ca.example.net\n\
         Server:  dns.google\nAddress:  8.8.8.8\n\n*** dns.google can't find vpn.ca.example.net: Non-existent domain\n",
    )
    .into_iter()
    .filter_map(|lookup| Some((lookup.asked?, lookup.failure.is_none())))
    .collect();
    assert_eq!(asked, [("vpn.na.example.net".to_owned(), true), ("vpn.ca.example.net".to_owned(), false)]);
}

#[test]
fn the_name_servers_own_addresses_are_no_answer() {
    let lookup = only(
        "$ nslookup vpn.example.net\nServer:\t10.0.0.1\nAddress:\t10.0.0.1#53\n\nNon-authoritative answer:\n\
         vpn.example.net\tcanonical name = gw.example.net.\nName:\tgw.example.net\nAddress: 203.0.113.5\n\n\
         Authoritative answers can be found from:\nns1.example.net\tinternet address = 198.51.100.1\n",
    );
    assert_eq!(lookup.addresses.len(), 1);
    assert_eq!(lookup.names, ["gw.example.net"]);
}
