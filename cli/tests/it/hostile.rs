//! What comes from outside is shown and never obeyed: neither a server that sends escapes, nor a file that never ends.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;

use crate::support::{EMAIL, Said, Site, pinpoint, run, text};
use serde_json::{Value, json};

/// Whoever answers every request with this problem, where the site expects its server.
fn answers_with(site: &Site, status: u16, problem: &Value) {
    let socket = TcpListener::bind("127.0.0.1:0").unwrap();
    std::fs::write(site.path("port"), socket.local_addr().unwrap().port().to_string()).unwrap();
    let body = problem.to_string();
    std::thread::spawn(move || {
        for stream in socket.incoming() {
            let mut stream = stream.unwrap();
            let mut length = 0;
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            for line in reader.by_ref().lines().map_while(Result::ok).take_while(|line| !line.is_empty()) {
                if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                    length = value.trim().parse().unwrap();
                }
            }
            reader.read_exact(&mut vec![0; length]).unwrap();
            let head = format!(
                "HTTP/1.1 {status} No\r\ncontent-type: application/problem+json\r\nconnection: close\r\n\
                 content-length: {}\r\n\r\n",
                body.len()
            );
            stream.write_all((head + &body).as_bytes()).unwrap();
        }
    });
}

fn sign_in(site: &Site, options: &[&str]) -> Said {
    let said = site.device_told("correct horse", &[options, &["login", EMAIL, "--password-stdin"]].concat());
    assert_eq!(said.code, 1, "{}{}", said.out, said.err);
    said
}

#[test]
fn a_server_cannot_repaint_the_screen_or_turn_its_words_around() {
    let site = Site::new();
    let code = "no\u{1b}[2J\u{1b}]0;owned\u{7}\u{9b}1m\u{202e}drawkcab\u{2066}\u{200f}\u{61c}";
    let problem = json!({
        "type": "about:blank", "title": code, "status": 400, "code": code,
        "fields": { "step": code, "field": code, "reason": code }, "detail": code,
    });
    answers_with(&site, 400, &problem);

    let obeyed = |said: &str| {
        said.chars().any(|c| c.is_control() && c != '\n')
            || said.contains(['\u{202e}', '\u{2066}', '\u{200f}', '\u{61c}'])
    };
    let for_people = sign_in(&site, &[]);
    assert!(for_people.err.contains("drawkcab") && !obeyed(&for_people.err), "{:?}", for_people.err);
    let for_programs = sign_in(&site, &["--json"]);
    assert!(!obeyed(&for_programs.err), "{:?}", for_programs.err);
    let said: Value = serde_json::from_str(&for_programs.err).unwrap();
    assert_eq!(said["error"]["code"], code, "a program reads what came");
}

#[test]
fn a_sign_in_that_came_too_often_says_so_and_does_not_promise_to_go_by_itself() {
    let site = Site::new();
    let problem = json!({ "type": "about:blank", "title": "Slowly", "status": 429, "code": "throttled" });
    answers_with(&site, 429, &problem);
    let said = sign_in(&site, &[]);
    assert!(said.err.contains("Wait a minute") && said.err.contains("code: sign-in-busy"), "{}", said.err);
    assert!(!said.err.contains("by itself"), "{}", said.err);
}

#[cfg(unix)]
#[test]
fn a_picture_that_never_ends_is_not_read_to_its_end() {
    let said = run(pinpoint().args(["scan", "--json", "/dev/zero"]));
    assert_eq!(said.code, 1);
    let object: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(object["error"]["code"], "photo-too-long");
    assert_eq!(object["error"]["fields"]["megabytes"], "64");
    assert!(object["error"]["message"].as_str().unwrap().contains("64"), "{object}");

    let site = Site::new();
    let list = site.operator(&["labels", "import", "/dev/zero"]);
    assert!(list.code == 1 && list.err.contains("code: list-too-long"), "{}", list.err);
}

#[test]
fn a_list_that_cannot_be_written_leaves_no_label_without_a_password() {
    let site = Site::new();
    let (first, under_a_file) = (site.path("first.csv"), site.path("first.csv").join("more.csv"));
    assert_eq!(site.operator(&["labels", "issue", "--count", "1", "--out", text(&first)]).code, 0);
    let refused = site.operator(&["labels", "issue", "--count", "5", "--out", text(&under_a_file)]);
    assert_ne!(refused.code, 0, "{}", refused.out);
    let second = site.path("second.csv");
    let issued = site.operator(&["labels", "issue", "--count", "1", "--out", text(&second)]);
    assert!(issued.out.contains("2 not on a station yet"), "{}{}", issued.out, issued.err);
}

#[cfg(unix)]
#[test]
fn what_holds_a_password_is_for_this_user_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;

    let site = Site::new();
    site.open_for_business(1);
    let sheets = site.path("sheets");
    let list = site.path("labels.csv");
    assert_eq!(site.operator(&["labels", "print", text(&list), "--out", text(&sheets)]).code, 0);
    assert_eq!((mode(&list), mode(&sheets.join("labels-1.svg"))), (0o600, 0o600));
}
