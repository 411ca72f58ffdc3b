//! What is known of the network: its profile and its catalog, as they were last believed. They are kept on the disk, used
//! offline for as long as it takes, and renewed when there is signal. Its addresses are many, and lie in the store.

use std::sync::{Arc, Mutex, PoisonError, RwLock};

use jiff::SignedDuration;
use pinpoint_domain::Timestamp;
use pinpoint_domain::catalog::Catalog;
use pinpoint_domain::code::{Coded as _, Notice};
use pinpoint_domain::ids::NetworkId;
use pinpoint_domain::profile::NetworkProfile;
use pinpoint_domain::publication::{Edition, Publication, PublicationError, Root, in_time};
use pinpoint_domain::wire::{Signed, to_json};
use serde::Serialize;

use super::{Changed, Installer};
use crate::config::Config;
use crate::error::EngineError;
use crate::outbox::{Trouble, Weather};
use crate::platform::files::Folder;

/// What is kept of a network, beside the folders of its accounts.
const PROFILE: &str = "profile.json";
const CATALOG: &str = "catalog.json";
/// A sync asks for newer ones this often at most.
const ASK_AGAIN_AFTER: SignedDuration = SignedDuration::from_hours(1);

/// The network, as a screen shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct NetworkView {
    /// The network.
    pub network: NetworkId,
    /// Its name for people.
    pub name: String,
    /// The version of its profile.
    pub profile_version: u32,
    /// Until when the profile counts.
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub profile_expires_at: Option<Timestamp>,
    /// Whether it has expired, by the device's clock: warns and marks, never blocks.
    pub profile_expired: bool,
    /// The version of the catalog.
    pub catalog_version: Option<u32>,
    /// Why what the server offered last did not take the place of what is kept.
    pub refused: Option<Notice>,
}

/// A document that was believed.
#[derive(Clone)]
struct Believed<T> {
    document: Arc<T>,
    edition: Edition,
}

/// What is believed by now.
#[derive(Clone)]
struct Known {
    profile: Believed<NetworkProfile>,
    /// Who signs by now.
    root: Root,
    catalog: Option<Believed<Catalog>>,
    refused: Option<Notice>,
}

/// What is known of the network. Whoever works with it keeps what he took until he is done.
pub(super) struct Networks {
    known: RwLock<Known>,
    folder: Folder,
    /// When the server was asked last, since the app was opened.
    asked_at: Mutex<Option<Timestamp>>,
}

impl<T: Publication> Believed<T> {
    fn new(signed: &Signed<T>, document: T) -> Self {
        Self { edition: Edition::of(signed, &document), document: Arc::new(document) }
    }

    /// What was kept takes the place of what came with the app when it is newer.
    fn or_newer(self, kept: Option<Self>) -> Self {
        kept.filter(|kept| kept.edition.version > self.edition.version).unwrap_or(self)
    }
}

impl Networks {
    /// What came with the app, or what was downloaded since. A file that is broken or not believed is as none.
    pub(super) async fn open(config: &Config) -> Result<Self, EngineError> {
        let (profile, root) = NetworkProfile::believe(&config.profile, &config.root)
            .map_err(|error| EngineError::NotBelieved { document: "profile", reason: error.to_string() })?;
        let network = profile.network.clone();
        let folder = Folder::at(config.data.clone()).folder(network.as_str());
        let mut known =
            Known { profile: Believed::new(&config.profile, profile), root, catalog: None, refused: None };
        if let Some(signed) = kept::<NetworkProfile>(&folder, PROFILE).await
            && let Some((profile, root)) = believed(NetworkProfile::believe(&signed, &config.root))
            && profile.network == network
        {
            let kept = Believed::new(&signed, profile);
            if kept.edition.version > known.profile.edition.version {
                known = Known { profile: kept, root, ..known };
            }
        }
        known.catalog = known.catalogs(config.catalog.as_ref(), kept(&folder, CATALOG).await.as_ref());
        Ok(Self { known: RwLock::new(known), folder, asked_at: Mutex::default() })
    }

    pub(super) fn profile(&self) -> Arc<NetworkProfile> {
        self.known().profile.document
    }

    pub(super) fn catalog(&self) -> Option<Arc<Catalog>> {
        self.known().catalog.map(|catalog| catalog.document)
    }

