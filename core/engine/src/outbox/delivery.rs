//! A delivery: one item of the outbox, and how far it is on its way.

use std::fmt;

use jiff::Timestamp;
use pinpoint_domain::Fields;
use pinpoint_domain::ids::{EventId, PhotoId, PinpointId};
use pinpoint_domain::wire::Subject;
use serde::{Deserialize, Serialize};

use super::retry::Wait;

/// What is delivered. Each kind travels in a lane of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum Item {
    /// A sealed record. Goes first.
    Record(PinpointId),
    /// Something that happened after the seal. Goes after its record's receipt, in its pinpoint's order.
    Event {
        /// The record that it belongs to.
        pinpoint: PinpointId,
        /// The event.
        event: EventId,
    },
    /// A file of a photo. Goes after its record's receipt.
    Photo {
        /// The record that names its digest.
        pinpoint: PinpointId,
        /// The file.
        photo: PhotoId,
    },
}

impl Item {
    /// The pinpoint that it belongs to.
    pub const fn pinpoint(&self) -> PinpointId {
        match *self {
            Self::Record(pinpoint) | Self::Event { pinpoint, .. } | Self::Photo { pinpoint, .. } => pinpoint,
        }
    }

    /// What its receipt must be about.
    pub const fn subject(&self) -> Subject {
        match *self {
            Self::Record(pinpoint) => Subject::Pinpoint(pinpoint),
            Self::Event { event, .. } => Subject::Event(event),
            Self::Photo { photo, .. } => Subject::Photo(photo),
        }
    }

    /// The lane that it travels in.
    pub const fn lane(&self) -> Lane {
        match self {
            Self::Record(_) => Lane::Records,
            Self::Event { .. } => Lane::Events,
            Self::Photo { .. } => Lane::Photos,
        }
    }
}

/// Deliveries of one kind share a lane; trouble in one lane never holds up another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum Lane {
    /// Sealed records, many in one request.
    Records,
    /// Events after the seal.
    Events,
    /// Files of photos, resumed where they were cut.
    Photos,
}

/// One item of the outbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Delivery {
    /// What is delivered.
    pub item: Item,
    /// The device's counter at the time it was queued, unique within a lane: the order in which the lane goes.
    pub sequence: u64,
    /// How far it is.
    pub state: DeliveryState,
    /// Tries in a row that ended in weather. They space the tries out and never end them.
    pub attempts: u32,
    /// Bytes that the server is known to have.
    pub bytes_sent: u64,
    /// Bytes altogether.
    pub bytes_total: u64,
}

impl Delivery {
    /// What it waits for once it is written down that the server did not know its record: that record, if it is not
    /// delivered, or not any more because the server was restored.
    pub(crate) const fn may_wait_for(&self) -> Option<Item> {
        match (self.item, &self.state) {
            (Item::Record(_), _) => None,
            (item, DeliveryState::Waiting { why: Weather::NotYet, .. }) => {
                Some(Item::Record(item.pinpoint()))
            }
            _ => None,
        }
    }

    /// A new delivery. A photo waits for its record; an event for the event before it that is still under way, or for
    /// its record. Give `after` what it waits for, if that is not delivered yet.
    pub const fn new(item: Item, sequence: u64, bytes_total: u64, after: Option<Item>) -> Self {
        let state = match after {
            Some(on) => DeliveryState::Blocked { on },
            None => DeliveryState::Ready,
        };
        Self { item, sequence, state, attempts: 0, bytes_sent: 0, bytes_total }
    }
}

/// How far a delivery is. All but `done` either end by themselves at a finite time or are a hold that the screen shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(hashmap_as_object))]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum DeliveryState {
    /// Goes once another item was delivered, or in the case of an event set aside.
    Blocked {
        /// The other item.
        on: Item,
    },
    /// Goes next.
    Ready,
    /// On its way right now. Found in a store, it means that the app ended in between, and counts as ready.
    Sending,
    /// A receipt was believed.
    Done,
    /// Tried, and tried again by itself.
    Waiting {
        /// When the wait began, by this device's clock.
        since: Timestamp,
        /// When it ends; see [`Wait`] for what a clock that was set may not do to it.
        until: Timestamp,
        /// What came in between.
        why: Weather,
    },
    /// Given to the system, which carries it even when the app has ended. If nothing is heard until then, it goes the
    /// usual way.
    Carried {
        /// When it was given away, by this device's clock.
        since: Timestamp,
        /// When it is taken back.
        until: Timestamp,
    },
    /// The account may not: sign in again, or get certified.
    HeldAuth {
        /// The server's code.
        code: String,
    },
    /// No room to store it, on the server.
    HeldStorage,
    /// This version of the app, or of the record's form, is no longer taken.
    HeldVersion {
        /// The server's code.
        code: String,
    },
    /// The device's clock is wrong, so no certificate looks valid.
    HeldClock {
        /// The device's clock minus the newest time a server told, in seconds.
        skew_s: i64,
    },
    /// The server looked at it and refused it. The bytes are kept and can be exported.
    NeedsYou {
        /// The server's code.
        code: String,
        /// What the code's sentence needs.
        #[serde(default, skip_serializing_if = "Fields::is_empty")]
        fields: Fields,
    },
}

