//! Whether a list of addresses that somebody wrote is one, with everything that is wrong and where.

use std::collections::BTreeSet;

use super::{AddressList, ListedAddress, MOST_ADDRESSES};
use crate::document::{Problem, Spot};
use crate::publication::NetworkFlaw;
use crate::publication::rule::{Findings, strictly};
use crate::wire::Address;
use crate::work::{Refusal, check_address};

impl AddressList {
    /// Reads a list strictly: each address as a record may hold it, and once.
    pub fn check(bytes: &[u8]) -> Result<Self, Vec<Problem>> {
        strictly(bytes, Self::broken)
    }

    fn broken(&self, root: &Spot<'_>) -> Vec<Problem> {
        let mut findings = Findings::of(root, self);
        findings.text(&root.key("name"), &self.name);
        let spot = root.key("addresses");
        findings.unless(self.addresses.len() <= MOST_ADDRESSES, &spot, || NetworkFlaw::AddressesMany {
            limit: MOST_ADDRESSES,
        });
        let mut keys = BTreeSet::new();
        for (index, listed) in self.addresses.iter().enumerate() {
            let spot = spot.nth(index);
            findings.extend(listed.flaw().map(|(field, flaw)| spot.key(field).problem(&flaw)));
            findings.unless(keys.insert(listed.key()), &spot, || NetworkFlaw::Twice {
                name: listed.address.clone(),
            });
        }
        findings.all()
    }
}

impl ListedAddress {
    /// What keeps it from standing in a record as it is written, and in which field.
    pub fn flaw(&self) -> Option<(&'static str, Refusal)> {
        let flaw = check_address(&Address::from(self.clone())).err()?;
        let field = if let Refusal::Text { field, .. } = flaw { field } else { "country" };
        Some((field, flaw))
    }

    /// What it is compared by: two lines that differ only in capitals are one address.
    pub fn key(&self) -> String {
        let parts = [&self.address, &self.city, &self.country]
            .into_iter()
            .chain(&self.postal_code)
            .chain(&self.state);
        parts.map(|part| part.to_lowercase()).collect::<Vec<_>>().join("\n")
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::code::Coded as _;
    use crate::demo;

    /// What is wrong after a change, as path and code.
    fn wrong(change: impl Fn(&mut Value)) -> Vec<String> {
        let mut written = serde_json::to_value(demo::addresses().unwrap()).unwrap();
        change(&mut written);
        let problems = AddressList::check(written.to_string().as_bytes()).unwrap_err();
        problems.iter().map(|it| format!("{} {}", it.path, it.code())).collect()
    }

    #[test]
    fn an_address_that_no_record_could_hold_is_named_with_its_field() {
        type Mistake = (fn(&mut Value), &'static str);
        let mistakes: [Mistake; 8] = [
            (|it| it["v"] = json!(2), "$.v network-form"),
            (|it| it["name"] = json!(""), "$.name network-text"),
            (|it| it["addresses"][3]["address"] = json!(" "), "$.addresses[3].address text-length"),
            (
                |it| it["addresses"][3]["city"] = json!("Sainte\u{200b}-Lumière"),
                "$.addresses[3].city text-length",
            ),
            (
                |it| it["addresses"][3]["postal_code"] = json!("H0M 1A1 H0M 1A1"),
                "$.addresses[3].postal_code text-length",
            ),
            (|it| it["addresses"][3]["country"] = json!("Canada"), "$.addresses[3].country country"),
            (|it| it["addresses"][3]["floor"] = json!("P2"), "$.addresses[3].floor document-field-unknown"),
            (
                |it| it["addresses"][3]["position"]["lat_e7"] = json!(999_999_999),
                "$.addresses[3].position document-shape",
            ),
        ];
        for (change, said) in mistakes {
            assert_eq!(wrong(change), [said]);
        }
    }

    #[test]
    fn an_address_stands_once_however_it_is_capitalised() {
        let twice = wrong(|it| {
            it["addresses"][7] = it["addresses"][2].clone();
            it["addresses"][7]["address"] =
                json!(it["addresses"][2]["address"].as_str().unwrap().to_uppercase());
        });
        assert_eq!(twice, ["$.addresses[7] network-twice"]);
    }

    #[test]
    fn a_list_has_an_end() {
        let many = wrong(|it| {
            let one = it["addresses"][0].clone();
            let numbered = |number: usize| {
                let mut next = one.clone();
                next["address"] = json!(format!("{number} Rue Longue"));
                next
            };
            it["addresses"] = (0..=MOST_ADDRESSES).map(numbered).collect();
        });
        assert_eq!(many, ["$.addresses network-addresses-many"]);
    }
}
