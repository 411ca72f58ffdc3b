//! Taking in what another phone exported: this one carries it to the server, and whoever made it stays its author.

use std::collections::BTreeMap;

use bytes::Bytes;
use pinpoint_domain::code::{Coded, Fields};
use pinpoint_domain::ids::{EventId, PhotoId, PinpointId, VisitId};
use pinpoint_domain::wire::{Envelope, EventEnvelope, Grant, PhotoDigests, SealedRecord, Signed};
use rusqlite::Transaction;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::acting::{queue_event, queue_photo, queue_record};
use super::archive::{Archive, Entry};
use super::export::{Export, Exported, PHOTOS, RECORDS, VERSION};
use super::photos::{MOST_BYTES, Source, stored_as};
use super::{Changed, Installer, account::Account};
use crate::error::EngineError;
use crate::outbox::Item;
use crate::store::{deliveries, journal, meta, photos, records, standing};

/// More records than a year brings; what is longer was not made by an export.
const MOST_RECORDS: u64 = 256 << 20;

/// What became of an export that was taken in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(hashmap_as_object))]
pub struct TakenIn {
    /// Records that are here now, and were not.
    pub records: u32,
    /// Records that were here already.
    pub known: u32,
    /// Files of photos that are here now, and were not.
    pub photos: u32,
    /// What was not taken. Everything else was.
    pub refused: Vec<NotTaken>,
}

/// Something in an export that was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(hashmap_as_object))]
pub struct NotTaken {
    /// Where it stands in the file: `export.json` with the number of the record from 1, or a photo's name; empty for what
    /// came after.
    pub part: String,
    /// Why.
    pub code: String,
    /// What the code's sentence needs.
    pub fields: Fields,
}

/// A record whose author is proven.
struct Proven {
    envelope: Envelope,
    record: SealedRecord,
    events: Vec<(EventId, EventEnvelope)>,
}

impl Installer {
    /// Takes in an export of another phone of the same company: its records, events and photos go to the server with this
    /// phone's own. Each signature is checked before anything is kept. Repeated, it takes nothing twice.
    pub async fn take_in(&self, source: Source) -> Result<TakenIn, EngineError> {
        let account = self.signed_in()?;
        let mut archive = Archive::open(source)?;
        let mut taken = TakenIn::default();
        let mut files = BTreeMap::new();
        for (number, exported) in (1_u32..).zip(exported(&mut archive).await?.pinpoints) {
            match self.take_record(&account, &exported).await {
                Ok((fresh, photos)) => {
                    *(if fresh { &mut taken.records } else { &mut taken.known }) += 1;
                    files.extend(photos);
                }
                Err(error) => taken.refuse(format!("{RECORDS} {number}"), error)?,
            }
        }
        loop {
            // What was read before the file turned out to be cut stays.
            let entry = match archive.next().await {
                Ok(Some(entry)) => entry,
                Ok(None) => break,
                Err(error) => {
                    taken.refuse(String::new(), error)?;
                    break;
                }
            };
            match self.take_photo(&account, &archive, &entry, &files).await {
                Ok(fresh) => taken.photos += u32::from(fresh),
                Err(error) => taken.refuse(entry.name, error)?,
            }
        }
        if taken.records + taken.photos > 0 {
            // A verdict, or an erasure, may have been told before this came here.
            account.store.write(|transaction: &Transaction<'_>| standing::read_again(transaction)).await?;
        }
        self.queued();
        self.observers.tell(Changed::Outbox);
        Ok(taken)
    }

    /// Keeps one record with its events; tells whether it is new here, and which photos it names.
    async fn take_record(
        &self,
        account: &Account,
        exported: &Exported,
    ) -> Result<(bool, Vec<(PhotoId, (PinpointId, PhotoDigests))>), EngineError> {
        let Proven { envelope, record, events } = self.prove(account, exported)?;
        let id = record.identity.pinpoint_id;
        let sealed_at = record.identity.sealed_at;
        let visit = VisitId::new(sealed_at, self.config.random.bytes()?);
        let digest = envelope.sealed.digest();
        let keep = move |transaction: &Transaction<'_>| {
            let fresh = match records::facts(transaction, id)? {
                Some(ours) if ours.digest == digest => false,
                Some(_) => return Err(EngineError::TakenDiffers { pinpoint: id }),
                None if journal::visit_of(transaction, id)?.is_some() => {
                    return Err(EngineError::TakenDiffers { pinpoint: id });
                }
                None => {
                    journal::add_taken_in(transaction, id, visit, sealed_at)?;
                    queue_record(transaction, id, meta::next_sequence(transaction)?, envelope)?;
                    true
                }
            };
            for (event, envelope) in &events {
                if !records::has_event(transaction, *event)? {
                    queue_event(transaction, id, *event, meta::next_sequence(transaction)?, envelope)?;
                }
            }
            Ok(fresh)
        };
        let fresh = account.store.write(keep).await?;
        let photos = record.photos.iter().flat_map(|photo| [photo.published, photo.original]);
        Ok((fresh, photos.map(|file| (file.id, (id, file))).collect()))
    }

