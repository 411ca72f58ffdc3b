//! What the installer of the demo finds and does: one invented station in one invented car park.

use pinpoint_domain::geo::{Coordinate, CoordinateError};
use pinpoint_domain::serial::SerialSource;
use pinpoint_domain::wire::{Address, DriverDetails};
use pinpoint_domain::work::playbook::{Form, StepKind};
use pinpoint_domain::work::{Answer, Fix, JobView, StepView};
use pinpoint_fixtures::{PlateSymbol, TypePlate};

/// The company.
pub(super) const COMPANY: &str = "Elektro Nordwand";
/// The installer.
pub(super) const NAME: &str = "Noor Lindqvist";
/// The installer's account.
pub(super) const EMAIL: &str = "noor@nordwand.example";
/// Public on purpose, like everything of the demo network: whoever goes on with a killed demo signs in with it.
pub(super) const PASSWORD: &str = "demo-password";
/// The breaker.
pub(super) const CIRCUIT: &str = "F12";
/// What the meter shows, in millivolts.
const MEASURED_MV: u32 = 200;

/// Printed on the card from the kit, and on the one that came out (A12). Nobody's: 999 is no issuer.
const NEW_SIM: &str = "8933999000000000015";
const OLD_SIM: &str = "8933999000000000023";

/// The maker's plate of the station (A13).
pub(super) fn type_plate() -> TypePlate {
    TypePlate {
        maker: "Nordlicht".into(),
        model: "NL-50".into(),
        serial: "NL50-2418-0306".into(),
        symbol: PlateSymbol::Code128,
    }
}

/// Where the station stands, in 1e-7 degrees.
pub(super) const BAY_E7: (i32, i32) = (488_583_701, 22_944_813);

/// Which answer the installer gives at a step. `serial` is what the camera read on the type plate.
pub(super) fn answers(step: &StepView, job: &JobView, serial: &str) -> Result<Vec<Answer>, CoordinateError> {
    let (lat, lon) = BAY_E7;
    let plate = type_plate();
    Ok(match (step.kind, step.form) {
        (StepKind::Checklist, _) => {
            let open = step.items.iter().filter(|item| !item.done);
            open.map(|item| Answer::Item {
                item: item.id.clone(),
                millivolts: item.max_millivolts.map(|limit| MEASURED_MV.min(limit)),
            })
            .collect()
        }
        (StepKind::Confirmation, _) => vec![Answer::Confirmed],
        (StepKind::Photo | StepKind::Seal, _) | (_, None) => Vec::new(),
        (StepKind::Form | StepKind::Scan | StepKind::Reading, Some(form)) => match form {
            // Before the ramp; below ground there is no fix.
            Form::Location => vec![Answer::Location(Fix {
                position: Coordinate::from_e7(lat + 900, lon - 700)?,
                accuracy_mm: 18_000,
                mock: false,
            })],
            Form::Station => {
                vec![Answer::Station { manufacturer: plate.maker, model: plate.model, has_screen: None }]
            }
            Form::Serial => vec![
                Answer::Serial { text: serial.to_owned(), source: SerialSource::Scanned },
                Answer::SerialAgain { text: last_four(&plate.serial) },
            ],
            Form::Address => vec![Answer::Address(Address {
                address: "12 quai des Exemples".into(),
                city: "Paris".into(),
                postal_code: Some("75007".into()),
                state: None,
                country: "FRA".into(),
                from_list: true,
            })],
            Form::Pin => vec![Answer::Pin(Coordinate::from_e7(lat, lon)?)],
            Form::Details => vec![Answer::Details(DriverDetails {
                car_park: Some("Parking des Exemples".into()),
                building: None,
                floor: Some("-2".into()),
                bay: Some("214".into()),
                parking_restrictions: None,
            })],
            Form::Mac => vec![Answer::Mac { text: job.mac.to_string() }],
            Form::IccidNew => vec![Answer::Iccid { text: NEW_SIM.into() }],
            Form::IccidOld => vec![Answer::Iccid { text: OLD_SIM.into() }],
            // May be left out, or belong to another kind of job.
            Form::Identity
            | Form::Hardware
            | Form::Addresses
            | Form::NameResolution
            | Form::Firmware
            | Form::NetworkSignal => Vec::new(),
        },
    })
}

/// What a person types after a scan: the plate's last four, read with their own eyes.
fn last_four(serial: &str) -> String {
    serial.chars().skip(serial.chars().count().saturating_sub(4)).collect()
}
