//! For each step of any playbook the answers that do it, and one that does not.

use pinpoint_domain::connectivity::{ConnectionState, EthernetHardware, LinkState, NetworkSignal};
use pinpoint_domain::geo::Coordinate;
use pinpoint_domain::wire::{Address, DriverDetails};
use pinpoint_domain::work::Answer;
use pinpoint_domain::work::identity::Claim;
use pinpoint_domain::work::playbook::{ChecklistItem, Form, Step, StepKind};

use super::{SERIAL, again, at, fix, item, photo, picture, scanned, typed, with_screen, without_screen};

/// What does the step, in its order: each item of a checklist, a serial twice. Nothing for the seal, which has a command.
pub(crate) fn fitting(step: &Step, mac: &str) -> Vec<Answer> {
    match step.kind {
        StepKind::Photo => vec![photo(1)],
        StepKind::Confirmation => vec![Answer::Confirmed],
        StepKind::Checklist => step.items.iter().map(ticked).collect(),
        StepKind::Seal => Vec::new(),
        StepKind::Form | StepKind::Scan | StepKind::Reading => match step.form {
            Some(Form::Location) => vec![Answer::Location(fix())],
            Some(Form::Station) => vec![with_screen()],
            Some(Form::Serial) => vec![scanned(SERIAL), again("0421")],
            Some(Form::Identity) => vec![new_station()],
            Some(Form::Address) => vec![Answer::Address(super::address())],
            Some(Form::Pin) => vec![Answer::Pin(at("45.5016889,-73.5672560"))],
            Some(Form::Details) => vec![Answer::Details(floor("P2"))],
            Some(Form::Mac) => vec![Answer::Mac { text: mac.into() }],
            Some(Form::Hardware) => vec![Answer::Hardware { hardware: EthernetHardware::New }],
            Some(Form::IccidNew) => vec![Answer::Iccid { text: "8933150319080000016".into() }],
            Some(Form::IccidOld) => vec![Answer::Iccid { text: "8914800000466806074".into() }],
            Some(Form::Addresses | Form::NameResolution) => vec![Answer::Looked { good: true }],
            Some(Form::Firmware) => vec![Answer::Firmware { text: "2024.05.00.475".into() }],
            Some(Form::NetworkSignal) => vec![Answer::NetworkSignal(connected())],
            None => Vec::new(),
        },
    }
}

fn new_station() -> Answer {
    Answer::Identity { claim: Claim::New, old_serial: None, known: None }
}

fn ticked(line: &ChecklistItem) -> Answer {
    Answer::Item { item: line.id.clone(), millivolts: line.max_millivolts.map(|_| 0) }
}

/// What a step of this kind refuses: no picture of the right shape, voltage, letters that no plate prints, the wrong screen.
pub(crate) fn unfitting(step: &Step) -> Answer {
    let live = step.items.iter().find(|item| item.max_millivolts.is_some());
    match (step.kind, step.form) {
        (StepKind::Photo, _) if step.landscape => picture(3, 900, 1600),
        (StepKind::Checklist, _) => match live {
            Some(measured) => Answer::Item { item: measured.id.clone(), millivolts: Some(230_000) },
            None => Answer::Item { item: item("never-asked"), millivolts: None },
        },
        (_, Some(Form::Station)) => {
            Answer::Station { manufacturer: "\u{200B}".into(), model: "NL-50".into(), has_screen: None }
        }
        (_, Some(Form::Serial)) => typed("NL50—2024"),
        (_, Some(Form::Identity)) => {
            Answer::Identity { claim: Claim::Replacement, old_serial: None, known: None }
        }
        (_, Some(Form::Address)) => Answer::Address(Address { country: "Quebec".into(), ..super::address() }),
        (_, Some(Form::Details)) => Answer::Details(floor("the one below")),
        (_, Some(Form::Mac)) => Answer::Mac { text: "0024:B100:0002:9F82".into() },
        (_, Some(Form::Hardware)) => Answer::Hardware { hardware: EthernetHardware::Existing },
        (_, Some(Form::IccidNew | Form::IccidOld)) => Answer::Iccid { text: "8933".into() },
        (_, Some(Form::Addresses | Form::NameResolution)) => Answer::Looked { good: false },
        (_, Some(Form::Firmware)) => Answer::Firmware { text: "the newest".into() },
        _ => Answer::SerialAgain { text: "0421".into() },
    }
}

/// Other answers that somebody could give somewhere: most of them fit some step, and none its neighbour.
pub(crate) fn stray() -> Vec<Answer> {
    let tick = |line, millivolts| Answer::Item { item: item(line), millivolts };
    vec![
        Answer::Confirmed,
        Answer::NoLocation,
        Answer::Pin(Coordinate::from_e7(0, 0).unwrap()),
        without_screen(),
        typed("172841008201"),
        again("172841008201"),
        again("0421"),
        photo(4),
        picture(5, 900, 1600),
        tick("disconnected", None),
        tick("measured", None),
        tick("measured", Some(0)),
        tick("measured", Some(10_001)),
        tick("stays-off", None),
    ]
}

fn connected() -> NetworkSignal {
    let connected = ConnectionState::Connected;
    NetworkSignal { link: LinkState::Up, vpn: connected, cloud: connected }
}

fn floor(floor: &str) -> DriverDetails {
    DriverDetails { floor: Some(floor.into()), ..DriverDetails::default() }
}
