//! "Is this a new station?" (A21): the network is asked where it can be, and the question is the installer's where it
//! cannot.

use pinpoint_domain::ids::PinpointId;
use pinpoint_domain::wire::{Known, StationQuestion};
use pinpoint_domain::work::identity::IdentityQuestion;
use pinpoint_domain::work::{Refusal, identity_facts};
use rusqlite::Connection;

use super::Installer;
use super::jobs::load;
use crate::error::EngineError;
use crate::outbox::Trouble;
use crate::remote::Bearer;
use crate::store::journal;

impl Installer {
    /// Asks the network what it knows of a station that is not sealed yet, and says what each answer leads to. Whoever has
    /// no network is asked all the same; a label that is not proved is refused here, before the seal, where it is mended
    /// by reading the label again.
    pub async fn ask_station(&self, job: PinpointId) -> Result<IdentityQuestion, EngineError> {
        let account = self.signed_in()?;
        let bench = self.bench(&account);
        let read = move |connection: &Connection| {
            let (_, state) = load(connection, job)?;
            let facts = identity_facts(&state, job, &bench.context())?;
            // The capsule goes with the seal; after it the network knows by the record.
            let capsule = journal::capsule(connection, job)?.ok_or(Refusal::Sealed { step: facts.step })?;
            Ok::<_, EngineError>(StationQuestion {
                pinpoint_id: job,
                mac: facts.mac,
                capsule,
                manufacturer: facts.manufacturer,
                serial: facts.serial,
                pin: facts.pin,
            })
        };
        let question = account.store.read(read).await?;
        let known = match account.tokens.get().await? {
            Some(session) => self.known(&Bearer::of(&session)?, &question).await?,
            None => None,
        };
        Ok(IdentityQuestion::of(known))
    }

    /// None when the network could not be asked now; only its own refusal is an error.
    async fn known(&self, bearer: &Bearer, question: &StationQuestion) -> Result<Option<Known>, EngineError> {
        match self.remote.station_known(bearer, question).await {
            Ok(known) => Ok(Some(known)),
            Err(refused @ (Trouble::Refused { .. } | Trouble::Forbidden { .. })) => Err(refused.into()),
            Err(passes) => {
                tracing::debug!(%passes, "the network could not be asked");
                Ok(None)
            }
        }
    }
}
