//! "Is this a new station?" (A21): the network is asked where it can be, and the question is the installer's where it
//! cannot. What a station said of itself when it came online comes along, and with the change feed.

use pinpoint_domain::ids::PinpointId;
use pinpoint_domain::wire::{StationAnswer, StationQuestion};
use pinpoint_domain::work::identity::IdentityQuestion;
use pinpoint_domain::work::{Command, Refusal, identity_facts};
use rusqlite::Connection;

use super::Installer;
use super::account::Account;
use crate::error::EngineError;
use crate::outbox::Trouble;
use crate::remote::Bearer;
use crate::store::journal;
use crate::store::records::{self, Booted};

impl Installer {
    /// Asks the network what it knows of a station that is not sealed yet, and says what each answer leads to. Whoever has
    /// no network is asked all the same; a label that is not proved is refused here, before the seal, where it is mended
    /// by reading the label again. Where the station came online already, the job keeps what it said of itself.
    pub async fn ask_station(&self, job: PinpointId) -> Result<IdentityQuestion, EngineError> {
        let account = self.signed_in()?;
        let bench = self.bench(&account);
        let read = move |connection: &Connection| {
            let visit = bench.folds.of_job(connection, job)?;
            let facts = identity_facts(&visit.state, job, &bench.context())?;
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
        let answer = match account.tokens.get().await? {
            Some(session) => self.answered(&Bearer::of(&session)?, &question).await?,
            None => None,
        };
        if let Some(serial) = answer.as_ref().and_then(|answer| answer.booted_serial.clone()) {
            self.command(Command::NoteBoot { job, serial }, job).await?;
        }
        Ok(IdentityQuestion::of(answer.map(|answer| answer.known)))
    }

    /// Notes what the network told of stations that came online: the swap detector compares it with the type plate.
    pub(super) async fn note_boots(&self, account: &Account) -> Result<(), EngineError> {
        let (mut noted, mut waits) = (None, false);
        for Booted { arrival, job, serial } in account.store.read(records::booted).await? {
            match self.command(Command::NoteBoot { job, serial }, job).await {
                // The company's other phones pin stations, too.
                Ok(_) | Err(EngineError::Refused(Refusal::JobUnknown { .. })) => {}
                // A journal that a newer version wrote holds up no other; the next sync tries it again.
                Err(error) => {
                    tracing::warn!(%job, %error, "what the station said is not noted");
                    waits = true;
                }
            }
            noted = if waits { noted } else { Some(arrival) };
        }
        if let Some(noted) = noted {
            account.store.write(move |transaction| records::boots_are_noted(transaction, noted)).await?;
        }
        Ok(())
    }

    /// None when the network could not be asked now; only its own refusal is an error.
    async fn answered(
        &self,
        bearer: &Bearer,
        question: &StationQuestion,
    ) -> Result<Option<StationAnswer>, EngineError> {
        match self.remote.station_known(bearer, question).await {
            Ok(answer) => Ok(Some(answer)),
            Err(refused @ (Trouble::Refused { .. } | Trouble::Forbidden { .. })) => Err(refused.into()),
            Err(passes) => {
                tracing::debug!(%passes, "the network could not be asked");
                Ok(None)
            }
        }
    }
}
