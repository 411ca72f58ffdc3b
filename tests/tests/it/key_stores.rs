//! A phone's key store that does not do what it should: nothing is sealed with a signature that nobody will believe, and
//! what was saved stays within reach.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

use futures_util::FutureExt as _;
use pinpoint_domain::Coded as _;
use pinpoint_domain::wire::{Decision, VerifyingKey};
use pinpoint_engine::platform::keys::{Answer, KeyStoreError};
use pinpoint_engine::{ExportScope, FileKeyStore, KeyStore};
use pinpoint_tests::{Outcome, Seat, TestClock, World};
use zeroize::Zeroizing;

const WELL: u8 = 0;
/// Signs in the form that many platforms have by default: ASN.1, not `r || s`.
const IN_DER: u8 = 1;
/// Its keys were invalidated, as by a new fingerprint.
const BROKEN: u8 = 2;

struct Moody {
    keys: FileKeyStore,
    mood: AtomicU8,
}

impl Moody {
    fn open(folder: &Path) -> Outcome<Arc<Self>> {
        Ok(Arc::new(Self { keys: FileKeyStore::open(folder.to_owned())?, mood: AtomicU8::new(WELL) }))
    }

    fn becomes(&self, mood: u8) {
        self.mood.store(mood, Ordering::Relaxed);
    }

    fn asked<'a, T: Send + 'a>(&self, answer: Answer<'a, T>) -> Answer<'a, T> {
        if self.mood.load(Ordering::Relaxed) == BROKEN {
            return std::future::ready(Err(KeyStoreError::new("key invalidated"))).boxed();
        }
        answer
    }
}

impl KeyStore for Moody {
    fn public_key(&self) -> Answer<'_, VerifyingKey> {
        self.asked(self.keys.public_key())
    }

    fn sign<'a>(&'a self, message: &'a [u8]) -> Answer<'a, Vec<u8>> {
        let in_der = self.mood.load(Ordering::Relaxed) == IN_DER;
        // As an app's does, it waits for its platform on the runtime that the app's calls come from.
        let waited = async { tokio::time::sleep(Duration::from_millis(1)).await };
        let signed = waited.then(|()| self.keys.sign(message)).map(move |signature| {
            let signature = signature?;
            if !in_der {
                return Ok(signature);
            }
            let parsed = p256::ecdsa::Signature::from_slice(&signature).map_err(KeyStoreError::new)?;
            Ok(parsed.to_der().as_bytes().to_vec())
        });
        self.asked(signed.boxed())
    }

    fn put<'a>(&'a self, name: &'a str, secret: &'a [u8]) -> Answer<'a, ()> {
        self.asked(self.keys.put(name, secret))
    }

    fn get<'a>(&'a self, name: &'a str) -> Answer<'a, Option<Zeroizing<Vec<u8>>>> {
        self.asked(self.keys.get(name))
    }

    fn forget<'a>(&'a self, name: &'a str) -> Answer<'a, ()> {
        self.asked(self.keys.forget(name))
    }
}

/// Anna's phone with such a key store, signed in.
async fn moody_phone(world: &World) -> Outcome<(Seat, Arc<Moody>)> {
    let anna = world.installer("anna").await?;
    let (data, email) = (anna.data.clone(), anna.email.clone());
    drop(anna);
    let keys = Moody::open(&data.join("keys"))?;
    let held: Arc<dyn KeyStore> = keys.clone();
    let phone = Seat::open_with(data, email, world.address(), TestClock::default(), held);
    Ok((phone.await?, keys))
}

#[tokio::test]
async fn a_signature_in_another_form_seals_nothing_and_a_good_one_seals_after_it() -> Outcome {
    let world = World::begin().await?;
    let (anna, keys) = moody_phone(&world).await?;
    let job = anna.start(world.label().await?.label).await?;
    anna.walk_to_seal(job, "172841008601").await?;

    keys.becomes(IN_DER);
    let refused = anna.seal(job).await.err().ok_or("sealed with a signature that nobody can check")?;
    assert!(refused.to_string().contains("r || s"), "{refused}");
    assert_eq!(anna.phone.job(job).await?.sealed, None);
    assert!(anna.phone.outbox().await?.pinpoints.is_empty(), "nothing waits that can never be delivered");

    keys.becomes(WELL);
    anna.seal(job).await?;
    assert_eq!(anna.verdict(job).await?.decision, Decision::Accepted);
    Ok(())
}

#[tokio::test]
async fn with_a_key_store_that_lost_its_keys_the_work_can_still_be_seen_and_exported() -> Outcome {
    let world = World::begin().await?;
    let (anna, keys) = moody_phone(&world).await?;
    let job = anna.sealed_job(world.label().await?.label, "172841008602").await?;
    let (data, email) = (anna.data.clone(), anna.email.clone());
    drop(anna);

    keys.becomes(BROKEN);
    let held: Arc<dyn KeyStore> = keys.clone();
    let anna = Seat::open_with(data, email, world.address(), TestClock::default(), held).await?;
    assert_eq!(anna.phone.session().map(|session| session.signed_in), Some(false));
    assert_eq!(anna.phone.outbox().await?.pinpoints[0].id, job);
    let exported = String::from_utf8_lossy(&anna.export(ExportScope::Unsent).await?).into_owned();
    assert!(exported.contains("\"envelope\""));
    let refused = anna.phone.sign_in(&anna.email, pinpoint_tests::ACCOUNT_PASSWORD).await;
    assert_eq!(refused.err().ok_or("signed in without a key")?.code(), "key-store");
    Ok(())
}
