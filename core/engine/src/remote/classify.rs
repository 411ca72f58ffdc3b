//! What a status means: pure, and the only place that decides it.
//!
//! Only the server's own `application/problem+json` is an answer. Everything else with an error in it is weather.

use std::time::Duration;

use http::header::{CONTENT_TYPE, DATE, HeaderMap, RETRY_AFTER};
use jiff::Timestamp;
use pinpoint_domain::code::fields;
use pinpoint_domain::wire::Problem;

use super::server_clock::ServerClock;
use crate::outbox::{Trouble, Weather};
use crate::platform::http::{Response, TransportError};
use crate::platform::time;

/// Codes that mean "not in this version of the server", whatever their status.
const VERSION_CODES: [&str; 2] = ["version-unsupported", "event-type-unknown"];
/// The server did not get the whole body: said as an answer, and still weather.
const BODY_CUT: &str = "body-cut";
/// The code of a refusal without a body.
const HTTP_STATUS: &str = "http-status";
/// Every reply of the server carries it, so a success without a body can be told from a stranger's.
const SERVER_EPOCH: &str = "server-epoch";

/// What a reply means: a success of the server's own, or trouble.
pub fn reply(response: &Response) -> Result<(), Trouble> {
    let status = response.status.as_u16();
    if response.status.is_success() {
        let own = is_json(&response.headers) || response.headers.contains_key(SERVER_EPOCH);
        return if own { Ok(()) } else { Err(Weather::Stranger { status }.into()) };
    }
    let retry_after = retry_after(&response.headers);
    match own_problem(response) {
        Some(found) => Err(problem(&found, retry_after)),
        None => Err(Trouble::Weather { why: Weather::Stranger { status }, retry_after }),
    }
}

/// What a problem of the server's own means, alone or as the answer to one item of a batch.
pub fn problem(problem: &Problem, retry_after: Option<Duration>) -> Trouble {
    let code = problem.code.clone();
    let status = problem.status;
    let weather = |why| Trouble::Weather { why, retry_after };
    match status {
        _ if code == BODY_CUT => weather(Weather::Interrupted),
        _ if VERSION_CODES.contains(&code.as_str()) => Trouble::Version { code },
        426 => Trouble::Version { code },
        401 => Trouble::Unauthorized { code },
        403 => Trouble::Forbidden { code, fields: problem.fields.clone() },
        404 | 410 => weather(Weather::NotYet),
        408 | 423 | 425 => weather(Weather::Server { status }),
        429 | 503 => weather(Weather::Busy),
        // tus: the bytes that arrived do not have the digest announced. They were discarded and go again.
        460 => weather(Weather::Damaged),
        507 => Trouble::Storage,
        400..500 => Trouble::Refused { code, fields: problem.fields.clone() },
        _ => weather(Weather::Server { status }),
    }
}

/// What a request without a reply means.
pub fn transport(error: TransportError, clock: &ServerClock) -> Trouble {
    let why = match error {
        TransportError::Offline => Weather::Offline,
        TransportError::Timeout => Weather::Timeout,
        TransportError::Tls => Weather::Tls,
        TransportError::Interrupted => Weather::Interrupted,
        TransportError::TooLarge => Weather::Unreadable,
        TransportError::CertificateDates => match clock.blames(clock.device_now()) {
            Some(skew_s) => return Trouble::Clock { skew_s },
            None => Weather::Tls,
        },
        TransportError::File => return Trouble::here("file-unreadable"),
    };
    why.into()
}

/// Whether a reply says that it is JSON.
pub fn is_json(headers: &HeaderMap) -> bool {
    media_type(headers).is_some_and(|media_type| media_type.eq_ignore_ascii_case("application/json"))
}

/// Which of the server's epochs a reply came from, if it is its own.
pub fn server_epoch(headers: &HeaderMap) -> Option<&str> {
    headers.get(SERVER_EPOCH)?.to_str().ok()
}

/// A problem counts only under its own media type and with the status that it came with. The answer to a `HEAD` has no
/// body; there the server's epoch shows who speaks, and the status is all that it says.
fn own_problem(response: &Response) -> Option<Problem> {
    if response.body.is_empty() && response.headers.contains_key(SERVER_EPOCH) {
        let status = response.status.as_u16();
        return Some(Problem {
            type_uri: format!("{}{HTTP_STATUS}", Problem::TYPE_BASE),
            title: String::new(),
            status,
            detail: None,
            code: HTTP_STATUS.to_owned(),
            fields: fields([("status", status.to_string())]),
            request_id: None,
        });
    }
    let media_type = media_type(&response.headers)?;
    if !media_type.eq_ignore_ascii_case(Problem::MEDIA_TYPE) {
        return None;
    }
    let problem: Problem = serde_json::from_slice(&response.body).ok()?;
    (problem.status == response.status.as_u16()).then_some(problem)
}

fn media_type(headers: &HeaderMap) -> Option<&str> {
    let text = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    text.split(';').next().map(str::trim)
}

