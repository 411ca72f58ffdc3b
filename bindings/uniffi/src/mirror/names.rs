//! Names and values that are texts at the border, and exist inside only when valid.

use core::net::IpAddr;
use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use pinpoint_domain::Timestamp;
use pinpoint_domain::code::Fields;
use pinpoint_domain::firmware::FirmwareVersion;
use pinpoint_domain::geo::Coordinate;
use pinpoint_domain::ids::{
    CircuitId, CompanyId, DeviceId, EventId, InstallerId, ItemId, NetworkId, PhotoId, PinpointId, PlaybookId,
    StepId, VisitId,
};
use pinpoint_domain::label::MacAddress;
use pinpoint_domain::serial::{SerialNumber, SerialPattern};
use pinpoint_domain::wire::{Digest, Receipt, Signed};
use pinpoint_domain::work::playbook::Words;
use uniffi::deps::anyhow;
use url::Url;

use crate::PinpointError;

/// Texts. One that is not valid is refused with a code, whatever call it came in with.
macro_rules! texts {
    // A program made them, so a wrong one is a program's mistake.
    (made: $($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        uniffi::custom_type!($(#[$doc])* $name, String, {
            remote,
            lower: |value| value.to_string(),
            try_lift: |text| text
                .parse::<$name>()
                .map_err(|_| anyhow::Error::from(PinpointError::malformed(stringify!($name), &text))),
        });
    )+};
    // A person may have typed them, so the refusal says what is wrong and where.
    (typed: $($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        uniffi::custom_type!($(#[$doc])* $name, String, {
            remote,
            lower: |value| String::from(value),
            try_lift: |text| $name::parse(&text).map_err(|error| anyhow::Error::from(PinpointError::of(&error))),
        });
    )+};
}

texts! { made:
    /// A visit: one stay of an installer on a site. A UUID.
    VisitId,
    /// A job, and the sealed record that it becomes. A UUID.
    PinpointId,
    /// A file of a photo. A UUID.
    PhotoId,
    /// Something that happened after the seal. A UUID.
    EventId,
    /// One phone, browser or terminal, as registered at sign-in. A UUID.
    DeviceId,
    /// The pseudonym of an installer. A UUID.
    InstallerId,
    /// The company that an installer works for. A UUID.
    CompanyId,
    /// A charging network, by its short name.
    NetworkId,
    /// A playbook, by its short name.
    PlaybookId,
    /// A step of a playbook; its words are `step-<id>` and `step-<id>-how`.
    StepId,
    /// An item of a checklist; its words are `item-<step>-<id>`.
    ItemId,
    /// SHA-256 of exact bytes: `sha256:` and 64 hex digits.
    Digest,
    /// A moment in UTC.
    Timestamp,
    /// An address on the web.
    Url,
    /// An address of IPv4 or IPv6.
    IpAddr,
}

texts! { typed:
    /// What one breaker switches, by the name on the panel.
    CircuitId,
    /// A MAC address as printed: 12 or 16 hex digits, grouped or not.
    MacAddress,
    /// A serial number as printed on the type plate.
    SerialNumber,
    /// The shape of serial numbers: `#` is a digit, `@` a letter, `?` either, all else itself.
    SerialPattern,
    /// A firmware version as the station shows it.
    FirmwareVersion,
}

uniffi::custom_type!(
    /// The values that a sentence mentions, by name.
    Fields,
    HashMap<String, String>,
    { remote, lower: |fields| fields.into_iter().collect(), try_lift: |fields| Ok(fields.into_iter().collect()) }
);

uniffi::custom_type!(
    /// Words by language tag and name.
    Words,
    HashMap<String, Fields>,
    { remote, lower: |words| words.into_iter().collect(), try_lift: |words| Ok(words.into_iter().collect()) }
);

/// How many deliveries are in which state.
pub(crate) type Counts = BTreeMap<String, u64>;

uniffi::custom_type!(
    /// How many deliveries are in which state.
    Counts,
    HashMap<String, u64>,
    { remote, lower: |counts| counts.into_iter().collect(), try_lift: |counts| Ok(counts.into_iter().collect()) }
);

/// A file or a folder.
pub(crate) type FilePath = PathBuf;

uniffi::custom_type!(
    /// The path of a file or a folder.
    FilePath,
    String,
    {
        remote,
        lower: |path| path.to_string_lossy().into_owned(),
        try_lift: |path| Ok(FilePath::from(path)),
    }
);

/// The network's signed word that it has the bytes.
pub(crate) type SignedReceipt = Signed<Receipt>;

uniffi::custom_type!(
    /// The network's signed word that it has the bytes: a DSSE envelope as JSON, to be kept as it came.
    SignedReceipt,
    String,
    {
        remote,
        lower: |receipt| pinpoint_domain::wire::to_json(&receipt),
        try_lift: |text| serde_json::from_str(&text)
            .map_err(|_| anyhow::Error::from(PinpointError::malformed("SignedReceipt", &text))),
    }
);

/// A position as numbers; which numbers are one, [`Coordinate`] knows.
#[derive(Debug, Clone, Copy, uniffi::Record)]
pub struct Degrees {
    /// Latitude in 1e-7 degrees, north positive.
    pub lat_e7: i32,
    /// Longitude in 1e-7 degrees, east positive.
    pub lon_e7: i32,
}

uniffi::custom_type!(
    /// A WGS 84 position.
    Coordinate,
    Degrees,
    {
        remote,
        lower: |position| Degrees { lat_e7: position.lat_e7(), lon_e7: position.lon_e7() },
        try_lift: |degrees| Coordinate::from_e7(degrees.lat_e7, degrees.lon_e7)
            .map_err(|error| anyhow::Error::from(PinpointError::of(&error))),
    }
);
