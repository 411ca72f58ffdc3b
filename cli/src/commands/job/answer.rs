//! From options to an answer: the step's kind and form say which options it takes.

use std::path::{Path, PathBuf};

use pinpoint_domain::connectivity::{NetworkSignal, paste};
use pinpoint_domain::ids::ItemId;
use pinpoint_domain::label::LabelForm;
use pinpoint_domain::serial::SerialSource;
use pinpoint_domain::wire::{Address, DriverDetails};
use pinpoint_domain::work::playbook::{Form, Phase, StepKind};
use pinpoint_domain::work::{Answer, Fix, StepView};

use crate::args::AnswerArgs;
use crate::error::CliError;
use crate::input;

/// What is to be done at a step.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Doing {
    /// Answers, one after the other.
    Answers(Vec<Answer>),
    /// A picture to attach.
    Photo(PathBuf),
}

/// Reads what was typed for a step.
pub(super) fn read(
    step: &StepView,
    item: Option<&ItemId>,
    args: &AnswerArgs,
    forms: &[LabelForm],
) -> Result<Doing, CliError> {
    let allowed = allowed(step);
    if let Some(option) = args.given().find(|option| !allowed.contains(option)) {
        return Err(CliError::OptionForeign { step: step.id.to_string(), option, allowed });
    }
    if item.is_some() && step.kind != StepKind::Checklist {
        return Err(CliError::ItemForeign { step: step.id.to_string() });
    }
    let answers = match (step.kind, step.form) {
        (StepKind::Seal, _) => return Err(CliError::SealStep { step: step.id.to_string() }),
        (StepKind::Photo, _) => return Ok(Doing::Photo(needed(step, "--photo", args.photo.clone())?)),
        (StepKind::Confirmation, _) => vec![Answer::Confirmed],
        (StepKind::Checklist, _) => items(step, item, args)?,
        (StepKind::Form | StepKind::Scan | StepKind::Reading, form) => {
            form.map(|form| facts(step, form, args, forms)).transpose()?.unwrap_or_default()
        }
    };
    Ok(Doing::Answers(answers))
}

/// The options that a step takes.
fn allowed(step: &StepView) -> &'static [&'static str] {
    match (step.kind, step.form) {
        (StepKind::Photo, _) => &["--photo"],
        (StepKind::Checklist, _) => &["--all-items", "--volts"],
        (StepKind::Confirmation | StepKind::Seal, _) | (_, None) => &[],
        (StepKind::Form | StepKind::Scan | StepKind::Reading, Some(form)) => match form {
            Form::Location => &["--at", "--accuracy", "--mock", "--no-fix"],
            Form::Station => &["--manufacturer", "--model", "--screen"],
            Form::Identity => &["--claim", "--old-serial"],
            Form::Serial => &["--scanned", "--scan-plate", "--typed", "--again"],
            Form::Address => {
                &["--address", "--city", "--postal-code", "--state", "--country", "--not-from-list"]
            }
            Form::Pin => &["--at"],
            Form::Details => &["--car-park", "--building", "--floor", "--bay", "--restrictions"],
            Form::Mac => &["--shown"],
            Form::IccidNew | Form::IccidOld => &["--iccid"],
            Form::Hardware => &["--hardware"],
            Form::Addresses | Form::NameResolution => &["--good", "--paste"],
            Form::Firmware => &["--firmware"],
            Form::NetworkSignal => &["--link", "--vpn", "--cloud"],
        },
    }
}

fn items(step: &StepView, item: Option<&ItemId>, args: &AnswerArgs) -> Result<Vec<Answer>, CliError> {
    let id = || step.id.to_string();
    let millivolts = args.volts.as_deref().map(millivolts).transpose()?;
    match item {
        Some(item) => Ok(vec![Answer::Item { item: item.clone(), millivolts }]),
        // Each item of a lockout is a deliberate act of its own (A11).
        None if args.all_items && step.phase == Phase::MakeSafe => {
            Err(CliError::LockoutAtOnce { step: id() })
        }
        None if args.all_items => {
            let open = step.items.iter().filter(|item| !item.done);
            Ok(open.map(|item| Answer::Item { item: item.id.clone(), millivolts }).collect())
        }
        None => {
            let items: Vec<_> = step.items.iter().map(|item| item.id.as_str()).collect();
            Err(CliError::ItemMissing { step: id(), items: items.join(", ") })
        }
    }
}

