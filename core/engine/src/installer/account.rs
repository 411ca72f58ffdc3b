//! Who is signed in. Signing out deletes nothing; each network and account has a store of its own.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};

use jiff::SignedDuration;
use pinpoint_domain::Timestamp;
use pinpoint_domain::ids::{DeviceId, InstallerId};
use pinpoint_domain::wire::{self, DeviceRegistration, Grant, Session, SessionRequest, Signed};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{Changed, Installer};
use crate::error::EngineError;
use crate::outbox::Reason;
use crate::platform::keys::{KeyStore, KeyStoreError};
use crate::platform::{files, random};
use crate::remote::Bearer;
use crate::store::{Store, StoreError, deliveries, meta};

/// Which account was last signed in.
const LAST: &str = "account.json";
/// Under this name the key store keeps the tokens.
const TOKENS: &str = "session";

/// A grant is renewed this long before it ends.
const RENEW_BEFORE: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Who is signed in, as a screen shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SessionView {
    /// Whether the account may be used for new work.
    pub signed_in: bool,
    /// The account.
    pub account: wire::Account,
    /// Until when the grant is good offline.
    pub grant_expires_at: Timestamp,
    /// Whether it has expired, by the device's clock: warns and marks, never blocks.
    pub grant_expired: bool,
    /// Whether the installer is certified, as far as this device knows (A03).
    pub certified: bool,
}

/// An account that was signed in on this device once.
pub(super) struct Account {
    pub(super) known: Known,
    pub(super) signed_in: bool,
    pub(super) grant: Grant,
    pub(super) store: Store,
    pub(super) folder: PathBuf,
}

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Known {
    pub(super) account: wire::Account,
    pub(super) device: DeviceId,
    pub(super) grant: Signed<Grant>,
}

/// The tokens of the session, in the platform's key store.
#[derive(Clone)]
pub(super) struct Tokens(Arc<dyn KeyStore>);

impl Tokens {
    pub(super) fn new(keys: Arc<dyn KeyStore>) -> Self {
        Self(keys)
    }

    pub(super) fn get(&self) -> Result<Option<Session>, EngineError> {
        let Some(bytes) = self.0.get(TOKENS)? else { return Ok(None) };
        Ok(Some(serde_json::from_slice(&bytes).map_err(|error| StoreError::unreadable("session", error))?))
    }

    pub(super) fn put(&self, session: &Session) -> Result<(), EngineError> {
        Ok(self.0.put(TOKENS, &Zeroizing::new(json(session)?))?)
    }

    fn forget(&self) -> Result<(), EngineError> {
        Ok(self.0.forget(TOKENS)?)
    }
}

impl Account {
    pub(super) fn installer(&self) -> InstallerId {
        self.known.account.installer
    }
}

impl Installer {
    /// Signs in: takes a network once. The account's store is opened, its device registered, its grant kept, and what
    /// was held for want of a session goes on.
    pub async fn sign_in(&self, email: &str, password: &str) -> Result<SessionView, EngineError> {
        let request = SessionRequest { email: email.to_owned(), password: password.to_owned() };
        let session = self.remote.sign_in(&request).await?;
        let folder = self.folder_of(&session.account);
        let store = open_store(&folder).await?;
        let fresh = DeviceId::new(self.now(), random::bytes()?);
        let device = store.write(move |transaction| device_of(transaction, fresh)).await?;
        let grant = self.register(&session, device).await?;
        store.write(|transaction| deliveries::wake(transaction, Reason::SignIn)).await?;
        let known = Known { account: session.account.clone(), device, grant };
        self.tokens.put(&session)?;
        files::write_durably(&self.config.data.join(LAST), &json(&known)?)?;
        self.hold(Some(self.account_of(known, true, store, folder)?));
        self.observers.tell(Changed::Session);
        self.session().ok_or(EngineError::NotSignedIn)
    }

    /// Who is signed in, or was last; none on a new device.
    pub fn session(&self) -> Option<SessionView> {
        let account = self.any_account().ok()?;
        let now = self.now();
        Some(SessionView {
            signed_in: account.signed_in,
            account: account.known.account.clone(),
            grant_expires_at: account.grant.expires_at,
            grant_expired: account.grant.expires_at <= now,
            certified: account.grant.certified_at(now),
        })
    }

