//! A phone that seals records of two photos each and delivers the records alone, for other people's clients to bring the
//! photos (`server/tests/clients`). Prints the names of the records, one a line.
//!
//!     cargo run -p pinpoint-tests --example announced -- SERVER EMAIL PASSWORD MAC LABEL_PASSWORD FOLDER COUNT

use std::io::Write as _;

use pinpoint_domain::geo::Coordinate;
use pinpoint_domain::label::ActivationLabel;
use pinpoint_domain::work::playbook::StepKind;
use pinpoint_engine::{Copies, Source};
use pinpoint_fixtures::{StationPhoto, station_photo};
use pinpoint_tests::{Outcome, Seat, TestClock};

const SERIAL: &str = "NL50-2418-0306";

#[tokio::main]
async fn main() -> Outcome {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [server, email, password, mac, label_password, folder, count] = arguments.as_slice() else {
        return Err("which server, e-mail, password, MAC, label's password, folder, count?".into());
    };
    let seat = Seat::open(folder.into(), email.clone(), server.parse()?, TestClock::default()).await?;
    seat.phone.sign_in(email, password).await?;
    let job = seat.start(ActivationLabel::typed(mac, label_password)?).await?;
    let pin = Coordinate::parse("45.5088400,-73.5878100")?;
    // Large enough that a line can be cut in their middle.
    let photo = StationPhoto::landscape(pin.lat_e7(), pin.lon_e7(), "2026:11:21 07:40:00");
    let photo = station_photo(&StationPhoto { noise_sigma: 12.0, ..photo }, 7)?;
    while let Some(step) = seat.phone.job(job).await?.next().filter(|step| step.kind != StepKind::Seal) {
        if step.kind == StepKind::Photo {
            let staged = seat.phone.stage(Source::Bytes(photo.clone())).await?;
            seat.phone.attach(job, step.id.clone(), &staged).await?;
        } else {
            seat.do_step(job, step, SERIAL, pin).await?;
        }
    }
    let count = count.parse()?;
    let records = seat.phone.copy_job(job, count, Copies::Queued).await?;
    let report = seat.sync(60).await?;
    if report.delivered != count {
        return Err(format!("{count} records, but {report:?}").into());
    }
    let mut out = std::io::stdout().lock();
    records.iter().try_for_each(|record| writeln!(out, "{record}"))?;
    Ok(())
}
