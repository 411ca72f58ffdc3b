//! Whether what arrived was made by whom it names: the network's grant vouches for a device's key, and that key signed it.

use super::VERSION;
use super::envelope::{Envelope, EventEnvelope};
use super::event::PostSealEvent;
use super::grant::Grant;
use super::sealed::SealedRecord;
use super::signed::SignatureError;
use crate::ids::{DeviceId, InstallerId, NetworkId};

/// Why an author is not proven.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unproven {
    /// Written in a later form.
    #[error("form {found}, and this version reads form {VERSION}")]
    Version {
        /// The form.
        found: u32,
    },
    /// Not signed by the device of the grant.
    #[error(transparent)]
    Signature(#[from] SignatureError),
    /// Made for another network.
    #[error("made for network {found}")]
    Network {
        /// Which.
        found: NetworkId,
    },
    /// It names another author than the grant does.
    #[error("the {field} is another than the grant's")]
    Author {
        /// `device` or `installer`.
        field: &'static str,
    },
    /// The annex beside it is not the one that was sealed.
    #[error("the annex is another than the one that was sealed")]
    Annex,
}

impl Envelope {
    /// The record, if the grant's device sealed it and nothing beside it was exchanged. That the network gave the grant is
    /// for the caller to have seen.
    pub fn proven_by(&self, grant: &Grant) -> Result<SealedRecord, Unproven> {
        version(self.v)?;
        let record: SealedRecord =
            self.sealed.verify(std::iter::once((self.sealed.key_id(), &grant.device_key)))?;
        version(record.v)?;
        let identity = &record.identity;
        author(grant, &identity.network, identity.device, identity.installer)?;
        match &self.annex {
            Some(annex) if annex.commitment() != record.annex => Err(Unproven::Annex),
            _ => Ok(record),
        }
    }
}

impl EventEnvelope {
    /// The event, if the grant's device signed it. That the network gave the grant is for the caller to have seen.
    pub fn proven_by(&self, grant: &Grant) -> Result<PostSealEvent, Unproven> {
        version(self.v)?;
        let event: PostSealEvent =
            self.event.verify(std::iter::once((self.event.key_id(), &grant.device_key)))?;
        version(event.v)?;
        author(grant, &event.network, event.device, event.installer)?;
        Ok(event)
    }
}

const fn version(found: u32) -> Result<(), Unproven> {
    if found == VERSION { Ok(()) } else { Err(Unproven::Version { found }) }
}

fn author(
    grant: &Grant,
    network: &NetworkId,
    device: DeviceId,
    installer: InstallerId,
) -> Result<(), Unproven> {
    if *network != grant.network {
        return Err(Unproven::Network { found: network.clone() });
    }
    if device != grant.device {
        return Err(Unproven::Author { field: "device" });
    }
    if installer != grant.installer {
        return Err(Unproven::Author { field: "installer" });
    }
    Ok(())
}
