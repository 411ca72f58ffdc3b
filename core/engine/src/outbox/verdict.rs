//! When a verdict is believed.

use pinpoint_domain::ids::PinpointId;
use pinpoint_domain::profile::NetworkProfile;
use pinpoint_domain::wire::{Digest, Signed, Verdict};

use super::receipt::Disbelief;

/// A verdict that a known key signed, about this pinpoint and exactly the bytes that we sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BelievedVerdict(Verdict);

impl BelievedVerdict {
    /// Believes a verdict under the network's keys, or says why not.
    pub fn new(
        signed: &Signed<Verdict>,
        pinpoint: PinpointId,
        digest: Digest,
        profile: &NetworkProfile,
    ) -> Result<Self, Disbelief> {
        let verdict = signed.verify(profile.verifying_keys())?;
        if verdict.network != profile.network {
            return Err(Disbelief::Network { found: verdict.network });
        }
        if verdict.pinpoint_id != pinpoint {
            return Err(Disbelief::Subject);
        }
        if verdict.digest != digest {
            return Err(Disbelief::Digest { expected: digest, found: verdict.digest });
        }
        Ok(Self(verdict))
    }

    /// What it says.
    pub const fn verdict(&self) -> &Verdict {
        &self.0
    }
}
