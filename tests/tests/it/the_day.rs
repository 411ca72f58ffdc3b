//! An installer's whole day, over a real socket: a photographed label becomes a receipt and a verdict.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use pinpoint_domain::demo;
use pinpoint_domain::wire::{Decision, ReasonCode, Subject};
use pinpoint_engine::outbox::DeliveryState;
use pinpoint_engine::{ExportScope, SavedOn};
use pinpoint_fixtures::{Conditions, LabelText, label_photo};
use pinpoint_server::IssuedLabel;
use pinpoint_tests::{Outcome, World};

fn photograph(issued: &IssuedLabel) -> Outcome<Vec<u8>> {
    let form = demo::profile()?.label_forms.into_iter().next().ok_or("the demo network has labels")?;
    let text = LabelText {
        mac: issued.label.mac.to_string(),
        password: issued.label.password.reveal().to_owned(),
        url: issued.link(&form),
    };
    Ok(label_photo(&text, &Conditions::tilted(), 11)?)
}

#[tokio::test]
async fn a_label_photo_becomes_a_receipt_though_the_server_starts_late() -> Outcome {
    let mut world = World::begin().await?;
    let anna = world.installer("anna").await?;
    let issued = world.label().await?;
    let photo = photograph(&issued)?;
    world.stop_server().await?;

    let reading = anna.phone.read_picture(&photo)?;
    assert!(reading.symbols.iter().all(|symbol| !symbol.text.contains(issued.label.password.reveal())));
    let job = anna.start(reading.into_label()?).await?;
    anna.walk_to_seal(job, "172841008201").await?;
    let sealed = anna.seal(job).await?;
    let underground = anna.sync(2).await?;
    assert_eq!(underground.delivered, 0);
    let outbox = anna.phone.outbox().await?;
    assert_eq!(outbox.pinpoints[0].saved, SavedOn::Phone);
    assert!(outbox.next_attempt.is_some(), "what waits has a time");

    world.start_server().await?;
    let verdict = anna.verdict(job).await?;
    assert_eq!(verdict.decision, Decision::Accepted, "{verdict:?}");
    let outbox = anna.phone.outbox().await?;
    let pinpoint = &outbox.pinpoints[0];
    assert_eq!(pinpoint.saved, SavedOn::Server);
    let receipt = pinpoint.receipt.as_ref().ok_or("a receipt")?;
    let receipt = anna.phone.profile().believe_word(receipt)?;
    assert_eq!(receipt.subject, Subject::Pinpoint(job));
    assert_eq!(receipt.digest, sealed.digest);
    assert_eq!(pinpoint.deliveries.len(), 5, "a record, and two photos with their originals");

    let end = anna.walk_to_end(job).await?;
    assert_eq!((end.done, end.asked), (end.asked, end.asked), "nothing is left to do");
    anna.sync(10).await?;
    let outbox = anna.phone.outbox().await?;
    assert!(outbox.pinpoints[0].deliveries.iter().all(|delivery| delivery.state == DeliveryState::Done));
    Ok(())
}

#[tokio::test]
async fn what_was_done_underground_is_there_after_the_phone_was_off() -> Outcome {
    let mut world = World::begin().await?;
    let anna = world.installer("anna").await?;
    let label = world.label().await?.label;
    world.stop_server().await?;
    let job = anna.sealed_job(label, "172841008202").await?;
    let before = anna.phone.job(job).await?;

    let anna = anna.reopen(world.address()).await?;
    assert_eq!(anna.phone.job(job).await?, before);
    world.start_server().await?;
    assert_eq!(anna.verdict(job).await?.decision, Decision::Accepted);
    Ok(())
}

