//! What may be shown of a code that was read: built anew from what was understood, never cut out of the text.

use url::{ParseError, Url};

use super::captions;
use super::reading::{LabelForm, authority, read};
use crate::link;

/// What stands where a secret was.
const DOTS: &str = "••••";

/// The text of a code without any secret that it may hold. Of a label all but the password is shown; of any other link,
/// and of a label with a mistake in it, only where it leads; what is neither a link nor has the caption of a password (a
/// type plate's barcode) is shown as it is.
pub fn shown(text: &str, forms: &[LabelForm]) -> String {
    if let Ok((label, form)) = read(text, forms) {
        return form.link(&label.mac, DOTS);
    }
    let captioned = captions::read(text.lines());
    match link::parse(text) {
        Ok(url) if matches!(url.scheme(), "http" | "https") && url.has_host() => destination(&url),
        _ if captioned.may_hold_password() => match captioned.label() {
            Some(Ok(label)) => format!("MAC {} {DOTS}", label.mac),
            _ => DOTS.to_owned(),
        },
        Ok(url) if url.has_host() => destination(&url),
        // Meant as a link, and not readable as one: nobody knows where the secret begins.
        Err(error) if error != ParseError::RelativeUrlWithoutBase => DOTS.to_owned(),
        _ if holds_link(text, forms) => DOTS.to_owned(),
        _ => text.to_owned(),
    }
}

/// Scheme and host, then dots for whatever follows.
pub(super) fn destination(url: &Url) -> String {
    let origin = format!("{}://{}", url.scheme(), authority(url).unwrap_or_default());
    let nothing_more = matches!(url.path(), "" | "/")
        && url.query().or(url.fragment()).or(url.password()).is_none()
        && url.username().is_empty();
    if nothing_more { origin } else { format!("{origin}/{DOTS}") }
}

/// Whether there is a link somewhere in the text, or one without its beginning.
fn holds_link(text: &str, forms: &[LabelForm]) -> bool {
    let text = text.to_lowercase();
    text.contains("://") || forms.iter().any(|form| text.contains(&form.host))
}

#[cfg(test)]
mod tests {
    use super::super::reading::tests::forms;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_label_shows_all_but_its_password() {
        for (link, expected) in [
            (
                "https://demo.pinpoint.example/l/0024B10000029F81#hT7kPq2x",
                "https://demo.pinpoint.example/l/0024B10000029F81#••••",
            ),
            (
                "https://demo.pinpoint.example/l/0024B10000029F81?a=/#hT7kPq2x",
                "https://demo.pinpoint.example/l/0024B10000029F81#••••",
            ),
            (
                "HTTPS://O.CHARGEPOINT.COM/I/0024B100/00029F81/hT7kPq2%78/",
                "https://o.chargepoint.com/i/0024B10000029F81/••••",
            ),
        ] {
            assert_eq!(shown(link, &forms()), expected);
        }
    }

    #[test]
    fn a_label_with_a_mistake_and_a_foreign_one_show_where_they_lead() {
        for (link, expected) in [
            ("https://o.chargepoint.com/i/0024B10000029/hT7kPq2x", "https://o.chargepoint.com/••••"),
            ("https://o.chargepoint.com/i/0024B10000029F81/hT7k Pq2x", "https://o.chargepoint.com/••••"),
            ("https://o.chargepoint.com/hT7kPq2x", "https://o.chargepoint.com/••••"),
            ("http://o.chargepoint.com/i/0024B10000029F81/hT7kPq2x", "http://o.chargepoint.com/••••"),
            ("https://hT7kPq2x@pay.example", "https://pay.example/••••"),
            ("https://o.chargepoint.com:8443/?hT7kPq2x", "https://o.chargepoint.com:8443/••••"),
            ("https://pay.example/", "https://pay.example"),
            ("https://pay.example/x\nActivation password: hT7kPq2x", "https://pay.example/••••"),
            ("ftp://pay.example/hT7kPq2x", "ftp://pay.example/••••"),
            ("https://о.chargepoint.com/i/0024B10000029F81/hT7kPq2x", "https://xn--n1a.chargepoint.com/••••"),
        ] {
            assert_eq!(shown(link, &forms()), expected, "{link}");
        }
    }

