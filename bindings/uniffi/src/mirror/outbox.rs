//! The outbox: what is saved where, and what keeps it.

use pinpoint_domain::Timestamp;
use pinpoint_domain::code::Fields;
use pinpoint_domain::ids::{EventId, PhotoId, PinpointId};
use pinpoint_domain::wire::Verdict;
use pinpoint_engine::outbox::{Delivery, DeliveryState, Ending, Item, LedgerError, SyncReport, Weather};
use pinpoint_engine::{
    ExportPiece, ExportPlan, ExportScope, NetworkState, NotTaken, OutboxView, PinpointView, SavedOn, TakenIn,
    TransferState,
};

use super::names::{Counts, SignedReceipt};

/// The outbox.
#[uniffi::remote(Record)]
pub struct OutboxView {
    /// Those with something on its way first, the newest first within; at most 200.
    pub pinpoints: Vec<PinpointView>,
    /// How many deliveries are in which state.
    pub counts: Counts,
    /// When the next waiting delivery goes by itself.
    pub next_attempt: Option<Timestamp>,
    /// Whether the platform promised not to evict what is kept; always true but in browsers.
    pub storage_persisted: bool,
}

/// One sealed record on its way.
#[uniffi::remote(Record)]
pub struct PinpointView {
    /// The record.
    pub id: PinpointId,
    /// The label's MAC, as grouped on a label.
    pub mac: String,
    /// The serial number, as printed.
    pub serial: String,
    /// Whether another phone sealed it, and this one carries it to the server.
    pub taken_in: bool,
    /// Where the record is safe.
    pub saved: SavedOn,
    /// Its receipt, verified when it came.
    pub receipt: Option<SignedReceipt>,
    /// The network's newest decision.
    pub verdict: Option<Verdict>,
    /// Record, events, photos.
    pub deliveries: Vec<Delivery>,
}

/// What an export takes along.
#[uniffi::remote(Enum)]
pub enum ExportScope {
    /// Each record of which something is not on the server, with the photos that are not.
    Unsent,
    /// Everything sealed that is still here.
    Everything,
}

/// A piece of an export. The file is the bytes of its pieces, one after the other.
#[uniffi::remote(Enum)]
pub enum ExportPiece {
    /// All records with what was said after their seals.
    Records {
        /// Which.
        scope: ExportScope,
    },
    /// A file of a photo.
    Photo {
        /// Which.
        photo: PhotoId,
    },
    /// What closes the file.
    End,
}

/// The pieces of an export, in their order.
#[uniffi::remote(Record)]
pub struct ExportPlan {
    /// To be asked for and written one after the other.
    pub pieces: Vec<ExportPiece>,
}

/// What became of an export that was taken in.
#[uniffi::remote(Record)]
pub struct TakenIn {
    /// Records that are here now, and were not.
    pub records: u32,
    /// Records that were here already.
    pub known: u32,
    /// Files of photos that are here now, and were not.
    pub photos: u32,
    /// What was not taken. Everything else was.
    pub refused: Vec<NotTaken>,
}

/// Something in an export that was not taken.
#[uniffi::remote(Record)]
pub struct NotTaken {
    /// Where it stands in the file: `export.json` with the number of the record from 1, or a photo's name; empty for what
    /// came after.
    pub part: String,
    /// Why.
    pub code: String,
    /// What the code's sentence needs.
    pub fields: Fields,
}

/// Where a record is safe.
#[uniffi::remote(Enum)]
pub enum SavedOn {
    /// On this phone.
    Phone,
    /// The record is on the server, something that belongs to it is not yet.
    ServerInPart,
    /// All of it is on the server.
    Server,
}

/// One item of the outbox.
#[uniffi::remote(Record)]
pub struct Delivery {
    /// What is delivered.
    pub item: Item,
    /// The order in which its kind goes.
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

/// What is delivered.
#[uniffi::remote(Enum)]
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

/// How far a delivery is. All but `Done` either end by themselves at a finite time or are a hold that the screen shows.
#[uniffi::remote(Enum)]
pub enum DeliveryState {
    /// Goes once another item was delivered, or in the case of an event set aside.
    Blocked {
        /// The other item.
        on: Item,
    },
    /// Goes next.
    Ready,
    /// On its way right now.
    Sending,
    /// A receipt was believed.
    Done,
    /// Tried, and tried again by itself.
    Waiting {
        /// When the wait began, by this device's clock.
        since: Timestamp,
        /// When it ends.
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
        fields: Fields,
    },
}

/// What keeps a delivery from arriving and passes by itself.
#[uniffi::remote(Enum)]
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

/// How a sync ended.
#[uniffi::remote(Record)]
pub struct SyncReport {
    /// Why it ended.
    pub ending: Ending,
    /// Deliveries that are done.
    pub delivered: u32,
    /// Their bytes.
    pub bytes: u64,
    /// Deliveries that this run tried and that are tried again by themselves.
    pub waiting: u32,
    /// Deliveries that this run tried and that are held.
    pub held: u32,
    /// This device's clock minus the server's, in seconds, if it is more than five minutes.
    pub clock_skew_s: Option<i64>,
}

/// Why a sync ended.
#[uniffi::remote(Enum)]
pub enum Ending {
    /// Nothing is left that could go.
    Idle,
    /// What is left waits beyond the deadline, or the deadline came.
    Deadline,
    /// Somebody stopped it.
    Cancelled,
    /// The store failed.
    Store(LedgerError),
}

/// Why the store could not do it. Nothing is lost, and what was under way is sent again the next time.
#[uniffi::remote(Enum)]
pub enum LedgerError {
    /// The disk is full.
    Full,
    /// Anything else.
    Broken {
        /// The store's code.
        code: String,
        /// What its sentence needs.
        fields: Fields,
    },
}

/// What the platform knows of its network.
#[uniffi::remote(Enum)]
pub enum NetworkState {
    /// There is one. Whether the server can be reached over it is seen by trying.
    Online,
    /// There is none.
    Offline,
}

/// Where a photo is after its transfer.
#[uniffi::remote(Enum)]
pub enum TransferState {
    /// Its receipt was verified.
    Done,
    /// It is in the outbox again: the next transfer or sync goes on where this one ended.
    Again,
    /// The server will not take it as it is; the outbox says why, and who must act.
    Held,
}
