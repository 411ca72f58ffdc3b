//! Names that TypeScript needs for types of other crates, and for what is a map on the border.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const NAMES: &str = r"
/** A moment, as RFC 3339 writes it. */
export type Timestamp = string;
/** What a sentence needs besides its code. */
export type Fields = Record<string, string>;
/** How many deliveries are in which state. */
export type DeliveryCounts = Record<string, number>;
";
