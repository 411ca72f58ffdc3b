//! The MAC address of an activation label.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::caption::{Caption, behind};
use crate::code::{Coded, Fields, fields};
use crate::misread::{Misread, Stray, end, numbered};

/// A MAC address: EUI-48 (12 hex digits) or EUI-64 (16), nothing between. Keeps what was printed; two spellings of one
/// address are equal. No vendor prefix is required: stations carry modules of many makers.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(type = "string"))]
#[serde(try_from = "String", into = "String")]
pub struct MacAddress {
    digits: String,
    printed: String,
}

/// Why a text is not a MAC address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MacError {
    /// Neither 12 nor 16 hex digits.
    #[error("a MAC has 12 or 16 hex digits, this has {digits}")]
    Length {
        /// How many there were.
        digits: usize,
        /// Position of the seventeenth, or one past the end; counted in characters from 1.
        at: usize,
    },
    /// A character that is neither a hex digit nor a separator.
    #[error("not a hex digit: {0}")]
    Character(Stray),
    /// As many digits as a MAC has, in groups that no label prints: something may have been left out or put in.
    #[error("the groups of digits are not alike from character {at} on")]
    Grouping {
        /// Position of the first separator out of place, or one past the end; counted in characters from 1.
        at: usize,
    },
}

impl Coded for MacError {
    fn code(&self) -> &'static str {
        match self {
            Self::Length { .. } => "mac-length",
            Self::Character(stray) => stray.code_or("mac-character"),
            Self::Grouping { .. } => "mac-grouping",
        }
    }

    fn fields(&self) -> Fields {
        match self {
            Self::Length { digits, .. } => fields([("digits", digits.to_string())]),
            Self::Character(stray) => stray.fields(),
            Self::Grouping { at } => fields([("at", at.to_string())]),
        }
    }
}

impl Misread for MacError {
    fn at(&self) -> usize {
        match self {
            Self::Length { at, .. } | Self::Grouping { at } => *at,
            Self::Character(stray) => stray.at(),
        }
    }
}

/// Why an address, though well written, is hardly that of one station's network module. It blocks nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MacWarning {
    /// All digits are 0: a module that was never given an address.
    AllZero,
    /// All digits are F: everybody's address.
    Broadcast,
    /// The I/G bit is set: the address of a group.
    Multicast,
    /// The U/L bit is set: an address that somebody made up, as phones do for their privacy.
    LocallyAdministered,
}

impl Coded for MacWarning {
    fn code(&self) -> &'static str {
        match self {
            Self::AllZero => "mac-all-zero",
            Self::Broadcast => "mac-broadcast",
            Self::Multicast => "mac-multicast",
            Self::LocallyAdministered => "mac-locally-administered",
        }
    }
}

/// None of these words could be digits of an address.
const CAPTION: Caption = Caption {
    names: &[
        "mac",
        "mac-address",
        "mac-adresse",
        "mac-adres",
        "mac-id",
        "macaddress",
        "hwaddr",
        "eui",
        "eui-48",
        "eui-64",
        "eui48",
        "eui64",
    ],
    fillers: &["address", "addr", "adresse", "adres", "direccion", "endereco", "indirizzo", "id"],
};

/// How many digits stand between two separators.
const GROUPS: [usize; 4] = [2, 4, 6, 8];

const fn is_separator(character: char) -> bool {
    matches!(character, ':' | '-' | '.' | ' ')
}

impl MacAddress {
    /// Reads a MAC as printed: hex digits in any case, all together or in groups of 2, 4, 6 or 8, with the same separator
    /// (colon, hyphen, dot or space) between all of them. A caption before them, `MAC:`, is no part of it.
    pub fn parse(text: &str) -> Result<Self, MacError> {
        let caption = CAPTION.before(text);
        let mac = Self::of_digits(text, caption)?;
        grouping(text, caption).map_err(|at| MacError::Grouping { at })?;
        Ok(mac)
    }

    /// Reads the digits behind so many characters, wherever separators stand between them. Records were written before the
    /// groups were looked at.
    fn of_digits(text: &str, caption: usize) -> Result<Self, MacError> {
        let fits = |it: char| it.is_ascii_hexdigit() || is_separator(it);
        let mut digits = String::with_capacity(16);
        let (mut count, mut too_many) = (0, None);
        for (at, found) in numbered(text).skip(caption).filter(|(_, found)| !is_separator(*found)) {
            if !fits(found) {
                return Err(MacError::Character(Stray::new(at, found, fits)));
            }
            count += 1;
            if count <= 16 {
                digits.push(found.to_ascii_uppercase());
            } else {
                too_many.get_or_insert(at);
            }
        }
        match count {
            12 | 16 => Ok(Self { digits, printed: behind(text, caption).to_owned() }),
            _ => Err(MacError::Length { digits: count, at: too_many.unwrap_or_else(|| end(text)) }),
        }
    }

