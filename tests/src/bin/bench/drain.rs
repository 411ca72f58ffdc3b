//! Draining a long queue of records to a server in a process of its own, fsync on at both ends, near and far.

use std::io::BufRead as _;
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::SignedDuration;
use pinpoint_engine::Copies;
use pinpoint_server::{Clock as _, Config, Server, SystemClock};
use pinpoint_tests::{DelayProxy, Outcome, World};

use crate::figure::Figure;
use crate::prepared;

const RECORDS: u32 = 1_000;

/// One queue at no distance, one at 100 ms there and back.
pub(crate) async fn measure() -> Outcome<Vec<Figure>> {
    let near = drain(Duration::ZERO).await?;
    let far = drain(Duration::from_millis(100)).await?;
    let note = |drained: &Drained| {
        format!(
            "{RECORDS} records of {} bytes in {:.2} s; PouchDB",
            drained.bytes / u64::from(RECORDS),
            drained.seconds
        )
    };
    Ok(vec![
        Figure::at_least("drain at 0 ms", near.rate(), "1/s", 2500.0, format!("{} 1,230/s", note(&near))),
        Figure::at_least("drain at 100 ms", far.rate(), "1/s", 1000.0, format!("{} 207/s", note(&far))),
    ])
}

struct Drained {
    seconds: f64,
    bytes: u64,
}

impl Drained {
    fn rate(&self) -> f64 {
        f64::from(RECORDS) / self.seconds
    }
}

async fn drain(round_trip: Duration) -> Outcome<Drained> {
    let mut world = World::begin().await?;
    let (seat, _) = prepared::phone(&world, "drain", RECORDS, Copies::Queued).await?;
    world.stop_server().await?;
    let (mut child, address) = serve_apart(&world)?;
    let proxy = DelayProxy::start(address, round_trip).await?;
    let way = if round_trip.is_zero() { address } else { proxy.address() };
    let seat = seat.reopen(way).await?;
    let deadline = SystemClock.now().checked_add(SignedDuration::from_secs(120))?;

    let begun = Instant::now();
    let last = Arc::new(std::sync::Mutex::new(begun));
    let seen = Arc::clone(&last);
    let progress = Arc::new(move |step| {
        if matches!(step, pinpoint_engine::outbox::Progress::Settled(_))
            && let Ok(mut seen) = seen.lock()
        {
            *seen = Instant::now();
        }
    });
    let report = seat.phone.sync(Some(deadline), progress).await?;
    let ended = last.lock().map_or(begun, |last| *last);
    child.kill()?;
    child.wait()?;
    if report.delivered != RECORDS {
        return Err(format!("{RECORDS} queued, but {report:?}").into());
    }
    // Until the last receipt is written down; what follows asks only for news.
    Ok(Drained { seconds: ended.duration_since(begun).as_secs_f64(), bytes: report.bytes })
}

fn serve_apart(world: &World) -> Outcome<(Child, SocketAddr)> {
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
