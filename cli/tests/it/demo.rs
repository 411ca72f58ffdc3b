//! `pinpoint demo`: the whole day in one command.

use crate::support::{Site, pinpoint, run, text};
use serde_json::Value;

#[test]
fn the_day_ends_with_a_receipt_and_an_accepted_verdict_and_is_not_played_twice() {
    let site = Site::new();
    let folder = site.path("demo");
    let play = |more: &[&str]| {
        let said = run(pinpoint().args(["demo", "--data", text(&folder)]).args(more));
        assert_eq!(said.code, 0, "{}", said.err);
        said.out
    };
    let stages =
        |out: &str| -> Vec<Value> { out.lines().map(|line| serde_json::from_str(line).unwrap()).collect() };

    let first = stages(&play(&["--json"]));
    let names: Vec<_> = first.iter().map(|stage| stage["stage"].as_str().unwrap()).collect();
    let place =
        |name| names.iter().position(|known| *known == name).unwrap_or_else(|| panic!("{name} is missing"));
    let order = [
        "label",
        "signed-in",
        "started",
        "lockout",
        "sealed",
        "offline",
        "server-started",
        "receipt",
        "verdict",
    ];
    assert!(order.windows(2).all(|pair| place(pair[0]) < place(pair[1])), "{names:?}");
    assert_eq!(
        names.iter().filter(|name| **name == "lockout").count(),
        5,
        "the lockout is confirmed item by item"
    );
    assert!(first[place("offline")]["waiting"].as_u64().unwrap() >= 5, "underground everything waits");

    let last = first.last().unwrap();
    assert_eq!(last["stage"], "done");
    assert_eq!(last["verdict"], "accepted");
    assert_eq!((&last["records"], &last["photos"], &last["photo_files"]), (&1.into(), &2.into(), &4.into()));
    assert_eq!(
        last["receipt"]["digest"],
        first[place("sealed")]["digest"],
        "the receipt is about the sealed bytes"
    );

    let again = stages(&play(&["--json"]));
    assert_eq!(again.len(), 2, "{again:?}");
    assert_eq!(again[1]["receipt"], last["receipt"]);

    let told = play(&["--fresh"]);
    for sentence in
        ["Underground", "sealed", "Accepted", "Made safe", "Saved on the server", "Verified online", "day-2"]
    {
        assert!(told.contains(sentence), "{sentence} is missing:\n{told}");
    }
    assert!(!told.contains('\u{1b}'), "no colour where there is no terminal");
    assert!(told.contains("1 event,"), "one is one:\n{told}");

    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let label = std::fs::metadata(folder.join("day-1/label.jpg")).unwrap().permissions().mode();
        assert_eq!(label & 0o777, 0o600, "the photograph shows an activation password");
    }
}
