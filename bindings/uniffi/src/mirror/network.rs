//! What the network says: who somebody is, and what it decided.

use pinpoint_domain::Timestamp;
use pinpoint_domain::code::{Fields, Notice};
use pinpoint_domain::geo::Coordinate;
use pinpoint_domain::ids::{CompanyId, InstallerId, ItemId, NetworkId, PinpointId};
use pinpoint_domain::profile::{DocumentLink, Model};
use pinpoint_domain::wire::{Account, Address, Decision, Digest, Mark, Reason, ReasonCode, Verdict};
use pinpoint_engine::{AddressSuggestion, NetworkView, SessionView};

/// Who is signed in, as a screen shows it.
#[uniffi::remote(Record)]
pub struct SessionView {
    /// Whether the account may be used for new work.
    pub signed_in: bool,
    /// The account.
    pub account: Account,
    /// Until when the grant is good offline.
    pub grant_expires_at: Timestamp,
    /// Whether it has expired, by the device's clock: warns and marks, never blocks.
    pub grant_expired: bool,
    /// Whether the installer is certified, as far as this device knows.
    pub certified: bool,
}

/// An account as its owner may see it.
#[uniffi::remote(Record)]
pub struct Account {
    /// The network.
    pub network: NetworkId,
    /// The pseudonym.
    pub installer: InstallerId,
    /// The company.
    pub company: CompanyId,
    /// The company's name.
    pub company_name: String,
    /// The installer's name, for greeting.
    pub name: String,
    /// Until when certified; none: may sign in, may not pinpoint.
    pub certified_until: Option<Timestamp>,
}

/// The network, and how fresh what is known of it is.
#[uniffi::remote(Record)]
pub struct NetworkView {
    /// The network.
    pub network: NetworkId,
    /// Its name for people.
    pub name: String,
    /// The version of its profile.
    pub profile_version: u32,
    /// Until when the profile counts.
    pub profile_expires_at: Option<Timestamp>,
    /// Whether it has expired, by the device's clock: warns and marks, never blocks.
    pub profile_expired: bool,
    /// The version of the catalog.
    pub catalog_version: Option<u32>,
    /// Why what the server offered last did not take the place of what is kept.
    pub refused: Option<Notice>,
}

/// An address of the network's list.
#[uniffi::remote(Record)]
pub struct AddressSuggestion {
    /// The answer that chooses it.
    pub address: Address,
    /// Where it is, if the network says so.
    pub position: Option<Coordinate>,
    /// How far that is, in metres, from where the installer is.
    pub distance_m: Option<u32>,
}

/// A paper of the network that an installer reads before the visit.
#[uniffi::remote(Record)]
pub struct DocumentLink {
    /// Its name in the profile.
    pub id: ItemId,
    /// What it is called, by language.
    pub title: Fields,
    /// Where it is.
    pub url: String,
}

/// A model of station.
#[uniffi::remote(Record)]
pub struct Model {
    /// The manufacturer, as on the type plate.
    pub manufacturer: String,
    /// The model, as on the type plate.
    pub model: String,
    /// Whether it has a screen.
    pub has_screen: bool,
}

/// A decision with its reasons.
#[uniffi::remote(Record)]
pub struct Verdict {
    /// Version of this form: 1.
    pub v: u32,
    /// The network.
    pub network: NetworkId,
    /// The pinpoint.
    pub pinpoint_id: PinpointId,
    /// The sealed bytes that it speaks of.
    pub digest: Digest,
    /// The decision.
    pub decision: Decision,
    /// Why; empty when accepted.
    pub reasons: Vec<Reason>,
    /// When it was decided.
    pub at: Timestamp,
}

/// What the network decided.
#[uniffi::remote(Enum)]
pub enum Decision {
    /// The station is on the network as the record says.
    Accepted,
    /// A person at the network looks at it; nothing is lost.
    InReview,
    /// Something must be mended; the reasons say what.
    Rejected,
    /// A later pinpoint of the same station took its place.
    Superseded,
}

/// A reason with what its sentence needs; its words are `verdict-<code>`.
#[uniffi::remote(Record)]
pub struct Reason {
    /// Which.
    pub code: ReasonCode,
    /// Values for the sentence.
    pub fields: Fields,
}

/// Why a pinpoint was not simply accepted.
#[uniffi::remote(Enum)]
pub enum ReasonCode {
    /// No capsule came along, so nothing proves that somebody stood before the label.
    CapsuleMissing,
    /// The capsule does not open for this pinpoint and MAC.
    CapsuleShut,
    /// MAC and password belong to no label of this network: most often a mistyped password. Mended by a new capsule.
    LabelNotProved,
    /// Too many attempts of this account; tried again later without anyone doing anything.
    AttemptsThrottled,
    /// This maker's serial is active under another label.
    SerialActiveElsewhere,
    /// This label is active on another station.
    MacActiveElsewhere,
    /// Another phone of the same company sealed this station under this label a short time ago.
    SealedTwice,
    /// The station that the record says it replaces is active, and not at this place under this company.
    OldStationElsewhere,
    /// A later pinpoint of the same station.
    Renetworked,
    /// Another station stands in its place; the field `by` is that station's pinpoint.
    Replaced,
    /// A person at the network decided; the field `reason` is why, in that person's words.
    Reviewed,
    /// An earlier pinpoint of the same station stays the one that is active.
    StandsBeside,
    /// One that this version does not know, kept as it came.
    Other(String),
}

/// Something unusual that the phone knew when it sealed. It never blocked the capture.
#[uniffi::remote(Enum)]
pub enum Mark {
    /// The grant had expired.
    GrantExpired,
    /// The network's profile had expired.
    ProfileExpired,
    /// The position came from a mock provider: an external receiver, or a spoof.
    MockLocation,
    /// One that this version does not know, kept as it came.
    Other(String),
}