    /// The 12 or 16 digits in upper case: what is compared, stored as a key and bound into a capsule.
    pub fn digits(&self) -> &str {
        &self.digits
    }

    /// What stood on the label.
    pub fn printed(&self) -> &str {
        &self.printed
    }

    /// What a person should look at once more.
    pub fn warnings(&self) -> Vec<MacWarning> {
        let all = |digit: u8| self.digits.bytes().all(|found| found == digit);
        if all(b'0') {
            return vec![MacWarning::AllZero];
        }
        if all(b'F') {
            return vec![MacWarning::Broadcast];
        }
        let second = self.digits.chars().nth(1).and_then(|digit| digit.to_digit(16)).unwrap_or_default();
        let bits = [(0b01, MacWarning::Multicast), (0b10, MacWarning::LocallyAdministered)];
        bits.into_iter().filter(|(bit, _)| second & bit != 0).map(|(_, warning)| warning).collect()
    }
}

/// Where the groups behind so many characters stop being alike.
fn grouping(text: &str, caption: usize) -> Result<(), usize> {
    let mut first: Option<(char, usize)> = None;
    let mut digits = 0;
    for (at, found) in numbered(text).skip(caption) {
        if !is_separator(found) {
            digits += 1;
            continue;
        }
        let (separator, group) = *first.get_or_insert((found, digits));
        if found != separator || digits != group || !GROUPS.contains(&group) {
            return Err(at);
        }
        digits = 0;
    }
    match first {
        Some((_, group)) if digits != group => Err(end(text)),
        _ => Ok(()),
    }
}

/// Groups of four for EUI-64, as on an activation label; pairs for EUI-48.
impl fmt::Display for MacAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let group = if self.digits.len() == 16 { 4 } else { 2 };
        for (index, digit) in self.digits.chars().enumerate() {
            if index > 0 && index % group == 0 {
                f.write_str(":")?;
            }
            write!(f, "{digit}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for MacAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MacAddress({self})")
    }
}

impl PartialEq for MacAddress {
    fn eq(&self, other: &Self) -> bool {
        self.digits == other.digits
    }
}

impl Eq for MacAddress {}

impl Hash for MacAddress {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.digits.hash(state);
    }
}

impl FromStr for MacAddress {
    type Err = MacError;
    fn from_str(text: &str) -> Result<Self, MacError> {
        Self::parse(text)
    }
}

impl TryFrom<String> for MacAddress {
    type Error = MacError;
    fn try_from(text: String) -> Result<Self, MacError> {
        Self::of_digits(&text, 0)
    }
}

