//! What no installer could have entered is taken from nobody: the rules of the phone, held by whoever receives.

use pinpoint_domain::Coded as _;
use pinpoint_domain::wire::SealedRecord;
use pinpoint_domain::work::{Refusal, check_address, check_record};

use crate::support::sealed;

/// Sets one text of a record.
type Set = fn(&mut SealedRecord, String);

const TEXTS: [(&str, usize, Set); 11] = [
    ("manufacturer", 50, |record, text| record.station.manufacturer = text),
    ("model", 50, |record, text| record.station.model = text),
    ("address", 100, |record, text| record.place.address.address = text),
    ("city", 60, |record, text| record.place.address.city = text),
    ("postal_code", 10, |record, text| record.place.address.postal_code = Some(text)),
    ("state", 40, |record, text| record.place.address.state = Some(text)),
    ("car_park", 100, |record, text| record.place.details.car_park = Some(text)),
    ("building", 100, |record, text| record.place.details.building = Some(text)),
    ("floor", 4, |record, text| record.place.details.floor = Some(text)),
    ("bay", 20, |record, text| record.place.details.bay = Some(text)),
    ("parking_restrictions", 200, |record, text| record.place.details.parking_restrictions = Some(text)),
];

fn record() -> SealedRecord {
    serde_json::from_slice(sealed().1.bytes.as_slice()).unwrap()
}

#[test]
fn each_text_of_a_record_has_its_length_and_its_tidiness() {
    for (field, limit, set) in TEXTS {
        let with = |text: String| {
            let mut record = record();
            set(&mut record, text);
            check_record(&record)
        };
        assert_eq!(with("é".repeat(limit)), Ok(()), "{field}");
        for text in ["é".repeat(limit + 1), String::new(), " a".into(), "a\u{200B}b".into(), "a\nb".into()] {
            let said = format!("{field}: {text:?}");
            assert_eq!(with(text), Err(Refusal::Text { field, limit }), "{said}");
        }
    }
}

#[test]
fn a_country_is_three_capitals() {
    for country in ["fra", " FRA", "FR", "FRAN", "FR1", ""] {
        let mut record = record();
        record.place.address.country = country.into();
        for refused in [check_record(&record), check_address(&record.place.address)] {
            assert_eq!(refused.unwrap_err().code(), "country", "{country}");
        }
    }
    assert_eq!(check_address(&record().place.address), Ok(()));
}
