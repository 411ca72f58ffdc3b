//! From the text of a QR code to an activation label, by the forms that the network's profile allows.

use serde::{Deserialize, Serialize};
use url::Url;

use super::{ActivationPassword, MacAddress, MacError, PasswordError, link};
use crate::code::{Coded, Fields, fields};

/// What an activation label says (A17, A18).
#[derive(Debug)]
pub struct ActivationLabel {
    /// The MAC address of the station's network module.
    pub mac: MacAddress,
    /// The secret that proves that somebody stood before the label.
    pub password: ActivationPassword,
}

/// One form of label that a network's profile allows: exact host, exact path beginning. Fake stickers on chargers are
/// real, so a link that fits no form is shown and never opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct LabelForm {
    /// The exact host, for example `o.chargepoint.com`.
    pub host: String,
    /// The exact path segments before the shape begins, for example `["i"]`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub path: Vec<String>,
    /// Where MAC and password stand after that.
    pub shape: LabelShape,
}

/// Where MAC and password stand in a label's link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum LabelShape {
    /// `/<MAC>/<PASSWORD>`, or with the MAC's sixteen digits in two halves `/<8 hex>/<8 hex>/<PASSWORD>`.
    PathSegments,
    /// `/<MAC>#<PASSWORD>`: our own form; what stands after `#` never leaves the phone.
    Fragment,
}

/// Why a text is not an activation label of this network. Holds no secret: of a foreign link only the host.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LabelError {
    /// Not a link at all.
    #[error("the code holds no link")]
    NotALink,
    /// A link, but not over https.
    #[error("a label's link begins with https, this one with {scheme}")]
    NotHttps {
        /// The scheme found.
        scheme: String,
    },
    /// A link to a host that no form of this network names: another network's label, or a fake sticker.
    #[error("the link leads to {host}, which is no host of this network's labels")]
    ForeignHost {
        /// The host, in its ASCII form so that look-alike letters show.
        host: String,
    },
    /// The right host, but not the path of a label.
    #[error("a link of {host}, but not that of a label")]
    NotALabelPath {
        /// The host.
        host: String,
    },
    /// The MAC in the link is wrong.
    #[error("the label's MAC: {0}")]
    Mac(#[from] MacError),
    /// The password in the link is wrong.
    #[error("the label's activation password: {0}")]
    Password(#[from] PasswordError),
}

impl Coded for LabelError {
    fn code(&self) -> &str {
        match self {
            Self::NotALink => "label-not-a-link",
            Self::NotHttps { .. } => "label-not-https",
            Self::ForeignHost { .. } => "label-foreign-host",
            Self::NotALabelPath { .. } => "label-not-a-label-path",
            Self::Mac(error) => error.code(),
            Self::Password(error) => error.code(),
        }
    }

    fn fields(&self) -> Fields {
        match self {
            Self::NotALink => Fields::new(),
            Self::NotHttps { scheme } => fields([("scheme", scheme.clone())]),
            Self::ForeignHost { host } | Self::NotALabelPath { host } => fields([("host", host.clone())]),
            Self::Mac(error) => error.fields(),
            Self::Password(error) => error.fields(),
        }
    }
}

impl ActivationLabel {
    /// A label from what a person typed (A19).
    pub fn typed(mac: &str, password: &str) -> Result<Self, LabelError> {
        Ok(Self { mac: MacAddress::parse(mac)?, password: ActivationPassword::parse(password)? })
    }

    /// The link that a label of this form carries in its QR code. Holds the secret: print it, never log it.
    pub fn link(&self, form: &LabelForm) -> String {
        form.link(&self.mac, &percent_encoded(self.password.reveal()))
    }
}

impl LabelForm {
    /// The link of this form with this MAC, and with this in the password's place.
    pub(super) fn link(&self, mac: &MacAddress, password: &str) -> String {
        let before_the_mac = [std::slice::from_ref(&self.host), &self.path].concat().join("/");
        let separator = match self.shape {
            LabelShape::PathSegments => '/',
            LabelShape::Fragment => '#',
        };
        format!("https://{before_the_mac}/{}{separator}{password}", mac.digits())
    }
}

/// Reads the text of a QR code by the forms of a network's profile (A18).
pub fn interpret(text: &str, forms: &[LabelForm]) -> Result<ActivationLabel, LabelError> {
    read(text, forms).map(|(label, _)| label)
}

/// The label and the form that it has.
pub(super) fn read<'f>(
    text: &str,
    forms: &'f [LabelForm],
) -> Result<(ActivationLabel, &'f LabelForm), LabelError> {
    let url = link::parse(text).map_err(|_| LabelError::NotALink)?;
    let host = authority(&url).ok_or(LabelError::NotALink)?;
    if url.scheme() != "https" {
        return Err(LabelError::NotHttps { scheme: url.scheme().to_owned() });
    }
    let by_name = !url.username().is_empty() || url.password().is_some();
    let mut of_host = forms.iter().filter(|form| form.host == host).peekable();
    if by_name || of_host.peek().is_none() {
        return Err(LabelError::ForeignHost { host });
    }
    let segments: Vec<&str> = url.path_segments().map(Iterator::collect).unwrap_or_default();
    for form in of_host {
        if let Some((mac, password)) = fit(form, &segments, url.fragment()) {
            return Ok((ActivationLabel::typed(&mac, &password)?, form));
        }
    }
    Err(LabelError::NotALabelPath { host })
}

