//! Texts that people write, as the record keeps them: trimmed, of bounded length, without hidden characters.

use super::refusal::Refusal;
use crate::geo::Coordinate;
use crate::hidden::is_hidden;
use crate::label::MacAddress;
use crate::serial::SerialNumber;
use crate::wire::{Address, DriverDetails, SealedField, SealedRecord};

/// The most characters of each text; where OCPI has a limit it is not wider than that.
mod limit {
    pub(super) const PLATE: usize = 50;
    pub(super) const ADDRESS: usize = 100;
    pub(super) const CITY: usize = 60;
    pub(super) const POSTAL_CODE: usize = 10;
    pub(super) const STATE: usize = 40;
    pub(super) const NAME: usize = 100;
    pub(super) const FLOOR: usize = 4;
    pub(super) const BAY: usize = 20;
    pub(super) const RESTRICTIONS: usize = 200;
}

/// Holds the texts of a record to the rules by which they are sealed: a server's guard against a client that seals
/// what no installer could have entered.
pub fn check_record(record: &SealedRecord) -> Result<(), Refusal> {
    let (station, details) = (&record.station, &record.place.details);
    check_texts([
        ("manufacturer", Some(&station.manufacturer), limit::PLATE),
        ("model", Some(&station.model), limit::PLATE),
        ("car_park", details.car_park.as_ref(), limit::NAME),
        ("building", details.building.as_ref(), limit::NAME),
        ("floor", details.floor.as_ref(), limit::FLOOR),
        ("bay", details.bay.as_ref(), limit::BAY),
        ("parking_restrictions", details.parking_restrictions.as_ref(), limit::RESTRICTIONS),
    ])?;
    check_address(&record.place.address)
}

/// Holds an address to the rules by which it is sealed.
pub fn check_address(address: &Address) -> Result<(), Refusal> {
    check_texts([
        ("address", Some(&address.address), limit::ADDRESS),
        ("city", Some(&address.city), limit::CITY),
        ("postal_code", address.postal_code.as_ref(), limit::POSTAL_CODE),
        ("state", address.state.as_ref(), limit::STATE),
    ])?;
    if tidy_country(&address.country)? == address.country {
        Ok(())
    } else {
        Err(Refusal::Country { country: address.country.chars().take(10).collect() })
    }
}

/// Each text as it would be tidied, or left out.
fn check_texts<'a>(
    texts: impl IntoIterator<Item = (&'static str, Option<&'a String>, usize)>,
) -> Result<(), Refusal> {
    for (field, text, limit) in texts {
        if let Some(text) = text
            && tidy(field, text, limit)? != *text
        {
            return Err(Refusal::Text { field, limit });
        }
    }
    Ok(())
}

pub(super) fn tidy(field: &'static str, text: &str, limit: usize) -> Result<String, Refusal> {
    let text = shown(text);
    if text.is_empty() || text.chars().count() > limit || text.chars().any(is_hidden) {
        return Err(Refusal::Text { field, limit });
    }
    Ok(text)
}

/// The text without its margins and without what a paste brings along unseen. Controls and line breaks stay, and are
/// refused: they were meant to be something.
fn shown(text: &str) -> String {
    let kept = |it: &char| !is_hidden(*it) || it.is_control() || it.is_whitespace();
    text.chars().filter(kept).collect::<String>().trim().to_owned()
}

/// A fact as a record would hold it; one that a record may lack may be empty.
pub(super) fn tidy_fact(field: SealedField, text: &str) -> Result<String, Refusal> {
    let asked = |limit| tidy(field.name(), text, limit);
    let optional =
        |limit| Ok(tidy_optional(field.name(), Some(&text.to_owned()), limit)?.unwrap_or_default());
    match field {
        SealedField::Mac => Ok(MacAddress::parse(text)?.to_string()),
        SealedField::Serial => Ok(SerialNumber::parse(text)?.printed().to_owned()),
        SealedField::Pin => Ok(Coordinate::parse(text)?.to_string()),
        SealedField::Country => tidy_country(text),
        SealedField::Manufacturer | SealedField::Model => asked(limit::PLATE),
        SealedField::Address => asked(limit::ADDRESS),
        SealedField::City => asked(limit::CITY),
        SealedField::PostalCode => optional(limit::POSTAL_CODE),
        SealedField::State => optional(limit::STATE),
        SealedField::CarPark | SealedField::Building => optional(limit::NAME),
        SealedField::Floor => optional(limit::FLOOR),
        SealedField::Bay => optional(limit::BAY),
        SealedField::ParkingRestrictions => optional(limit::RESTRICTIONS),
    }
}

fn tidy_optional(
    field: &'static str,
    text: Option<&String>,
    limit: usize,
) -> Result<Option<String>, Refusal> {
    text.filter(|text| !shown(text).is_empty()).map(|text| tidy(field, text, limit)).transpose()
}

fn tidy_country(country: &str) -> Result<String, Refusal> {
    let tidied = country.trim().to_ascii_uppercase();
    if tidied.len() != 3 || !tidied.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Err(Refusal::Country { country: country.chars().take(10).collect() });
    }
    Ok(tidied)
}

pub(super) fn tidy_address(address: &Address) -> Result<Address, Refusal> {
    Ok(Address {
        country: tidy_country(&address.country)?,
        address: tidy("address", &address.address, limit::ADDRESS)?,
        city: tidy("city", &address.city, limit::CITY)?,
        postal_code: tidy_optional("postal_code", address.postal_code.as_ref(), limit::POSTAL_CODE)?,
        state: tidy_optional("state", address.state.as_ref(), limit::STATE)?,
        from_list: address.from_list,
    })
}

pub(super) fn tidy_details(details: &DriverDetails) -> Result<DriverDetails, Refusal> {
    Ok(DriverDetails {
        car_park: tidy_optional("car_park", details.car_park.as_ref(), limit::NAME)?,
        building: tidy_optional("building", details.building.as_ref(), limit::NAME)?,
        floor: tidy_optional("floor", details.floor.as_ref(), limit::FLOOR)?,
        bay: tidy_optional("bay", details.bay.as_ref(), limit::BAY)?,
        parking_restrictions: tidy_optional(
            "parking_restrictions",
            details.parking_restrictions.as_ref(),
            limit::RESTRICTIONS,
        )?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_a_paste_brings_along_unseen_is_left_out_and_a_line_break_is_refused() {
        assert_eq!(tidy("city", " Val\u{AD}ence\u{200B} ", 60).unwrap(), "Valence");
        assert_eq!(tidy_optional("state", Some(&"\u{200B} ".into()), 40), Ok(None));
        for refused in ["Val\nence", "Val\u{2028}ence", "\u{7}", "\u{200B}"] {
            assert_eq!(tidy("city", refused, 60), Err(Refusal::Text { field: "city", limit: 60 }));
        }
    }

    proptest! {
        #[test]
        fn what_is_tidy_stays_as_it_is(text: String, limit in 1_usize..80) {
            if let Ok(tidied) = tidy("city", &text, limit) {
                prop_assert_eq!(tidy("city", &tidied, limit), Ok(tidied.clone()));
                prop_assert!(!tidied.chars().any(is_hidden));
            }
        }
    }
}
