//! `server`: a network's server on a data folder, until it is told to stop.

mod check;
mod doctor;
mod erase;
mod lan;
mod retention;
mod support;

use std::path::Path;
use std::sync::Arc;

use pinpoint_server::{Config, Server, ServerError, SystemClock, log};
use qrcode::QrCode;
use qrcode::render::unicode::Dense1x2;
use serde::{Deserialize, Serialize};
use tokio::sync::oneshot;

use crate::args::{ServerArgs, ServerTask};
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::folder::Lock;
use crate::output::Shown;
use crate::outside::harmless;
use crate::ui::{Page, style};
use lan::Lan;

/// Held by the one server that serves a folder.
pub(super) const LOCK: &str = "server.lock";

/// Serves until Ctrl-C, SIGTERM, or the end of standard input when that was asked for.
pub(crate) async fn run(args: ServerArgs, context: &Context) -> Result<Exit, CliError> {
    let mut config = context.server()?;
    config.bind = args.listen.unwrap_or(config.bind);
    if args.check {
        return check::run(&config, context).await;
    }
    match args.task {
        None => {}
        Some(ServerTask::Doctor) => return doctor::run(&config, context).await,
        Some(ServerTask::Erase(args)) => return erase::run(args, config, context).await,
        Some(ServerTask::Retention(args)) => return retention::run(args.dry_run, config, context).await,
        Some(ServerTask::Support(args)) => return support::run(&args, &config, context).await,
    }
    log::init();
    let (folder, bind) = (config.data.clone(), config.bind);
    // A database that is shared keeps its servers apart by itself, and the folder may be one that is only read.
    let _lock = if config.is_shared() { None } else { Some(Lock::take(&folder, LOCK).await?) };
    let server = Server::open(config, Arc::new(SystemClock))?;
    let (listener, address) = server.listen().await.map_err(|error| match error {
        ServerError::Socket(error) => CliError::Listen { address: bind, error },
        other => other.into(),
    })?;
    let entrance = server.entrance(listener)?;
    let lan = match args.lan {
        Some(at) => Some(Lan::open(&folder, at.0, context).await?),
        None => None,
    };
    context.show(&Serving {
        listening: format!("{}://{address}", entrance.scheme()),
        data: folder.display().to_string(),
        lan: lan.as_ref().map(|lan| lan.address.clone()),
    })?;
    let stop = told_to_stop(args.until_stdin_closes);
    match lan {
        Some(lan) => lan.serve(&server, entrance, stop).await?,
        None => server.serve_at([entrance], stop).await?,
    }
    Ok(Exit::Done)
}

/// A server, opened for an administrator.
pub(super) fn open(config: Config) -> Result<Server, CliError> {
    Ok(Server::open(config, Arc::new(SystemClock))?)
}

/// A server of the demo network on this folder, whatever the environment says.
pub(super) fn open_embedded(folder: &Path) -> Result<Server, CliError> {
    open(Config::demo(folder)?)
}

async fn told_to_stop(until_stdin_closes: bool) {
    tokio::select! {
        () = interrupted() => {}
        () = terminated() => {}
        () = stdin_closed(), if until_stdin_closes => {}
    }
}

async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        // Without the signal there are other ways to stop a process.
        std::future::pending::<()>().await;
    }
}

#[cfg(unix)]
async fn terminated() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => drop(terminate.recv().await),
        Err(_) => std::future::pending().await,
    }
}

#[cfg(not(unix))]
async fn terminated() {
    std::future::pending().await
}

/// A thread of its own: a read that never ends would keep the runtime from ending.
async fn stdin_closed() {
    let (closed, told) = oneshot::channel();
    std::thread::spawn(move || {
        drop(std::io::copy(&mut std::io::stdin().lock(), &mut std::io::sink()));
        let _ = closed.send(());
    });
    drop(told.await);
}

/// Where the server listens; whoever starts one as a process reads this line.
#[derive(Serialize)]
struct Serving {
    listening: String,
    data: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    lan: Option<LanAddress>,
}

/// Where phones in the same network come to.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct LanAddress {
    /// The web installer.
    page: String,
    /// Where a phone begins, which trusts nothing here yet.
    welcome: String,
}

impl LanAddress {
    /// A code for the phone's own camera, and what to do with it.
    pub(super) fn write(&self, page: &mut Page) {
        let (words, typed) = (page.words(), style::TYPED);
        let url = |url: &str| format!("{typed}{url}{typed:#}");
        page.line("");
        page.line(words.say("lan-scan", [("welcome", &url(&self.welcome)), ("page", &url(&self.page))]));
        if let Ok(code) = QrCode::new(&self.welcome) {
            let code = code.render::<Dense1x2>().build();
            let paper = style::PAPER;
            for line in code.lines() {
                page.line(format_args!("  {paper}{line}{paper:#}"));
            }
        }
    }
}

impl Shown for Serving {
    fn write(&self, page: &mut Page) {
        let (words, typed) = (page.words(), style::TYPED);
        let address = |path: &str| format!("{typed}{}{path}{typed:#}", self.listening);
        page.line(words.say("listening", [("url", &address("")), ("folder", &harmless(&self.data))]));
        page.line(words.say("listening-docs", [("url", &address("/docs"))]));
        if let Some(lan) = &self.lan {
            lan.write(page);
        }
    }
}