    /// That the network vouches for whoever made it, and that it belongs to the company of whoever carries it: the server
    /// takes it from nobody else.
    fn prove(&self, account: &Account, exported: &Exported) -> Result<Proven, EngineError> {
        let envelope: Envelope = read(&exported.envelope)?;
        let grant = self.believed(account, &envelope.grant)?;
        let record = envelope.proven_by(&grant)?;
        let mut events = Vec::new();
        for event in &exported.events {
            let envelope: EventEnvelope = read(event)?;
            let said = envelope.proven_by(&self.believed(account, &envelope.grant)?)?;
            if said.pinpoint_id != record.identity.pinpoint_id {
                return Err(EngineError::ExportRecord { reason: "an event of another record".to_owned() });
            }
            events.push((said.event_id, envelope));
        }
        Ok(Proven { envelope, record, events })
    }

    fn believed(&self, account: &Account, signed: &Signed<Grant>) -> Result<Grant, EngineError> {
        let profile = self.profile();
        let grant = profile
            .believe_word(signed)
            .map_err(|error| EngineError::NotBelieved { document: "grant", reason: error.to_string() })?;
        if grant.network != profile.network || grant.company != account.grant.company {
            return Err(EngineError::TakenCompany);
        }
        Ok(grant)
    }

    /// Keeps a file of a photo if a record that was taken names it, and these are its bytes; tells whether it is new here.
    async fn take_photo(
        &self,
        account: &Account,
        archive: &Archive,
        entry: &Entry,
        named: &BTreeMap<PhotoId, (PinpointId, PhotoDigests)>,
    ) -> Result<bool, EngineError> {
        let id = entry.name.strip_prefix(PHOTOS).and_then(|id| id.parse::<PhotoId>().ok());
        let Some((pinpoint, file)) = id.and_then(|id| named.get(&id)).copied() else {
            return Err(EngineError::ExportPhoto { reason: "no record that was taken names it".to_owned() });
        };
        let item = Item::Photo { pinpoint, photo: file.id };
        if account.store.read(move |connection| deliveries::find(connection, item)).await?.is_some() {
            return Ok(false);
        }
        if entry.length != file.bytes || entry.length > MOST_BYTES {
            let reason = format!("{} bytes, not {}", entry.length, file.bytes);
            return Err(EngineError::ExportPhoto { reason });
        }
        let bytes: Bytes = archive.bytes(entry).await?;
        let photo = stored_as(file);
        if super::photos::hashed(&bytes).await? != photo.digest {
            return Err(EngineError::ExportPhoto { reason: "other bytes than were sealed".to_owned() });
        }
        self.config.disk().has_room()?;
        account.folder.write(&photo.path, bytes).await?;
        let keep = move |transaction: &Transaction<'_>| {
            photos::insert(transaction, pinpoint, &photo)?;
            let after = deliveries::open_record(transaction, pinpoint)?;
            queue_photo(transaction, pinpoint, &file, after)
        };
        account.store.write(keep).await?;
        Ok(true)
    }
}

impl TakenIn {
    /// Notes what was not taken. A full disk or a closed store is no matter of the file, and ends all.
    fn refuse(&mut self, part: String, error: EngineError) -> Result<(), EngineError> {
        if matches!(error, EngineError::Store(_) | EngineError::Random(_)) {
            return Err(error);
        }
        self.refused.push(NotTaken { part, code: error.code().to_owned(), fields: error.fields() });
        Ok(())
    }
}

/// Records and events of an export: its first file.
async fn exported(archive: &mut Archive) -> Result<Export, EngineError> {
    let unreadable = |reason: String| EngineError::ExportUnreadable { at: 0, reason };
    let entry = archive.next().await?.filter(|entry| entry.name == RECORDS && entry.length <= MOST_RECORDS);
    let entry = entry.ok_or_else(|| unreadable(format!("it does not begin with {RECORDS}")))?;
    let export: Export = serde_json::from_slice(&archive.bytes(&entry).await?)
        .map_err(|error| unreadable(format!("{RECORDS}: {error}")))?;
    if export.v != VERSION {
        return Err(unreadable(format!("form {}, and this version reads form {VERSION}", export.v)));
    }
    Ok(export)
}

fn read<T: DeserializeOwned>(text: &RawValue) -> Result<T, EngineError> {
    serde_json::from_str(text.get()).map_err(|error| EngineError::ExportRecord { reason: error.to_string() })
}
