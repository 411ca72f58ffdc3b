//! What may be wrong with an identifier, or unusual about one.

use std::collections::BTreeMap;

use pinpoint_domain::code::Fields;
use pinpoint_domain::evse::{EvseError, EvsePart};
use pinpoint_domain::firmware::FirmwareError;
use pinpoint_domain::geo::{CoordinateError, CoordinateWarning};
use pinpoint_domain::iccid::{IccidError, IccidWarning};
use pinpoint_domain::label::{LabelError, LabelWarning, MacError, MacWarning, PasswordError};
use pinpoint_domain::misread::Stray;
use pinpoint_domain::phone::PhoneError;
use pinpoint_domain::serial::{SerialError, SerialPatternError, SerialWarning};

use super::samples::{every, said};

/// Every code of firmware versions, SIM cards, charging points, phone numbers and serial patterns, and every warning.
pub(super) fn coded() -> BTreeMap<String, Fields> {
    let errors = said("", firmware()).chain(said("", iccids())).chain(said("", evses()));
    let errors = errors.chain(said("", phones())).chain(said("", patterns()));
    let warnings = said("warning-", macs()).chain(said("warning-", labels()));
    let warnings = warnings.chain(said("warning-", serials())).chain(said("warning-", sims()));
    let warnings = warnings.chain(said("warning-", coordinates()));
    let label = said("", mac_errors()).chain(said("", password_errors())).chain(said("", label_errors()));
    let label = label.chain(said("", serial_errors())).chain(said("", coordinate_errors()));
    errors.chain(label).chain(warnings).collect()
}

fn stray() -> Stray {
    Stray::Foreign { at: 2, found: '~' }
}

fn firmware() -> Vec<FirmwareError> {
    every!(FirmwareError:
        FirmwareError::NumberMissing { .. } => FirmwareError::NumberMissing { at: 6 },
        FirmwareError::Character(_) => FirmwareError::Character(stray()),
        FirmwareError::Length { .. } => FirmwareError::Length { characters: 51 },
    )
}

fn iccids() -> Vec<IccidError> {
    every!(IccidError:
        IccidError::Length { .. } => IccidError::Length { digits: 17, at: 18 },
        IccidError::Prefix { .. } => IccidError::Prefix { at: 1 },
        IccidError::Character(_) => IccidError::Character(stray()),
    )
}

fn evses() -> Vec<EvseError> {
    let parts = every!(EvsePart:
        EvsePart::Country => EvsePart::Country,
        EvsePart::Operator => EvsePart::Operator,
        EvsePart::Kind => EvsePart::Kind,
        EvsePart::Star => EvsePart::Star,
        EvsePart::Outlet => EvsePart::Outlet,
    );
    let others = every!(EvseError:
        EvseError::PartMissing { .. } => EvseError::PartMissing { part: EvsePart::Kind, at: 8 },
        EvseError::Character(_) => EvseError::Character(stray()),
        EvseError::Length { .. } => EvseError::Length { limit: 30, at: 39 },
    );
    parts.into_iter().map(|part| EvseError::PartMissing { part, at: 8 }).chain(others).collect()
}

fn phones() -> Vec<PhoneError> {
    every!(PhoneError:
        PhoneError::National { .. } => PhoneError::National { at: 1 },
        PhoneError::CountryCode { .. } => PhoneError::CountryCode { at: 2 },
        PhoneError::Length { .. } => PhoneError::Length { digits: 5, at: 8 },
        PhoneError::Character(_) => PhoneError::Character(stray()),
    )
}

fn patterns() -> Vec<SerialPatternError> {
    every!(SerialPatternError:
        SerialPatternError::Length { .. } => SerialPatternError::Length { places: 3, at: 4 },
        SerialPatternError::Character(_) => SerialPatternError::Character(stray()),
    )
}

fn macs() -> Vec<MacWarning> {
    every!(MacWarning:
        MacWarning::AllZero => MacWarning::AllZero,
        MacWarning::Broadcast => MacWarning::Broadcast,
        MacWarning::Multicast => MacWarning::Multicast,
        MacWarning::LocallyAdministered => MacWarning::LocallyAdministered,
    )
}