    /// Signs out: forgets the tokens, here and at the server if it can be reached. Work that was saved stays, and goes
    /// out after the next sign-in.
    pub async fn sign_out(&self) -> Result<(), EngineError> {
        let account = self.any_account()?;
        if let Some(session) = self.tokens.get()? {
            // Offline, the server learns of it when the refresh token runs out.
            drop(self.remote.sign_out(&Bearer::of(&session)?).await);
        }
        self.tokens.forget()?;
        let (store, folder) = (account.store.clone(), account.folder.clone());
        self.hold(Some(self.account_of(account.known.clone(), false, store, folder)?));
        self.observers.tell(Changed::Session);
        Ok(())
    }

    /// The account, signed in or not: for looking, and for exporting.
    pub(super) fn any_account(&self) -> Result<Arc<Account>, EngineError> {
        self.account.read().unwrap_or_else(PoisonError::into_inner).clone().ok_or(EngineError::NotSignedIn)
    }

    /// The account for new work.
    pub(super) fn signed_in(&self) -> Result<Arc<Account>, EngineError> {
        self.any_account()
            .and_then(|account| if account.signed_in { Ok(account) } else { Err(EngineError::NotSignedIn) })
    }

    pub(super) async fn reopen_account(&self) -> Result<(), EngineError> {
        let Some(bytes) = files::read_if_there(&self.config.data.join(LAST))? else { return Ok(()) };
        let known: Known =
            serde_json::from_slice(&bytes).map_err(|error| StoreError::unreadable("account", error))?;
        let folder = self.folder_of(&known.account);
        let store = open_store(&folder).await?;
        let signed_in = self.tokens.get()?.is_some();
        self.hold(Some(self.account_of(known, signed_in, store, folder)?));
        Ok(())
    }

    /// A grant that is about to end, or that says "not certified", may have a better one by now. Best effort: whoever
    /// works offline keeps the one at hand.
    pub(super) async fn renew_grant(&self) -> Result<(), EngineError> {
        let account = self.signed_in()?;
        let now = self.now();
        let soon = now.saturating_add(RENEW_BEFORE).unwrap_or(now);
        if account.grant.expires_at > soon && account.grant.certified_at(now) {
            return Ok(());
        }
        let Some(session) = self.tokens.get()? else { return Ok(()) };
        let mut known = account.known.clone();
        known.grant = self.register(&session, known.device).await?;
        let renewed = self.account_of(known.clone(), true, account.store.clone(), account.folder.clone())?;
        files::write_durably(&self.config.data.join(LAST), &json(&known)?)?;
        self.hold(Some(renewed));
        self.observers.tell(Changed::Session);
        Ok(())
    }

    async fn register(&self, session: &Session, device: DeviceId) -> Result<Signed<Grant>, EngineError> {
        let registration =
            DeviceRegistration { key: self.keys.public_key()?, name: self.config.device_name.clone() };
        Ok(self.remote.register_device(&Bearer::of(session)?, device, &registration).await?)
    }

    fn account_of(
        &self,
        known: Known,
        signed_in: bool,
        store: Store,
        folder: PathBuf,
    ) -> Result<Account, EngineError> {
        let grant = known
            .grant
            .verify(self.profile.verifying_keys())
            .map_err(|error| EngineError::NotBelieved { document: "grant", error })?;
        Ok(Account { known, signed_in, grant, store, folder })
    }

    fn hold(&self, account: Option<Account>) {
        *self.account.write().unwrap_or_else(PoisonError::into_inner) = account.map(Arc::new);
    }

    /// Names that the server chose are UUIDs and slugs by their types, so no path can be made of them.
    fn folder_of(&self, account: &wire::Account) -> PathBuf {
        self.config.data.join(account.network.as_str()).join(account.installer.to_string())
    }
}

async fn open_store(folder: &Path) -> Result<Store, EngineError> {
    files::create_folder(folder)?;
    Ok(Store::open(&folder.join("pinpoint.db")).await?)
}

/// The device's name in this store; `fresh` the first time.
fn device_of(connection: &rusqlite::Connection, fresh: DeviceId) -> Result<DeviceId, StoreError> {
    if let Some(text) = meta::get(connection, "device")? {
        return text.parse().map_err(|error| StoreError::unreadable("device", error));
    }
    meta::put(connection, "device", &fresh.to_string())?;
    Ok(fresh)
}

fn json(value: &impl Serialize) -> Result<Vec<u8>, EngineError> {
    let written = serde_json::to_vec(value);
    written.map_err(|error| KeyStoreError(std::io::Error::other(error)).into())
}
