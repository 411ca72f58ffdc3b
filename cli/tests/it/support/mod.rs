//! A folder with a network's server and an installer's device, and the real program that works on both.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Stdio};

use assert_cmd::Command;
use pinpoint_fixtures::{
    Conditions, LabelText, PlateSymbol, StationPhoto, TypePlate, label_photo, station_photo, type_plate_photo,
};
use serde_json::Value;
use tempfile::TempDir;

/// The installer of every story.
pub(crate) const EMAIL: &str = "noor@nordwand.example";
/// The installer's password.
pub(crate) const PASSWORD: &str = "correct horse";
/// What stands on the type plate.
pub(crate) const SERIAL: &str = "NL50-2418-0306";

/// Everything of one story; gone when it ends.
pub(crate) struct Site {
    folder: TempDir,
}

/// What came out of a command.
pub(crate) struct Said {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Site {
    pub(crate) fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A file with these bytes.
    pub(crate) fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// The program on the installer's device.
    pub(crate) fn device(&self, args: &[&str]) -> Said {
        run(self.program("device").args(args))
    }

    /// The same, for a program: what came out as JSON, which must have gone well.
    pub(crate) fn device_json(&self, args: &[&str]) -> Value {
        let said = run(self.program("device").arg("--json").args(args));
        assert_eq!(said.code, 0, "{args:?}: {}", said.err);
        serde_json::from_str(&said.out).unwrap()
    }

    /// The same, with a first line on standard input.
    pub(crate) fn device_told(&self, line: &str, args: &[&str]) -> Said {
        run(self.program("device").args(args).write_stdin(format!("{line}\n")))
    }

    /// The program on the server's data folder.
    pub(crate) fn operator(&self, args: &[&str]) -> Said {
        run(self.program("server").args(args))
    }

    /// An account, certified, and a list of labels.
    pub(crate) fn open_for_business(&self, labels: usize) -> Vec<LabelText> {
        let mut add = self.program("server");
        add.args(["user", "add", EMAIL, "--company", "Elektro Nordwand", "--name", "Noor Lindqvist"]);
        add.args(["--certified-until", "2099-12-31", "--password-stdin"])
            .write_stdin(format!("{PASSWORD}\n"));
        assert_eq!(run(&mut add).code, 0);
        let list = self.path("labels.csv");
        let issued =
            self.operator(&["labels", "issue", "--count", &labels.to_string(), "--out", text(&list)]);
        assert_eq!(issued.code, 0, "{}", issued.err);
        let list = std::fs::read_to_string(list).unwrap();
        list.lines().skip(1).map(label_text).collect()
    }

    /// The server, as a process of its own, on a port that is remembered.
    pub(crate) fn server(&self) -> RunningServer {
        self.server_with(&[])
    }

    /// The same, with more options.
    pub(crate) fn server_with(&self, options: &[&str]) -> RunningServer {
        let port = std::fs::read_to_string(self.path("port")).unwrap_or_else(|_| "0".to_owned());
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_pinpoint"))
            .args(["server", "--json", "--until-stdin-closes", "--listen", &format!("127.0.0.1:{port}")])
            .arg("--data")
            .arg(self.path("server"))
            .args(options)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let said: Value = serde_json::from_str(&line).unwrap();
        let port = said["listening"].as_str().unwrap().rsplit(':').next().unwrap().to_owned();
        std::fs::write(self.path("port"), port).unwrap();
        RunningServer { stdin: child.stdin.take(), child, said }
    }

    fn program(&self, data: &str) -> Command {
        let mut program = pinpoint();
        let port = std::fs::read_to_string(self.path("port")).unwrap_or_else(|_| "9".to_owned());
        program.env("PINPOINT_SERVER", format!("http://127.0.0.1:{port}")).arg("--data").arg(self.path(data));
        program
    }
}

/// A server that ends gracefully when it is dropped.
pub(crate) struct RunningServer {
    child: Child,
    stdin: Option<ChildStdin>,
    /// Where it listens, as it says so.
    pub(crate) said: Value,
}

impl Drop for RunningServer {
    fn drop(&mut self) {
        drop(self.stdin.take());
        let ended = self.child.wait().unwrap();
        assert!(ended.success(), "the server ended with {ended}");
    }
}

/// The real program, with nothing of this machine's settings.
pub(crate) fn pinpoint() -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_pinpoint"));
    for (name, _) in std::env::vars_os() {
        if matches!(name.to_str(), Some(name) if name.starts_with("PINPOINT_") || name.starts_with("LC_")) {
            program.env_remove(name);
        }
    }
    program.env("LANG", "en_GB.UTF-8");
    program
}

/// Runs a command to its end.
pub(crate) fn run(command: &mut Command) -> Said {
    let output = command.output().unwrap();
    Said {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A path as an argument.
pub(crate) fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A photograph of this label.
pub(crate) fn photographed(label: &LabelText) -> Vec<u8> {
    label_photo(label, &Conditions::plain(), 1).unwrap()
}

/// A photograph of the type plate.
pub(crate) fn type_plate() -> Vec<u8> {
    let plate = TypePlate {
        maker: "Nordlicht".into(),
        model: "NL-11".into(),
        serial: SERIAL.into(),
        symbol: PlateSymbol::Code128,
    };
    type_plate_photo(&plate, &Conditions::plain(), 1).unwrap()
}

/// A photo of the station.
pub(crate) fn station() -> Vec<u8> {
    let photo = StationPhoto {
        width_px: 1000,
        height_px: 750,
        ..StationPhoto::landscape(488_583_701, 22_944_813, "2026:11:21 09:30:00")
    };
    station_photo(&photo, 1).unwrap()
}

/// A line of the list of labels, as it is printed.
fn label_text(line: &str) -> LabelText {
    let (mac, password) = line.split_once(',').unwrap();
    let digits = mac.replace(':', "");
    LabelText {
        mac: mac.to_owned(),
        password: password.to_owned(),
        url: format!("https://demo.pinpoint.example/l/{digits}#{password}"),
    }
}
