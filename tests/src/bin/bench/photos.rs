//! A photo over a thin line that breaks, and a day's queue with photos over a long one: each beside tus-js-client over the same
//! way in the same run, where node and the package are there (`npm ci` in `server/tests/clients`).

use std::io::Write as _;
use std::path::Path;
use std::time::Duration;

use pinpoint_domain::ids::StepId;
use pinpoint_engine::Copies;
use pinpoint_tests::{ACCOUNT_PASSWORD, DelayProxy, Outcome, Way, World};
use serde::Deserialize;
use serde_json::json;

use crate::drain::{Drained, drain};
use crate::figure::Figure;
use crate::prepared::{self, PHOTO_STEP};

const ROUND_TRIP: Duration = Duration::from_millis(100);
const BYTES_PER_SECOND: u32 = 1_250_000;
/// What a cut may cost: what the line holds in a round trip, and 64 KB.
const A_CUT_KB: f64 = (1_250_000.0 * 0.1 + 65_536.0) / 1000.0;
/// The copy and the original of the photo that is cut.
const LARGE: [usize; 2] = [5_000_000, 1_000];
const RECORDS: u32 = 50;
/// The copy and the original of each record's photo.
const EACH: [usize; 2] = [1_000_000, 1_000_000];
/// How many uploads tus-js-client has under way at once: as many as the outbox.
const PEER_LANES: u32 = 5;
const PEER: &str = "server/tests/clients/bench.mjs";

/// A photo of 5 MB at 1.25 MB/s and 100 ms, cut once at 3 MB, and ten times.
pub(crate) async fn measure_cuts() -> Outcome<Vec<Figure>> {
    let ten = (1..=10).map(|nth| nth * 5_000_000 / 11).collect();
    Ok(vec![
        cut("5 MB cut once: bytes beyond, a cut", vec![3_000_000]).await?,
        cut("5 MB cut ten times: the same", ten).await?,
    ])
}

async fn cut(name: &'static str, cuts: Vec<u64>) -> Outcome<Figure> {
    let times = f64::from(u32::try_from(cuts.len())?);
    let way = Way { round_trip: ROUND_TRIP, bytes_per_second: Some(BYTES_PER_SECOND.into()), cuts };
    let ours = ours(&way, LARGE, 1).await?;
    let beyond = ours.beyond()? / times / 1000.0;
    let peer = match peer(&way, LARGE, 1).await? {
        Some(peer) => format!("{:.1} KB in {:.1} s", peer.beyond()? / times / 1000.0, peer.seconds),
        None => "missing".to_owned(),
    };
    let note = format!("all there after {:.1} s; tus-js-client {peer}", ours.seconds);
    Ok(Figure::at_most(name, beyond, "KB", A_CUT_KB, note))
}

/// 50 records with two files of 1 MB each, at 100 ms.
pub(crate) async fn measure_queue() -> Outcome<Vec<Figure>> {
    let way = Way { round_trip: ROUND_TRIP, ..Way::default() };
    let ours = ours(&way, EACH, RECORDS).await?;
    let peer = match peer(&way, EACH, RECORDS).await? {
        Some(peer) => {
            (format!("{:.2} s for its photos alone", peer.seconds), format!("{:.4}x", peer.share()?))
        }
        None => ("missing".to_owned(), "missing".to_owned()),
    };
    let share = ours.share()?;
    Ok(vec![
        Figure::at_most(
            "drain 50 x (record + 2 x 1 MB)",
            ours.seconds,
            "s",
            3.0,
            format!("100 ms; tus-js-client {}", peer.0),
        ),
        Figure::at_most(
            "the same: bytes sent / payload",
            share,
            "x",
            1.01,
            format!("tus-js-client {}", peer.1),
        ),
    ])
}

/// What came over a way.
struct Brought {
    seconds: f64,
    /// What the phone sent, with the heads of requests and what was lost.
    sent: u64,
    /// What had to arrive.
    payload: u64,
}

impl Brought {
    fn beyond(&self) -> Outcome<f64> {
        Ok(f64::from(u32::try_from(self.sent.saturating_sub(self.payload))?))
    }

    fn share(&self) -> Outcome<f64> {
        Ok(f64::from(u32::try_from(self.sent)?) / f64::from(u32::try_from(self.payload)?))
    }
}

async fn ours(way: &Way, sizes: [usize; 2], records: u32) -> Outcome<Brought> {
    let mut world = World::begin().await?;
    let copies = Copies::WithPhoto(StepId::parse(PHOTO_STEP)?);
    let (seat, _) = prepared::phone_with_photo(&world, "anna", sizes, records, copies).await?;
    let (mut server, address) = prepared::serve_apart(&mut world).await?;
    let proxy = DelayProxy::over(address, way.clone()).await?;
    let drained = drain(&seat.reopen(proxy.address()).await?, records * 3).await;
    server.kill()?;
    server.wait()?;
    let Drained { seconds, report } = drained?;
    Ok(Brought { seconds, sent: proxy.sent(), payload: report.bytes })
}

/// What the peer's process says.
#[derive(Deserialize)]
struct PeerSays {
    seconds: f64,
    payload: u64,
}

/// The same photos by tus-js-client; the records are there already.
async fn peer(way: &Way, sizes: [usize; 2], records: u32) -> Outcome<Option<Brought>> {
    let node = std::process::Command::new("node").arg("--version").output();
    if node.is_err() || !Path::new(PEER).with_file_name("node_modules/tus-js-client").exists() {
        writeln!(
            std::io::stderr(),
            "!!! WITHOUT tus-js-client: node or its package is missing (npm ci in server/tests/clients)"
        )?;
        return Ok(None);
    }
    let mut world = World::begin().await?;
    let (seat, made) = prepared::phone_with_photo(&world, "anna", sizes, records, Copies::Queued).await?;
    seat.sync(60).await?;
    let (mut server, address) = prepared::serve_apart(&mut world).await?;
    let proxy = DelayProxy::over(address, way.clone()).await?;
    let asked = json!({
        "near": format!("http://{address}"), "way": format!("http://{}", proxy.address()), "email": seat.email,
        "password": ACCOUNT_PASSWORD, "records": made, "folder": seat.data, "step": PHOTO_STEP, "lanes": PEER_LANES,
        // It forgets a creation that broke with its bytes, so over a line that breaks it creates first.
        "whole": way.cuts.is_empty(),
    });
    let said = tokio::process::Command::new("node").arg(PEER).arg(asked.to_string()).output().await?;
    server.kill()?;
    server.wait()?;
    if !said.status.success() {
        return Err(String::from_utf8_lossy(&said.stderr).into_owned().into());
    }
    let PeerSays { seconds, payload } = serde_json::from_slice(&said.stdout)?;
    Ok(Some(Brought { seconds, sent: proxy.sent(), payload }))
}
