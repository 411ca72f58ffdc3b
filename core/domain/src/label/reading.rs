//! From the text of a QR code to an activation label, by the forms that the network's profile allows.

use serde::{Deserialize, Serialize};
use url::Url;

use super::{ActivationPassword, LabelError, LabelWarning, MacAddress};
use crate::link::{self, decoded};

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
    /// `/<MAC>/<PASSWORD>`, or with the MAC's sixteen digits in two halves, `/<8 digits>/<8 digits>/<PASSWORD>`.
    PathSegments,
    /// `/<MAC>#<PASSWORD>`: our own form; what stands after `#` never leaves the phone.
    Fragment,
}

impl ActivationLabel {
    /// A label from what a person typed (A19).
    pub fn typed(mac: &str, password: &str) -> Result<Self, LabelError> {
        Ok(Self { mac: MacAddress::parse(mac)?, password: ActivationPassword::parse(password)? })
    }

    /// What a person should compare with the sticker once more; nothing of it blocks.
    pub fn warnings(&self) -> Vec<LabelWarning> {
        let unusual = (!self.password.is_usual()).then_some(LabelWarning::PasswordUnusual);
        self.mac.warnings().into_iter().map(LabelWarning::Mac).chain(unusual).collect()
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
    let mut of_host = forms.iter().filter(|form| form.host == host).peekable();
    if of_host.peek().is_none() {
        return Err(LabelError::ForeignHost { host });
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(LabelError::Disguised { host });
    }
    let segments: Vec<&str> = url.path_segments().map(Iterator::collect).unwrap_or_default();
    let same: fn(&str, &str) -> bool =
        if in_capitals(text) { str::eq_ignore_ascii_case } else { |a, b| a == b };
    for form in of_host {
        let rest = after(&segments, &form.path, same);
        if let Some((mac, password)) = rest.and_then(|rest| fit(form.shape, rest, url.fragment())) {
            return Ok((ActivationLabel::typed(&mac, &password)?, form));
        }
    }
    Err(LabelError::NotALabelPath { host })
}

/// Where a link leads: the host in its ASCII form, and the port where it is not the usual one.
pub(super) fn authority(url: &Url) -> Option<String> {
    let host = url.host_str()?;
    let host = host.strip_suffix('.').unwrap_or(host);
    Some(url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
}

/// Whether the link is written in capitals up to its path, as the alphanumeric mode of QR codes writes all of it. Only then
/// does the case of the path not matter.
fn in_capitals(link: &str) -> bool {
    let host = link.split_once("//").map_or("", |(_, rest)| rest);
    let host = host.split(['/', '\\', '?', '#']).next().unwrap_or_default();
    let scheme = link.split(':').next().unwrap_or_default();
    !host.is_empty() && ![scheme, host].concat().contains(|it: char| it.is_ascii_lowercase())
}

/// The segments of a path behind these, if it begins with them, spelled in percents or not.
fn after<'s, 'u>(
    path: &'s [&'u str],
    begin: &[String],
    same: fn(&str, &str) -> bool,
) -> Option<&'s [&'u str]> {
    let (head, rest) = path.split_at_checked(begin.len())?;
    let is = |found: &str, expected: &str| decoded(found).is_some_and(|found| same(&found, expected));
    head.iter().zip(begin).all(|(found, expected)| is(found, expected)).then_some(rest)
}

/// The MAC and the password as they stand in a link of this shape, percent-decoded.
fn fit(shape: LabelShape, rest: &[&str], fragment: Option<&str>) -> Option<(String, String)> {
    match (shape, rest, fragment) {
        (LabelShape::PathSegments, [mac, password] | [mac, password, ""], None) => {
            Some((decoded(mac)?, decoded(password)?))
        }
        (LabelShape::PathSegments, [high, low, password] | [high, low, password, ""], None)
            if high.len() == 8 && low.len() == 8 =>
        {
            Some(([*high, low].concat(), decoded(password)?))
        }
        (LabelShape::Fragment, [mac] | [mac, ""], Some(password)) => {
            Some((decoded(mac)?, decoded(password)?))
        }
        _ => None,
    }
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
    use crate::Coded as _;
    use crate::label::PasswordError;
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
            "HTTPS://O.CHARGEPOINT.COM/i/0024B10000029F81/hT7kPq2x",
            "Https://O.ChargePoint.com:443/i/0024b10000029f81/hT7kPq2x",
            "https://o.chargepoint.com/%69/0024B10000029F81/%68T7kPq2x",
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
            ("https://o.chargepoint.com../i/0024B10000029F81/hT7kPq2x", "o.chargepoint.com."),
            ("https://x.o.chargepoint.com/i/0024B10000029F81/hT7kPq2x", "x.o.chargepoint.com"),
            ("https://о.chargepoint.com/i/0024B10000029F81/hT7kPq2x", "xn--n1a.chargepoint.com"),
        ] {
            assert_eq!(read(link).unwrap_err(), LabelError::ForeignHost { host: host.into() }, "{link}");
        }
    }

    #[test]
    fn a_link_that_hides_where_it_leads_is_refused_even_if_it_leads_to_us() {
        for link in [
            "https://pay.example@o.chargepoint.com/i/0024B10000029F81/hT7kPq2x",
            "https://:x@o.chargepoint.com/i/0024B10000029F81/hT7kPq2x",
        ] {
            let host = "o.chargepoint.com".into();
            assert_eq!(read(link).unwrap_err(), LabelError::Disguised { host }, "{link}");
        }
    }

    #[test]
    fn only_a_link_in_capitals_may_have_its_path_in_capitals() {
        for link in [
            "https://o.chargepoint.com/I/0024B10000029F81/hT7kPq2x",
            "HTTPS://o.chargepoint.com/I/0024B10000029F81/hT7kPq2x",
            "https://o.chargepoint.com/i/0024B1000002/9F81/hT7kPq2x",
            "https://o.chargepoint.com/i/0024B100/0002/hT7kPq2x",
            "https://o.chargepoint.com/i/0024/B1000002/hT7kPq2x",
            "https://o.chargepoint.com//i/0024B10000029F81/hT7kPq2x",
            "https://o.chargepoint.com/%49/0024B10000029F81/hT7kPq2x",
            "https://o.chargepoint.com/i%2F0024B10000029F81/hT7kPq2x",
            "https://o.chargepoint.com/i/0024B10000029F81/hT7kPq2x#x",
        ] {
            assert_eq!(read(link).unwrap_err().code(), "label-not-a-label-path", "{link}");
        }
    }

    #[test]
    fn an_unusual_label_is_read_with_a_warning() {
        let warned = |link: &str| -> Vec<String> {
            let label = interpret(link, &forms()).unwrap();
            label.warnings().iter().map(|warning| warning.code().to_owned()).collect()
        };
        assert_eq!(warned("https://o.chargepoint.com/i/0024B10000029F81/4711"), [""; 0]);
        assert_eq!(warned("https://o.chargepoint.com/i/0024B10000029F81/hT7k-q2x"), ["password-unusual"]);
        assert_eq!(warned("https://o.chargepoint.com/i/0024B10000029F81/hT7kPq2x47x"), ["password-unusual"]);
        assert_eq!(
            warned("https://demo.pinpoint.example/l/03005E000001#correct-horse"),
            ["mac-multicast", "mac-locally-administered", "password-unusual"]
        );
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
