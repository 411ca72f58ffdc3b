//! A day of one phone and one server, noted call by call.

use std::path::Path;
use std::sync::OnceLock;

use pinpoint_domain::geo::Coordinate;
use pinpoint_domain::ids::{PinpointId, StepId};
use pinpoint_domain::work::playbook::StepKind;
use pinpoint_engine::TransferOutcome;
use pinpoint_powercut::{Cut, Disk, Entry, Image, Recording};
use pinpoint_tests::{Outcome, Seat, World, break_off};

use crate::moments::scratch;

/// The folders of the two machines.
pub(crate) const PHONE: &str = "anna";
pub(crate) const SERVER: &str = "server";

/// A promise that a law asks for by name.
pub(crate) const SIGNED_IN: &str = "signed in";

pub(crate) const SERIALS: [&str; 2] = ["172841008201", "172841008202"];
const HERE: &str = "45.5088400,-73.5878100";

/// What was noted, and what a law needs to go on.
pub(crate) struct Day {
    pub(crate) entries: Vec<Entry>,
    pub(crate) email: String,
    /// The phone when everything was sealed and nothing sent.
    pub(crate) unsent: Image,
    /// The server at the end of the day.
    pub(crate) decided: Image,
}

/// The day, played once for all tests.
pub(crate) fn day() -> &'static Day {
    static DAY: OnceLock<Day> = OnceLock::new();
    DAY.get_or_init(|| {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(play()).unwrap()
    })
}

async fn play() -> Outcome<Day> {
    let folder = scratch()?;
    let root = folder.path().canonicalize()?;
    let recording = Recording::begin(&root)?;
    let mut world = World::begin_in(folder).await?;
    recording.say("open for business");
    let (label, another) = (world.label().await?.label, world.label().await?.label);
    recording.say("labels issued");
    let anna = world.installer(PHONE).await?;
    recording.say(SIGNED_IN);

    let first = anna.start(label).await?;
    recording.say("started");
    walk(&anna, first, &recording).await?;
    let sealed = anna.seal(first).await?;
    recording.say(format!("sealed {}", sealed.digest));
    anna.sealed_job(another, SERIALS[1]).await?;
    recording.say("sealed a second");

    let (data, email, clock) = (anna.data.clone(), anna.email.clone(), anna.clock.clone());
    anna.close().await?;
    recording.say("closed, all sealed and nothing sent");
    let unsent = Image::of(&root)?.below(PHONE);
    let anna = Seat::open(data, email.clone(), world.address(), clock).await?;

    anna.send_record(first).await?;
    recording.say("the records have their receipts");
    let photo = anna.phone.next_transfers(1).await?.pop().ok_or("a photo waits")?;
    let half = usize::try_from(photo.length)? / 2;
    break_off(&photo, half).await?;
    anna.phone.transfer_finished(photo.photo, TransferOutcome::Lost).await?;
    recording.say("a photo is half there");
    anna.sync(30).await?;
    recording.say("all delivered");
    anna.walk_to_end(first).await?;
    recording.say("worked on after the seal");
    anna.sync(30).await?;
    recording.say("what was said after the seal is delivered");
    anna.verdict(first).await?;
    recording.say("decided");

    anna.close().await?;
    world.stop_server().await?;
    recording.say("the day is over");
    let entries = recording.end();
    holds_all(&entries, &root)?;
    let decided = Image::of(&root)?.below(SERVER);
    drop(world);
    Ok(Day { entries, email, unsent, decided })
}

/// Does the steps one by one, each a promise; one photo is taken back and made again.
async fn walk(anna: &Seat, job: PinpointId, recording: &Recording) -> Outcome {
    let pin = Coordinate::parse(HERE)?;
    let mut taken_back: Option<StepId> = None;
    loop {
        let view = anna.phone.job(job).await?;
        let step = view.next().cloned().ok_or("the seal is left")?;
        if step.kind == StepKind::Seal {
            return Ok(());
        }
        anna.do_step(job, &step, SERIALS[0], pin).await?;
        recording.say(step.id.to_string());
        if step.kind == StepKind::Photo && taken_back.is_none() {
            anna.phone.undo(job, step.id.clone(), None).await?;
            recording.say(format!("{} taken back", step.id));
            taken_back = Some(step.id);
        }
    }
}

/// What was noted is all that happened: a disk that lost nothing is the folder, byte for byte.
pub(crate) fn holds_all(entries: &[Entry], root: &Path) -> Outcome {
    let (replayed, real) = (Disk::following(entries).after(Cut::Keep), Image::of(root)?);
    if replayed == real {
        return Ok(());
    }
    let paths =
        |image: &Image| image.paths().map(|(path, size)| format!("{path} {size:?}")).collect::<Vec<_>>();
    Err(format!("replayed {:#?}, real {:#?}", paths(&replayed), paths(&real)).into())
}

/// Where the phone's database lies on a disk.
pub(crate) fn phone_database(image: &Image) -> Option<String> {
    image
        .paths()
        .map(|(path, _)| path)
        .find(|path| path.starts_with(PHONE) && path.ends_with("/pinpoint.db"))
        .map(str::to_owned)
}

/// Where the server's lies.
pub(crate) fn server_database(image: &Image) -> Option<String> {
    let path = format!("{SERVER}/pinpoint.db");
    image.paths().any(|(known, _)| known == path).then_some(path)
}
