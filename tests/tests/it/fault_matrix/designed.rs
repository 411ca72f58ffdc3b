//! What must come of a fault at an endpoint: the rules of the outbox, said once more, so that the table cannot drift.

use pinpoint_tests::proxy::{Answer, Endpoint, Fault};

use super::endpoints::{
    ADDRESSES, BATCH, CATALOG, CREATE, DEVICE, KNOWN, NEWS, OFFSET, PART, PROFILE, REFRESH, SIGN_IN, SIGN_OUT,
};

/// What the phone must make of it while it lasts.
pub(super) fn outcome(endpoint: Endpoint, fault: Fault) -> String {
    match endpoint {
        SIGN_OUT => "signed out here".to_owned(),
        SIGN_IN | DEVICE => called(fault, "goes on", "says"),
        PROFILE | CATALOG | ADDRESSES => called(fault, "goes on", "keeps what it has:"),
        KNOWN => known(fault),
        NEWS if fault.lets_pass() || fault == Fault::TokenExpires => "is read".to_owned(),
        NEWS => "is read later".to_owned(),
        REFRESH => refreshed(fault),
        _ => delivered(endpoint, fault),
    }
}

fn delivered(endpoint: Endpoint, fault: Fault) -> String {
    let code = |code: &'static str| if endpoint == OFFSET { "http-status" } else { code };
    match fault {
        _ if fault.lets_pass() => "delivered".to_owned(),
        Fault::TokenExpires => "delivered".to_owned(),
        // The server has it all, and the next question says so.
        Fault::CutReply | Fault::LostReply if matches!(endpoint, CREATE | PART) => "delivered".to_owned(),
        // The server has a part, and the rest goes on from there.
        Fault::CutRequest if endpoint == CREATE => "delivered".to_owned(),
        Fault::Silence => "ready".to_owned(),
        Fault::Answers(Answer { code: Some(_), status: 409 | 413 | 422, .. }) if endpoint == BATCH => {
            "delivered".to_owned()
        }
        // About an upload it means another number of bytes, or another sender: both pass.
        Fault::Answers(Answer { code: Some(_), status: 409, .. }) if matches!(endpoint, CREATE | PART) => {
            "waits: interrupted".to_owned()
        }
        Fault::Answers(Answer { code: Some(said), status: 401 | 403, .. }) => {
            format!("held-auth: {}", code(said))
        }
        Fault::Answers(Answer { code: Some(said), status: 409 | 413 | 422, .. }) => {
            format!("needs-you: {}", code(said))
        }
        _ => {
            let asked = match fault {
                Fault::Answers(Answer { retry_after_s: Some(_), .. }) => ", as long as asked",
                _ => "",
            };
            format!("waits: {}{asked}", weather(fault))
        }
    }
}

fn refreshed(fault: Fault) -> String {
    match fault {
        _ if fault.lets_pass() => "delivered".to_owned(),
        // By the code of the refresh, or by that of a request which was under way.
        Fault::TokenExpires
        | Fault::Answers(Answer { code: Some(_), status: 401 | 403 | 409 | 413 | 422, .. }) => {
            "held-auth".to_owned()
        }
        // By then no line is secure, so the record meets it, too.
        Fault::Tls(_) => "waits: tls".to_owned(),
        // Nobody is signed out by a refresh that got lost.
        _ => "ready".to_owned(),
    }
}

fn called(fault: Fault, well: &str, ill: &str) -> String {
    match fault {
        _ if fault.lets_pass() => well.to_owned(),
        Fault::TokenExpires => format!("{ill} token-refused"),
        Fault::Answers(Answer { code: Some(code), status: 400..=422, .. }) => format!("{ill} {code}"),
        Fault::Silence => "waits for an answer".to_owned(),
        _ => format!("{ill} {}", weather(fault)),
    }
}

fn known(fault: Fault) -> String {
    match fault {
        _ if fault.lets_pass() => "answered".to_owned(),
        Fault::Answers(Answer { code: Some(code), status: 403 | 409 | 413 | 422, .. }) => {
            format!("says {code}")
        }
        Fault::Silence => "waits for an answer".to_owned(),
        _ => "the installer is asked instead".to_owned(),
    }
}

/// What comes between, as the phone calls it.
fn weather(fault: Fault) -> &'static str {
    match fault {
        Fault::Answers(Answer { code: None, .. }) => "stranger",
        Fault::Answers(Answer { status: 429 | 503, .. }) => "busy",
        Fault::Answers(_) => "server",
        Fault::Tls(_) => "tls",
        _ => "interrupted",
    }
}