impl From<MacAddress> for String {
    fn from(mac: MacAddress) -> Self {
        mac.printed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_common_spelling_is_the_same_address() {
        let mac = MacAddress::parse("0024:B100:0002:9F81").unwrap();
        for spelling in [
            "0024b10000029f81",
            "00:24:b1:00:00:02:9f:81",
            "00-24-B1-00-00-02-9F-81",
            "0024.b100.0002.9f81",
            "0024B100-00029F81",
            " 0024 B100 0002 9F81 ",
        ] {
            assert_eq!(MacAddress::parse(spelling).unwrap(), mac, "{spelling}");
        }
        assert_eq!(mac.to_string(), "0024:B100:0002:9F81");
        assert_eq!(format!("{mac:?}"), "MacAddress(0024:B100:0002:9F81)");
        assert_eq!(MacAddress::parse("000d6f-123456").unwrap().to_string(), "00:0D:6F:12:34:56");
    }

    #[test]
    fn a_caption_that_was_copied_along_is_no_part_of_the_address() {
        for text in [
            "MAC: 0024:B100:0002:9F81",
            "mac 0024:B100:0002:9F81",
            "MAC address=0024:B100:0002:9F81",
            "Adresse MAC\u{A0}: 0024:B100:0002:9F81",
            "MAC-Adresse: 0024:B100:0002:9F81",
            "EUI-64: 0024:B100:0002:9F81",
        ] {
            let mac = MacAddress::parse(text).unwrap();
            assert_eq!((mac.digits(), mac.printed()), ("0024B10000029F81", "0024:B100:0002:9F81"), "{text}");
        }
        assert!(
            serde_json::from_str::<MacAddress>("\"MAC: 0024B10000029F81\"").is_err(),
            "no record has one"
        );
    }

    #[test]
    fn what_is_no_mac_says_where() {
        for (text, code, at) in [
            ("", "mac-length", 1),
            ("0024B10000029", "mac-length", 14),
            ("0024:B100:0002:9F8", "mac-length", 19),
            ("0024:B100:0002:9F81:0", "mac-length", 21),
            ("0O24:B100:0002:9F81", "character-look-alike", 2),
            ("0024：B100：0002：9F81", "character-look-alike", 5),
            ("00\u{2011}24\u{2011}B1\u{2011}00\u{2011}00\u{2011}02", "character-look-alike", 3),
            ("0024\u{A0}B100\u{A0}0002\u{A0}9F81", "character-look-alike", 5),
            ("0024:B100\u{200B}:0002:9F81", "character-hidden", 10),
            ("MACS: 0024:B100:0002:9F81", "mac-character", 1),
            ("MAC: 0024:B100:00029F81", "mac-grouping", 24),
            (" MAC 0O24:B100:0002:9F81", "character-look-alike", 7),
            ("MAC:", "mac-character", 1),
            ("0024:B100:0002:9F81:", "mac-grouping", 21),
            (":0024:B100:0002:9F81", "mac-grouping", 1),
            ("0024::B100:0002:9F81", "mac-grouping", 6),
            ("0024:B100-0002:9F81", "mac-grouping", 10),
            ("0024:B1000002:9F81", "mac-grouping", 14),
            ("0024:B100:00029F81", "mac-grouping", 19),
            ("0:0:2:4:B:1:0:0:0:0:0:2", "mac-grouping", 2),
        ] {
            let error = MacAddress::parse(text).unwrap_err();
            assert_eq!((error.code(), error.at()), (code, at), "{text}");
        }
        let filled = |text| MacAddress::parse(text).unwrap_err().fields();
        assert_eq!(filled("0024B10000029"), fields([("digits", "13".into())]));
        assert_eq!(filled("0024:B1000002:9F81"), fields([("at", "14".into())]));
    }

    #[test]
    fn an_address_of_no_single_module_is_warned_of() {
        use MacWarning::{AllZero, Broadcast, LocallyAdministered, Multicast};
        let warned = |text: &str| MacAddress::parse(text).unwrap().warnings();
        assert_eq!(warned("0024:B100:0002:9F81"), []);
        assert_eq!(warned("000D:6F00:0002:9F81"), []);
        assert_eq!(warned("01:00:5E:00:00:01"), [Multicast]);
        assert_eq!(warned("02-00-00-00-00-01"), [LocallyAdministered]);
        assert_eq!(warned("3333.0000.0001"), [Multicast, LocallyAdministered]);
        assert_eq!(warned("000000000000"), [AllZero]);
        assert_eq!(warned("ffff:ffff:ffff:ffff"), [Broadcast]);
    }

    #[test]
    fn what_an_older_version_kept_is_read_whatever_its_groups() {
        let kept: MacAddress = serde_json::from_str("\"0024 B100-0002:9F81\"").unwrap();
        assert_eq!(kept, MacAddress::parse("0024:B100:0002:9F81").unwrap());
        assert_eq!(serde_json::to_string(&kept).unwrap(), "\"0024 B100-0002:9F81\"");
        assert!(serde_json::from_str::<MacAddress>("\"0024 B100-000\"").is_err());
    }

    proptest! {
        #[test]
        fn no_text_panics_and_what_is_read_reads_back(text in "\\PC{0,40}|[0-9a-fA-F:. -]{12,24}") {
            if let Ok(mac) = MacAddress::parse(&text) {
                prop_assert_eq!(MacAddress::parse(&mac.to_string()).unwrap(), mac.clone());
                prop_assert_eq!(MacAddress::parse(mac.digits()).unwrap(), mac.clone());
                prop_assert_eq!(mac.printed(), text.trim());
            }
        }

        #[test]
        fn digits_in_like_groups_are_an_address(
            digits in "[0-9a-fA-F]{16}|[0-9a-fA-F]{12}", group in 1..13usize, separator in "[:. -]",
        ) {
            let groups: Vec<&str> = digits.as_bytes().chunks(group).map(|it| std::str::from_utf8(it).unwrap()).collect();
            let alike = groups.len() == 1 || GROUPS.contains(&group) && digits.len() % group == 0;
            let mac = MacAddress::parse(&groups.join(&separator));
            prop_assert_eq!(mac.is_ok(), alike);
            let bare = MacAddress::parse(&digits).unwrap();
            prop_assert_eq!(bare.digits(), digits.to_uppercase());
        }

        #[test]
        fn no_other_number_of_digits_is_an_address(digits in "[0-9A-F]{0,11}|[0-9A-F]{13,15}|[0-9A-F]{17,40}") {
            let error = MacAddress::parse(&digits).unwrap_err();
            prop_assert_eq!(error, MacError::Length { digits: digits.len(), at: (digits.len() + 1).min(17) });
        }
    }
}