    fn known(&self) -> Known {
        self.known.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whether a sync should ask the server. A clock that was set back is no reason not to.
    pub(super) fn is_due(&self, now: Timestamp) -> bool {
        let asked_at = *self.asked_at.lock().unwrap_or_else(PoisonError::into_inner);
        asked_at.is_none_or(|asked_at| now.duration_since(asked_at).abs() >= ASK_AGAIN_AFTER)
    }

    /// Who signs by now.
    pub(super) fn root(&self) -> Root {
        self.known().root
    }

    /// The next sync asks the server, whenever that was done last: another account has another store.
    pub(super) fn ask_again(&self) {
        *self.asked_at.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn change(&self, change: impl FnOnce(&mut Known)) {
        change(&mut self.known.write().unwrap_or_else(PoisonError::into_inner));
    }
}

impl Known {
    /// The catalog that came with the app, or the one that was kept.
    fn catalogs(
        &self,
        came_along: Option<&Signed<Catalog>>,
        kept: Option<&Signed<Catalog>>,
    ) -> Option<Believed<Catalog>> {
        let believe =
            |signed: &Signed<Catalog>| Some(Believed::new(signed, believed(self.root.believe(signed))?));
        let kept = kept.and_then(believe);
        match came_along.and_then(believe) {
            Some(came_along) => Some(came_along.or_newer(kept)),
            None => kept,
        }
    }
}

impl Installer {
    /// The network's profile: label forms, support phones, where to train (A04), what to download (A05).
    pub fn profile(&self) -> Arc<NetworkProfile> {
        self.networks.profile()
    }

    /// The catalog to choose a station's model from (A22), where there is one.
    pub fn catalog(&self) -> Option<Arc<Catalog>> {
        self.networks.catalog()
    }

    /// The network, and how fresh what is known of it is.
    pub fn network(&self) -> NetworkView {
        let Known { profile, catalog, refused, .. } = self.networks.known();
        let NetworkProfile { network, name, version, validity, .. } = &*profile.document;
        NetworkView {
            network: network.clone(),
            name: name.clone(),
            profile_version: *version,
            profile_expires_at: validity.expires_at,
            profile_expired: validity.has_ended(self.now()),
            catalog_version: catalog.map(|catalog| catalog.edition.version),
            refused,
        }
    }

    /// Asks the server whether there is a newer profile, a newer catalog, and newer addresses for whoever is signed in.
    /// What is not believed, older than what is kept, or out of its time changes nothing and is shown in
    /// [`NetworkView::refused`]. [`Installer::sync`] does this, too.
    pub async fn renew_network(&self) -> Result<NetworkView, EngineError> {
        let renewed = [self.renew_profile().await, self.renew_catalog().await, self.renew_addresses().await];
        *self.networks.asked_at.lock().unwrap_or_else(PoisonError::into_inner) = Some(self.now());
        let mut refused = None;
        let mut changed = false;
        for renewed in renewed {
            match renewed {
                Ok(newer) => changed |= newer,
                Err(EngineError::Publication(error)) => {
                    tracing::warn!(code = error.code(), %error, "what the server offers is refused");
                    refused.get_or_insert(Notice::from(&error));
                }
                // The network has none: not every network has a catalog, or addresses.
                Err(EngineError::Remote(Trouble::Weather { why: Weather::NotYet, .. })) => {}
                Err(error) => return Err(error),
            }
        }
        self.networks.change(|known| known.refused = refused);
        if changed {
            self.observers.tell(Changed::Network);
        }
        Ok(self.network())
    }

    /// Tells whether a newer one came.
    async fn renew_profile(&self) -> Result<bool, EngineError> {
        let Known { profile: kept, root, .. } = self.networks.known();
        let Some(signed) = self.remote.profile(Some(&kept.edition.digest)).await? else { return Ok(false) };
        // From the root that signs by now on: one that was succeeded signs no more.
        let (offered, root) = NetworkProfile::believe(&signed, &root)?;
        if offered.network != kept.document.network {
            let (expected, found) = (kept.document.network.clone(), offered.network);
            return Err(PublicationError::Network { expected, found }.into());
        }
        let edition = Edition::of(&signed, &offered);
        if !kept.edition.makes_room_for(&edition, &offered, self.now())? {
            return Ok(false);
        }
        self.networks.folder.write(PROFILE, to_json(&signed)).await?;
        let profile = Believed { document: Arc::new(offered), edition };
        self.networks.change(|known| *known = Known { profile, root, ..known.clone() });
        Ok(true)
    }

    /// Tells whether a newer one came.
    async fn renew_catalog(&self) -> Result<bool, EngineError> {
        let Known { root, catalog: kept, .. } = self.networks.known();
        let kept = kept.map(|kept| kept.edition);
        let offered = self.remote.catalog(kept.as_ref().map(|kept| &kept.digest)).await?;
        let file = offered.as_ref().map(to_json).unwrap_or_default();
        let Some((catalog, edition)) = taking_the_place(kept, offered, &root, self.now())? else {
            return Ok(false);
        };
        self.networks.folder.write(CATALOG, file).await?;
        let catalog = Believed { document: Arc::new(catalog), edition };
        self.networks.change(|known| known.catalog = Some(catalog));
        Ok(true)
    }
}

/// What the server offers, if it is believed, and takes the place of what is kept or of nothing.
pub(super) fn taking_the_place<T: Publication>(
    kept: Option<Edition>,
    offered: Option<Signed<T>>,
    root: &Root,
    now: Timestamp,
) -> Result<Option<(T, Edition)>, PublicationError> {
    let Some(signed) = offered else { return Ok(None) };
    let document = root.believe(&signed)?;
    let edition = Edition::of(&signed, &document);
    match kept {
        Some(kept) if !kept.makes_room_for(&edition, &document, now)? => return Ok(None),
        Some(_) => {}
        None => in_time(&document, now)?,
    }
    Ok(Some((document, edition)))
}

async fn kept<T: Publication>(folder: &Folder, name: &str) -> Option<Signed<T>> {
    let bytes = folder.read_if_there(name).await.ok()??;
    let read = serde_json::from_slice(&bytes);
    read.inspect_err(|error| tracing::warn!(%error, name, "what was kept cannot be read")).ok()
}

fn believed<T>(result: Result<T, PublicationError>) -> Option<T> {
    result.inspect_err(|error| tracing::warn!(%error, "what was kept is not believed")).ok()
}