fn facts(
    step: &StepView,
    form: Form,
    args: &AnswerArgs,
    forms: &[LabelForm],
) -> Result<Vec<Answer>, CliError> {
    let text = |option, value: &Option<String>| needed(step, option, value.clone());
    Ok(match form {
        Form::Location if args.no_fix => vec![Answer::NoLocation],
        Form::Location => vec![Answer::Location(Fix {
            position: needed(step, "--at | --no-fix", args.at)?,
            accuracy_mm: needed(step, "--accuracy", args.accuracy)?.saturating_mul(1000),
            mock: args.mock,
        })],
        Form::Station => vec![Answer::Station {
            manufacturer: text("--manufacturer", &args.manufacturer)?,
            model: text("--model", &args.model)?,
            has_screen: args.screen,
        }],
        Form::Serial => serial(step, args, forms)?,
        Form::Identity => vec![Answer::Identity {
            claim: needed(step, "--claim", args.claim)?.into(),
            old_serial: args.old_serial.clone(),
            known: None,
        }],
        Form::Address => vec![Answer::Address(Address {
            address: text("--address", &args.address)?,
            city: text("--city", &args.city)?,
            postal_code: args.postal_code.clone(),
            state: args.state.clone(),
            country: text("--country", &args.country)?,
            from_list: !args.not_from_list,
        })],
        Form::Pin => vec![Answer::Pin(needed(step, "--at", args.at)?)],
        Form::Details => {
            if args.given().next().is_none() {
                return Err(CliError::OptionMissing {
                    step: step.id.to_string(),
                    option: "--car-park | --building | --floor | --bay | --restrictions",
                });
            }
            vec![Answer::Details(DriverDetails {
                car_park: args.car_park.clone(),
                building: args.building.clone(),
                floor: args.floor.clone(),
                bay: args.bay.clone(),
                parking_restrictions: args.restrictions.clone(),
            })]
        }
        Form::Mac => vec![Answer::Mac { text: text("--shown", &args.shown)? }],
        Form::IccidNew | Form::IccidOld => vec![Answer::Iccid { text: text("--iccid", &args.iccid)? }],
        Form::Hardware => {
            vec![Answer::Hardware { hardware: needed(step, "--hardware", args.hardware)?.into() }]
        }
        Form::Addresses | Form::NameResolution => vec![check(step, args)?],
        Form::Firmware => vec![Answer::Firmware { text: text("--firmware", &args.firmware)? }],
        Form::NetworkSignal => vec![Answer::NetworkSignal(NetworkSignal {
            link: needed(step, "--link", args.link)?,
            vpn: needed(step, "--vpn", args.vpn)?,
            cloud: needed(step, "--cloud", args.cloud)?,
        })],
    })
}

/// By eye, or by what a command printed.
fn check(step: &StepView, args: &AnswerArgs) -> Result<Answer, CliError> {
    match &args.paste {
        Some(path) => {
            let bytes = input::list(path)?;
            Ok(Answer::Pasted { text: paste::decode(&bytes) })
        }
        None => Ok(Answer::Looked { good: needed(step, "--good yes | --paste", args.good)? }),
    }
}

/// The first entry, the second, or both.
fn serial(step: &StepView, args: &AnswerArgs, forms: &[LabelForm]) -> Result<Vec<Answer>, CliError> {
    let first = match (&args.scanned, &args.scan_plate, &args.typed) {
        (Some(text), _, _) => Some((text.clone(), SerialSource::Scanned)),
        (None, Some(path), _) => Some((plate(path, forms)?, SerialSource::Scanned)),
        (None, None, Some(text)) => Some((text.clone(), SerialSource::Typed)),
        (None, None, None) => None,
    };
    let first = first.map(|(text, source)| Answer::Serial { text, source });
    let again = args.again.clone().map(|text| Answer::SerialAgain { text });
    let answers: Vec<_> = first.into_iter().chain(again).collect();
    if answers.is_empty() {
        return Err(CliError::OptionMissing {
            step: step.id.to_string(),
            option: "--scan-plate | --scanned | --typed | --again",
        });
    }
    Ok(answers)
}

/// The one barcode of a type plate.
fn plate(path: &Path, forms: &[LabelForm]) -> Result<String, CliError> {
    let reading = input::picture(path, forms)?;
    let mut texts: Vec<_> = reading.symbols.into_iter().map(|symbol| symbol.text).collect();
    if reading.label.is_some() {
        texts.retain(|text| !text.contains("••••"));
    }
    match texts.as_slice() {
        [] => Err(CliError::PlateUnread { path: path.to_owned() }),
        [only] => Ok(only.clone()),
        several => Err(CliError::PlateAmbiguous {
            path: path.to_owned(),
            count: several.len(),
            texts: several.join(", "),
        }),
    }
}

fn needed<T>(step: &StepView, option: &'static str, value: Option<T>) -> Result<T, CliError> {
    value.ok_or_else(|| CliError::OptionMissing { step: step.id.to_string(), option })
}

/// Volts in decimal, `0.3` or `0,3`, as millivolts; digits beyond the third are rounded up, never towards "off".
fn millivolts(text: &str) -> Result<u32, CliError> {
    let wrong = || CliError::Volts { text: text.to_owned() };
    let plain = text.trim().replace(',', ".");
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(fraction) {
        return Err(wrong());
    }
    let thousandths: String = fraction.chars().chain("000".chars()).take(3).collect();
    let beyond = fraction.get(3..).is_some_and(|rest| rest.bytes().any(|digit| digit != b'0'));
    let whole = whole.parse::<u32>().ok().and_then(|volts| volts.checked_mul(1000));
    let thousandths = thousandths.parse::<u32>().map_err(|_| wrong())?;
    whole.and_then(|sum| sum.checked_add(thousandths + u32::from(beyond))).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::millivolts;

    #[test]
    fn a_meter_is_read_to_the_millivolt_and_never_rounded_towards_off() {
        let read = |text| millivolts(text).ok();
        assert_eq!(
            [read("0.3"), read("0,3"), read("230"), read("10.0001")],
            [300, 300, 230_000, 10_001].map(Some)
        );
        for text in ["", ".3", "-1", "1e3", "NaN", "99999999", "0.3 V"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
