//! What a network adds to a playbook comes with its profile, is shown in its own words, and stays with the jobs that began
//! with it: also when the phone opens the next morning under a profile that adds nothing any more.

use std::path::Path;

use pinpoint_domain::demo;
use pinpoint_domain::ids::{CircuitId, PinpointId};
use pinpoint_domain::label::interpret_text;
use pinpoint_domain::profile::NetworkProfile;
use pinpoint_domain::wire::Signed;
use pinpoint_domain::work::{Extension, JobKind, Playbooks};
use pinpoint_domain::{Coded as _, Fields};
use pinpoint_engine::testing::StoryWorld;
use pinpoint_engine::{EngineError, Installer, JobFilter};

const LABEL: &str = "https://demo.pinpoint.example/l/0024B10000029F81#hT7kPq2x";

fn garage() -> Extension {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/playbooks/garage.extension.json");
    let playbooks = Playbooks::built_in().unwrap();
    let ours = playbooks.newest(JobKind::Renetworking).unwrap();
    Extension::check(&std::fs::read(path).unwrap(), ours).unwrap()
}

/// The demo network, with what it adds.
fn profile(extensions: Vec<Extension>) -> Signed<NetworkProfile> {
    let profile = NetworkProfile { extensions, ..demo::profile().unwrap() };
    Signed::sign_ed25519(serde_json::to_vec(&profile).unwrap(), demo::ROOT_KEY_ID, &demo::root_key())
}

async fn open(world: &StoryWorld, folder: &Path, extensions: Vec<Extension>) -> Installer {
    let mut config = world.config(folder.to_owned()).unwrap();
    config.profile = profile(extensions);
    Installer::open(config, world.keys()).await.unwrap()
}

async fn start(phone: &Installer) -> Result<PinpointId, EngineError> {
    let label = interpret_text(&[LABEL.to_owned()], &phone.profile().label_forms).into_label().unwrap();
    let circuit = CircuitId::parse("F12").unwrap();
    Ok(phone.start(phone.new_job()?, JobKind::Renetworking, &label, circuit, None).await?.id)
}

#[tokio::test]
async fn a_job_ends_with_the_checks_with_which_it_began() -> Result<(), EngineError> {
    let folder = tempfile::tempdir().unwrap();
    let world = StoryWorld::new("2026-11-23T07:30:00Z".parse().unwrap());
    let phone = open(&world, folder.path(), vec![garage()]).await;
    phone.sign_in("noor@nordwand.example", "correct horse").await?;
    let job = start(&phone).await?;
    assert!(phone.job(job).await?.step("garage-porter").is_some());
    let said = |phone: &Installer, locale: &str| phone.text("step-garage-porter", &Fields::new(), locale);
    assert_eq!(said(&phone, "fr-CA"), "Passer à la loge");
    drop(phone);

    let phone = open(&world, folder.path(), Vec::new()).await;
    let view = phone.job(job).await?;
    assert_eq!(view.playbook, "re-networking/2+garage/3");
    assert_eq!(said(&phone, "en"), "Sign in with the porter", "and its words are there as long as it is");
    let list = phone.jobs(JobFilter::All).await?;
    assert!(list.unreadable.is_empty(), "{list:?}");
    let other = start(&phone).await?;
    assert!(phone.job(other).await?.step("garage-porter").is_none(), "nobody begins with it any more");
    assert!(phone.playbook(JobKind::Renetworking).is_some_and(|playbook| playbook.extensions.is_empty()));
    Ok(())
}

#[tokio::test]
async fn an_addition_that_weakens_something_is_left_out_and_the_work_goes_on() -> Result<(), EngineError> {
    let folder = tempfile::tempdir().unwrap();
    let world = StoryWorld::new("2026-11-23T07:30:00Z".parse().unwrap());
    let mut weaker = garage();
    weaker.lockout[0].id = "measured".parse().unwrap();
    let phone = open(&world, folder.path(), vec![weaker]).await;
    phone.sign_in("noor@nordwand.example", "correct horse").await?;
    let job = start(&phone).await?;
    let view = phone.job(job).await?;
    assert_eq!((view.playbook.as_str(), view.step("lockout").unwrap().items.len()), ("re-networking/2", 5));
    let step = "open-cabinet".parse().unwrap();
    let refused = phone.apply(job, step, pinpoint_domain::work::Answer::Confirmed).await.unwrap_err();
    assert_eq!(refused.code(), "step-locked");
    Ok(())
}
