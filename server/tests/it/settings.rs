//! Settings as an operator gives them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Duration;

use pinpoint_server::{Config, SETTINGS, ServerError};

/// What a file says, as the server takes it.
fn file(text: &str) -> Result<Config, ServerError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("server.toml");
    fs::write(&path, text).unwrap();
    Config::usual().unwrap().with_file(&path)
}

/// Place (without its folder), key and reason of a refusal.
fn refused(text: &str) -> (String, String, String) {
    let Err(ServerError::Setting { place, key, reason }) = file(text) else { panic!("{text} was taken") };
    (place.rsplit('/').next().unwrap().to_owned(), key, reason)
}

fn shown(config: &Config, key: &str) -> Option<String> {
    SETTINGS.iter().find(|setting| setting.key == key).unwrap().shown(config)
}

#[test]
fn what_a_file_says_is_used_and_the_rest_is_as_usual() {
    let config = file("listen = '0.0.0.0:443'\n[limits]\nconnections = 8\nupload_kept_hours = 24\n").unwrap();
    assert_eq!(config.bind.to_string(), "0.0.0.0:443");
    assert_eq!(config.limits.connections, 8);
    assert_eq!(config.limits.upload_kept, Duration::from_hours(24));
    assert_eq!(config.limits.batch_items, Config::usual().unwrap().limits.batch_items);
}

#[test]
fn a_mistake_is_named_with_file_line_column_and_key() {
    let unknown = refused("listen = '127.0.0.1:1'\n[limits]\n  conections = 8\n");
    let expected = ("server.toml:3:3", "limits.conections", "there is no such setting");
    assert_eq!((unknown.0.as_str(), unknown.1.as_str(), unknown.2.as_str()), expected);
    let (place, key, reason) = refused("[limits]\nconnections = 'many'");
    assert_eq!((place.as_str(), key.as_str()), ("server.toml:2:15", "limits.connections"));
    assert!(reason.contains("many"), "{reason}");
    let (place, key, _) = refused("network = 'Not A Network'");
    assert_eq!((place.as_str(), key.as_str()), ("server.toml:1:11", "network"));
    assert_eq!(refused("limits = 7").2, "takes a table");
    let Err(ServerError::SettingsForm { place, .. }) = file("listen = \n") else { panic!("taken") };
    assert!(place.contains("server.toml:1:"), "{place}");
}

#[test]
fn a_number_that_would_stop_the_server_is_refused() {
    for (key, value) in [
        ("connections", "0"),
        ("connections", "-1"),
        ("head_seconds", "0"),
        ("head_seconds", "9223372036854775807"),
        ("upload_kept_hours", "9223372036854775807"),
    ] {
        let (_, named, reason) = refused(&format!("limits.{key} = {value}"));
        assert_eq!(named, format!("limits.{key}"));
        assert!(reason.starts_with("not between 1 and "), "{reason}");
    }
}

#[test]
fn the_environment_wins_over_the_file() {
    let config = file("listen = '127.0.0.1:1'\nlimits.connections = 8").unwrap();
    let said = |name: &str| (name == "PINPOINT_LIMITS_CONNECTIONS").then(|| "9".to_owned());
    let config = config.with_environment(said).unwrap();
    assert_eq!((config.limits.connections, config.bind.port()), (9, 1));
    let mistaken = |name: &str| (name == "PINPOINT_LISTEN").then(|| "everywhere".to_owned());
    let Err(ServerError::Setting { place, key, .. }) = config.with_environment(mistaken) else {
        panic!("taken")
    };
    assert_eq!((place.as_str(), key.as_str()), ("PINPOINT_LISTEN", "listen"));
}

#[test]
fn a_secret_is_repeated_neither_by_a_refusal_nor_by_a_check() {
    let config = file("database_url = 'postgres://pinpoint:hunter2@db.example/pinpoint'").unwrap();
    assert_eq!(shown(&config, "database_url").as_deref(), Some("***"));
    assert_eq!(shown(&config, "photos_url"), None);
    for mistake in [
        "database_url = 'postgres://pinpoint:hunter2@db.example:port/'",
        "database_url = ['postgres://hunter2']",
        "database_url = { hunter2 = 1 }",
        "database_url = 'hunter2\n",
    ] {
        let said = file(mistake).unwrap_err().to_string();
        assert!(!said.contains("hunter2"), "{said}");
    }
}

#[test]
fn the_page_for_operators_names_every_setting_once() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/operating.md");
    let page = fs::read_to_string(page).unwrap();
    let rows: Vec<Vec<&str>> = page
        .lines()
        .filter(|line| line.starts_with("| `") && line.contains("| `PINPOINT_"))
        .map(|line| line.split(" | ").map(|cell| cell.trim_matches(['|', ' ', '`'])).collect())
        .collect();
    let usual = Config::usual().unwrap();
    let in_order: Vec<_> = rows.iter().map(|row| (row[0], row[1])).collect();
    let settings: Vec<_> = SETTINGS.iter().map(|setting| (setting.key, setting.variable)).collect();
    assert_eq!(in_order, settings, "in the same order");
    for (row, setting) in rows.iter().zip(SETTINGS) {
        if let Some(shown) = setting.shown(&usual).filter(|shown| !shown.is_empty()) {
            assert_eq!(row[2], shown, "{}", setting.key);
        }
    }
    let names: BTreeSet<_> = settings.iter().flat_map(|(key, variable)| [key, variable]).collect();
    assert_eq!(names.len(), 2 * settings.len(), "no name means two things");
}
