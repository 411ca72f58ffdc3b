//! What may be wrong with what a network publishes, or with what somebody writes for it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use pinpoint_domain::code::{Coded, Fields};
use pinpoint_domain::document::Flaw;
use pinpoint_domain::ids::NetworkId;
use pinpoint_domain::publication::{NetworkFlaw, PublicationError};
use pinpoint_domain::wire::SignatureError;

use super::samples::every;

/// Every code of profiles and catalogs, with its fields.
pub(super) fn coded() -> BTreeMap<String, Fields> {
    let said = |coded: &dyn Coded| (coded.code().to_owned(), coded.fields());
    let offered = publications();
    let written = documents();
    let networks = flaws();
    let offered = offered.iter().map(|it| said(it));
    let written = written.iter().map(|it| said(it));
    offered.chain(written).chain(networks.iter().map(|it| said(it))).collect()
}

fn publications() -> Vec<PublicationError> {
    let network = |name: &str| NetworkId::parse(name).unwrap();
    let (document, at) = ("profile", Timestamp::UNIX_EPOCH);
    every!(PublicationError:
        PublicationError::Signature(_) =>
            PublicationError::Signature(SignatureError::KeyOutOfTime { key_id: "receipts-1".into() }),
        PublicationError::Form { .. } => PublicationError::Form { document, found: 2 },
        PublicationError::Network { .. } =>
            PublicationError::Network { expected: network("demo"), found: network("other") },
        PublicationError::RolledBack { .. } => PublicationError::RolledBack { document, kept: 8, found: 7 },
        PublicationError::Reused { .. } => PublicationError::Reused { document, version: 7 },
        PublicationError::NotYet { .. } => PublicationError::NotYet { document, from: at },
        PublicationError::Expired { .. } => PublicationError::Expired { document, since: at },
    )
}

fn documents() -> Vec<Flaw> {
    every!(Flaw:
        Flaw::TooLong { .. } => Flaw::TooLong { megabytes: 16 },
        Flaw::NotUtf8 => Flaw::NotUtf8,
        Flaw::Cut => Flaw::Cut,
        Flaw::Unexpected { .. } => Flaw::Unexpected { found: '}' },
        Flaw::Nested { .. } => Flaw::Nested { limit: 48 },
        Flaw::TooMany { .. } => Flaw::TooMany { limit: 1 << 20 },
        Flaw::NameTwice { .. } => Flaw::NameTwice { name: "model".into() },
        Flaw::FieldUnknown { .. } => Flaw::FieldUnknown { name: "modell".into() },
        Flaw::Shape { .. } => Flaw::Shape { reason: "invalid type".into() },
    )
}

fn flaws() -> Vec<NetworkFlaw> {
    let text = || "text".to_owned();
    every!(NetworkFlaw:
        NetworkFlaw::Form { .. } => NetworkFlaw::Form { found: 2 },
        NetworkFlaw::Version => NetworkFlaw::Version,
        NetworkFlaw::Validity => NetworkFlaw::Validity,
        NetworkFlaw::Text { .. } => NetworkFlaw::Text { limit: 100 },
        NetworkFlaw::Twice { .. } => NetworkFlaw::Twice { name: text() },
        NetworkFlaw::Url { .. } => NetworkFlaw::Url { url: text() },
        NetworkFlaw::Host { .. } => NetworkFlaw::Host { host: text() },
        NetworkFlaw::LabelShape { .. } => NetworkFlaw::LabelShape { shape: text(), known: text() },
        NetworkFlaw::PathSegment { .. } => NetworkFlaw::PathSegment { segment: text() },
        NetworkFlaw::Region { .. } => NetworkFlaw::Region { region: text() },
        NetworkFlaw::Phone { .. } => NetworkFlaw::Phone { phone: text() },
        NetworkFlaw::Port => NetworkFlaw::Port,
        NetworkFlaw::Locale { .. } => NetworkFlaw::Locale { locale: text() },
        NetworkFlaw::WordsMissing { .. } => NetworkFlaw::WordsMissing { locale: text() },
        NetworkFlaw::KeysMissing => NetworkFlaw::KeysMissing,
        NetworkFlaw::KeyAlgorithm { .. } => NetworkFlaw::KeyAlgorithm { id: text() },
        NetworkFlaw::KeyPublic { .. } => NetworkFlaw::KeyPublic { id: text() },
        NetworkFlaw::KeyUnknown { .. } => NetworkFlaw::KeyUnknown { id: text() },
        NetworkFlaw::Succession => NetworkFlaw::Succession,
        NetworkFlaw::ManufacturerUnknown { .. } => NetworkFlaw::ManufacturerUnknown { manufacturer: text() },
        NetworkFlaw::ImageName { .. } => NetworkFlaw::ImageName { file: text() },
        NetworkFlaw::ImageMissing { .. } => NetworkFlaw::ImageMissing { file: text() },
        NetworkFlaw::ImageDiffers { .. } => NetworkFlaw::ImageDiffers { file: text(), digest: text() },
        NetworkFlaw::AddressesMany { .. } => NetworkFlaw::AddressesMany { limit: 20_000 },
        NetworkFlaw::ImageLarge { .. } => NetworkFlaw::ImageLarge { file: text(), limit: 2048 },
    )
}
