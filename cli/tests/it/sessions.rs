//! A recorded session of each kind of job in each language, in `docs/sessions`: what is typed and what is said, from the
//! start to the end of the job. `PINPOINT_RECORD_SESSIONS=1` records them again.

use std::fs;
use std::path::{Path, PathBuf};

use pinpoint_engine::testing::StoryWorld;
use tempfile::TempDir;

use crate::support::{pinpoint, run};

const LABEL: &str = "https://demo.pinpoint.example/l/0024B10000029F81#hT7kPq2x";

/// A terminal whose clock and chance are those of a story.
struct Terminal {
    folder: TempDir,
    locale: &'static str,
    said: String,
}

impl Terminal {
    fn new(locale: &'static str) -> Self {
        let folder = TempDir::new().unwrap();
        let begins = "2026-11-23T07:30:00Z".parse().unwrap();
        fs::write(folder.path().join("world.json"), StoryWorld::new(begins).save().unwrap()).unwrap();
        let photo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/stories/photos/station.png");
        fs::copy(photo, folder.path().join("photo.png")).unwrap();
        let mut terminal = Self { folder, locale, said: String::new() };
        terminal.told("correct horse", &["login", "noor@nordwand.example", "--password-stdin"]);
        terminal.said.clear();
        terminal
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Types a command that must go well.
    fn types(&mut self, line: &str) {
        let arguments: Vec<String> = words(line);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        self.told("", &arguments);
    }

    fn told(&mut self, secret: &str, arguments: &[&str]) {
        let mut command = pinpoint();
        command.env("PINPOINT_STORY_WORLD", self.path("world.json")).arg("--data").arg(self.path("device"));
        command.args(["--locale", self.locale]).args(arguments).current_dir(self.folder.path());
        let done = run(command.write_stdin(format!("{secret}\n")));
        assert_eq!(done.code, 0, "{arguments:?}: {}{}", done.out, done.err);
        let typed: Vec<String> = arguments.iter().map(|word| quoted(word)).collect();
        for part in ["$ pinpoint ", &typed.join(" "), "\n", &done.err, &done.out, "\n"] {
            self.said.push_str(part);
        }
    }

    /// Half a minute and more goes by.
    fn waits(&self, how_long: &str) {
        let path = self.path("world.json");
        let world = StoryWorld::restore(&fs::read_to_string(&path).unwrap()).unwrap();
        world.act(&format!("{{\"time\": \"{how_long}\"}}")).unwrap();
        fs::write(path, world.save().unwrap()).unwrap();
    }

    fn starts(&mut self, kind: &str) {
        self.told(LABEL, &["job", "start", "--link-stdin", "--circuit", "F12", "--kind", kind]);
    }

    fn makes_safe(&mut self) {
        for item in ["disconnected", "locked", "tagged", "measured --volts 0.2", "stays-off"] {
            self.types(&format!("job do lockout {item}"));
        }
    }

    fn fills_in(&mut self) {
        for line in [
            "job do label",
            "job do location --at 48.8584,2.2945 --accuracy 12",
            "job do station --manufacturer Nordlicht --model NL-11",
            "job do serial --scanned NL11-2418-0306",
            "job do serial --again 0306",
            "job do address --address '12 quai des Exemples' --city Paris --country FRA",
            "job do pin --at 48.8583701,2.2944813",
            "job do photo-station --photo photo.png",
            "job seal --confirm-serial NL11-2418-0306 --confirm-mac 0024:B100:0002:9F81",
        ] {
            self.types(line);
        }
    }

    /// What was typed and said is what stands in `docs/sessions`.
    fn is_recorded_as(&self, name: &str) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/sessions").join(name);
        if std::env::var_os("PINPOINT_RECORD_SESSIONS").is_some() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &self.said).unwrap();
        }
        let recorded = fs::read_to_string(&path).unwrap();
        assert_eq!(self.said, recorded, "{name}: record it again if it should be so");
    }
}