/// `Retry-After` in either of its forms (RFC 9110, section 10.2.3). A moment counts from the reply's own `Date`.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let asked = text(RETRY_AFTER)?.trim();
    if let Ok(seconds) = asked.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let moment = |text: &str| jiff::fmt::rfc2822::parse(text).ok().map(|zoned| zoned.timestamp());
    let since: Timestamp = text(DATE).and_then(moment)?;
    Some(time::until(moment(asked)?, since))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::time::Clock;
    use bytes::Bytes;
    use http::StatusCode;
    use http::header::HeaderName;
    use proptest::prelude::*;

    fn came(status: u16, headers: &[(&'static str, &str)], body: impl Into<Bytes>) -> Response {
        let headers = headers
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap()))
            .collect();
        Response { status: StatusCode::from_u16(status).unwrap(), headers, body: body.into() }
    }

    fn answered(status: u16, code: &str) -> Trouble {
        let body = format!(r#"{{"type":"x","title":"x","status":{status},"code":"{code}"}}"#);
        reply(&came(status, &[("content-type", "application/problem+json; charset=utf-8")], body))
            .unwrap_err()
    }

    fn weather(why: Weather) -> Trouble {
        why.into()
    }

    #[test]
    fn a_hotel_that_answers_everything_with_its_login_page_is_weather() {
        let page = "<html>Welcome to the Grand Hotel";
        for status in [200, 302, 401, 403, 404, 409, 502, 520] {
            let came = came(status, &[("content-type", "text/html")], page);
            assert_eq!(reply(&came), Err(weather(Weather::Stranger { status })), "{status}");
        }
    }

    #[test]
    fn a_problem_of_another_status_or_half_a_problem_is_a_stranger() {
        let body = r#"{"type":"x","title":"x","status":422,"code":"x"}"#;
        let headers = [("content-type", "application/problem+json")];
        assert_eq!(reply(&came(400, &headers, body)), Err(weather(Weather::Stranger { status: 400 })));
        assert_eq!(reply(&came(422, &headers, &body[..20])), Err(weather(Weather::Stranger { status: 422 })));
    }

    #[test]
    fn the_servers_own_word_counts() {
        assert_eq!(answered(401, "token-expired"), Trouble::Unauthorized { code: "token-expired".into() });
        assert!(
            matches!(answered(403, "not-certified"), Trouble::Forbidden { code, .. } if code == "not-certified")
        );
        for status in [400, 409, 412, 413, 415, 422] {
            assert!(
                matches!(answered(status, "no"), Trouble::Refused { code, .. } if code == "no"),
                "{status}"
            );
        }
        assert_eq!(answered(404, "photo-unknown"), weather(Weather::NotYet));
        assert_eq!(answered(500, "internal"), weather(Weather::Server { status: 500 }));
        assert_eq!(answered(400, "body-cut"), weather(Weather::Interrupted));
        assert_eq!(answered(460, "photo-digest-differs"), weather(Weather::Damaged));
        assert!(matches!(answered(422, "event-type-unknown"), Trouble::Version { .. }));
        assert_eq!(answered(507, "full"), Trouble::Storage);
        assert!(matches!(answered(422, "version-unsupported"), Trouble::Version { .. }));
        assert!(matches!(answered(426, "app-too-old"), Trouble::Version { .. }));
    }

    #[test]
    fn a_busy_server_says_when_to_come_back_in_seconds_or_as_a_moment() {
        let busy = |retry| {
            reply(&came(429, &[("date", "Fri, 20 Nov 2026 08:00:00 GMT"), ("retry-after", retry)], ""))
        };
        let after = |seconds| {
            let why = Weather::Stranger { status: 429 };
            Err(Trouble::Weather { why, retry_after: Some(Duration::from_secs(seconds)) })
        };
        assert_eq!(busy("120"), after(120));
        assert_eq!(busy("Fri, 20 Nov 2026 08:00:30 GMT"), after(30));
        assert_eq!(busy("soon"), Err(weather(Weather::Stranger { status: 429 })));
    }

    #[test]
    fn a_head_without_a_body_is_the_servers_when_its_epoch_says_so() {
        let own = [("server-epoch", "e1")];
        assert_eq!(reply(&came(204, &own, "")), Ok(()));
        assert_eq!(reply(&came(204, &[], "")), Err(weather(Weather::Stranger { status: 204 })));
        assert_eq!(reply(&came(404, &own, "")), Err(weather(Weather::NotYet)));
        assert!(matches!(reply(&came(401, &own, "")), Err(Trouble::Unauthorized { .. })));
    }

    #[test]
    fn a_certificate_that_expired_is_the_clocks_fault_only_if_the_clock_is_off() {
        let clock = ServerClock::new(Clock::of_this_device());
        assert_eq!(transport(TransportError::CertificateDates, &clock), weather(Weather::Tls));
        clock.recall(clock.device_now() + jiff::SignedDuration::from_hours(10 * 365 * 24));
        assert!(
            matches!(transport(TransportError::CertificateDates, &clock), Trouble::Clock { skew_s } if skew_s < 0)
        );
        assert_eq!(transport(TransportError::Tls, &clock), weather(Weather::Tls));
    }

    proptest! {
        #[test]
        fn only_a_success_passes_and_nothing_panics(
            status in 100_u16..1000,
            media_type in "(application/(problem\\+)?json|text/html|[ -~]{0,12})",
            retry in "[ -~]{0,20}",
            body in proptest::collection::vec(any::<u8>(), 0..80),
        ) {
            let came = came(status, &[("content-type", &media_type), ("retry-after", &retry)], body);
            prop_assert!(reply(&came).is_err() || (200..300).contains(&status));
        }
    }
}
