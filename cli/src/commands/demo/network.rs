//! The network's server as a process of its own.

use std::fs::OpenOptions;
use std::io::{self, ErrorKind};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::process::Stdio;
use std::time::Duration;

use pinpoint_server::SETTINGS;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, ChildStdin, Command};
use url::Url;

use super::day::Day;
use crate::args::CONFIG_VARIABLE;
use crate::commands::server::LanAddress;
use crate::error::CliError;

/// The port of `pinpoint server`: where it is free, other commands find the demo's server without being told.
const USUAL_PORT: u16 = 8750;
/// A server that opens a small folder takes a fraction of it.
const START: Duration = Duration::from_secs(30);
/// Requests in flight get ten seconds; then it ends by itself.
const STOP: Duration = Duration::from_secs(15);

/// Where the server listens whenever it runs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Address(SocketAddr);

impl Address {
    /// Any free port; for a person who watches, the usual one if it is free.
    pub(super) fn free(watched: bool) -> Result<Self, CliError> {
        let taken =
            |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).and_then(|socket| socket.local_addr());
        let usual = if watched { taken(USUAL_PORT).ok() } else { None };
        let address = usual.map_or_else(|| taken(0), Ok);
        address.map(Self).map_err(CliError::file("127.0.0.1"))
    }

    /// As the phone knows it.
    pub(super) fn url(self) -> Result<Url, CliError> {
        url(&format!("http://{}", self.0))
    }
}

/// A running server. It ends when this process does, however that ends: its standard input closes then.
pub(super) struct ServerProcess {
    child: Child,
    stdin: Option<ChildStdin>,
    url: Url,
    /// Where phones in the same network come to, if it was started for them.
    lan: Option<LanAddress>,
}

impl ServerProcess {
    /// Starts it and waits until it listens.
    pub(super) async fn start(day: &Day, address: Address, lan: bool) -> Result<Self, CliError> {
        let log_path = day.server_log();
        let silent =
            |error: io::Error| CliError::ServerSilent { reason: error.to_string(), log: day.server_log() };
        let log = OpenOptions::new()
            .create(true)
            .append(true)
            .open(&log_path)
            .map_err(CliError::file(&log_path))?;
        let program = std::env::current_exe().map_err(CliError::file("pinpoint"))?;
        let mut command = Command::new(program);
        // A network of its own, whatever this machine's operator chose for theirs.
        SETTINGS.iter().map(|setting| setting.variable).chain([CONFIG_VARIABLE]).for_each(|name| {
            command.env_remove(name);
        });
        let mut child = command
            .args(["server", "--json", "--until-stdin-closes", "--listen", &address.0.to_string(), "--data"])
            .arg(day.server())
            .args(lan.then_some("--lan"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(log)
            .kill_on_drop(true)
            .spawn()
            .map_err(silent)?;
        let stdin = child.stdin.take();
        let stdout = child.stdout.take().ok_or_else(|| silent(ErrorKind::BrokenPipe.into()))?;
        let mut line = String::new();
        let mut stdout = BufReader::new(stdout);
        match tokio::time::timeout(START, stdout.read_line(&mut line)).await {
            Ok(Ok(1..)) => {}
            Ok(Ok(0)) => return Err(silent(ErrorKind::UnexpectedEof.into())),
            Ok(Err(error)) => return Err(silent(error)),
            Err(_) => return Err(silent(ErrorKind::TimedOut.into())),
        }
        let said: serde_json::Value = serde_json::from_str(&line)?;
        let listening = said.get("listening").and_then(serde_json::Value::as_str).unwrap_or_default();
        let lan = said.get("lan").cloned().map(serde_json::from_value).transpose()?;
        Ok(Self { url: url(listening)?, child, stdin, lan })
    }

    /// Where phones in the same network come to.
    pub(super) const fn lan(&self) -> Option<&LanAddress> {
        self.lan.as_ref()
    }

    /// Where it listens.
    pub(super) const fn url(&self) -> &Url {
        &self.url
    }

    /// Its process.
    pub(super) fn pid(&self) -> Option<u32> {
        self.child.id()
    }

    /// Tells it to end and waits for that.
    pub(super) async fn stop(mut self) -> Result<(), CliError> {
        drop(self.stdin.take());
        if tokio::time::timeout(STOP, self.child.wait()).await.is_err() {
            self.child.kill().await.map_err(CliError::file("pinpoint server"))?;
        }
        Ok(())
    }
}

fn url(text: &str) -> Result<Url, CliError> {
    Url::parse(text).map_err(|error| CliError::DemoUnfinished { reason: format!("{text}: {error}") })
}
