//! What may be wrong with an identifier, or unusual about one.

use std::collections::BTreeMap;

use pinpoint_domain::code::Fields;
use pinpoint_domain::evse::{EvseError, EvsePart};
use pinpoint_domain::firmware::FirmwareError;
use pinpoint_domain::iccid::{IccidError, IccidWarning};
use pinpoint_domain::label::{LabelWarning, MacWarning};
use pinpoint_domain::misread::Stray;
use pinpoint_domain::phone::PhoneError;
use pinpoint_domain::serial::{SerialPatternError, SerialWarning};

use super::samples::{every, said};

/// Every code of firmware versions, SIM cards, charging points, phone numbers and serial patterns, and every warning.
pub(super) fn coded() -> BTreeMap<String, Fields> {
    let errors = said("", firmware()).chain(said("", iccids())).chain(said("", evses()));
    let errors = errors.chain(said("", phones())).chain(said("", patterns()));
    let warnings = said("warning-", macs()).chain(said("warning-", labels()));
    let warnings = warnings.chain(said("warning-", serials())).chain(said("warning-", sims()));
    errors.chain(warnings).collect()
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
