//! Schemas of the types that JSON carries as text, for the server's OpenAPI document. The records derive theirs.

use utoipa::openapi::schema::{Object, ObjectBuilder, Schema, SchemaFormat, Type};
use utoipa::openapi::{KnownFormat, RefOr};
use utoipa::{PartialSchema, ToSchema};

use crate::iccid::Iccid;
use crate::ids::{CompanyId, DeviceId, EventId, InstallerId, ItemId, NetworkId, PhotoId, PinpointId, StepId};
use crate::label::MacAddress;
use crate::serial::SerialNumber;
use crate::wire::{Base64, CapsulePublicKey, Digest, Mark, ReasonCode, VerifyingKey};

fn text(format: Option<SchemaFormat>, example: &str) -> Object {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .format(format)
        .examples([serde_json::json!(example)])
        .build()
}

macro_rules! texts {
    ($($name:ident: $format:expr, $example:expr;)+) => {$(
        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                RefOr::T(Schema::Object(text($format, $example)))
            }
        }

        impl ToSchema for $name {}
    )+};
}

const UUID: &str = "0199c6a0-7c00-7abc-8def-0123456789ab";

fn uuid() -> SchemaFormat {
    SchemaFormat::Custom("uuid".to_owned())
}

const BASE64: SchemaFormat = SchemaFormat::KnownFormat(KnownFormat::Byte);

texts! {
    PinpointId: Some(uuid()), UUID;
    PhotoId: Some(uuid()), UUID;
    EventId: Some(uuid()), UUID;
    DeviceId: Some(uuid()), UUID;
    InstallerId: Some(uuid()), UUID;
    CompanyId: Some(uuid()), UUID;
    NetworkId: None, "demo";
    StepId: None, "re-energise";
    ItemId: None, "measured";
    MacAddress: None, "0024:B100:0002:9F81";
    SerialNumber: None, "172841008201";
    Iccid: None, "89331042000712345678";
    Mark: None, "grant-expired";
    ReasonCode: None, "label-not-proved";
    Digest: None, "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    Base64: Some(BASE64), "cGlucG9pbnQ=";
    CapsulePublicKey: Some(BASE64), "3p7bfXt9wbTTW2HC7OQ1Nz+DQ8hbeGdNrfx+FG+IK08=";
}

impl PartialSchema for VerifyingKey {
    fn schema() -> RefOr<Schema> {
        let algorithm = ObjectBuilder::new()
            .schema_type(Type::String)
            .enum_values(Some(["ed25519", "ecdsa-p256"]))
            .build();
        RefOr::T(Schema::Object(
            ObjectBuilder::new()
                .property("algorithm", algorithm)
                .required("algorithm")
                .property("public_key", text(Some(BASE64), "3p7bfXt9wbTTW2HC7OQ1Nz+DQ8hbeGdNrfx+FG+IK08="))
                .required("public_key")
                .build(),
        ))
    }
}

impl ToSchema for VerifyingKey {}

/// The bytes of a file, as they are.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
#[expect(dead_code, reason = "the shape of a body for the document; never made")]
pub struct Bytes(Vec<u8>);

/// DSSE envelope: `payload` holds the exact bytes that were signed, `payloadType` says as what.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[expect(dead_code, reason = "the shape of `wire::Signed` for the document; never made")]
pub struct Dsse {
    /// The media type that the signature covers.
    #[schema(example = "application/vnd.pinpoint.receipt.v1+json")]
    payload_type: String,
    /// The exact bytes.
    payload: Base64,
    /// One is enough; eight at most.
    #[schema(max_items = 8)]
    signatures: Vec<DsseSignature>,
}

/// One signature of a DSSE envelope.
#[derive(ToSchema)]
#[expect(dead_code, reason = "the shape of `wire::Signed` for the document; never made")]
pub struct DsseSignature {
    /// Which key signed.
    #[schema(example = "demo-receipts-1")]
    keyid: String,
    /// Ed25519, or ECDSA P-256 as `r || s`.
    sig: Base64,
}
