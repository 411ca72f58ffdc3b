//! The link on a maker's type plate (IEC 61406-1): it names one product, and nobody needs to follow it.

use std::fmt;

use super::reading;
use super::shown::destination;
use crate::link;

/// An identification link as it was read. It is kept raw, for a catalog or a maker may ask for it; nothing here opens it,
/// and nothing shows more than where it leads, because the label of another network looks the same and has a password.
#[derive(Clone, PartialEq, Eq)]
pub struct IdentificationLink(String);

impl IdentificationLink {
    /// IEC 61406-1, 5.2.
    const MAX_CHARACTERS: usize = 255;

    /// The link that a text is, if it can name a product: http or https, ASCII without spaces, and more than a host.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() > Self::MAX_CHARACTERS || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return None;
        }
        let url = link::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
        let names = url.path() != "/" || url.query().is_some();
        let plain = url.username().is_empty() && url.password().is_none();
        (names && plain && reading::authority(&url).is_some()).then(|| Self(text.to_owned()))
    }

    /// As it was read.
    pub fn raw(&self) -> &str {
        &self.0
    }
}

/// Where it leads.
impl fmt::Display for IdentificationLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        link::parse(&self.0).map_or(Ok(()), |url| f.write_str(&destination(&url)))
    }
}

impl fmt::Debug for IdentificationLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IdentificationLink({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_plates_link_is_kept_as_it_is_and_shown_without_its_end() {
        let raw = "https://id.voltwerk.example/22?sn=VW-22-0007&k=hT7kPq2x";
        let link = IdentificationLink::parse(&format!(" {raw}\n")).unwrap();
        assert_eq!(link.raw(), raw);
        assert_eq!(format!("{link} {link:?}").matches("https://id.voltwerk.example/••••").count(), 2);
        assert!(!format!("{link:?}{link}").contains("hT7k"));
    }

    #[test]
    fn what_names_no_product_is_none() {
        let long = format!("https://id.voltwerk.example/{}", "7".repeat(255));
        for text in [
            "",
            "VW-22-0007",
            "https://voltwerk.example",
            "https://voltwerk.example/",
            "ftp://voltwerk.example/22",
            "https://voltwerk.example/22 7",
            "https://voltwerk.example/säule",
            "https://www.pay.example@voltwerk.example/22",
            &long,
        ] {
            assert_eq!(IdentificationLink::parse(text), None, "{text}");
        }
    }
}
