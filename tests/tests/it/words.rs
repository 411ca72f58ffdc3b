//! Whatever the server may answer, the installer reads it in words: asked of the server itself, not of a list by hand.

use std::collections::BTreeSet;
use std::net::SocketAddr;

use pinpoint_domain::Fields;
use pinpoint_engine::words;
use pinpoint_tests::World;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

const LOCALES: [&str; 3] = ["en", "fr-CA", "fr-FR"];

/// The codes in the table that the server's OpenAPI document holds: `| code | status | meaning |`.
fn codes(document: &serde_json::Value) -> BTreeSet<String> {
    let description = document["info"]["description"].as_str().unwrap();
    let rows = description.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` | "));
    rows.map(|(code, _)| code.to_owned()).collect()
}

/// As a browser would ask for it, only simpler: HTTP 1.0 ends with the connection.
async fn document(server: SocketAddr) -> serde_json::Value {
    let mut stream = TcpStream::connect(server).await.unwrap();
    stream.write_all(b"GET /openapi.json HTTP/1.0\r\n\r\n").await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_code_that_the_server_answers_with_has_words_in_every_locale() {
    let world = World::begin().await.unwrap();
    let codes = codes(&document(world.address()).await);
    for known in ["not-certified", "checksum-differs", "server-full"] {
        assert!(codes.contains(known), "the table was not read: {codes:?}");
    }

    let say = |code: &str, locale: &str| words::text(code, &Fields::new(), locale);
    for code in &codes {
        let english = say(code, "en");
        for locale in LOCALES {
            let said = say(code, locale);
            let nameless = say("code-of-nobody", locale).replace("code-of-nobody", code);
            assert_ne!(said, nameless, "{code} has no words in {locale}");
            assert!(locale == "en" || said != english, "{code} is said in English in {locale}");
            assert!(
                !said.contains(['{', '}', '$']),
                "{code} in {locale} asks for what it does not get: {said}"
            );
        }
    }
}
