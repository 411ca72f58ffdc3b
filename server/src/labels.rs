//! The label inventory, for administrators (`pinpoint labels`). A plain password exists only while labels are issued
//! or imported; the database keeps its HMAC.

use std::collections::HashMap;

use data_encoding::HEXUPPER;
use pinpoint_domain::Coded as _;
use pinpoint_domain::label::{ActivationLabel, ActivationPassword, LabelForm, MacAddress};
use pinpoint_domain::serial::SerialNumber;

use crate::accounts::of_administrator;
use crate::app::App;
use crate::error::ServerError;
use crate::random;
use crate::store::NewLabel;

/// Letters and digits that nobody mistakes for another: no 0 and O, no 1, l and I.
const ALPHABET: &[u8; 57] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
/// Characters of an issued password: 57^8 are 46 bits, and guesses are throttled.
const PASSWORD_CHARACTERS: usize = 8;
/// A locally administered prefix, so that an issued MAC never meets a manufacturer's.
const PREFIX: [u8; 2] = [0x02, 0x00];
/// Labels of one order.
const MOST_AT_ONCE: usize = 10_000;

/// The inventory of one server.
pub struct Labels<'a> {
    pub(crate) app: &'a App,
}

/// A label that the server made: the only time that its password is known.
#[derive(Debug)]
pub struct IssuedLabel {
    /// MAC and password.
    pub label: ActivationLabel,
}

impl IssuedLabel {
    /// What the label's QR code says. Holds the secret: print it, never log it.
    pub fn link(&self, form: &LabelForm) -> String {
        self.label.link(form)
    }
}

/// How many labels there are in each state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LabelCounts {
    /// Not on a station yet.
    pub issued: u64,
    /// On a station.
    pub active: u64,
    /// Replaced by another label.
    pub retired: u64,
}

impl Labels<'_> {
    /// Makes labels that no inventory knows yet. Whoever keeps their passwords writes them down now, then takes the
    /// labels in with [`Labels::take_in`]: a label whose password nobody has would be a label for ever.
    pub fn prepare(count: usize) -> Result<Vec<IssuedLabel>, ServerError> {
        if !(1..=MOST_AT_ONCE).contains(&count) {
            return Err(ServerError::Value { field: "count", reason: format!("1 to {MOST_AT_ONCE}") });
        }
        (0..count).map(|_| Ok(IssuedLabel { label: random_label()? })).collect()
    }

    /// Takes prepared labels into the inventory, all or none.
    pub async fn take_in(&self, labels: &[IssuedLabel]) -> Result<(), ServerError> {
        let rows = labels.iter().map(|issued| self.row(&issued.label)).collect();
        let entry = of_administrator("labels-issued", labels.len().to_string(), "");
        let outcome = self.app.store.add_labels(rows, entry, self.app.now()).await?;
        outcome.map_err(|index| taken(labels.get(index).map(|issued| &issued.label)))
    }

    /// Makes labels and takes them in at once, for a caller that has nothing to write them to.
    pub async fn issue(&self, count: usize) -> Result<Vec<IssuedLabel>, ServerError> {
        let labels = Self::prepare(count)?;
        self.take_in(&labels).await?;
        Ok(labels)
    }

    /// Takes a list of labels into the inventory: lines of `mac,password`, a first line of exactly these two words may
    /// stand above. All or nothing; the first wrong line is named. How many were taken.
    pub async fn import(&self, csv: &str) -> Result<usize, ServerError> {
        let labels = parse(csv)?;
        let rows: Vec<_> = labels.iter().map(|(_, label)| self.row(label)).collect();
        let count = rows.len();
        // Not even a digest of the list: of a short one it would be something to guess passwords against.
        let entry = of_administrator("labels-imported", count.to_string(), "");
        match self.app.store.add_labels(rows, entry, self.app.now()).await? {
            Ok(()) => Ok(count),
            Err(index) => Err(match labels.get(index) {
                Some((line, label)) => ServerError::Line {
                    line: *line,
                    cause: "admin-taken".to_owned(),
                    reason: format!("the inventory already has {}", label.mac),
                },
                None => taken(None),
            }),
        }
    }

    /// Notes that labels were printed; how many of them the inventory knows.
    pub async fn mark_printed(&self, macs: &[MacAddress]) -> Result<usize, ServerError> {
        let digits = macs.iter().map(|mac| mac.digits().to_owned()).collect();
        let entry = of_administrator("labels-printed", macs.len().to_string(), "");
        Ok(self.app.store.mark_printed(digits, entry, self.app.now()).await?)
    }

    /// Notes what a station said of itself when it came online under this label; phones that pinned it compare.
    pub async fn note_boot(&self, mac: &MacAddress, serial: SerialNumber) -> Result<(), ServerError> {
        let entry = of_administrator("boot-noted", mac.to_string(), serial.printed());
        Ok(self.app.store.note_boot(mac, serial, self.app.keys.clone(), entry, self.app.now()).await?)
    }

    /// How many there are.
    pub async fn count(&self) -> Result<LabelCounts, ServerError> {
        let [issued, active, retired] = self.app.store.count_labels().await?;
        Ok(LabelCounts { issued, active, retired })
    }

    fn row(&self, label: &ActivationLabel) -> NewLabel {
        NewLabel {
            mac_digits: label.mac.digits().to_owned(),
            password_hmac: self.app.keys.password_hmac(&label.mac, &label.password),
        }
    }
}