#[tokio::test]
async fn a_mistyped_password_is_mended_by_a_new_capsule_and_the_sealed_bytes_stay() -> Outcome {
    let world = World::begin().await?;
    let anna = world.installer("anna").await?;
    let issued = world.label().await?;
    let mac = issued.label.mac.to_string();
    let mistyped = pinpoint_domain::label::ActivationLabel::typed(&mac, "wrong123")?;
    let job = anna.sealed_job(mistyped, "172841008203").await?;
    let digest = anna.phone.job(job).await?.sealed;
    let rejected = anna.verdict(job).await?;
    assert_eq!(rejected.decision, Decision::Rejected);
    assert_eq!(rejected.reasons[0].code, ReasonCode::LabelNotProved);

    anna.phone.relabel(job, &issued.label).await?;
    let mended = anna.verdict_but(job, Some(&rejected)).await?;
    assert_eq!(mended.decision, Decision::Accepted);
    assert_eq!(anna.phone.job(job).await?.sealed, digest);
    assert_eq!(Some(mended.digest), digest);
    Ok(())
}

#[tokio::test]
async fn the_password_leaves_no_trace_on_either_side() -> Outcome {
    let mut world = World::begin().await?;
    let anna = world.installer("anna").await?;
    let issued = world.label().await?;
    let secret = issued.label.password.reveal().to_owned();
    let wrong = "Zq7Zq7Zq7";
    let photo = photograph(&issued)?;
    let mut said = vec![format!("{issued:?}")];

    // A whole day: a mistyped password first, then the label read by camera, sealed, delivered, decided, exported.
    let mistyped = pinpoint_domain::label::ActivationLabel::typed(&issued.label.mac.to_string(), wrong)?;
    let job = anna.sealed_job(mistyped, "172841008204").await?;
    let rejected = anna.verdict(job).await?;
    let reading = anna.phone.read_picture(&photo)?;
    said.push(format!("{reading:?}"));
    let other = pinpoint_domain::label::ActivationLabel::typed("0024B10000029F81", &secret)?;
    let bad = anna.phone.start(
        anna.phone.new_job()?,
        pinpoint_domain::work::JobKind::Renetworking,
        &other,
        pinpoint_domain::ids::CircuitId::parse("F1")?,
        Some("0199c6a0-7c00-7abc-8def-0123456789ab".parse()?),
    );
    said.push(format!("{:?}", bad.await.err()));
    anna.phone.relabel(job, &reading.into_label()?).await?;
    assert_eq!(anna.verdict_but(job, Some(&rejected)).await?.decision, Decision::Accepted);
    anna.walk_to_end(job).await?;
    anna.sync(10).await?;
    said.push(String::from_utf8_lossy(&anna.export(ExportScope::Everything).await?).into_owned());
    said.push(format!("{:?}", anna.phone.outbox().await?));
    said.push(serde_json::to_string(&anna.phone.outbox().await?)?);
    let folders = [anna.data.clone(), world.server_data()];

    let mut searched = BTreeSet::new();
    for secret in [secret.as_str(), wrong] {
        for text in &said {
            assert!(!text.contains(secret), "said aloud: {text}");
        }
        for folder in &folders {
            let holders = holders(folder, secret.as_bytes(), &mut searched)?;
            assert!(holders.is_empty(), "the password is in {holders:?}");
        }
    }
    // The search can find: what is no secret is in the files of both sides.
    for folder in &folders {
        assert!(!holders(folder, b"172841008204", &mut searched)?.is_empty());
    }
    // The search saw the databases while they were open, with their logs.
    for name in ["pinpoint.db", "pinpoint.db-wal", "pinpoint.db-shm"] {
        assert_eq!(searched.iter().filter(|path| path.ends_with(name)).count(), 2, "{name}: {searched:?}");
    }
    world.stop_server().await
}

/// The files below the folder that hold the bytes.
fn holders(folder: &Path, bytes: &[u8], searched: &mut BTreeSet<PathBuf>) -> Outcome<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(holders(&path, bytes, searched)?);
            continue;
        }
        if std::fs::read(&path)?.windows(bytes.len()).any(|window| window == bytes) {
            found.push(path.clone());
        }
        searched.insert(path);
    }
    Ok(found)
}
