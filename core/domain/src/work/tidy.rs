//! Texts that people write, as the record keeps them: trimmed, of bounded length, without hidden characters.

use super::refusal::Refusal;
use crate::wire::{Address, DriverDetails};

pub(super) fn tidy(field: &'static str, text: &str, limit: usize) -> Result<String, Refusal> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > limit || text.chars().any(char::is_control) {
        return Err(Refusal::Text { field, limit });
    }
    Ok(text.to_owned())
}

fn tidy_optional(
    field: &'static str,
    text: Option<&String>,
    limit: usize,
) -> Result<Option<String>, Refusal> {
    text.filter(|text| !text.trim().is_empty()).map(|text| tidy(field, text, limit)).transpose()
}

pub(super) fn tidy_address(address: &Address) -> Result<Address, Refusal> {
    let country = address.country.trim().to_ascii_uppercase();
    if country.len() != 3 || !country.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Err(Refusal::Country { country: address.country.chars().take(10).collect() });
    }
    Ok(Address {
        address: tidy("address", &address.address, 100)?,
        city: tidy("city", &address.city, 60)?,
        postal_code: tidy_optional("postal_code", address.postal_code.as_ref(), 10)?,
        state: tidy_optional("state", address.state.as_ref(), 40)?,
        country,
        from_list: address.from_list,
    })
}

pub(super) fn tidy_details(details: &DriverDetails) -> Result<DriverDetails, Refusal> {
    Ok(DriverDetails {
        car_park: tidy_optional("car_park", details.car_park.as_ref(), 100)?,
        building: tidy_optional("building", details.building.as_ref(), 100)?,
        floor: tidy_optional("floor", details.floor.as_ref(), 4)?,
        bay: tidy_optional("bay", details.bay.as_ref(), 20)?,
        parking_restrictions: tidy_optional(
            "parking_restrictions",
            details.parking_restrictions.as_ref(),
            200,
        )?,
    })
}
