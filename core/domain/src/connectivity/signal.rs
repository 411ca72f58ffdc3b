//! What the station's page *Network signal* shows: "?", gear, Network signal (B13).

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::code::{Coded, Fields, fields};

/// The page's three lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct NetworkSignal {
    /// State of the link (B14).
    pub link: LinkState,
    /// VPN (B15).
    pub vpn: ConnectionState,
    /// State of the connection, which is the one to the cloud (B16).
    pub cloud: ConnectionState,
}

/// Whether the Ethernet port has an address and with it the router (B14).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum LinkState {
    /// `UP`: the port has an IP address, and the router is reached.
    Up,
    /// `DOWN`: the port has none.
    Down,
    /// Not read.
    #[default]
    Unknown,
}

/// Whether the station reaches something: the VPN server (B15), the cloud (B16).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum ConnectionState {
    /// `Connected`.
    Connected,
    /// `Disconnected`.
    Disconnected,
    /// Not read.
    #[default]
    Unknown,
}

/// A word that the page does not show.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignalError {
    /// Not the state of a link.
    #[error("`{text}` is no state of a link: up, down or unknown")]
    Link {
        /// What was given.
        text: String,
    },
    /// Not the state of a connection.
    #[error("`{text}` is no state of a connection: connected, disconnected or unknown")]
    Connection {
        /// What was given.
        text: String,
    },
}

impl Coded for SignalError {
    fn code(&self) -> &'static str {
        match self {
            Self::Link { .. } => "signal-link-word",
            Self::Connection { .. } => "signal-connection-word",
        }
    }

    fn fields(&self) -> Fields {
        match self {
            Self::Link { text } | Self::Connection { text } => fields([("text", text.clone())]),
        }
    }
}

impl LinkState {
    /// As the page spells it; `?` for what was not read.
    pub const fn as_shown(self) -> &'static str {
        match self {
            Self::Up => "UP",
            Self::Down => "DOWN",
            Self::Unknown => "?",
        }
    }
}

impl ConnectionState {
    /// As the page spells it; `?` for what was not read.
    pub const fn as_shown(self) -> &'static str {
        match self {
            Self::Connected => "Connected",
            Self::Disconnected => "Disconnected",
            Self::Unknown => "?",
        }
    }
}

/// The words of the page, of both guides' tables, and of a person who cannot read it.
impl FromStr for LinkState {
    type Err = SignalError;
    fn from_str(text: &str) -> Result<Self, SignalError> {
        match text.trim().to_lowercase().as_str() {
            "up" | "haut" => Ok(Self::Up),
            "down" | "bas" => Ok(Self::Down),
            word if is_unknown(word) => Ok(Self::Unknown),
            _ => Err(SignalError::Link { text: text.to_owned() }),
        }
    }
}

/// The words of the page, of both guides' tables, and of a person who cannot read it.
impl FromStr for ConnectionState {
    type Err = SignalError;
    fn from_str(text: &str) -> Result<Self, SignalError> {
        match text.trim().to_lowercase().as_str() {
            "connected" | "connecté" | "connecte" => Ok(Self::Connected),
            "disconnected" | "not connected" | "not-connected" | "non connecté" | "non connecte"
            | "débranché" | "debranche" | "déconnecté" | "deconnecte" => Ok(Self::Disconnected),
            word if is_unknown(word) => Ok(Self::Unknown),
            _ => Err(SignalError::Connection { text: text.to_owned() }),
        }
    }
}

fn is_unknown(word: &str) -> bool {
    matches!(word, "unknown" | "inconnu" | "inconnue" | "?")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_read_in_the_words_it_shows_and_in_those_of_the_guide() {
        for up in ["UP", "up", " Up ", "Haut"] {
            assert_eq!(up.parse(), Ok(LinkState::Up), "{up}");
        }
        for down in ["DOWN", "down", "Bas"] {
            assert_eq!(down.parse(), Ok(LinkState::Down), "{down}");
        }
        for disconnected in ["Disconnected", "Non connecté", "Débranché", "Déconnecté"] {
            assert_eq!(disconnected.parse(), Ok(ConnectionState::Disconnected), "{disconnected}");
        }
        assert_eq!("Connecté".parse(), Ok(ConnectionState::Connected));
        assert_eq!("?".parse(), Ok(LinkState::Unknown));
        assert_eq!("unknown".parse(), Ok(ConnectionState::Unknown));
    }

    #[test]
    fn another_word_is_refused_with_itself() {
        let refused = "blinking".parse::<LinkState>().unwrap_err();
        assert_eq!((refused.code(), refused.fields()["text"].as_str()), ("signal-link-word", "blinking"));
        assert_eq!("up".parse::<ConnectionState>().unwrap_err().code(), "signal-connection-word");
    }
}
