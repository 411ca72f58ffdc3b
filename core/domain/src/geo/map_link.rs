//! Links of maps, as phones share them. Nothing is opened: what a link does not say itself is not found out.

use super::pasted::alone;
use super::{Coordinate, CoordinateError, PastedPosition};

/// Where parameters mean what is written here.
const MAPS: [&str; 14] = [
    "bing.com",
    "here.com",
    "maps.apple.com",
    "maps.apple",
    "openstreetmap.org",
    "osm.org",
    "osmand.net",
    "share.here.com",
    "ul.waze.com",
    "waze.com",
    "wego.here.com",
    "www.bing.com",
    "www.openstreetmap.org",
    "www.waze.com",
];
/// Parameters that hold a place that somebody marked.
const MARKED: [&str; 7] = ["q", "query", "daddr", "destination", "coordinate", "pin", "ll"];
/// Parameters that hold the middle of the map.
const SEEN: [&str; 6] = ["ll", "center", "viewpoint", "cp", "map", "sll"];

/// The position that a link of a map holds; nothing, where the text is no link.
pub(super) fn parse(text: &str) -> Option<Result<PastedPosition, CoordinateError>> {
    let (scheme, rest) = text.split_once("://")?;
    if !scheme.eq_ignore_ascii_case("https") && !scheme.eq_ignore_ascii_case("http") {
        return None;
    }
    let (authority, rest) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let host = authority.split(':').next().unwrap_or_default().to_ascii_lowercase();
    let link = Link::of(&host, rest);
    let found =
        || link.marked().map(PastedPosition::marked).or_else(|| link.seen().map(PastedPosition::seen));
    let found = if link.of_google || MAPS.contains(&&*host) { found() } else { None };
    Some(found.ok_or(CoordinateError::Link { host }))
}

/// A place in a parameter: `48.85,2.29`, `loc:48.85,2.29`, `48.85,2.29(Bay 12)`.
pub(super) fn place(value: &str) -> Option<Coordinate> {
    let value = decoded(value);
    let value = value.strip_prefix("loc:").unwrap_or(&value);
    let numbers = value.split_once('(').map_or(value, |(numbers, _)| numbers);
    alone(numbers)
}

struct Link<'t> {
    of_google: bool,
    path: Vec<&'t str>,
    parameters: Vec<(&'t str, &'t str)>,
}

impl<'t> Link<'t> {
    fn of(host: &str, rest: &'t str) -> Self {
        let (path, behind) = rest.split_at(rest.find(['?', '#']).unwrap_or(rest.len()));
        // OpenStreetMap has parameters behind both marks.
        let parameters =
            behind.split(['?', '#', '&']).filter_map(|parameter| parameter.split_once('=')).collect();
        Self { of_google: is_google(host), path: path.split('/').collect(), parameters }
    }

    fn parameter(&self, name: &str) -> Option<&'t str> {
        self.parameters.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
    }

    /// What somebody marked.
    fn marked(&self) -> Option<Coordinate> {
        // At Google it is the middle of the map.
        let is_mark = |name: &&&str| !(self.of_google && **name == "ll");
        let of_parameter = || MARKED.iter().filter(is_mark).find_map(|name| place(self.parameter(name)?));
        let apart = || alone(&format!("{},{}", self.parameter("mlat")?, self.parameter("mlon")?));
        self.data().or_else(of_parameter).or_else(apart).or_else(|| self.named())
    }

    /// What Google's data says of a place: `!8m2!3d48.85!4d2.29`.
    fn data(&self) -> Option<Coordinate> {
        let data = self.path.iter().find_map(|part| part.strip_prefix("data="))?;
        let value = |mark: &str| data.rsplit('!').find_map(|part| part.strip_prefix(mark));
        alone(&format!("{},{}", value("3d")?, value("4d")?))
    }

    /// A part of the path: `/maps/place/48.85,2.29`, `/maps/dir/here/48.85,2.29`, `/l/48.85,2.29,Bay`.
    fn named(&self) -> Option<Coordinate> {
        let parts = self.path.iter().rev().filter(|part| !part.starts_with('@'));
        parts
            .clone()
            .find_map(|part| place(part))
            .or_else(|| parts.rev().find_map(|part| first_two(&decoded(part))))
    }

    /// What somebody looked at: `/maps/@48.85,2.29,17z`, `#map=17/48.85/2.29`.
    fn seen(&self) -> Option<Coordinate> {
        let of_path = self.path.iter().find_map(|part| first_two(part.strip_prefix('@')?));
        let zoomed = || {
            let (_, numbers) = self.parameter("map")?.split_once('/')?;
            alone(&numbers.replace('/', ","))
        };
        let of_parameter =
            || SEEN.iter().find_map(|name| first_two(&decoded(self.parameter(name)?).replace('~', ",")));
        of_path.or_else(zoomed).or_else(of_parameter)
    }
}

/// The position that begins a list with commas; what follows is a height, a zoom or a name.
fn first_two(list: &str) -> Option<Coordinate> {
    let mut parts = list.split(',');
    alone(&format!("{},{}", parts.next()?, parts.next()?))
}

/// `google.com`, `google.fr`, `google.co.uk`, and what stands before them.
fn is_google(host: &str) -> bool {
    let labels: Vec<&str> = host.split('.').collect();
    let country = |label: &str| label.len() == 2 || label == "com";
    match labels.as_slice() {
        [.., "google", top] => country(top),
        [.., "google", "co" | "com", top] => top.len() == 2,
        _ => false,
    }
}

