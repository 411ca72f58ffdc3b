//! Bodies that are too long, never end, come a byte at a time, or are something else than they say.

use std::time::Duration;

use crate::support::random_uuid;
use crate::support::sockets::{answer_to, answer_to_drips, impatient, plain, serving};

const SIGN_IN: &str = "POST /v1/sessions HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n";

#[tokio::test]
async fn a_terabyte_is_refused_by_its_announcement() {
    serving(&impatient(|_| {}), async |address| {
        let said = answer_to(address, format!("{SIGN_IN}content-length: 1099511627776\r\n\r\n{{")).await;
        assert!(said.starts_with("HTTP/1.1 413") && said.contains("body-too-large"), "{said}");
        let said =
            answer_to(address, format!("{SIGN_IN}content-length: 99999999999999999999999\r\n\r\n")).await;
        assert!(said.starts_with("HTTP/1.1 400"), "{said}");
    })
    .await;
}

#[tokio::test]
async fn chunks_without_end_are_cut_at_the_limit() {
    serving(&impatient(|_| {}), async |address| {
        let head = format!("{SIGN_IN}transfer-encoding: chunked\r\n\r\n");
        let chunk = [b"1000\r\n".as_slice(), &[b' '; 0x1000], b"\r\n"].concat();
        let said = answer_to_drips(address, &head, &chunk, Duration::ZERO).await;
        assert!(said.is_empty() || said.starts_with("HTTP/1.1 413"), "{said}");
        let said = answer_to(address, format!("{head}FFFFFFFFFFFFFFFFFF\r\n")).await;
        assert!(!said.starts_with("HTTP/1.1 2"), "a chunk longer than a number holds: {said}");
    })
    .await;
}

#[tokio::test]
async fn who_sends_a_byte_at_a_time_is_ended_with_the_request() {
    let network = impatient(|limits| limits.request = Duration::from_secs(1));
    serving(&network, async |address| {
        let head = format!("{SIGN_IN}content-length: 200000\r\n\r\n");
        // Never as silent as the server's patience lasts.
        let said = answer_to_drips(address, &head, b" ", Duration::from_millis(50)).await;
        assert!(said.starts_with("HTTP/1.1 408") && said.contains("request-timeout"), "{said}");
    })
    .await;
}

#[tokio::test]
async fn a_head_that_never_ends_is_not_waited_for() {
    serving(&impatient(|_| {}), async |address| {
        let said = answer_to_drips(address, SIGN_IN, b"x-a: b\r\n", Duration::from_millis(50)).await;
        assert!(!said.starts_with("HTTP/1.1 2"), "{said}");
        let many = plain("GET", "/healthz", &"x-a: b\r\n".repeat(500));
        assert!(answer_to(address, many).await.starts_with("HTTP/1.1 431"));
        let long = plain("GET", "/healthz", &format!("x-a: {}\r\n", "b".repeat(1 << 20)));
        assert!(!answer_to(address, long).await.starts_with("HTTP/1.1 2"));
    })
    .await;
}

#[tokio::test]
async fn who_shows_no_token_is_answered_before_a_byte_of_the_upload_is_read() {
    serving(&impatient(|_| {}), async |address| {
        for (method, path) in
            [("PATCH", format!("/v1/uploads/{}", random_uuid())), ("POST", "/v1/uploads".to_owned())]
        {
            let head = format!(
                "{method} {path} HTTP/1.1\r\nhost: x\r\ntus-resumable: 1.0.0\r\nupload-offset: 0\r\n\
                 content-type: application/offset+octet-stream\r\ncontent-length: 64000000\r\n\r\n"
            );
            let said = answer_to_drips(address, &head, b" ", Duration::from_millis(50)).await;
            assert!(said.starts_with("HTTP/1.1 401") && said.contains("token-missing"), "{said}");
        }
    })
    .await;
}

/// A proxy may count one length and the server another; what one takes for a body must not become a request of its own.
#[tokio::test]
async fn no_second_request_is_smuggled_inside_a_first_one() {
    serving(&impatient(|_| {}), async |address| {
        let inner = "GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n";
        for lengths in [
            "content-length: 4\r\ntransfer-encoding: chunked\r\n".to_owned(),
            "transfer-encoding: chunked\r\ncontent-length: 4\r\n".to_owned(),
            "content-length: 5\r\ncontent-length: 45\r\n".to_owned(),
            "content-length: +5\r\n".to_owned(),
            "transfer-encoding: xchunked\r\n".to_owned(),
            "transfer-encoding: chunked, identity\r\n".to_owned(),
        ] {
            let said = answer_to(address, format!("{SIGN_IN}{lengths}\r\n0\r\n\r\n{inner}")).await;
            let answers = said.matches("HTTP/1.1 ").count();
            assert!(answers <= 1 && !said.contains("200 OK"), "{lengths}: {said}");
        }
    })
    .await;
}

/// Ten megabytes of spaces in thirteen bits each 258 of them: DEFLATE's fixed code for "as before".
#[tokio::test]
async fn a_compressed_bomb_is_not_inflated() {
    let mut bits = vec![true, true, false];
    bits.extend([false, true, false, true, false, false, false, false]);
    for _ in 0..40_000 {
        bits.extend([true, true, false, false, false, true, false, true]);
        bits.extend([false; 5]);
    }
    bits.extend([false; 7]);
    let byte = |bits: &[bool]| bits.iter().rev().fold(0_u8, |byte, bit| (byte << 1) | u8::from(*bit));
    let mut gzip = vec![0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255];
    gzip.extend(bits.chunks(8).map(byte));
    serving(&impatient(|_| {}), async |address| {
        for encoding in ["gzip", "x-gzip", "deflate", "br", "zstd"] {
            let head = format!(
                "{SIGN_IN}connection: close\r\ncontent-encoding: {encoding}\r\ncontent-length: {}",
                gzip.len()
            );
            let said = answer_to(address, [head.as_bytes(), b"\r\n\r\n", &gzip].concat()).await;
            assert!(said.starts_with("HTTP/1.1 400") && said.contains("malformed-json"), "{said}");
        }
    })
    .await;
}
