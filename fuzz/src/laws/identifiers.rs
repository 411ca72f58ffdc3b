//! What stands on labels, plates and SIM cards, each as one text.

use std::fmt::Debug;

use pinpoint_domain::evse::EvseId;
use pinpoint_domain::firmware::FirmwareVersion;
use pinpoint_domain::geo::Coordinate;
use pinpoint_domain::iccid::Iccid;
use pinpoint_domain::label::MacAddress;
use pinpoint_domain::misread::Misread;
use pinpoint_domain::phone::PhoneNumber;
use pinpoint_domain::serial::{SerialNumber, SerialPattern};

use super::text;
use crate::patience::in_time;

/// A MAC is 12 or 16 digits, and the same address however it is written.
pub(crate) fn mac(input: &[u8]) {
    let read = holds(input, MacAddress::parse, |mac| {
        vec![mac.printed().to_owned(), mac.digits().to_owned(), mac.to_string()]
    });
    if let Some(mac) = read {
        assert!(matches!(mac.digits().len(), 12 | 16), "{mac}");
        assert!(mac.digits().bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'A'..=b'F')), "{mac}");
        mac.warnings();
    }
}

/// Each of the others.
pub(crate) fn identifiers(input: &[u8]) {
    holds(input, SerialNumber::parse, |it| vec![it.printed().to_owned()]);
    holds(input, EvseId::parse, |it| vec![it.printed().to_owned(), it.canonical().to_owned()]);
    holds(input, FirmwareVersion::parse, |it| vec![it.printed().to_owned(), it.canonical().to_owned()]);
    holds(input, PhoneNumber::parse, |it| vec![it.printed().to_owned(), it.e164().to_owned()]);
    if let Some(iccid) = holds(input, Iccid::parse, |it| vec![it.printed().to_owned()]) {
        iccid.warnings();
    }
    let text = text(input);
    if let Ok(position) = in_time(|| Coordinate::parse(&text)) {
        assert_eq!(Coordinate::parse(&position.to_string()), Ok(position));
    }
    if let Ok(pattern) = in_time(|| SerialPattern::parse(&text)) {
        assert_eq!(SerialPattern::parse(pattern.printed()).as_ref(), Ok(&pattern));
    }
}

/// What is read is the same in each of its own spellings, and an error points at a character, or behind the last one.
fn holds<T: PartialEq + Debug, E: Misread + Debug>(
    input: &[u8],
    parse: impl Fn(&str) -> Result<T, E>,
    spellings: impl Fn(&T) -> Vec<String>,
) -> Option<T> {
    let text = text(input);
    match in_time(|| parse(&text)) {
        Ok(read) => {
            for spelled in spellings(&read) {
                assert_eq!(parse(&spelled).ok().as_ref(), Some(&read), "spelled {spelled:?}");
            }
            Some(read)
        }
        Err(error) => {
            let characters = text.chars().count();
            assert!((1..=characters + 1).contains(&error.at()), "{error:?} in {characters} characters");
            None
        }
    }
}