/// Splits a line as a shell does, with single quotes only.
fn words(line: &str) -> Vec<String> {
    line.split('\'')
        .enumerate()
        .flat_map(|(place, part)| match place % 2 {
            1 => vec![part.to_owned()],
            _ => part.split_whitespace().map(ToOwned::to_owned).collect(),
        })
        .collect()
}

fn quoted(word: &str) -> String {
    if word.contains(' ') { format!("'{word}'") } else { word.to_owned() }
}

const LOCALES: [(&str, &str); 2] = [("en", "en"), ("fr-CA", "fr-CA")];

#[test]
fn a_re_networking_is_walked_in_both_languages() {
    for (locale, name) in LOCALES {
        let mut terminal = Terminal::new(locale);
        terminal.types("playbook show renetworking");
        terminal.starts("renetworking");
        terminal.types("job do photo-before --photo photo.png");
        terminal.types("job do condition --all-items");
        terminal.types("job do network-checklist");
        terminal.types("job do iccid-new --iccid '8933 0100 0000 0000 010'");
        terminal.makes_safe();
        terminal.types("job do open-cabinet");
        terminal.types("job do replace-sim");
        terminal.types("job do iccid-old --iccid 8933010000000000028");
        terminal.types("job do type-plate");
        for step in ["activation-sticker", "branding-place", "branding-label"] {
            terminal.types(&format!("job do {step} --all-items"));
        }
        terminal.fills_in();
        for step in ["close-cabinet", "re-energise", "display-errors"] {
            terminal.types(&format!("job do {step}"));
        }
        terminal.types("job do call-support");
        terminal.types("job list --all");
        terminal.is_recorded_as(&format!("re-networking.{name}.txt"));
    }
}

#[test]
fn a_new_installation_is_walked_in_both_languages() {
    for (locale, name) in LOCALES {
        let mut terminal = Terminal::new(locale);
        terminal.types("playbook show new-installation");
        terminal.starts("new-installation");
        terminal.types("job do photo-place --photo photo.png");
        terminal.types("job do mounting --all-items");
        terminal.types("job do condition --all-items");
        terminal.types("job do network-checklist");
        terminal.makes_safe();
        terminal.types("job do open-cabinet");
        terminal.types("job do connect-supply --all-items");
        terminal.types("job do type-plate");
        for step in ["activation-sticker", "branding-place", "branding-label"] {
            terminal.types(&format!("job do {step} --all-items"));
        }
        terminal.fills_in();
        for step in ["close-cabinet", "re-energise", "commission", "display-errors", "call-support"] {
            terminal.types(&format!("job do {step}"));
        }
        terminal.types("job list --all");
        terminal.is_recorded_as(&format!("new-installation.{name}.txt"));
    }
}

#[test]
fn ethernet_connectivity_is_walked_in_both_languages() {
    for (locale, name) in LOCALES {
        let mut terminal = Terminal::new(locale);
        terminal.types("playbook show ethernet-connectivity");
        terminal.starts("ethernet-connectivity");
        terminal.types("job do hardware --hardware new");
        terminal.types("job do kit --all-items");
        terminal.types("job do station --manufacturer ChargePoint --model CP6000 --screen yes");
        terminal.types("job do cable");
        terminal.types("job do addresses --good yes");
        terminal.types("job do vpn-name --good yes");
        terminal.makes_safe();
        for step in ["open-cabinet", "usb-module", "close-cabinet", "re-energise"] {
            terminal.types(&format!("job do {step}"));
        }
        terminal.types("job do firmware --firmware 2024.05.00.475");
        terminal.types("job do configure");
        terminal.types("job do network-signal --link down --vpn disconnected --cloud disconnected");
        terminal.makes_safe();
        terminal.waits("+PT40S");
        terminal.types("job do restart");
        terminal.types("job do network-signal --link up --vpn connected --cloud connected");
        terminal.types("job list --all");
        terminal.is_recorded_as(&format!("ethernet-connectivity.{name}.txt"));
    }
}
