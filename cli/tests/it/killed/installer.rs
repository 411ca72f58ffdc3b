//! An installer with a phone that dies all the time: looks at what is there, and goes on.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;

use pinpoint_fixtures::{LabelText, database};
use serde_json::Value;

use super::killer::{Killer, Ran, pinpoint};
use super::{ACCOUNT, laws};
use crate::support::{Site, station};

pub(super) struct Installer {
    pub(super) data: PathBuf,
    number: usize,
    labels: Vec<LabelText>,
    photo: PathBuf,
    server: String,
    killer: Killer,
    signed_in: bool,
    /// What the phone said of each job: how many steps were done.
    said: BTreeMap<String, u64>,
    sealed: usize,
}

impl Installer {
    pub(super) fn new(site: &Site, number: usize, labels: Vec<LabelText>, port: u16, killer: Killer) -> Self {
        Self {
            data: site.path(&format!("phone-{number}")),
            photo: site.file(&format!("station-{number}.jpg"), &station()),
            server: format!("http://127.0.0.1:{port}"),
            signed_in: false,
            said: BTreeMap::new(),
            sealed: 0,
            number,
            labels,
            killer,
        }
    }

    /// Works until there were kills enough.
    pub(super) fn work_until_enough(&mut self) {
        while !self.killer.enough() {
            if !self.signed_in {
                self.sign_in();
                continue;
            }
            if self.sealed > 0 && self.killer.one_in(4) {
                self.sync();
            }
            if self.killer.one_in(12) {
                self.find_an_old_app();
            }
            let Some(jobs) = self.look() else { continue };
            match jobs.first() {
                Some(job) => self.go_on(job),
                None => self.start(),
            }
        }
    }

    /// Delivers what is left, with nobody killing anybody.
    pub(super) fn deliver_the_rest(&self) {
        let synced = |_| self.program(&["sync"]).output().unwrap().status.code() == Some(0);
        assert!((0..20).any(synced), "stuck: {}", self.told(&["outbox"]));
        laws::age(&self.data);
        assert!(synced(0), "{}", self.told(&["outbox"]));
    }

    fn told(&self, args: &[&str]) -> String {
        String::from_utf8(self.program(args).output().unwrap().stdout).unwrap()
    }

    fn program(&self, args: &[&str]) -> Command {
        let mut program = pinpoint();
        program.env("PINPOINT_SERVER", &self.server).arg("--json").arg("--data").arg(&self.data).args(args);
        program
    }

    /// Runs a command; what it said as JSON, if it came to say all of it: then it is a promise, killed or not.
    fn told_by(&mut self, what: &str, args: &[&str], told: &str) -> Option<Value> {
        match self.killer.run(what, &mut self.program(args), told) {
            Ran::Ended { code: 0, out, .. } => Some(serde_json::from_str(&out).unwrap()),
            Ran::Ended { code, out, err } => panic!("{args:?} ended with {code}: {out}{err}"),
            Ran::Killed { out } => serde_json::from_str(&out).ok(),
        }
    }

    fn sign_in(&mut self) {
        let (email, password) = ACCOUNT;
        let login = ["login", email, "--password-stdin"];
        let mut program = self.program(&login);
        match self.killer.run("signing in", &mut program, &format!("{password}\n")) {
            Ran::Ended { code: 0, .. } => self.signed_in = true,
            // The server may be the one that was killed.
            Ran::Ended { code, err, .. } => {
                assert!(code == 1 && !err.contains("sign-in-refused"), "{code}: {err}");
            }
            Ran::Killed { .. } => {
                let whoami = self.program(&["whoami"]).output().unwrap();
                self.signed_in = whoami.status.success();
            }
        }
    }

