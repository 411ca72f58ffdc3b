//! Who is signed in. Signing out deletes nothing; each network and account has a store of its own.

use std::sync::{Arc, PoisonError};

use jiff::SignedDuration;
use pinpoint_domain::Timestamp;
use pinpoint_domain::ids::{DeviceId, InstallerId};
use pinpoint_domain::wire::{self, DeviceRegistration, Grant, Session, SessionRequest, Signed};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::folding::Folds;
use super::{Changed, Installer};
use crate::error::EngineError;
use crate::outbox::{Reason, Trouble};
use crate::platform::files::Folder;
use crate::platform::keys::{KeyStore, KeyStoreError};
use crate::remote::Bearer;
use crate::store::{Store, StoreError, deliveries, meta};

/// Which account was last signed in.
const LAST: &str = "account.json";
/// A grant is renewed this long before it ends.
const RENEW_BEFORE: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Who is signed in, as a screen shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(missing_as_null))]
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
    pub(super) folder: Folder,
    pub(super) tokens: Tokens,
    pub(super) folds: Arc<Folds>,
}

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Known {
    pub(super) account: wire::Account,
    pub(super) device: DeviceId,
    pub(super) grant: Signed<Grant>,
}

/// The tokens of one account's session, in the platform's key store.
#[derive(Clone)]
pub(super) struct Tokens {
    keys: Arc<dyn KeyStore>,
    name: String,
}

impl Tokens {
    fn new(keys: Arc<dyn KeyStore>, account: &wire::Account) -> Self {
        Self { keys, name: format!("session-{}-{}", account.network, account.installer) }
    }

    pub(super) async fn get(&self) -> Result<Option<Session>, EngineError> {
        let Some(bytes) = self.keys.get(&self.name).await? else { return Ok(None) };
        Ok(Some(serde_json::from_slice(&bytes).map_err(|error| StoreError::unreadable("session", error))?))
    }

    pub(super) async fn put(&self, session: &Session) -> Result<(), EngineError> {
        Ok(self.keys.put(&self.name, &Zeroizing::new(json(session)?)).await?)
    }

    /// Keeps a newer session in the place of one that is still there: whoever signed out meanwhile stays signed out.
    pub(super) async fn renew(&self, session: &Session) -> Result<(), EngineError> {
        match self.get().await? {
            Some(_) => self.put(session).await,
            None => Ok(()),
        }
    }

    async fn forget(&self) -> Result<(), EngineError> {
        Ok(self.keys.forget(&self.name).await?)
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
        let store = self.store_in(&folder).await?;
        self.take_up_playbooks(&store).await?;
        let (device, grant) = self.register_in(&store, &session).await?;
        let known = Known { account: session.account.clone(), device, grant };
        let mut account = self.account_of(known, store, folder)?;
        let _turn = self.account_turn.lock().await;
        account.store.write(|transaction| deliveries::wake(transaction, Reason::SignIn)).await?;
        // Tokens bear the account's name, so an end between these two lines cannot give them to another.
        account.tokens.put(&session).await?;
        account.signed_in = true;
        self.data().write(LAST, json(&account.known)?).await?;
        self.hold(account);
        self.networks.ask_again();
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
        let turn = self.account_turn.lock().await;
        let account = self.any_account()?;
        let session = account.tokens.get().await?;
        account.tokens.forget().await?;
        let known = account.known.clone();
        self.hold(self.account_of(known, account.store.clone(), account.folder.clone())?);
        drop(turn);
        self.observers.tell(Changed::Session);
        if let Some(session) = session {
            // Offline, the server learns of it when the refresh token runs out.
            drop(self.remote.sign_out(&Bearer::of(&session)?).await);
        }
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
        let Some(bytes) = self.data().read_if_there(LAST).await? else { return Ok(()) };
        let known: Known =
            serde_json::from_slice(&bytes).map_err(|error| StoreError::unreadable("account", error))?;
        let folder = self.folder_of(&known.account);
        let store = self.store_in(&folder).await?;
        self.take_up_playbooks(&store).await?;
        let mut account = self.account_of(known, store, folder)?;
        account.signed_in = self.can_sign_in_as(&account).await.unwrap_or_else(|error| {
            // What was saved can still be looked at and exported; a new sign-in says what is wrong with the key store.
            tracing::warn!(%error, "signed out, because the key store failed");
            false
        });
        self.hold(account);
        Ok(())
    }

