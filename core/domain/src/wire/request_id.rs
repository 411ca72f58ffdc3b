//! What a request is called in the logs of both sides.

use std::fmt;
use std::sync::Arc;

/// Between 1 and 64 letters, digits, `-`, `_` and `.`, so that it is harmless in a header and in a line of a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestId(Arc<str>);

impl RequestId {
    /// The header that carries it there and back.
    pub const HEADER: &'static str = "x-request-id";

    /// An id as somebody else wrote it, if it is harmless.
    pub fn parse(text: &str) -> Option<Self> {
        let harmless = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
        ((1..=64).contains(&text.len()) && text.bytes().all(harmless)).then(|| Self(text.into()))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_kept_as_it_is_when_it_is_harmless() {
        assert_eq!(RequestId::parse("phone-7.42_a").unwrap().as_str(), "phone-7.42_a");
        for harmful in ["", "a b", "<script>", "x\ty", "/l/0024B10000029F81", "é", &"7".repeat(65)] {
            assert_eq!(RequestId::parse(harmful), None, "{harmful}");
        }
    }
}
