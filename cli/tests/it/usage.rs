//! What is typed wrong is said clearly; what can be generated is generated.

use crate::support::{self, Site, pinpoint, run, text};
use serde_json::Value;

#[test]
fn help_names_every_command_and_fits_a_terminal() {
    let help = run(pinpoint().arg("--help"));
    assert_eq!(help.code, 0);
    let commands = [
        "scan",
        "parse",
        "login",
        "logout",
        "whoami",
        "job",
        "outbox",
        "sync",
        "export",
        "take-in",
        "demo",
        "server",
        "user",
        "labels",
        "profile",
        "catalog",
        "addresses",
        "completions",
        "man",
    ];
    for command in commands {
        assert!(help.out.contains(&format!("\n  {command} ")), "{command} is missing:\n{}", help.out);
        assert_eq!(run(pinpoint().args([command, "--help"])).code, 0);
    }
    assert!(help.out.lines().all(|line| line.chars().count() <= 100));
    assert!(!help.out.contains("until-stdin-closes"));
    for step in ["start", "list", "show", "do", "undo", "seal", "relabel"] {
        assert_eq!(run(pinpoint().args(["job", step, "--help"])).code, 0);
    }
}

#[test]
fn completions_and_manual_pages_are_written() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = run(pinpoint().args(["completions", shell]));
        assert!(script.code == 0 && script.out.contains("pinpoint"), "{shell}");
    }
    let page = run(pinpoint().arg("man"));
    assert!(page.code == 0 && page.out.contains(".TH pinpoint 1"));
    let site = Site::new();
    let folder = site.path("man");
    assert_eq!(run(pinpoint().args(["man", "--out", text(&folder)])).code, 0);
    for name in ["pinpoint.1", "pinpoint-job-do.1", "pinpoint-scan.1", "pinpoint-labels-issue.1"] {
        assert!(folder.join(name).is_file(), "{name}");
    }
}

#[test]
fn what_was_not_understood_ends_with_two() {
    let cases: [&[&str]; 6] = [
        &["frobnicate"],
        &["scan"],
        &["job", "start", "--circuit", "F12"],
        &["job", "do", "pin", "--at", "91,0"],
        &["job", "do", "Not A Step"],
        &["user", "add", "noor@nordwand.example"],
    ];
    for args in cases {
        let said = run(pinpoint().args(args));
        assert_eq!(said.code, 2, "{args:?}: {}", said.err);
        assert!(said.out.is_empty() && said.err.starts_with("error: "), "{args:?}: {}", said.err);
    }
    let said = run(pinpoint().args(["job", "do", "pin", "--at", "91,0"]));
    assert!(said.err.contains("latitude"), "{}", said.err);
}

#[test]
fn a_program_gets_its_errors_as_json_too() {
    let site = Site::new();
    let error = |args: &[&str]| -> Value {
        let said = site.device(args);
        assert!(said.out.is_empty(), "{}", said.out);
        serde_json::from_str::<Value>(&said.err).unwrap()["error"].clone()
    };
    assert_eq!(error(&["--json", "frobnicate"])["code"], "usage");
    let signed_out = error(&["--json", "job", "list"]);
    assert_eq!(signed_out["code"], "not-signed-in");
    assert!(signed_out["message"].as_str().unwrap().contains("Sign in"));
}

#[test]
fn without_a_network_signing_in_says_so_and_keeps_no_password() {
    let site = Site::new();
    let said = site.device_told("correct horse", &["login", support::EMAIL, "--password-stdin"]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("connection") && !said.err.contains("horse"), "{}", said.err);
}

#[test]
fn a_password_is_asked_for_on_a_terminal_only() {
    let site = Site::new();
    let said = site.device(&["login", support::EMAIL]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("--password-stdin") && said.err.contains("code: no-terminal"), "{}", said.err);
}

#[test]
fn the_language_is_the_one_asked_for() {
    let site = Site::new();
    let french = site.device(&["--lang", "fr-CA", "whoami"]);
    let english = site.device(&["--locale", "en", "whoami"]);
    assert_eq!(french.code, 1);
    assert_ne!(french.err, english.err);
}
