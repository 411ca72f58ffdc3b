//! The same paste reads the same however it was written, quoted and mixed; and no bytes at all do any harm.

use std::net::Ipv4Addr;
use std::time::Duration;

use pinpoint_domain::connectivity::{PasteReading, read_paste};
use proptest::prelude::*;

use super::needs;
use super::pastes::paste;

fn read(bytes: &[u8]) -> PasteReading {
    read_paste(bytes, &needs(), None)
}

fn facts(reading: &PasteReading) -> (String, Vec<String>, Option<String>, Vec<String>) {
    let text = |addresses: &[std::net::IpAddr]| addresses.iter().map(ToString::to_string).collect();
    (
        serde_json::to_string(&reading.verdicts).unwrap(),
        text(&reading.addresses),
        reading.gateway.map(|it| it.to_string()),
        text(&reading.resolved),
    )
}

fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(order).collect()
}

/// `ipconfig` in French or English, with this address and way out.
fn ipconfig(french: bool, address: Ipv4Addr, gateway: Ipv4Addr) -> String {
    let (heading, caption, mask, way_out) = if french {
        (
            "Carte Ethernet Ethernet :",
            "Adresse IPv4. . . . . . . . . . . . . .",
            "Masque de sous-réseau. . . . . . . . . ",
            "Passerelle par défaut. . . . . . . . . ",
        )
    } else {
        (
            "Ethernet adapter Ethernet:",
            "IPv4 Address. . . . . . . . . . . ",
            "Subnet Mask . . . . . . . . . . . ",
            "Default Gateway . . . . . . . . . ",
        )
    };
    format!(
        "{heading}\r\n\r\n   {caption}: {address}\r\n   {mask}: 255.255.255.0\r\n   {way_out}: {gateway}\r\n"
    )
}

fn nslookup(french: bool, resolver: Ipv4Addr, answers: &[Ipv4Addr]) -> String {
    let host = "vpn.ca.prod.chargepointnetwork.net";
    let (server, head, name) = if french {
        ("Serveur :   box", "Réponse ne faisant pas autorité :", "Nom :")
    } else {
        ("Server:  box", "Non-authoritative answer:", "Name:")
    };
    let answers: Vec<_> = answers.iter().map(ToString::to_string).collect();
    format!(
        "C:\\>nslookup {host}\r\n{server}\r\nAddress:  {resolver}\r\n\r\n{head}\r\n{name}    {host}\r\nAddresses:  {}\r\n",
        answers.join("\r\n          ")
    )
}

/// An address that a router or a network gives.
fn given() -> impl Strategy<Value = Ipv4Addr> {
    (1_u8..=223, any::<u8>(), any::<u8>(), 1_u8..=254)
        .prop_map(|(a, b, c, d)| Ipv4Addr::new(a, b, c, d))
        .prop_filter("given by nobody", |it| !it.is_loopback() && !it.is_link_local())
}

