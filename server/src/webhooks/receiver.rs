//! Who is told, as an operator writes it.

use std::fmt;

use data_encoding::BASE64;
use hmac::{Hmac, KeyInit as _, Mac as _};
use pinpoint_domain::wire::Digest;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use sha2::Sha256;
use url::Url;
use zeroize::Zeroizing;

use crate::store::TOLD;

/// A system that is told what happens.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Webhook {
    url: Target,
    secret: WebhookSecret,
    /// Empty: all of them.
    #[serde(default)]
    events: Vec<Kind>,
}

impl Webhook {
    /// A receiver that is told of these kinds; of all when there are none.
    pub fn new(url: &str, secret: &str, events: &[&str]) -> Result<Self, String> {
        let events = events.iter().map(|kind| Kind::try_from((*kind).to_owned()));
        Ok(Self {
            url: url.to_owned().try_into()?,
            secret: secret.to_owned().try_into()?,
            events: events.collect::<Result<_, _>>()?,
        })
    }

    /// Under which the database knows it: with another address or secret it is another receiver.
    pub(super) fn name(&self) -> String {
        let secret = BASE64.encode(&self.secret.0);
        Digest::of(format!("{}\n{secret}", self.url.0).as_bytes()).hex()
    }

    pub(super) fn kinds(&self) -> Vec<&'static str> {
        if self.events.is_empty() { TOLD.to_vec() } else { self.events.iter().map(|kind| kind.0).collect() }
    }

    pub(super) fn url(&self) -> Url {
        self.url.0.clone()
    }

    /// For the log: an address may hold a secret.
    pub(super) fn host(&self) -> &str {
        self.url.0.host_str().unwrap_or_default()
    }

    pub(super) const fn secret(&self) -> &WebhookSecret {
        &self.secret
    }
}

/// Where messages go: https, or this machine.
#[derive(Clone, Deserialize)]
#[serde(try_from = "String")]
struct Target(Url);

impl TryFrom<String> for Target {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let url = Url::parse(&text).map_err(|error| error.to_string())?;
        let is_here = match url.host() {
            Some(url::Host::Ipv4(address)) => address.is_loopback(),
            Some(url::Host::Ipv6(address)) => address.is_loopback(),
            Some(url::Host::Domain(name)) => name == "localhost",
            None => false,
        };
        match url.scheme() {
            "https" => Ok(Self(url)),
            "http" if is_here => Ok(Self(url)),
            _ => Err("an address begins with https://, and only for this machine with http://".to_owned()),
        }
    }
}

impl fmt::Debug for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Target({})", self.0.host_str().unwrap_or_default())
    }
}

/// A kind of message.
#[derive(Debug, Clone)]
struct Kind(&'static str);

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.try_into().map_err(D::Error::custom)
    }
}

impl TryFrom<String> for Kind {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let known = TOLD.into_iter().find(|kind| *kind == text);
        known.map(Self).ok_or_else(|| format!("`{text}` is none of {}", TOLD.join(", ")))
    }
}

/// What both sides know: `whsec_` and 24 to 64 bytes as Base64. Never shown.
#[derive(Clone, Deserialize)]
#[serde(try_from = "String")]
pub struct WebhookSecret(Zeroizing<Vec<u8>>);

impl TryFrom<String> for WebhookSecret {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let text = Zeroizing::new(text);
        let bytes = text.strip_prefix("whsec_").and_then(|rest| BASE64.decode(rest.as_bytes()).ok());
        let bytes = bytes.filter(|bytes| (24..=64).contains(&bytes.len())).map(Zeroizing::new);
        bytes.map(Self).ok_or_else(|| "a secret is whsec_ and 24 to 64 bytes as Base64".to_owned())
    }
}

impl fmt::Debug for WebhookSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WebhookSecret(..)")
    }
}

impl WebhookSecret {
    /// The header `webhook-signature` of a message.
    pub(super) fn sign(&self, id: &str, at_second: i64, body: &str) -> String {
        // A key of any length is taken.
        let Ok(mut hmac) = Hmac::<Sha256>::new_from_slice(&self.0) else { return String::new() };
        hmac.update(format!("{id}.{at_second}.{body}").as_bytes());
        format!("v1,{}", BASE64.encode(&hmac.finalize().into_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_the_one_that_the_specification_shows() {
        let secret = WebhookSecret::try_from("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".to_owned()).unwrap();
        let signed = secret.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, r#"{"test": 2432232314}"#);
        assert_eq!(signed, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        assert!(!format!("{secret:?}").contains("MfKQ"));
    }
}