impl DeliveryState {
    /// One of each state, for whoever asks a rule about all of them.
    pub fn examples() -> [Self; 11] {
        let nobody = PinpointId::from(uuid::Uuid::nil());
        let (since, code) = (Timestamp::UNIX_EPOCH, String::new);
        [
            Self::Blocked { on: Item::Record(nobody) },
            Self::Ready,
            Self::Sending,
            Self::Done,
            Self::Waiting { since, until: since, why: Weather::Offline },
            Self::Carried { since, until: since },
            Self::HeldAuth { code: code() },
            Self::HeldStorage,
            Self::HeldVersion { code: code() },
            Self::HeldClock { skew_s: 0 },
            Self::NeedsYou { code: code(), fields: Fields::new() },
        ]
    }

    /// The state's name, as it is stored and shown.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Blocked { .. } => "blocked",
            Self::Ready => "ready",
            Self::Sending => "sending",
            Self::Done => "done",
            Self::Waiting { .. } => "waiting",
            Self::Carried { .. } => "carried",
            Self::HeldAuth { .. } => "held-auth",
            Self::HeldStorage => "held-storage",
            Self::HeldVersion { .. } => "held-version",
            Self::HeldClock { .. } => "held-clock",
            Self::NeedsYou { .. } => "needs-you",
        }
    }

    /// Whether it may be sent now.
    pub fn is_due(&self, now: Timestamp) -> bool {
        matches!(self, Self::Ready | Self::Sending) || self.wait().is_some_and(|wait| wait.is_over(now))
    }

    /// Whether it would be sent without anybody's help, now or after a wait. What the system carries is not sent while it
    /// does.
    pub fn goes_by_itself(&self, now: Timestamp) -> bool {
        self.is_due(now) || matches!(self, Self::Waiting { .. })
    }

    /// The wait that it is in, if it ends by itself.
    pub const fn wait(&self) -> Option<Wait> {
        match *self {
            Self::Waiting { since, until, .. } | Self::Carried { since, until } => {
                Some(Wait { since, until })
            }
            _ => None,
        }
    }

    /// Whether the server refused the item itself. The next event of a pinpoint does not wait for one in this state.
    pub const fn is_set_aside(&self) -> bool {
        matches!(self, Self::NeedsYou { .. } | Self::HeldVersion { .. })
    }

    /// Whether nothing happens before a person or the network does something.
    pub const fn is_held(&self) -> bool {
        matches!(
            self,
            Self::HeldAuth { .. }
                | Self::HeldStorage
                | Self::HeldVersion { .. }
                | Self::HeldClock { .. }
                | Self::NeedsYou { .. }
        )
    }
}

impl fmt::Display for DeliveryState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What keeps a delivery from arriving and passes by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(tag = "weather", rename_all = "kebab-case")]
pub enum Weather {
    /// No connection to the server could be made.
    Offline,
    /// Silence for too long.
    Timeout,
    /// No secure connection.
    Tls,
    /// The connection broke half-way.
    Interrupted,
    /// Something answered that is not the server: a captive portal, a proxy, a gateway.
    Stranger {
        /// The HTTP status.
        status: u16,
    },
    /// The server had trouble of its own.
    Server {
        /// The HTTP status.
        status: u16,
    },
    /// The server asked for patience.
    Busy,
    /// The server does not know the record yet that this belongs to.
    NotYet,
    /// What arrived at the server has another digest, although the file here has the right one.
    Damaged,
    /// The answer came from the server and makes no sense here.
    Unreadable,
    /// A receipt came that no known key signed, or that is about other bytes.
    ReceiptNotBelieved,
}

impl Weather {
    /// The name that the screen's words are found by.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Offline => "offline",
            Self::Timeout => "timeout",
            Self::Tls => "tls",
            Self::Interrupted => "interrupted",
            Self::Stranger { .. } => "stranger",
            Self::Server { .. } => "server",
            Self::Busy => "busy",
            Self::NotYet => "not-yet",
            Self::Damaged => "damaged",
            Self::Unreadable => "unreadable",
            Self::ReceiptNotBelieved => "receipt-not-believed",
        }
    }
}
