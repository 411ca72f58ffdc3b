//! A phone with one job ready to seal, and as many copies of it as a benchmark wants; and a server in a process of its own.

use std::io::BufRead as _;
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use pinpoint_domain::geo::Coordinate;
use pinpoint_domain::ids::{PinpointId, StepId};
use pinpoint_domain::photo::PublishedCopy;
use pinpoint_domain::work::SealConfirmation;
use pinpoint_domain::work::playbook::StepKind;
use pinpoint_engine::{Copies, Source};
use pinpoint_server::{Config, Server, SystemClock};
use pinpoint_tests::{Outcome, Seat, World};

const SERIAL: &str = "BENCH-0001";
/// The step whose photo has the size that is asked for.
pub(crate) const PHOTO_STEP: &str = "photo-station";

/// A signed-in installer's phone with copies of a job.
pub(crate) async fn phone(
    world: &World,
    name: &str,
    count: u32,
    copies: Copies,
) -> Outcome<(Seat, Vec<PinpointId>)> {
    let seat = world.installer(name).await?;
    let job = seat.start(world.label().await?.label).await?;
    seat.walk_to_seal(job, SERIAL).await?;
    let made = seat.phone.copy_job(job, count, copies).await?;
    Ok((seat, made))
}

/// The same, where the copy for drivers and the original of [`PHOTO_STEP`] are so many bytes long.
pub(crate) async fn phone_with_photo(
    world: &World,
    name: &str,
    [published, original]: [usize; 2],
    count: u32,
    copies: Copies,
) -> Outcome<(Seat, Vec<PinpointId>)> {
    let seat = world.installer(name).await?;
    let job = seat.start(world.label().await?.label).await?;
    let (step, pin) = (StepId::parse(PHOTO_STEP)?, Coordinate::parse("45.5088400,-73.5878100")?);
    while let Some(next) = seat.phone.job(job).await?.next().filter(|next| next.kind != StepKind::Seal) {
        if next.id == step {
            let staged = seat.phone.stage(Source::Bytes(noise(original))).await?;
            let published = PublishedCopy::parse(jpeg(published))?;
            seat.phone.attach_prepared(job, step.clone(), &staged, published).await?;
        } else {
            seat.do_step(job, next, SERIAL, pin).await?;
        }
    }
    let made = seat.phone.copy_job(job, count, copies).await?;
    Ok((seat, made))
}

/// What somebody types who looks at the type plate before the seal.
pub(crate) async fn confirmed(seat: &Seat, job: PinpointId) -> Outcome<SealConfirmation> {
    let never = seat.phone.never_changes(job).await?;
    Ok(SealConfirmation { serial: never.serial.printed().to_owned(), mac: never.mac.printed().to_owned() })
}

/// A JPEG as far as its segments go, of so many bytes, most of them noise.
fn jpeg(bytes: usize) -> Vec<u8> {
    const HEAD: [u8; 25] = [
        0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8, 3, 132, 6, 64, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1, 0xFF, 0xDA,
        0, 2,
    ];
    let picture = noise(bytes.saturating_sub(HEAD.len() + 2));
    [&HEAD[..], &picture, &[0xFF, 0xD9]].concat()
}

/// Bytes that no one could press together, none of them 255: in a JPEG that has a meaning.
fn noise(bytes: usize) -> Vec<u8> {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let next = |_| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let [first, ..] = state.to_le_bytes();
        first.min(254)
    };
    (0..bytes).map(next).collect()
}

/// Stops the world's server and starts it anew in a process of its own.
pub(crate) async fn serve_apart(world: &mut World) -> Outcome<(Child, SocketAddr)> {
    world.stop_server().await?;
    let mut child = Command::new(std::env::current_exe()?)
        .arg("serve")
        .arg(world.server_data())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut line = String::new();
    let out = child.stdout.take().ok_or("no output")?;
    std::io::BufReader::new(out).read_line(&mut line)?;
    Ok((child, line.trim().parse()?))
}

/// The server's process: prints its address and serves until it is killed.
pub(crate) async fn serve(data: &str) -> Outcome {
    let server = Server::open(Config::demo(data)?, Arc::new(SystemClock))?;
    let (listener, address) = server.listen().await?;
    std::io::Write::write_all(&mut std::io::stdout(), format!("{address}\n").as_bytes())?;
    server.serve(listener, std::future::pending()).await?;
    Ok(())
}