    #[test]
    fn what_is_no_link_is_shown_as_it_is_and_a_broken_link_not_at_all() {
        for text in ["NL50-2024-T-0421", "SN:172841008201", "Nordlicht NL-50", ""] {
            assert_eq!(shown(text, &forms()), text);
        }
        for text in [
            "o.chargepoint.com/i/0024B10000029F81/hT7kPq2x",
            "Your label: https://o.chargepoint.com/i/0024B10000029F81/hT7kPq2x",
            "https:/o.charge point.com/i/0024B10000029F81/hT7kPq2x",
            "https://o.chargepoint.com:hT7kPq2x/",
        ] {
            assert_eq!(shown(text, &forms()), "••••", "{text}");
        }
    }

    #[test]
    fn captions_show_the_mac_and_never_what_stands_behind_the_other() {
        for (text, expected) in [
            ("MAC: 0024:B100:0002:9F81\nActivation Password: hT7kPq2x", "MAC 0024:B100:0002:9F81 ••••"),
            ("Mot de passe d’activation :\nhT7kPq2x\nMAC 0024B10000029F81", "MAC 0024:B100:0002:9F81 ••••"),
            ("MAC: 0024:B100:0002:9F8\nPIN: 4711", "••••"),
            ("PIN://hT7kPq2x", "••••"),
            ("MAC: 0024:B100:0002:9F81", "MAC: 0024:B100:0002:9F81"),
        ] {
            assert_eq!(shown(text, &forms()), expected, "{text}");
        }
    }

    /// Links in which a password may stand, right and wrong ones, with all that may be shown of each.
    const LINKS: [(&str, &[&str]); 9] = [
        (
            "https://demo.pinpoint.example/l/0024B10000029F81#{}",
            &["https://demo.pinpoint.example/l/0024B10000029F81#••••", "https://demo.pinpoint.example/••••"],
        ),
        (
            "https://demo.pinpoint.example/l/0024B10000029F81?a=/#{}",
            &["https://demo.pinpoint.example/l/0024B10000029F81#••••", "https://demo.pinpoint.example/••••"],
        ),
        (
            "https://o.chargepoint.com/i/0024B10000029F81/{}",
            &["https://o.chargepoint.com/i/0024B10000029F81/••••", "https://o.chargepoint.com/••••"],
        ),
        (
            " https://o.chargepoint.com/i/0024B100/00029F81/{}/",
            &["https://o.chargepoint.com/i/0024B10000029F81/••••", "https://o.chargepoint.com/••••"],
        ),
        ("https://o.chargepoint.com/i/0024B10000029/{}", &["https://o.chargepoint.com/••••"]),
        ("https://o.chargepoint.com/i/0024B10000029F81/ {} ", &["https://o.chargepoint.com/••••"]),
        ("http://o.chargepoint.com/i/0024B10000029F81/{}", &["http://o.chargepoint.com/••••"]),
        ("https://labels.elsewhere.example/x/{}", &["https://labels.elsewhere.example/••••"]),
        ("o.chargepoint.com/i/0024B10000029F81/{}", &["••••"]),
    ];

    proptest! {
        #[test]
        fn no_spelling_of_a_password_is_shown(
            password in "[!-~]{4,32}",
            spelled in proptest::collection::vec(0..3, 32),
            (link, may_show) in proptest::sample::select(LINKS.to_vec()),
        ) {
            // A bare slash would make another link: what stands before it could complete the MAC.
            let spell = |(byte, how): (u8, &i32)| match how {
                0 if !matches!(byte, b'/' | b'\\') => char::from(byte).to_string(),
                1 => format!("%{byte:02x}"),
                _ => format!("%{byte:02X}"),
            };
            let spelling: String = password.bytes().zip(&spelled).map(spell).collect();
            let shown = shown(&link.replace("{}", &spelling), &forms());
            prop_assert!(may_show.contains(&&*shown), "{}", shown);
        }

        #[test]
        fn no_password_behind_or_below_a_caption_is_shown(
            password in "[!-~]{4,32}|\\PC{4,32}",
            mac in proptest::sample::select(vec!["MAC: 0024:B100:0002:9F81", "Adresse MAC :\n0024B10000029F81", "MAC:", ""]),
            caption in proptest::sample::select(vec![
                "Activation Password: ", "PIN ", "Mot de passe d’activation :\n", "Contraseña de activación=", "Passw0rd:",
                "Activation code\n", "NIP : ", "Aktivierungspasswort (achtstellig): ",
            ]),
            mac_first: bool,
        ) {
            let secret = format!("{caption}{password}");
            let text = if mac_first { format!("{mac}\n{secret}") } else { format!("{secret}\n{mac}") };
            let shown = shown(&text, &forms());
            prop_assert!(["••••", "MAC 0024:B100:0002:9F81 ••••"].contains(&&*shown), "{}", shown);
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,120}") {
            let _ = shown(&text, &forms());
        }
    }
}
