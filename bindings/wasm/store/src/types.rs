//! Names that TypeScript needs for what is a string, or a map, on the border.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const NAMES: &str = r#"
/** A moment, as RFC 3339 writes it. */
export type Timestamp = string;
/** A UUID. */
export type PinpointId = string;
/** A UUID. */
export type VisitId = string;
/** A UUID. */
export type PhotoId = string;
/** A UUID. */
export type EventId = string;
/** A UUID. */
export type InstallerId = string;
/** A UUID. */
export type CompanyId = string;
/** A short name: a-z, 0-9 and hyphen. */
export type NetworkId = string;
/** A short name: a-z, 0-9 and hyphen. */
export type StepId = string;
/** A short name: a-z, 0-9 and hyphen. */
export type ItemId = string;
/** What one breaker switches, by the name on the panel. */
export type CircuitId = string;
/** A MAC address, as it was printed. */
export type MacAddress = string;
/** A serial number, as it was printed. */
export type SerialNumber = string;
/** `sha256:` and 64 hex digits. */
export type Digest = string;
/** What a sentence needs besides its code. */
export type Fields = Record<string, string>;
/** How many deliveries are in which state. */
export type DeliveryCounts = Record<string, number>;
/** A public key, in base64. */
export type CapsulePublicKey = string;
/** A public key that checks signatures, in base64. */
export type VerifyingKey = { algorithm: "ed25519" | "ecdsa-p256"; public_key: string };
/** Signed bytes of a `T`, as DSSE writes them. */
export type Signed<T> = { payloadType: string; payload: string; signatures: { keyid: string; sig: string }[] };
"#;
