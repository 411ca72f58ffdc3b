//! Whoever keeps the server running, while somebody pulls the plug again and again.

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use pinpoint_fixtures::database;
use serde_json::Value;

use super::killer::{Killer, Ran, pinpoint, waited};
use crate::support::Site;

/// The server serves for so long at most until it is killed: two seconds.
const SERVES: u32 = 1000;
/// It is up in less than this: half a second.
const STARTS: u32 = 250;

pub(super) struct Keeper {
    data: PathBuf,
    fresh: PathBuf,
    port: u16,
    running: Option<Child>,
    killer: Killer,
}

impl Keeper {
    pub(super) fn start(site: &Site, killer: Killer) -> Self {
        let mut keeper =
            Self { data: site.path("server"), fresh: site.path("fresh"), port: 0, running: None, killer };
        keeper.open();
        keeper
    }

    pub(super) fn port(&self) -> u16 {
        self.port
    }

    /// Kills and starts until all have had enough.
    pub(super) fn keep_until_enough(&mut self) {
        let mut round = 0;
        while !self.killer.enough() {
            let mut running = self.running.take().unwrap();
            let moment = self.killer.moment(SERVES);
            assert_eq!(waited(&mut running, moment), None, "the server ended by itself");
            self.killer.kill("a server that serves", &mut running);
            // Every other server is an old one, which today's program upgrades; and some are killed while they come up.
            if self.killer.one_in(2) {
                let schema = if self.killer.one_in(2) { 1 } else { 2 };
                database::take_back(&self.data.join("pinpoint.db"), &database::SERVER, schema).unwrap();
            }
            if self.killer.one_in(2) {
                let mut coming_up = self.program().spawn().unwrap();
                let moment = self.killer.moment(STARTS);
                if waited(&mut coming_up, moment).is_none() {
                    self.killer.kill("a server that comes up", &mut coming_up);
                }
            }
            self.open();
            round += 1;
            self.kill_a_new_one(round);
        }
    }

    /// A server that was killed while it made its folder can be started again.
    fn kill_a_new_one(&mut self, number: u32) {
        let data = self.fresh.join(number.to_string());
        let list = |file: &str| {
            let mut labels = pinpoint();
            labels
                .arg("--data")
                .arg(&data)
                .args(["labels", "issue", "--count", "1", "--out"])
                .arg(data.join(file));
            labels
        };
        if let Ran::Ended { code, err, .. } =
            self.killer.run("a server's first day", &mut list("one.csv"), "")
        {
            assert_eq!(code, 0, "{err}");
        }
        let after = list("two.csv").output().unwrap();
        assert!(after.status.success(), "{}", String::from_utf8_lossy(&after.stderr));
    }

    /// The server, from now on left alone; it ends when this is dropped.
    pub(super) fn serve_in_peace(mut self) -> Peace {
        Peace(self.running.take().unwrap())
    }

    fn program(&self) -> Command {
        let mut program = pinpoint();
        program
            .args(["server", "--json", "--listen", &format!("127.0.0.1:{}", self.port)])
            .arg("--data")
            .arg(&self.data);
        program.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        program
    }

    fn open(&mut self) {
        let mut child = self.program().spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let said: Value = serde_json::from_str(&line).expect("a server that opens");
        self.port = said["listening"].as_str().unwrap().rsplit(':').next().unwrap().parse().unwrap();
        self.running = Some(child);
    }
}

impl Drop for Keeper {
    /// Where a law is broken, no server is left behind.
    fn drop(&mut self) {
        drop(self.running.take().map(Peace));
    }
}

/// A server that nobody kills before all is delivered.
pub(super) struct Peace(Child);

impl Drop for Peace {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}
