//! Why a station is not connected. It only computes: what the site must offer is in the network's profile.

use pinpoint_domain::connectivity::{Diagnosis, Observed};

use super::Installer;
use crate::paste::PasteReading;

#[uniffi::export]
impl Installer {
    /// What the station's network-signal page means, what to do in order and by whom, and what to measure next.
    pub fn diagnose(&self, observed: &Observed) -> Diagnosis {
        self.0.diagnose(observed)
    }

    /// What `ipconfig`, `nslookup` or their like printed on a laptop at the station's cable: any bytes, in any encoding.
    /// `region` is the one whose VPN server counts.
    #[uniffi::method(default(region = None))]
    #[expect(clippy::needless_pass_by_value, reason = "what crosses the border is owned")]
    pub fn read_paste(&self, bytes: Vec<u8>, region: Option<String>) -> PasteReading {
        self.0.read_paste(&bytes, region.as_deref()).into()
    }
}
