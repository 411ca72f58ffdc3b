//! A text as a link, with its host in ASCII.

use idna::punycode;
use url::{ParseError, Url};
use zeroize::Zeroizing;

/// What the largest QR code holds, in digits (ISO/IEC 18004). What is longer is no label's link.
const MOST_BYTES: usize = 7_089;
/// The schemes whose hosts are names of the domain name system, by the standard for URLs.
const WITH_HOSTS: [&str; 6] = ["http", "https", "ws", "wss", "ftp", "file"];

/// The link that a text is. Without Unicode's tables `url` takes hosts in ASCII only; one with other letters is spelled out
/// as a browser's address bar would, so that a look-alike has a name to be refused by. It is never a label's host.
pub(crate) fn parse(text: &str) -> Result<Url, ParseError> {
    if text.len() > MOST_BYTES {
        return Err(ParseError::RelativeUrlWithoutBase);
    }
    // What the standard for URLs leaves out before it reads.
    let link = text.trim().trim_matches(|it: char| it <= ' ').replace(['\t', '\n', '\r'], "");
    let link = Zeroizing::new(link);
    // First: where `url` has no tables, an upper-case letter beside one of another script is an assertion of its own.
    match spelled_out(&link)? {
        Some(spelled) => Url::parse(&spelled),
        None => Url::parse(&link),
    }
}

/// The link with its host in ASCII; nothing, where it is in ASCII already.
fn spelled_out(link: &str) -> Result<Option<String>, ParseError> {
    let Some((scheme, rest)) = link.split_once(':') else { return Ok(None) };
    let scheme = scheme.to_ascii_lowercase();
    let rest = rest.trim_start_matches(['/', '\\']);
    let (authority, rest) = rest.split_at(rest.find(['/', '\\', '?', '#']).unwrap_or(rest.len()));
    let (user, host) = authority.rsplit_once('@').map_or(("", authority), |(_, host)| ("@", host));
    let (host, port) = host.split_at(host.find(':').unwrap_or(host.len()));
    let host = decoded(host);
    if !WITH_HOSTS.contains(&&*scheme) || host.as_ref().is_some_and(|host| host.is_ascii()) {
        return Ok(None);
    }
    match host.map(|host| host.to_lowercase()) {
        // The Kelvin sign is a small letter of ASCII: it makes no label's host either.
        Some(host) if scheme != "file" && !host.is_ascii() && !host.contains(ends_a_host) => {
            let labels: Option<Vec<String>> = host.split('.').map(in_ascii).collect();
            let host = labels.ok_or(ParseError::IdnaError)?.join(".");
            Ok(Some(format!("{scheme}://{user}{host}{port}{rest}")))
        }
        _ => Err(ParseError::IdnaError),
    }
}

/// A text without its percents; none where what they spell is no text.
pub(crate) fn decoded(segment: &str) -> Option<String> {
    let bytes = segment.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((&byte, tail)) = rest.split_first() {
        rest = tail;
        if byte == b'%' {
            let pair = rest.get(..2)?;
            out.push(u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?);
            rest = rest.get(2..)?;
        } else {
            out.push(byte);
        }
    }
    String::from_utf8(out).ok()
}

/// What no host has, and what would end one here that was only written in percents.
const fn ends_a_host(character: char) -> bool {
    matches!(character, '\0'..=' ' | '%' | '/' | '\\' | '?' | '#' | '@' | ':' | '[' | ']')
}

fn in_ascii(label: &str) -> Option<String> {
    if label.is_ascii() {
        return Some(label.to_owned());
    }
    Some(format!("xn--{}", punycode::encode_str(label)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_in_other_letters_is_spelled_out() {
        for (link, expected) in [
            ("https://о.chargepoint.com/i/1/x", "https://xn--n1a.chargepoint.com/i/1/x"),
            (" HTTPS://О.ChargePoint.com ", "https://xn--n1a.chargepoint.com/"),
            ("https://%D0%BE.chargepoint.com:8443?x", "https://xn--n1a.chargepoint.com:8443/?x"),
            ("https:\\\\о.chargepoint.com\\i", "https://xn--n1a.chargepoint.com/i"),
            ("https://bornes.québec#x", "https://bornes.xn--qubec-csa/#x"),
            ("https://o。chargepoint。com/", "https://xn--ochargepointcom-232nla/"),
        ] {
            assert_eq!(parse(link).map(String::from).as_deref(), Ok(expected), "{link}");
        }
    }

    #[test]
    fn what_is_no_host_in_any_letters_stays_none() {
        for link in [
            "https://о charge.com/",
            "https://о.com:secret/",
            "https://%D0.com/",
            "https://o.chargepoint.com%3F.%D0%BE/",
            "file:///О.ChargePoint.com",
            "HTTPS://A\u{212A}.COM/",
            "HTTPS://O.CHAR\u{FFFD}GEPOINT/I",
        ] {
            assert!(parse(link).is_err(), "{link}");
        }
    }

    #[test]
    fn in_capitals_beside_other_letters_it_is_read_in_every_build() {
        for link in ["HTTPS://O.CHARÉGEPOINT/I", "\u{1}HT\nTPS:О.COM", "HTTPS://A%D0%BE.COM"] {
            assert!(
                parse(link).is_ok_and(|url| url.host_str().is_some_and(|host| host.contains("xn--"))),
                "{link}"
            );
        }
        assert!(parse("HTTPS://XN--N1A.CHARGEPOINT.COM").is_ok());
    }

    #[test]
    fn what_no_code_can_hold_is_no_link() {
        let link = format!("https://o.chargepoint.com/i/{}", "7".repeat(MOST_BYTES));
        assert_eq!(parse(&link), Err(ParseError::RelativeUrlWithoutBase));
    }
}