fn labels() -> Vec<LabelWarning> {
    every!(LabelWarning:
        LabelWarning::Mac(_) => LabelWarning::Mac(MacWarning::AllZero),
        LabelWarning::PasswordUnusual => LabelWarning::PasswordUnusual,
    )
}

fn serials() -> Vec<SerialWarning> {
    every!(SerialWarning:
        SerialWarning::LookAlike { .. } => SerialWarning::LookAlike { at: 2, found: 'O', meant: '0' },
        SerialWarning::Shape { .. } => SerialWarning::Shape { expected: "ZAP######".into() },
    )
}

fn sims() -> Vec<IccidWarning> {
    every!(IccidWarning: IccidWarning::CheckDigit => IccidWarning::CheckDigit)
}

fn mac_errors() -> Vec<MacError> {
    every!(MacError:
        MacError::Length { .. } => MacError::Length { digits: 13, at: 14 },
        MacError::Character(Stray::Hidden { .. }) => MacError::Character(Stray::Hidden { at: 2, found: '\u{200b}' }),
        MacError::Character(Stray::LookAlike { .. }) =>
            MacError::Character(Stray::LookAlike { at: 2, found: 'O', meant: '0' }),
        MacError::Character(Stray::Foreign { .. }) => MacError::Character(Stray::Foreign { at: 2, found: 'G' }),
        MacError::Grouping { .. } => MacError::Grouping { at: 5 },
    )
}

fn password_errors() -> Vec<PasswordError> {
    every!(PasswordError:
        PasswordError::Length { .. } => PasswordError::Length { characters: 3 },
        PasswordError::Space { .. } => PasswordError::Space { at: 5 },
        PasswordError::Character { .. } => PasswordError::Character { at: 5 },
    )
}

fn label_errors() -> Vec<LabelError> {
    let host = || "evil.example".to_owned();
    every!(LabelError:
        LabelError::NotALink => LabelError::NotALink,
        LabelError::NotHttps { .. } => LabelError::NotHttps { scheme: "http".into() },
        LabelError::ForeignHost { .. } => LabelError::ForeignHost { host: host() },
        LabelError::Disguised { .. } => LabelError::Disguised { host: host() },
        LabelError::NotALabelPath { .. } => LabelError::NotALabelPath { host: host() },
        LabelError::Mac(_) => LabelError::Mac(MacError::Length { digits: 13, at: 14 }),
        LabelError::Password(_) => LabelError::Password(PasswordError::Space { at: 5 }),
        LabelError::MacsDiffer { .. } => LabelError::MacsDiffer { one: "A".into(), other: "B".into() },
        LabelError::PasswordsDiffer => LabelError::PasswordsDiffer,
        LabelError::MacMissing => LabelError::MacMissing,
        LabelError::PasswordMissing { .. } => LabelError::PasswordMissing { mac: "A".into() },
    )
}

fn serial_errors() -> Vec<SerialError> {
    every!(SerialError:
        SerialError::Length { .. } => SerialError::Length { characters: 3, at: 4 },
        SerialError::Character(_) => SerialError::Character(Stray::Foreign { at: 2, found: '#' }),
        SerialError::LastFourDiffer => SerialError::LastFourDiffer,
        SerialError::EntriesDiffer { .. } => SerialError::EntriesDiffer { at: 11 },
        SerialError::TypeTwice => SerialError::TypeTwice,
    )
}

fn coordinates() -> Vec<CoordinateWarning> {
    every!(CoordinateWarning:
        CoordinateWarning::MapView => CoordinateWarning::MapView,
        CoordinateWarning::Zero => CoordinateWarning::Zero,
    )
}

fn coordinate_errors() -> Vec<CoordinateError> {
    every!(CoordinateError:
        CoordinateError::Latitude { .. } => CoordinateError::Latitude { at: 1 },
        CoordinateError::Longitude { .. } => CoordinateError::Longitude { at: 1 },
        CoordinateError::Format { .. } => CoordinateError::Format { at: 1 },
        CoordinateError::Side { .. } => CoordinateError::Side { at: 18 },
        CoordinateError::PlusCode => CoordinateError::PlusCode,
        CoordinateError::Link { .. } => CoordinateError::Link { host: "maps.app.goo.gl".into() },
        CoordinateError::Character(_) => CoordinateError::Character(Stray::Foreign { at: 2, found: '~' }),
    )
}
