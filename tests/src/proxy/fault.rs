//! The faults, by name.

use std::fmt;

/// What comes between a request and its reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Everything takes longer.
    Delay,
    /// The body leaves slowly.
    Rate,
    /// The reply comes drop by drop.
    Drip,
    /// The connection breaks in the middle of the request; the server has the first half.
    CutRequest,
    /// The connection breaks in the middle of the reply; the server has done it.
    CutReply,
    /// The server has done it, and nothing comes back.
    LostReply,
    /// Nothing comes, and the connection stays open.
    Silence,
    /// The request arrives twice, the second answer comes back.
    Twice,
    /// The connection is reset before the server hears anything.
    Reset,
    /// Somebody answers in the server's stead.
    Answers(Answer),
    /// A token that has expired: 401 until the session was refreshed.
    TokenExpires,
    /// The server's own reply with a `Date` that is so many years off.
    Date(i64),
    /// The connection breaks here, and from now on no secure one can be made.
    Tls(Secrecy),
}

/// An answer in the server's stead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The code of a problem as the server words it; none: a page that is not ours.
    pub code: Option<&'static str>,
    /// The seconds in its `Retry-After`.
    pub retry_after_s: Option<u64>,
}

/// What a phone meets that asks for a secure connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Secrecy {
    /// A certificate as it should be.
    Sound,
    /// A certificate for another name.
    WrongName,
    /// A certificate of an authority that nobody knows.
    UnknownAuthority,
    /// A certificate that has expired.
    Expired,
    /// Plain text.
    PlainText,
}

const fn own(status: u16, code: &'static str, retry_after_s: Option<u64>) -> Fault {
    Fault::Answers(Answer { status, code: Some(code), retry_after_s })
}

const fn page(status: u16) -> Fault {
    Fault::Answers(Answer { status, code: None, retry_after_s: None })
}

impl Fault {
    /// All of them.
    pub const ALL: [Self; 30] = [
        Self::Delay,
        Self::Rate,
        Self::Drip,
        Self::CutRequest,
        Self::CutReply,
        Self::LostReply,
        Self::Silence,
        Self::Twice,
        Self::Reset,
        page(200),
        page(302),
        page(401),
        Self::TokenExpires,
        own(401, "token-refused", None),
        own(403, "not-certified", None),
        own(409, "pinpoint-differs", None),
        own(413, "body-too-large", None),
        own(422, "facts-refused", None),
        own(429, "throttled", None),
        own(429, "throttled", Some(40)),
        own(500, "internal", None),
        page(502),
        own(503, "unavailable", Some(60)),
        page(520),
        Self::Tls(Secrecy::WrongName),
        Self::Tls(Secrecy::UnknownAuthority),
        Self::Tls(Secrecy::Expired),
        Self::Tls(Secrecy::PlainText),
        Self::Date(-10),
        // The last one: a phone believes the newest time that its server told, and blames its own clock from then on.
        Self::Date(10),
    ];
}

impl Fault {
    /// Whether the server's own answer comes through in the end.
    pub const fn lets_pass(self) -> bool {
        matches!(self, Self::Delay | Self::Rate | Self::Drip | Self::Twice | Self::Date(_))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Delay => f.write_str("delayed by 150 ms"),
            Self::Rate => f.write_str("the request leaves slowly"),
            Self::Drip => f.write_str("the reply drips"),
            Self::CutRequest => f.write_str("cut in the middle of the request"),
            Self::CutReply => f.write_str("cut in the middle of the reply"),
            Self::LostReply => f.write_str("the reply is lost"),
            Self::Silence => f.write_str("silence"),
            Self::Twice => f.write_str("the request arrives twice"),
            Self::Reset => f.write_str("reset"),
            Self::Answers(Answer { status, code, retry_after_s }) => {
                match code {
                    Some(code) => write!(f, "{status} `{code}`")?,
                    None => write!(f, "{status} with somebody's HTML")?,
                }
                retry_after_s.map_or(Ok(()), |seconds| write!(f, ", `Retry-After: {seconds}`"))
            }
            Self::TokenExpires => f.write_str("the access token has expired"),
            Self::Date(years) => write!(f, "a `Date` that is {years} years off"),
            Self::Tls(Secrecy::Sound) => f.write_str("cut"),
            Self::Tls(Secrecy::WrongName) => f.write_str("cut, then a certificate for another name"),
            Self::Tls(Secrecy::UnknownAuthority) => {
                f.write_str("cut, then a certificate of an unknown authority")
            }
            Self::Tls(Secrecy::Expired) => f.write_str("cut, then an expired certificate"),
            Self::Tls(Secrecy::PlainText) => f.write_str("cut, then plain text where TLS should be"),
        }
    }
}
