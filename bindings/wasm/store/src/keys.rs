//! The key store of a browser: keys of `WebCrypto` that no script can read, brought by the package.

use js_sys::Uint8Array;
use pinpoint_domain::wire::VerifyingKey;
use pinpoint_engine::platform::keys::{Answer, KeyStore, KeyStoreError};
use send_wrapper::SendWrapper;
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

#[wasm_bindgen(typescript_custom_section)]
const KEYS: &str = r"
/** A device's key and the secrets of its sessions. */
export interface Keys {
    /** An uncompressed point of P-256, 65 bytes. */
    publicKey(): Promise<Uint8Array>;
    /** ECDSA with SHA-256, as 64 bytes `r || s`. */
    sign(message: Uint8Array): Promise<Uint8Array>;
    put(name: string, secret: Uint8Array): Promise<void>;
    get(name: string): Promise<Uint8Array | undefined>;
    forget(name: string): Promise<void>;
}
";

#[wasm_bindgen]
extern "C" {
    /// What the package brings.
    #[wasm_bindgen(typescript_type = "Keys")]
    pub type Keys;

    #[wasm_bindgen(method, catch, js_name = publicKey)]
    async fn public_key(this: &Keys) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    async fn sign(this: &Keys, message: Uint8Array) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    async fn put(this: &Keys, name: &str, secret: Uint8Array) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    async fn get(this: &Keys, name: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    async fn forget(this: &Keys, name: &str) -> Result<JsValue, JsValue>;
}

/// The package's keys as the engine's key store.
pub(crate) struct BrowserKeys(SendWrapper<Keys>);

impl BrowserKeys {
    pub(crate) fn new(keys: Keys) -> Self {
        Self(SendWrapper::new(keys))
    }
}

impl KeyStore for BrowserKeys {
    fn public_key(&self) -> Answer<'_, VerifyingKey> {
        Box::pin(SendWrapper::new(async {
            let point = bytes(self.0.public_key().await)?;
            let key = p256::ecdsa::VerifyingKey::from_sec1_bytes(&point).map_err(KeyStoreError::new)?;
            Ok(VerifyingKey::P256(key))
        }))
    }

    fn sign<'a>(&'a self, message: &'a [u8]) -> Answer<'a, Vec<u8>> {
        Box::pin(SendWrapper::new(async { bytes(self.0.sign(message.into()).await) }))
    }

    fn put<'a>(&'a self, name: &'a str, secret: &'a [u8]) -> Answer<'a, ()> {
        Box::pin(SendWrapper::new(async { done(self.0.put(name, secret.into()).await) }))
    }

    fn get<'a>(&'a self, name: &'a str) -> Answer<'a, Option<Zeroizing<Vec<u8>>>> {
        Box::pin(SendWrapper::new(async {
            let secret = self.0.get(name).await.map_err(|error| failed(&error))?;
            if secret.is_undefined() { Ok(None) } else { bytes(Ok(secret)).map(Zeroizing::new).map(Some) }
        }))
    }

    fn forget<'a>(&'a self, name: &'a str) -> Answer<'a, ()> {
        Box::pin(SendWrapper::new(async { done(self.0.forget(name).await) }))
    }
}

fn bytes(answer: Result<JsValue, JsValue>) -> Result<Vec<u8>, KeyStoreError> {
    let bytes = answer.and_then(JsValue::dyn_into::<Uint8Array>);
    bytes.map(|bytes| bytes.to_vec()).map_err(|error| failed(&error))
}

fn done(answer: Result<JsValue, JsValue>) -> Result<(), KeyStoreError> {
    answer.map(drop).map_err(|error| failed(&error))
}

/// The name of a `DOMException` says enough; its message is the browser's own.
fn failed(error: &JsValue) -> KeyStoreError {
    let name = error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.name()));
    KeyStoreError::new(name.unwrap_or_else(|| "no answer".to_owned()))
}
