//! The code of each refusal, and what its sentence mentions.

use super::Refusal;
use crate::code::{Coded, Fields, fields};

impl Coded for Refusal {
    fn code(&self) -> &str {
        match self {
            Self::JobUnknown { .. } => "job-unknown",
            Self::JobExists { .. } => "job-exists",
            Self::PlaybookMissing { .. } => "playbook-missing",
            Self::JournalNewer { .. } => "journal-newer",
            Self::StepUnknown { .. } => "step-unknown",
            Self::ItemUnknown { .. } => "item-unknown",
            Self::AnswerKind { .. } => "answer-kind",
            Self::StepLocked { .. } => "step-locked",
            Self::StepNotForStation { .. } => "step-not-for-station",
            Self::Physical { .. } => "undo-physical",
            Self::LockoutIncomplete { .. } => "lockout-incomplete",
            Self::Stop { .. } => "stop",
            Self::LockoutOrder { .. } => "lockout-order",
            Self::ReadingMissing { .. } => "reading-missing",
            Self::VoltagePresent { .. } => "voltage-present",
            Self::CabinetAlreadyOpen => "cabinet-already-open",
            Self::CabinetNotOpen => "cabinet-not-open",
            Self::CabinetOpenOnCircuit { .. } => "cabinet-open-on-circuit",
            Self::LockoutOfOthers { .. } => "lockout-of-others",
            Self::RestartTooSoon { .. } => "restart-too-soon",
            Self::Sealed { .. } => "sealed",
            Self::NotReadyToSeal { .. } => "not-ready-to-seal",
            Self::SealShownDiffers { .. } => "seal-shown-differs",
            Self::SealedAlready { .. } => "sealed-already",
            Self::NothingToSeal => "nothing-to-seal",
            Self::LabelOfAnother { .. } => "label-of-another",
            Self::OldSerialMissing => "old-serial-missing",
            Self::OldSerialSame { .. } => "old-serial-same",
            Self::CorrectionBeforeSeal => "correction-before-seal",
            Self::NothingToCorrect { .. } => "nothing-to-correct",
            Self::Coordinate(error) => error.code(),
            Self::Serial(error) => error.code(),
            Self::SerialFirstMissing => "serial-first-missing",
            Self::Mac(error) => error.code(),
            Self::MacDiffers { .. } => "mac-differs",
            Self::MacOfAnother { .. } => "mac-of-another",
            Self::Iccid(error) => error.code(),
            Self::IccidSame { .. } => "iccid-same",
            Self::Firmware(error) => error.code(),
            Self::Gate(gate) => gate.code(),
            Self::Precheck(finding) => finding.code(),
            Self::Text { .. } => "text-length",
            Self::Country { .. } => "country",
            Self::ScreenUnknown { .. } => "screen-unknown",
            Self::PhotoNotLandscape { .. } => "photo-not-landscape",
        }
    }

    fn fields(&self) -> Fields {
        match self {
            Self::JobUnknown { job } | Self::JobExists { job } => fields([("job", job.to_string())]),
            Self::PlaybookMissing { playbook } => fields([("playbook", playbook.clone())]),
            Self::JournalNewer { event } => fields([("event", event.clone())]),
            Self::StepUnknown { step }
            | Self::AnswerKind { step }
            | Self::StepNotForStation { step }
            | Self::Physical { step }
            | Self::Sealed { step } => fields([("step", step.to_string())]),
            Self::ItemUnknown { step, item } => {
                fields([("step", step.to_string()), ("item", item.to_string())])
            }
            Self::StepLocked { step, missing } => {
                fields([("step", step.to_string()), ("missing", list(missing))])
            }
            Self::LockoutIncomplete { missing } | Self::Stop { missing } => {
                fields([("missing", list(missing))])
            }
            Self::NotReadyToSeal { missing } => fields([("missing", list(missing))]),
            Self::LockoutOrder { item, first } => {
                fields([("item", item.to_string()), ("first", first.to_string())])
            }
            Self::ReadingMissing { item } => fields([("item", item.to_string())]),
            Self::VoltagePresent { millivolts, limit } => {
                fields([("volts", volts(*millivolts)), ("limit", volts(*limit))])
            }
            Self::CabinetOpenOnCircuit { circuit, open } => {
                fields([("circuit", circuit.clone()), ("open", open.to_string())])
            }
            Self::LockoutOfOthers { circuit, others } => {
                fields([("circuit", circuit.clone()), ("others", others.to_string())])
            }
            Self::SealShownDiffers { confirmed, actual } => {
                fields([("confirmed", confirmed.clone()), ("actual", actual.clone())])
            }
            Self::SealedAlready { digest } => fields([("digest", digest.to_string())]),
            Self::LabelOfAnother { sealed, label } => {
                fields([("sealed", sealed.clone()), ("label", label.clone())])
            }
            Self::OldSerialSame { serial } => fields([("serial", serial.clone())]),
            Self::NothingToCorrect { field } => fields([("field", field.name().to_owned())]),
            Self::Coordinate(error) => error.fields(),
            Self::Serial(error) => error.fields(),
            Self::Mac(error) => error.fields(),
            Self::MacDiffers { shown, label } => fields([("shown", shown.clone()), ("label", label.clone())]),
            Self::MacOfAnother { shown, label, other } => {
                other.fields([("shown", shown.clone()), ("label", label.clone())])
            }
            Self::RestartTooSoon { seconds } => fields([("seconds", seconds.to_string())]),
            Self::Iccid(error) => error.fields(),
            Self::IccidSame { iccid } => fields([("iccid", iccid.clone())]),
            Self::Firmware(error) => error.fields(),
            Self::Gate(gate) => gate.fields(),
            Self::Precheck(finding) => finding.fields(),
            Self::Text { field, limit } => {
                fields([("field", (*field).to_owned()), ("limit", limit.to_string())])
            }
            Self::Country { country } => fields([("country", country.clone())]),
            Self::ScreenUnknown { manufacturer, model } => {
                fields([("manufacturer", manufacturer.clone()), ("model", model.clone())])
            }
            Self::PhotoNotLandscape { width_px, height_px } => {
                fields([("width_px", width_px.to_string()), ("height_px", height_px.to_string())])
            }
            Self::OldSerialMissing
            | Self::CorrectionBeforeSeal
            | Self::CabinetAlreadyOpen
            | Self::CabinetNotOpen
            | Self::SerialFirstMissing
            | Self::NothingToSeal => Fields::new(),
        }
    }
}

/// Names with a space between: a face looks up the words of each.
fn list<T: std::fmt::Display>(names: &[T]) -> String {
    names.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// Never rounded: 10.02 V shown as 10.0 V would contradict a limit of 10.0 V.
fn volts(millivolts: u32) -> String {
    let digits = format!("{}.{:03}", millivolts / 1000, millivolts % 1000);
    let short = digits.trim_end_matches('0');
    short.strip_suffix('.').map_or_else(|| short.to_owned(), |whole| format!("{whole}.0"))
}
