//! What the core logs over a whole day: the same core is in every face, and what it says goes into their logs.
//!
//! A program of its own, because it reads all that is logged, from every thread, and a program has one log.
#![cfg(test)]

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use pinpoint_domain::label::ActivationLabel;
use pinpoint_domain::wire::Decision;
use pinpoint_tests::{ACCOUNT_PASSWORD, Outcome, World};

/// All that is logged, at the chattiest level, by our own crates and by those that they stand on.
#[derive(Clone, Default)]
struct Logged(Arc<Mutex<Vec<u8>>>);

impl Write for Logged {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn no_log_line_of_a_whole_day_holds_a_password_or_a_token() -> Outcome {
    let logged = Logged::default();
    let writer = logged.clone();
    tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone())
        .init();

    let mut world = World::begin().await?;
    let anna = world.installer("anna").await?;
    assert!(anna.phone.sign_in(&anna.email, "battery staple").await.is_err());
    let label = world.label().await?.label;
    let mistyped = "mistyped-Pa55";
    let job = anna.sealed_job(ActivationLabel::typed(label.mac.digits(), mistyped)?, "172841008201").await?;
    assert_eq!(anna.verdict(job).await?.decision, Decision::Rejected);
    world.stop_server().await?;
    anna.phone.relabel(job, &label).await?;
    anna.sync(1).await?;
    world.start_server().await?;
    anna.sync(10).await?;
    anna.walk_to_end(job).await?;
    anna.sync(10).await?;

    let log = logged.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let log = String::from_utf8(log)?;
    assert!(log.contains("reqwest") && log.contains("pinpoint_server"), "somebody logged: {log}");
    let mut secrets = vec![
        ACCOUNT_PASSWORD.to_owned(),
        "battery staple".to_owned(),
        mistyped.to_owned(),
        label.password.reveal().to_owned(),
    ];
    secrets.extend(tokens(&anna.data.join("keys"))?);
    assert!(secrets.len() >= 6, "two passwords of an account, two of labels, two tokens");
    for secret in &secrets {
        let line = log.lines().find(|line| line.contains(secret.as_str()));
        assert_eq!(line, None, "the log holds a secret");
    }
    Ok(())
}

/// The tokens that the phone's key store holds at the end of the day.
fn tokens(keys: &std::path::Path) -> Outcome<Vec<String>> {
    let mut tokens = Vec::new();
    for entry in std::fs::read_dir(keys)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "secret") {
            let session: pinpoint_domain::wire::Session = serde_json::from_slice(&std::fs::read(path)?)?;
            tokens.extend([session.access_token, session.refresh_token]);
        }
    }
    Ok(tokens)
}