    /// The job that is open, if there is one; nothing when the phone was killed before it said so.
    fn look(&mut self) -> Option<Vec<Value>> {
        match self.killer.run("looking", &mut self.program(&["job", "list"]), "") {
            Ran::Ended { code: 3, .. } => Some(Vec::new()),
            Ran::Ended { code: 0, out, .. } => {
                // A second line would be a second job, and nobody starts one before the first is done.
                let job = serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error}: {out}"));
                self.holds(&job);
                Some(vec![job])
            }
            Ran::Ended { code, out, err } => panic!("looking ended with {code}: {out}{err}"),
            Ran::Killed { .. } => None,
        }
    }

    /// What was said of a job before is still so.
    fn holds(&mut self, job: &Value) {
        let done = job["done"].as_u64().unwrap();
        let said = self.said.entry(job["id"].to_string()).or_default();
        assert!(done >= *said, "{done} steps are done, and {said} were said to be saved: {job}");
        *said = done;
    }

    fn start(&mut self) {
        let label = self.labels.get(self.sealed).expect("a label is left").clone();
        let start = ["job", "start", "--mac", &label.mac, "--password-stdin", "--circuit", "F12"];
        if let Some(job) = self.told_by("starting a job", &start, &format!("{}\n", label.password)) {
            self.holds(&job);
        }
    }

    /// Does the next step, in the way that it asks for.
    fn go_on(&mut self, job: &Value) {
        let steps = job["steps"].as_array().unwrap();
        let next = |step: &&Value| step["status"] == "open" && step["optional"] == false;
        let step = steps.iter().find(next).unwrap_or_else(|| panic!("an open job has an open step: {job}"));
        let id = step["id"].as_str().unwrap();
        match id {
            "seal" => return self.seal(job),
            "serial" => return self.enter_the_serial(),
            _ => {}
        }
        let photo = self.photo.to_str().unwrap().to_owned();
        let item = step["items"].as_array().and_then(|items| items.iter().find(|item| item["done"] == false));
        let item = item.and_then(|item| item["id"].as_str()).unwrap_or_default();
        let answer: Vec<&str> = match id {
            "photo-before" | "photo-station" => vec!["--photo", &photo],
            "lockout" if item == "measured" => vec![item, "--volts", "0.2"],
            "lockout" => vec![item],
            "location" => vec!["--at", "48.8584,2.2945", "--accuracy", "12"],
            "station" => vec!["--manufacturer", "Nordlicht", "--model", "NL-11"],
            "address" => vec!["--address", "12 quai des Exemples", "--city", "Paris", "--country", "FRA"],
            "pin" => vec!["--at", "48.8583701,2.2944813"],
            "details" => vec!["--floor", "-2", "--bay", "214"],
            _ if item.is_empty() => vec![],
            _ => vec!["--all-items"],
        };
        let what = if id.starts_with("photo") { "attaching a photo" } else { "doing a step" };
        if let Some(job) = self.told_by(what, &[&["job", "do", id], answer.as_slice()].concat(), "") {
            self.holds(&job);
        }
    }

    /// Twice; only the second time it counts.
    fn enter_the_serial(&mut self) {
        let serial = self.serial();
        for how in ["--typed", "--again"] {
            let Some(job) = self.told_by("doing a step", &["job", "do", "serial", how, &serial], "") else {
                return;
            };
            self.holds(&job);
        }
    }

    fn seal(&mut self, job: &Value) {
        let (serial, mac) = (self.serial(), job["mac"].as_str().unwrap());
        let seal = ["job", "seal", "--confirm-serial", &serial, "--confirm-mac", mac];
        let said = self.told_by("sealing", &seal, "");
        let shown = self.program(&["job", "show", job["id"].as_str().unwrap()]).output().unwrap();
        let shown: Value = serde_json::from_slice(&shown.stdout).unwrap();
        if let Some(said) = said {
            assert_eq!(shown["sealed"], said["digest"], "what was said to be sealed is");
        }
        self.sealed += usize::from(!shown["sealed"].is_null());
    }

    /// Each station has its own.
    fn serial(&self) -> String {
        format!("NL50-24{:02}-{:04}", self.number, self.sealed)
    }

    fn sync(&mut self) {
        let mut program = self.program(&["sync", "--for", "2s"]);
        if let Ran::Ended { code, out, err } = self.killer.run("sending", &mut program, "") {
            assert!(code == 0 || code == 1 && !out.is_empty(), "sync ended with {code}: {out}{err}");
        }
    }

    /// The next command is the first of a new version: what is there was left by an older one.
    fn find_an_old_app(&mut self) {
        let schema = if self.killer.one_in(2) { 1 } else { 2 };
        if let Some(database) = laws::database(&self.data) {
            database::take_back(&database, &database::PHONE, schema).unwrap();
            // Whichever command comes next upgrades it, and may be killed while it does.
            drop(self.killer.run("upgrading", &mut self.program(&["outbox"]), ""));
        }
    }
}