fn taken(label: Option<&ActivationLabel>) -> ServerError {
    let name = label.map_or_else(String::new, |label| label.mac.to_string());
    ServerError::Taken { kind: "label", name }
}

/// The labels of a list with the numbers of their lines.
fn parse(csv: &str) -> Result<Vec<(usize, ActivationLabel)>, ServerError> {
    let mut seen = HashMap::new();
    let mut labels = Vec::new();
    for (line, text) in (1..).zip(csv.trim_start_matches('\u{feff}').lines()) {
        let text = text.trim();
        if text.is_empty() || (line == 1 && text.eq_ignore_ascii_case("mac,password")) {
            continue;
        }
        let refuse =
            |cause: &str, reason: String| ServerError::Line { line, cause: cause.to_owned(), reason };
        let (mac, password) = text
            .split_once(',')
            .ok_or_else(|| refuse("label-line", "a line is a MAC, a comma and a password".into()))?;
        let label = ActivationLabel::typed(mac.trim(), password.trim())
            .map_err(|error| refuse(error.code(), error.to_string()))?;
        if let Some(earlier) = seen.insert(label.mac.digits().to_owned(), line) {
            return Err(refuse("label-twice", format!("{} stands on line {earlier} already", label.mac)));
        }
        labels.push((line, label));
    }
    Ok(labels)
}

fn random_label() -> Result<ActivationLabel, ServerError> {
    let mac = HEXUPPER.encode(&[PREFIX.as_slice(), &random::bytes::<6>()?].concat());
    let refused = |reason: String| ServerError::Value { field: "label", reason };
    Ok(ActivationLabel {
        mac: MacAddress::parse(&mac).map_err(|error| refused(error.to_string()))?,
        password: random_password()?,
    })
}

fn random_password() -> Result<ActivationPassword, ServerError> {
    let mut password = zeroize::Zeroizing::new(String::with_capacity(PASSWORD_CHARACTERS));
    while password.len() < PASSWORD_CHARACTERS {
        let [byte] = random::bytes::<1>()?;
        // 228 = 4 * 57: what lies above would make the first letters likelier.
        if let Some(letter) = ALPHABET.get(usize::from(byte) % ALPHABET.len()).filter(|_| byte < 228) {
            password.push(char::from(*letter));
        }
    }
    ActivationPassword::parse(&password)
        .map_err(|error| ServerError::Value { field: "password", reason: error.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_list_is_refused_at_its_first_wrong_line_without_repeating_a_password() {
        let cases = [
            ("mac,password\n0200000000000001,hT7kPq2x\n020000000000001,x", 3, "mac-length"),
            ("0200000000000001,hT7k Pq2x", 1, "password-space"),
            ("0200000000000001 hT7kPq2x", 1, "label-line"),
            ("0200000000000001,hT7kPq2x\n\n0200:0000:0000:0001,other1", 3, "label-twice"),
        ];
        for (csv, expected, code) in cases {
            let error = parse(csv).unwrap_err();
            assert!(!error.to_string().contains("Pq2x"), "{error}");
            assert!(
                matches!(&error, ServerError::Line { line, cause, .. } if *line == expected && cause == code),
                "{error}"
            );
        }
    }

    #[test]
    fn an_issued_password_has_no_look_alikes() {
        for _ in 0..200 {
            let label = random_label().unwrap();
            assert!(label.mac.digits().starts_with("0200"));
            assert_eq!(label.password.reveal().len(), PASSWORD_CHARACTERS);
            assert!(!label.password.reveal().contains(['0', 'O', '1', 'l', 'I']));
        }
    }

    proptest! {
        #[test]
        fn no_list_panics(csv in "\\PC{0,60}(\n\\PC{0,60}){0,4}") {
            let _ = parse(&csv);
        }

        #[test]
        fn every_written_list_reads_back(labels in prop::collection::hash_map("[0-9A-F]{16}", "[!-+.-~]{4,32}", 0..8)) {
            let lines: Vec<_> = labels.iter().map(|(mac, password)| format!("{mac},{password}")).collect();
            let csv = lines.join("\r\n");
            prop_assert_eq!(parse(&csv).unwrap().len(), labels.len());
        }
    }
}