/// One that is found from outside.
fn public() -> impl Strategy<Value = Ipv4Addr> {
    given().prop_filter("of a site", |it| !it.is_private())
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        read(&bytes);
    }

    #[test]
    fn no_damaged_paste_panics_and_the_resolver_is_never_an_answer(
        name in prop::sample::select(vec!["windows-10-ipconfig-all", "macos-ifconfig", "guide-name-good", "dig-nxdomain", "both-good", "linux-ip-addr-and-route"]),
        cut in any::<prop::sample::Index>(), changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
    ) {
        let mut bytes = paste(name);
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        bytes.truncate(cut.index(bytes.len() + 1));
        let reading = read(&bytes);
        prop_assert!(reading.verdicts.contains(&reading.verdict) && !reading.steps.is_empty());
    }

    #[test]
    fn an_address_is_read_in_either_language_and_in_every_encoding(
        french: bool, address in given(), gateway in given(), resolver in given(), answers in prop::collection::vec(public(), 1..4),
    ) {
        let text = ipconfig(french, address, gateway) + &nslookup(french, resolver, &answers);
        let reading = read(text.as_bytes());
        let expected = facts(&reading);
        prop_assert_eq!(&expected.1, &vec![address.to_string()]);
        prop_assert_eq!(&expected.2, &Some(gateway.to_string()));
        for answer in &answers {
            prop_assert!(expected.3.contains(&answer.to_string()));
        }
        prop_assert_eq!(expected.3.contains(&resolver.to_string()), answers.contains(&resolver));

        let latin: Vec<u8> = text.chars().map(|found| u8::try_from(found).unwrap()).collect();
        let console: Vec<u8> = text.chars().map(|found| if found == 'é' { 0x82 } else { u8::try_from(found).unwrap() }).collect();
        let marked = |mark: &[u8], rest: Vec<u8>| [mark, &rest].concat();
        for bytes in [
            latin,
            console,
            marked(&[0xEF, 0xBB, 0xBF], text.clone().into_bytes()),
            marked(&[0xFF, 0xFE], utf16(&text, u16::to_le_bytes)),
            marked(&[0xFE, 0xFF], utf16(&text, u16::to_be_bytes)),
            utf16(&text, u16::to_le_bytes),
            utf16(&text, u16::to_be_bytes),
            text.replace("\r\n", "\n").into_bytes(),
            text.replace("\r\n", "\r").into_bytes(),
            text.replace("\r\n", "\r\r\n").into_bytes(),
            text.replace("\r\n", "\n> > ").into_bytes(),
            text.replace(' ', "\u{A0}").into_bytes(),
            text.replace("   ", "\t").into_bytes(),
            text.lines().flat_map(|line| [line.trim(), "\n"]).collect::<String>().into_bytes(),
            text.lines().flat_map(|line| ["- ", line.trim(), "\n"]).collect::<String>().into_bytes(),
            text.lines().flat_map(|line| ["[08:15] Noor: ", line.trim(), "\n"]).collect::<String>().into_bytes(),
            text.split_whitespace().flat_map(|word| [word, " "]).collect::<String>().into_bytes(),
            text.replace(". ", " ").into_bytes(),
        ] {
            prop_assert_eq!(&facts(&read(&bytes)), &expected, "{}", String::from_utf8_lossy(&bytes));
        }
    }

    #[test]
    fn what_a_person_writes_around_a_paste_changes_nothing(
        french: bool, address in given(), gateway in given(),
        before in "[A-Za-z ,]{0,40}", between in "[A-Za-z ,]{1,40}", after in "[A-Za-z ,]{0,40}",
    ) {
        let text = ipconfig(french, address, gateway) + &nslookup(french, gateway, &[Ipv4Addr::new(198, 51, 100, 24)]);
        let expected = facts(&read(text.as_bytes()));
        let around = format!("{before}\n\n{}\n{after}\n", text.replace("C:\\>nslookup", &format!("\n{between}\nC:\\>nslookup")));
        prop_assert_eq!(facts(&read(around.as_bytes())), expected, "{}", around);
    }

    #[test]
    fn a_self_assigned_address_is_never_usable(french: bool, c: u8, d: u8, gateway in given()) {
        let address = Ipv4Addr::new(169, 254, c, d);
        let reading = read(ipconfig(french, address, gateway).as_bytes());
        prop_assert!(reading.addresses.is_empty());
        prop_assert_eq!(serde_json::to_value(reading.verdict).unwrap(), "self-assigned");
    }
}

/// The best of several runs, so that a busy machine proves nothing.
#[test]
#[expect(clippy::disallowed_methods, reason = "this test measures")]
fn sixty_four_kilobytes_of_anything_take_less_than_five_milliseconds() {
    let filled = |piece: &[u8]| piece.iter().copied().cycle().take(64 << 10).collect::<Vec<u8>>();
    let numbered: Vec<String> =
        (0..5000).map(|it| format!("Ethernet adapter {it}:\na. . : 10.0.0.1\n")).collect();
    let numbered = numbered.concat();
    let hostile = [
        filled(b"a. . :\n"),
        filled(b"IPv4 Address. . . : 10.0.0.1\n"),
        filled(b"1.2.3.4 "),
        filled(b"1\n"),
        filled(b":"),
        filled(b". "),
        filled(b">"),
        filled(b"\x1b["),
        filled(b"*** can't find a.b: \n"),
        filled(b"Name: a.b\nAddress: 1.2.3.4\n"),
        filled(b"a.b. 1 IN A 1.2.3.4\n"),
        filled(b"Address "),
        filled(b"Server: Address: "),
        filled(&[&b"Address: 1.2.3.4 ".repeat(960)[..], b"\n"].concat()),
        filled(&[&b"Ethernet adapter ".repeat(900)[..], b"\n"].concat()),
        filled(&[&b"Adresse IPv6 de liaison ".repeat(600)[..], b"\n"].concat()),
        filled(&[&b"Default Gateway . . . ".repeat(700)[..], b"\n"].concat()),
        filled(b"InterfaceAlias : a\nIPAddress : 1.2.3.4\n"),
        filled(b"1: a: <UP>\ninet 1.2.3.4/8\n"),
        filled("é".as_bytes()),
        filled("â€š".as_bytes()),
        filled(&[0x82]),
        filled(&[0xFF]),
        filled(&[b'a', 0]),
        numbered.into_bytes().into_iter().take(64 << 10).collect(),
        filled(&paste("windows-10-ipconfig-all")),
        filled(&paste("french-console-850-in-an-editor")),
    ];
    // The law is one of release builds; this profile optimises for short builds.
    let limit = Duration::from_millis(if cfg!(debug_assertions) { 10 } else { 5 });
    for bytes in hostile {
        let once = || {
            let begun = std::time::Instant::now();
            read(&bytes);
            begun.elapsed()
        };
        let best = (0..9).map(|_| once()).min().unwrap();
        let begins = String::from_utf8_lossy(&bytes[..24]).into_owned();
        assert!(best < limit, "{best:?} for {begins:?}…");
    }
}