/// Without percents, and with spaces for pluses. What is no UTF-8 then is no position either.
fn decoded(value: &str) -> String {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let [byte, behind @ ..] = rest {
        let pair = behind.get(..2).and_then(|pair| str::from_utf8(pair).ok());
        let escaped = pair.filter(|_| *byte == b'%').and_then(|pair| u8::from_str_radix(pair, 16).ok());
        bytes.push(escaped.unwrap_or(if *byte == b'+' { b' ' } else { *byte }));
        rest = if escaped.is_some() { behind.get(2..).unwrap_or_default() } else { behind };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use crate::Coded as _;
    use crate::geo::{Coordinate, CoordinateError, CoordinateWarning};
    use proptest::prelude::*;

    #[test]
    fn a_place_that_somebody_marked_is_read_from_the_link_that_they_share() {
        for link in [
            "https://maps.google.com/?q=48.8583701,2.2944813",
            "https://maps.google.com/maps?q=loc:48.8583701%2C2.2944813&z=17&hl=en",
            "https://www.google.ca/maps/search/?api=1&query=48.8583701%2C2.2944813",
            "https://www.google.com/maps/search/48.8583701,+2.2944813?entry=tts",
            "https://www.google.co.uk/maps/place/48.8583701,2.2944813/@48.85,2.29,17z",
            "https://www.google.fr/maps/place/48%C2%B051'30.13236%22N+2%C2%B017'40.13268%22E/@48.85,2.29,17z/",
            "https://www.google.com/maps/place/P3/@48.85,2.29,17z/data=!3m1!4b1!4m6!3m5!1s0x0:0x0!8m2!3d48.8583701!4d2.2944813!16s",
            "https://www.google.com/maps/dir/?api=1&destination=48.8583701,2.2944813",
            "https://www.google.com/maps/dir/48.86,2.35/48.8583701,2.2944813",
            "https://maps.apple.com/?ll=48.8583701,2.2944813&q=Bay%2012&t=m",
            "http://maps.apple.com/?daddr=48.8583701,2.2944813",
            "https://maps.apple.com/place?coordinate=48.8583701,2.2944813&name=P3",
            "https://www.openstreetmap.org/?mlat=48.8583701&mlon=2.2944813#map=17/48.85/2.29",
            "https://www.waze.com/ul?ll=48.8583701%2C2.2944813&navigate=yes",
            "https://share.here.com/l/48.8583701,2.2944813,Bay",
        ] {
            let pasted = Coordinate::pasted(link).unwrap_or_else(|error| panic!("{link}: {error:?}"));
            assert_eq!(
                (&*pasted.position.to_string(), &*pasted.warnings),
                ("48.8583701,2.2944813", &[][..]),
                "{link}"
            );
        }
    }

    #[test]
    fn the_middle_of_a_map_is_read_with_a_warning() {
        for link in [
            "https://www.google.com/maps/@48.8583701,2.2944813,17z",
            "https://www.google.com/maps/place/Tour+Eiffel/@48.8583701,2.2944813,17z",
            "https://www.google.com/maps?ll=48.8583701,2.2944813&z=12",
            "https://www.openstreetmap.org/#map=19/48.8583701/2.2944813",
            "https://www.bing.com/maps?cp=48.8583701~2.2944813&lvl=17",
            "https://wego.here.com/?map=48.8583701,2.2944813,17,normal",
        ] {
            let pasted = Coordinate::pasted(link).unwrap_or_else(|error| panic!("{link}: {error:?}"));
            assert_eq!(pasted.position.to_string(), "48.8583701,2.2944813", "{link}");
            assert_eq!(pasted.warnings, [CoordinateWarning::MapView], "{link}");
        }
    }

    #[test]
    fn a_link_that_holds_no_position_names_its_host() {
        for (link, host) in [
            ("https://maps.app.goo.gl/AbCdEf12345", "maps.app.goo.gl"),
            ("https://www.google.com/maps/place/Tour+Eiffel", "www.google.com"),
            ("https://maps.google.com/?q=91.5,2.29", "maps.google.com"),
            ("https://osm.org/go/0BOdUfn1e--", "osm.org"),
            ("https://pay.example/maps/@48.8583701,2.2944813,17z", "pay.example"),
            ("https://google.pay.example/?q=48.8583701,2.2944813", "google.pay.example"),
            ("https://maps.google.com@pay.example/?q=48.85,2.29", "maps.google.com@pay.example"),
        ] {
            assert_eq!(
                Coordinate::parse(link).unwrap_err(),
                CoordinateError::Link { host: host.into() },
                "{link}"
            );
        }
        assert_eq!(
            Coordinate::parse("ftp://maps.google.com/48,2").unwrap_err().code(),
            "coordinate-character"
        );
    }

    proptest! {
        #[test]
        fn no_link_panics_and_a_marked_place_is_never_lost(
            tail in "[?&#/@%=,.;a-z0-9é]{0,40}", lat in -900_000_000..=900_000_000, lon in -1_800_000_000..=1_800_000_000,
        ) {
            let _ = Coordinate::parse(&format!("https://www.google.com/maps{tail}"));
            let position = Coordinate::from_e7(lat, lon).unwrap();
            let link = format!("https://maps.apple.com/?ll={position}&x{}", tail.replace(['?', '#', '&'], ""));
            prop_assert_eq!(Coordinate::parse(&link).unwrap(), position);
        }
    }
}