    /// Without the key that the grant names, nothing new can be signed: a new sign-in registers the one there is.
    async fn can_sign_in_as(&self, account: &Account) -> Result<bool, EngineError> {
        Ok(account.tokens.get().await?.is_some()
            && account.grant.device_key == self.keys.public_key().await?)
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
        let Some(session) = account.tokens.get().await? else { return Ok(()) };
        let mut known = account.known.clone();
        known.grant = self.register(&session, known.device).await?;
        let mut renewed = self.account_of(known, account.store.clone(), account.folder.clone())?;
        renewed.signed_in = true;
        let _turn = self.account_turn.lock().await;
        if !self.any_account().is_ok_and(|present| Arc::ptr_eq(&present, &account)) {
            // Somebody signed out, or another signed in, while the network was asked.
            return Ok(());
        }
        self.data().write(LAST, json(&renewed.known)?).await?;
        self.hold(renewed);
        self.observers.tell(Changed::Session);
        Ok(())
    }

    async fn register(&self, session: &Session, device: DeviceId) -> Result<Signed<Grant>, EngineError> {
        let registration =
            DeviceRegistration { key: self.keys.public_key().await?, name: self.config.device_name.clone() };
        Ok(self.remote.register_device(&Bearer::of(session)?, device, &registration).await?)
    }

    /// Registers the device under the name that the store has. Where the server knows that name with another key,
    /// because the key was lost, the device gets a new name.
    async fn register_in(
        &self,
        store: &Store,
        session: &Session,
    ) -> Result<(DeviceId, Signed<Grant>), EngineError> {
        let fresh = DeviceId::new(self.now(), self.config.random.bytes()?);
        let device = store.write(move |transaction| device_of(transaction, fresh)).await?;
        match self.register(session, device).await {
            Err(EngineError::Remote(Trouble::Refused { code, .. })) if code == "device-differs" => {
                store.write(move |transaction| name_device(transaction, fresh)).await?;
                Ok((fresh, self.register(session, fresh).await?))
            }
            registered => Ok((device, registered?)),
        }
    }

    /// An account whose grant is believed: signed by the network, for this installer and this device.
    fn account_of(&self, known: Known, store: Store, folder: Folder) -> Result<Account, EngineError> {
        let not_believed = |reason: String| EngineError::NotBelieved { document: "grant", reason };
        let profile = self.profile();
        let grant = profile.believe_word(&known.grant).map_err(|error| not_believed(error.to_string()))?;
        let Known { account, device, .. } = &known;
        let ours = (&profile.network, account.installer, account.company, *device);
        if (&grant.network, grant.installer, grant.company, grant.device) != ours {
            return Err(not_believed("it was made for another installer or device".to_owned()));
        }
        let tokens = Tokens::new(Arc::clone(&self.keys), account);
        Ok(Account { known, signed_in: false, grant, store, folder, tokens, folds: Arc::default() })
    }

    fn hold(&self, account: Account) {
        *self.account.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(account));
    }

    fn data(&self) -> Folder {
        Folder::at(self.config.data.clone())
    }

    /// Names that the server chose are UUIDs and slugs by their types, so no path can be made of them.
    fn folder_of(&self, account: &wire::Account) -> Folder {
        self.data().folder(account.network.as_str()).folder(&account.installer.to_string())
    }

    /// The store in this folder; the one that is open already, if it is that of the account at hand.
    async fn store_in(&self, folder: &Folder) -> Result<Store, EngineError> {
        match self.any_account() {
            Ok(account) if account.folder == *folder => Ok(account.store.clone()),
            _ => Ok(Store::open(folder, self.config.disk()).await?),
        }
    }
}

/// The device's name in this store; `fresh` the first time.
fn device_of(connection: &rusqlite::Connection, fresh: DeviceId) -> Result<DeviceId, StoreError> {
    if let Some(text) = meta::get(connection, "device")? {
        return text.parse().map_err(|error| StoreError::unreadable("device", error));
    }
    name_device(connection, fresh)?;
    Ok(fresh)
}

fn name_device(connection: &rusqlite::Connection, device: DeviceId) -> Result<(), StoreError> {
    meta::put(connection, "device", &device.to_string())
}

fn json(value: &impl Serialize) -> Result<Vec<u8>, EngineError> {
    let written = serde_json::to_vec(value);
    written.map_err(|error| KeyStoreError::new(error).into())
}
