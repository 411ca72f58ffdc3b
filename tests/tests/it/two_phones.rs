//! Two phones, one station: both seal it underground, both records are kept, a person compares them, and each phone hears
//! what came of it. And what an installer asks to correct comes back amended. No sealed byte changes.

use pinpoint_domain::Coded as _;
use pinpoint_domain::ids::PinpointId;
use pinpoint_domain::label::ActivationLabel;
use pinpoint_domain::wire::{AmendedFact, Correction, Decision, Digest, ReasonCode, SealedField, Verdict};
use pinpoint_server::ReviewDecision;
use pinpoint_tests::{Outcome, Seat, World};

const SERIAL: &str = "172841008201";

/// Anna and Ben, who each sealed the same station without signal; Anna's record arrived first.
struct Crew {
    world: World,
    desk: String,
    anna: Seat,
    ben: Seat,
    first: PinpointId,
    second: PinpointId,
    accepted: Verdict,
}

async fn crew() -> Outcome<Crew> {
    let world = World::begin().await?;
    let (desk, anna, ben) =
        (world.reviewer().await?, world.installer("anna").await?, world.installer("ben").await?);
    let label = world.label().await?.label;
    let again = ActivationLabel::typed(label.mac.digits(), label.password.reveal())?;
    let (first, second) = (anna.sealed_job(label, SERIAL).await?, ben.sealed_job(again, SERIAL).await?);
    let accepted = anna.verdict(first).await?;
    assert_eq!(accepted.decision, Decision::Accepted);
    Ok(Crew { world, desk, anna, ben, first, second, accepted })
}

/// What a phone has sealed: the name of its bytes.
async fn sealed(seat: &Seat, job: PinpointId) -> Outcome<Digest> {
    seat.phone.job(job).await?.sealed.ok_or_else(|| "sealed".into())
}

/// A verdict's reasons in a language, as the phone says them.
fn said(seat: &Seat, verdict: &Verdict, locale: &str) -> String {
    let say =
        |reason: &pinpoint_domain::wire::Reason| seat.phone.text(reason.code(), &reason.fields(), locale);
    verdict.reasons.iter().map(say).collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn both_records_are_kept_a_person_compares_them_and_both_phones_hear_it() -> Outcome {
    let Crew { world, desk, anna, ben, first, second, accepted } = crew().await?;
    let in_review = ben.verdict(second).await?;
    assert_eq!(in_review.decision, Decision::InReview);
    assert_eq!(in_review.reasons[0].code, ReasonCode::SealedTwice);
    assert!(said(&ben, &in_review, "en").starts_with("Another phone of your company sealed this station"));
    assert!(said(&ben, &in_review, "fr-CA").starts_with("Un autre téléphone de votre entreprise a scellé"));
    let outbox = ben.phone.outbox().await?;
    assert!(outbox.pinpoints[0].receipt.is_some(), "the second record is stored like the first");

    let reviews = world.server().reviews();
    let waiting = reviews.list().await?;
    assert_eq!((waiting.len(), waiting[0].pinpoint_id.clone()), (1, second.to_string()));
    let shown: Vec<_> = waiting[0]
        .records
        .iter()
        .map(|record| (Digest::of(record.sealed.payload()), record.active))
        .collect();
    let (hers, his) = (sealed(&anna, first).await?, sealed(&ben, second).await?);
    assert_eq!(shown, [(his, false), (hers, true)], "side by side, each as its phone sealed it");

    reviews.decide(second, ReviewDecision::Accept, "Ben read the plate, Anna its copy", &desk).await?;
    let his_verdict = ben.verdict_but(second, Some(&in_review)).await?;
    assert_eq!(his_verdict.decision, Decision::Accepted);
    assert!(said(&ben, &his_verdict, "en").ends_with("Ben read the plate, Anna its copy"));
    let her_verdict = anna.verdict_but(first, Some(&accepted)).await?;
    assert_eq!(her_verdict.decision, Decision::Superseded);
    assert!(said(&anna, &her_verdict, "en").ends_with("Ben read the plate, Anna its copy"));
    assert_eq!((sealed(&anna, first).await?, sealed(&ben, second).await?), (hers, his));
    assert!(reviews.list().await?.is_empty());
    Ok(())
}

#[tokio::test]
async fn a_reviewer_keeps_both_and_the_first_one_stays_active() -> Outcome {
    let Crew { world, desk, anna, ben, first, second, accepted } = crew().await?;
    let in_review = ben.verdict(second).await?;
    world.server().reviews().decide(second, ReviewDecision::KeepBoth, "Both saw it", &desk).await?;
    let verdict = ben.verdict_but(second, Some(&in_review)).await?;
    assert_eq!(verdict.decision, Decision::Accepted);
    assert!(said(&ben, &verdict, "en").contains("stays the one that counts"));
    assert_eq!(anna.verdict(first).await?, accepted, "nothing new for the first");
    Ok(())
}

#[tokio::test]
async fn what_was_asked_to_correct_comes_back_amended_and_the_record_stays() -> Outcome {
    let Crew { world, desk, anna, first, .. } = crew().await?;
    let before = sealed(&anna, first).await?;
    let reason = "Painted on the floor".to_owned();
    let correction = Correction { field: SealedField::Bay, value: "118".into(), reason };
    let job = anna.phone.request_correction(first, correction.clone()).await?;
    assert_eq!((job.corrections, job.amended.len()), (vec![correction.clone()], 0));
    anna.sync(20).await?;

    let reviews = world.server().reviews();
    let waiting = reviews.list().await?;
    let asked = waiting.iter().find(|review| review.pinpoint_id == first.to_string()).ok_or("it waits")?;
    assert_eq!(asked.corrections[0].correction, correction);
    let fact = AmendedFact { field: SealedField::Bay, value: "118".into() };
    reviews.amend(first, vec![fact.clone()], "As on the plan", &desk).await?;
    anna.sync(20).await?;
    assert_eq!(anna.phone.job(first).await?.amended, [fact]);
    assert_eq!(sealed(&anna, first).await?, before);
    Ok(())
}
