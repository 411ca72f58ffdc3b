//! E-mail and password, held against guessing. Strangers' guesses slow strangers down: they count apart from those of
//! the installer's own address, so that nobody is locked out by somebody else.

use jiff::SignedDuration;
use pinpoint_domain::wire::Digest;
use tracing::Instrument as _;

use crate::app::App;
use crate::passwords;
use crate::problem::ApiError;
use crate::source::Source;
use crate::store::{Credentials, Guess};

/// So many wrong passwords within so long, and the next attempt has to wait.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bound {
    /// The wrong passwords that are taken.
    pub most: u32,
    /// The time that they count in.
    pub within: SignedDuration,
}

/// For one e-mail from one source.
pub(crate) const FROM_ONE_SOURCE: Bound = Bound { most: 10, within: SignedDuration::from_mins(5) };

/// For one e-mail from all sources that it never signed in from: many machines guess together.
pub(crate) const FROM_STRANGERS: Bound = Bound { most: 100, within: SignedDuration::from_hours(1) };

/// Who wants to sign in, from where.
pub(crate) struct Attempt {
    /// Lower case, trimmed.
    pub email: String,
    pub password: String,
    /// `None` where no socket is between, as in tests of the routes.
    pub source: Option<Source>,
    pub request_id: String,
}

/// The account, when e-mail and password fit.
pub(crate) async fn check(app: &App, attempt: Attempt) -> Result<Credentials, ApiError> {
    // In turn, so that a thousand guesses at once are counted too. Who leaves the queue is not in it any more; who
    // leaves later is hashed and counted all the same, by a task of its own that keeps the turn.
    let turn = app.hashing.clone().acquire_owned().await.map_err(|_| ApiError::Unavailable)?;
    let handle = app.clone();
    let in_turn = async move {
        let checked = check_in_turn(&handle, attempt).await;
        drop(turn);
        checked
    };
    tokio::spawn(in_turn.in_current_span()).await.map_err(|_| ApiError::Internal)?
}

async fn check_in_turn(app: &App, attempt: Attempt) -> Result<Credentials, ApiError> {
    let Attempt { email, password, source, request_id } = attempt;
    let now = app.now();
    let guess = Guess {
        // The digest, so that a password mistyped into the wrong field does not end up in the database.
        who: Digest::of(email.as_bytes()).hex(),
        source: source.map(|source| source.to_string()).unwrap_or_default(),
    };
    if let Some(until) = app.store.sign_in_waits(guess.clone(), now).await? {
        let retry_after_s = u64::try_from(now.duration_until(until).as_secs()).unwrap_or_default().max(1);
        app.metrics.sign_in_refused("throttled");
        return Err(ApiError::Throttled { retry_after_s });
    }
    let known = app.store.credentials(email).await?;
    // Without an account something is hashed all the same: both answers take as long.
    let kept = known.as_ref().map_or_else(|| app.nobody.clone(), |known| known.password.clone());
    let fits = tokio::task::spawn_blocking(move || passwords::fits(&password, &kept))
        .await
        .map_err(|_| ApiError::Internal)?;
    match known {
        Some(known) if fits => {
            app.store.note_familiar(guess, now).await?;
            Ok(known)
        }
        known => {
            app.metrics.sign_in_refused("password");
            let account = known.map(|known| known.account.installer);
            app.store.note_guess(guess, account, request_id, now).await?;
            Err(ApiError::SignInRefused)
        }
    }
}
