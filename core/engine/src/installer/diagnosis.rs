//! Why a station is not connected. It only computes: what the site must offer is in the network's profile.

use pinpoint_domain::connectivity::{Connectivity, Diagnosis, Observed, PasteReading, read_paste};

use super::Installer;

impl Installer {
    /// What the station's page means, what to do in order and by whom, and what to measure next (B11 to B19).
    pub fn diagnose(&self, observed: &Observed) -> Diagnosis {
        Diagnosis::of(observed, &self.needs())
    }

    /// What `ipconfig`, `nslookup` or their like printed on a laptop at the station's cable: any bytes, in any encoding
    /// (B05 to B10). `region` is the one whose VPN server counts.
    pub fn read_paste(&self, bytes: &[u8], region: Option<&str>) -> PasteReading {
        read_paste(bytes, &self.needs(), region)
    }

    /// What the network says that it needs; a network that says nothing has no host, no port and no minimum.
    fn needs(&self) -> Connectivity {
        self.profile().connectivity.clone().unwrap_or_default()
    }
}
