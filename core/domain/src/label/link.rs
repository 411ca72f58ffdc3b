//! A text as a link, with its host in ASCII.

use idna::punycode;
use url::{ParseError, Url};

use super::reading::decoded;

/// The link that a text is. Without Unicode's tables `url` takes hosts in ASCII only; one with other letters is spelled out
/// as a browser's address bar would, so that a look-alike has a name to be refused by. It is never a label's host.
pub(super) fn parse(text: &str) -> Result<Url, ParseError> {
    match Url::parse(text.trim()) {
        Err(ParseError::IdnaError) => Url::parse(&spelled_out(text.trim()).ok_or(ParseError::IdnaError)?),
        parsed => parsed,
    }
}

fn spelled_out(link: &str) -> Option<String> {
    let (scheme, rest) = link.split_once(':')?;
    let rest = rest.trim_start_matches(['/', '\\']);
    let (authority, rest) = rest.split_at(rest.find(['/', '\\', '?', '#']).unwrap_or(rest.len()));
    let (user, host) = authority.rsplit_once('@').map_or(("", authority), |(_, host)| ("@", host));
    let (host, port) = host.split_at(host.find(':').unwrap_or(host.len()));
    let labels: Option<Vec<String>> = decoded(host)?.to_lowercase().split('.').map(in_ascii).collect();
    Some(format!("{scheme}://{user}{}{port}{rest}", labels?.join(".")))
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
        for link in ["https://о charge.com/", "https://о.com:secret/", "https://%D0.com/"] {
            assert!(parse(link).is_err(), "{link}");
        }
    }
}
