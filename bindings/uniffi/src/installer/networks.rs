//! What is known of the network, and what it says of stations and of the work.

use pinpoint_domain::catalog::Catalog;
use pinpoint_domain::geo::Coordinate;
use pinpoint_domain::work::{JobKind, Playbook};
use pinpoint_engine::{AddressSuggestion, NetworkView};

use super::Installer;
use crate::PinpointError;
use crate::network::NetworkProfile;

#[uniffi::export]
impl Installer {
    /// What an app shows of its network: support phones, where to train, what to download, the regions of a diagnosis.
    pub fn profile(&self) -> NetworkProfile {
        NetworkProfile::from((*self.0.profile()).clone())
    }

    /// The catalog to choose a station's model from, where there is one.
    pub fn catalog(&self) -> Option<Catalog> {
        self.0.catalog().map(|catalog| (*catalog).clone())
    }

    /// The drawing of a model as an SVG, to hold beside the station, if the catalog names one and it came with the program.
    pub fn drawing(&self, manufacturer: &str, model: &str) -> Option<Vec<u8>> {
        self.0.drawing(manufacturer, model).map(<[u8]>::to_vec)
    }

    /// The network, and how fresh what is known of it is.
    pub fn network(&self) -> NetworkView {
        self.0.network()
    }

    /// The steps of a kind of job as one begins with them now: what to fetch, whom to ask and what to bring, before there
    /// is a job.
    pub fn playbook(&self, kind: JobKind) -> Option<Playbook> {
        self.0.playbook(kind)
    }
}

#[uniffi::export(async_runtime = "tokio")]
impl Installer {
    /// The network's addresses that have the words of `query`, the last one as it begins; capitals and accents do not
    /// matter. Where `near` says where the installer is, the nearest come first, also before a word is typed. None when the
    /// network has no list, or it has not come yet.
    pub async fn addresses(
        &self,
        query: String,
        near: Option<Coordinate>,
    ) -> Result<Vec<AddressSuggestion>, PinpointError> {
        Ok(self.0.addresses(&query, near).await?)
    }

    /// Asks the server whether there is a newer profile, a newer catalog, and newer addresses for whoever is signed in. What is
    /// not believed, older than what is kept, or out of its time changes nothing and is shown in `NetworkView.refused`. `sync`
    /// does this, too.
    pub async fn renew_network(&self) -> Result<NetworkView, PinpointError> {
        Ok(self.0.renew_network().await?)
    }
}
