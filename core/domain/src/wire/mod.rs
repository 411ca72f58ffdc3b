//! Wire format version 1: what travels between phone and server, and what both keep for ever.
//!
//! Everything signed is a [`Signed`] envelope (DSSE). Numbers are integers; bytes are base64 with padding; times are
//! RFC 3339 in UTC; digests are `sha256:` and 64 hex digits. Readers ignore fields that they do not know, and
//! keep marks and reasons of a later version as text; the bytes that were signed are kept as they came. `fixtures/wire/v1` freezes one example of each form.

mod annex;
mod api;
mod boot;
mod bytes;
mod capsule;
mod changes;
mod correction;
mod digest;
mod ecdsa;
mod envelope;
mod erasure;
mod event;
mod grant;
mod json;
mod known;
mod problem;
mod proof;
mod receipt;
mod request_id;
mod sealed;
mod signed;
mod verdict;
mod watermark;

pub use annex::Annex;
pub use api::{
    Account, BATCH_BYTES, BATCH_ITEMS, BatchItem, BatchPut, BatchResult, BatchResults, DeviceRegistration,
    IN_COOKIE, RefreshRequest, SESSION_KEEPER, Session, SessionRequest,
};
pub use boot::Boot;
pub use bytes::Base64;
pub use capsule::{Capsule, CapsuleBinding, CapsuleError, CapsulePublicKey, CapsuleSecretKey};
pub use changes::{Change, ChangePage, Changed};
pub use correction::{Amended, AmendedFact, Amendment, Correction, SealedField};
pub use digest::{Digest, DigestError};
pub use envelope::{Envelope, EventEnvelope, Mark};
pub use erasure::Erasure;
pub use event::{EventBody, PostSealEvent};
pub use grant::Grant;
pub use json::to_json;
pub use known::{Known, StationAnswer, StationIs, StationQuestion};
pub use problem::Problem;
pub use proof::Unproven;
pub use receipt::{Receipt, Subject};
pub use request_id::RequestId;
pub use sealed::{
    Address, DriverDetails, Identity, PhotoDigests, Place, SealedBytes, SealedPhoto, SealedRecord, SimCards,
    StationFacts, Versions,
};
pub use signed::{KeyError, SignatureError, Signed, Unsigned, VerifyingKey, WireType};
pub use verdict::{Decision, Reason, ReasonCode, Verdict};
pub use watermark::{Span, Watermark};

/// The version of every form in this module.
pub const VERSION: u32 = 1;
