//! What travels between a phone and the server, without bytes.

use http::header::{CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderMap, HeaderValue, StatusCode};
use pinpoint_domain::Fields;
use pinpoint_domain::ids::PinpointId;
use pinpoint_domain::wire::{self, Decision, Receipt, Signed};
use pinpoint_engine::outbox::{Item, Trouble, Weather};
use pinpoint_engine::platform::http::Response;
use pinpoint_engine::remote::classify;

use super::names;

/// A pair of tokens, access and refresh.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Token {
    pub(super) number: u64,
    /// When the server no longer takes it for access, as it said.
    pub(super) ends_ms: u64,
}

/// A sealed record with its envelope, in bytes.
pub(super) const RECORD_BYTES: u64 = 4096;
/// An event with its envelope, in bytes.
pub(super) const EVENT_BYTES: u64 = 1024;
/// The head of a request, in bytes: a line, a token and what a client says of itself.
pub(super) const HEAD_BYTES: u64 = 350;

/// A request under way.
#[derive(Debug, Clone)]
pub(super) struct Request {
    pub(super) phone: usize,
    pub(super) token: Token,
    pub(super) ask: Ask,
}

/// What is asked.
#[derive(Debug, Clone)]
pub(super) enum Ask {
    Refresh {
        token: Token,
    },
    News {
        after: u64,
    },
    Records(Vec<Item>),
    Event(Item),
    Offset(Item),
    /// The first bytes come along.
    Create {
        item: Item,
        length: u64,
    },
    Part {
        item: Item,
        from: u64,
        length: u64,
    },
    Receipt {
        item: Item,
        bytes: u64,
    },
}

/// A reply with what stands in its head.
#[derive(Debug, Clone)]
pub(super) struct Said {
    pub(super) reply: Reply,
    /// The server's epoch, if it is the server's own.
    pub(super) epoch: Option<u64>,
}

/// What came back.
#[derive(Debug, Clone)]
pub(super) enum Reply {
    Session(Token),
    News {
        epoch: u64,
        verdicts: Vec<(PinpointId, Decision)>,
        next_after: u64,
        more: bool,
    },
    Receipts(Vec<Result<Signed<Receipt>, Problem>>),
    Offset(u64),
    Problem(Problem),
    /// Somebody else answered.
    Stranger {
        status: u16,
        retry_after_s: Option<u64>,
    },
}

/// The server's own refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) status: u16,
    pub(super) code: &'static str,
    pub(super) retry_after_s: Option<u64>,
}

impl Problem {
    pub(super) fn new(status: u16, code: &'static str) -> Self {
        Self { status, code, retry_after_s: None }
    }

    /// What the engine makes of it.
    pub(super) fn trouble(self) -> Trouble {
        let Self { status, code, retry_after_s } = self;
        let problem = wire::Problem {
            type_uri: format!("{}{code}", wire::Problem::TYPE_BASE),
            title: String::new(),
            status,
            detail: None,
            code: code.to_owned(),
            fields: Fields::new(),
            request_id: None,
        };
        classify::problem(&problem, retry_after_s.map(std::time::Duration::from_secs))
    }
}

/// What the engine makes of a page that is not ours.
pub(super) fn stranger(status: u16, retry_after_s: Option<u64>) -> Trouble {
    let mut headers = HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static("text/html"))]);
    headers.extend(retry_after_s.map(|seconds| (RETRY_AFTER, HeaderValue::from(seconds))));
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    let page = Response { status, headers, body: "<html>Welcome to the Grand Hotel".into() };
    // A page that passed for an answer would be seen by its item staying undelivered, and by the laws.
    classify::reply(&page).err().unwrap_or(Weather::Unreadable.into())
}

impl Request {
    /// Bytes on their way to the server, without the head.
    pub(super) fn payload(&self) -> u64 {
        match &self.ask {
            Ask::Records(items) => u64::try_from(items.len()).unwrap_or(0) * RECORD_BYTES,
            Ask::Event(_) => EVENT_BYTES,
            Ask::Create { length, .. } | Ask::Part { length, .. } => *length,
            _ => 0,
        }
    }

    /// What it asks, in an account of many.
    pub(super) const fn kind(&self) -> &'static str {
        match self.ask {
            Ask::Refresh { .. } => "session",
            Ask::News { .. } => "news",
            Ask::Records(_) => "records",
            Ask::Event(_) => "event",
            Ask::Offset(_) | Ask::Create { .. } | Ask::Part { .. } => "photo",
            Ask::Receipt { .. } => "receipt",
        }
    }

    /// The request as the story tells it.
    pub(super) fn told(&self) -> String {
        match &self.ask {
            Ask::Refresh { .. } => "asks for a new session".to_owned(),
            Ask::News { after } => format!("asks for news after {after}"),
            Ask::Records(items) => format!("sends {}", names::names(items)),
            Ask::Event(item) => format!("sends {}", names::name(*item)),
            Ask::Offset(item) => format!("asks how much is there of {}", names::name(*item)),
            Ask::Create { item, length } => {
                format!("announces {} with its first {length} bytes", names::name(*item))
            }
            Ask::Part { item, from, length } => {
                format!("sends bytes {from} to {} of {}", from + length, names::name(*item))
            }
            Ask::Receipt { item, .. } => format!("asks for the receipt of {}", names::name(*item)),
        }
    }
}

impl Reply {
    /// The reply as the story tells it.
    pub(super) fn told(&self) -> String {
        match self {
            Self::Session(_) => "a new session".to_owned(),
            Self::News { verdicts, .. } => format!("{} verdicts", verdicts.len()),
            Self::Receipts(results) => {
                let stored = results.iter().filter(|result| result.is_ok()).count();
                format!("{stored} of {} stored", results.len())
            }
            Self::Offset(there) => format!("{there} bytes are there"),
            Self::Problem(problem) => format!("{} {}", problem.status, problem.code),
            Self::Stranger { status, .. } => format!("a stranger's page with {status}"),
        }
    }
}
