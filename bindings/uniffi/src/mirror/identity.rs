//! "Is this a new station?": the question, and what each answer leads to.

use pinpoint_domain::Timestamp;
use pinpoint_domain::code::Notice;
use pinpoint_domain::wire::Known;
use pinpoint_domain::work::identity::{Choice, Claim, IdentityQuestion};

/// The question, with what each answer leads to.
#[uniffi::remote(Record)]
pub struct IdentityQuestion {
    /// What the network knows; none: it could not be asked. It goes back with the answer.
    pub known: Option<Known>,
    /// Whether the installer is asked. Otherwise the station is new, as far as anybody knows.
    pub asked: bool,
    /// The answers, the likeliest first.
    pub choices: Vec<Choice>,
}

/// One answer.
#[uniffi::remote(Record)]
pub struct Choice {
    /// Which.
    pub claim: Claim,
    /// What follows from it, in order.
    pub consequences: Vec<Notice>,
}

/// What an installer can say of a station; the words are `identity-<claim>`.
#[uniffi::remote(Enum)]
pub enum Claim {
    /// The network never had it.
    New,
    /// The same station under another label.
    Renetworked,
    /// It stands where another station stood, which is gone.
    Replacement,
    /// Something was misread: it is taken back, and read again.
    Mistake,
}

/// What the network knows of a label, a serial number and a place: only whether, and since when.
#[uniffi::remote(Record)]
pub struct Known {
    /// Since when this label is active.
    pub mac_active_since: Option<Timestamp>,
    /// Since when this maker's serial is active.
    pub serial_active_since: Option<Timestamp>,
    /// Whether a re-networking takes over from that record at once; otherwise a person looks at both first.
    pub takes_over: bool,
    /// Since when a station of the own company with another serial is active at this place.
    pub place_taken_since: Option<Timestamp>,
}