/// Where a link leads: the host in its ASCII form, and the port where it is not the usual one.
pub(super) fn authority(url: &Url) -> Option<String> {
    let host = url.host_str()?.trim_end_matches('.');
    Some(url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
}

/// The MAC and the password as they stand in a link of this form, percent-decoded.
fn fit(form: &LabelForm, segments: &[&str], fragment: Option<&str>) -> Option<(String, String)> {
    let mut rest = segments;
    for expected in &form.path {
        let (first, tail) = rest.split_first()?;
        if !first.eq_ignore_ascii_case(expected) {
            return None;
        }
        rest = tail;
    }
    match (form.shape, rest, fragment) {
        (LabelShape::PathSegments, [mac, password] | [mac, password, ""], None) => {
            Some((decoded(mac)?, decoded(password)?))
        }
        (LabelShape::PathSegments, [high, low, password] | [high, low, password, ""], None) => {
            Some((format!("{}{}", decoded(high)?, decoded(low)?), decoded(password)?))
        }
        (LabelShape::Fragment, [mac] | [mac, ""], Some(password)) => {
            Some((decoded(mac)?, decoded(password)?))
        }
        _ => None,
    }
}

pub(super) fn decoded(segment: &str) -> Option<String> {
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

/// Letters and digits as they are, every other byte of ASCII as `%XX`: safe in a path and in a fragment.
fn percent_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(3 * text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            encoded.push(char::from(byte));
        } else {
            encoded.extend(["%", &format!("{byte:02X}")]);
        }
    }
    encoded
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    pub(in crate::label) fn forms() -> Vec<LabelForm> {
        vec![
            LabelForm {
                host: "o.chargepoint.com".into(),
                path: vec!["i".into()],
                shape: LabelShape::PathSegments,
            },
            LabelForm {
                host: "demo.pinpoint.example".into(),
                path: vec!["l".into()],
                shape: LabelShape::Fragment,
            },
        ]
    }

    fn read(text: &str) -> Result<(String, String), LabelError> {
        interpret(text, &forms()).map(|label| (label.mac.to_string(), label.password.reveal().to_owned()))
    }

    #[test]
    fn the_qr_code_of_a_label_fills_in_mac_and_password() {
        let expected = Ok(("0024:B100:0002:9F81".to_owned(), "hT7kPq2x".to_owned()));
        for link in [
            "https://o.chargepoint.com/i/0024B10000029F81/hT7kPq2x",
            "https://o.chargepoint.com/i/0024B100/00029F81/hT7kPq2x",
            "HTTPS://O.CHARGEPOINT.COM/I/0024B10000029F81/hT7kPq2x",
            "https://o.chargepoint.com./i/0024%3AB100%3A0002%3A9F81/hT7kPq2x/",
            "https://demo.pinpoint.example/l/0024B10000029F81#hT7kPq2x",
        ] {
            assert_eq!(read(link), expected, "{link}");
        }
    }

    #[test]
    fn a_fake_sticker_is_named_by_its_host_and_never_followed() {
        for (link, host) in [
            (
                "https://o.chargepoint.com.pay.example/i/0024B10000029F81/hT7kPq2x",
                "o.chargepoint.com.pay.example",
            ),
            ("https://o.chargepoint.com@pay.example/i/0024B10000029F81/x", "pay.example"),
            ("https://o.chargepoint.com:8443/i/0024B10000029F81/hT7kPq2x", "o.chargepoint.com:8443"),
            ("https://о.chargepoint.com/i/0024B10000029F81/hT7kPq2x", "xn--n1a.chargepoint.com"),
        ] {
            assert_eq!(read(link).unwrap_err(), LabelError::ForeignHost { host: host.into() }, "{link}");
        }
    }

    #[test]
    fn other_contents_say_what_they_are() {
        assert_eq!(read("WIFI:S:garage;T:WPA;P:secret;;").unwrap_err().code(), "label-not-a-link");
        assert_eq!(read("").unwrap_err().code(), "label-not-a-link");
        assert_eq!(
            read("http://o.chargepoint.com/i/0024B10000029F81/hT7kPq2x").unwrap_err().code(),
            "label-not-https"
        );
        assert_eq!(read("https://o.chargepoint.com/help").unwrap_err().code(), "label-not-a-label-path");
        assert_eq!(
            read("https://o.chargepoint.com/i/0024B10000029/hT7kPq2x").unwrap_err().code(),
            "mac-length"
        );
        assert_eq!(
            read("https://o.chargepoint.com/i/0024B10000029F81/hT7k%20Pq2x").unwrap_err(),
            LabelError::Password(PasswordError::Space { at: 5 })
        );
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,120}") {
            let _ = read(&text);
            let _ = read(&format!("https://o.chargepoint.com/i/{text}"));
        }

        #[test]
        fn a_printed_label_reads_back(mac in "[0-9A-F]{16}|[0-9A-F]{12}", password in "[!-~]{4,32}") {
            let label = ActivationLabel::typed(&mac, &password).unwrap();
            for form in forms() {
                prop_assert_eq!(read(&label.link(&form)).unwrap(), (label.mac.to_string(), password.clone()));
            }
        }
    }
}
