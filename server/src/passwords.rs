//! Account passwords: argon2id, salted.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};

use crate::random;

/// What is kept of a password. Something to guess against, so its `Debug` shows nothing.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Hashed(String);

impl Hashed {
    /// The hash as the database kept it.
    pub(crate) fn kept(text: String) -> Self {
        Self(text)
    }

    /// The hash as the database keeps it.
    pub(crate) fn to_keep(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Hashed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Hashed(••••)")
    }
}

/// The hash to keep of an account's password.
pub(crate) fn hash(password: &str) -> Result<Hashed, random::NoRandomness> {
    let salt = random::bytes::<16>()?;
    Argon2::default()
        .hash_password_with_salt(password.as_bytes(), &salt)
        .map(|hash: PasswordHash| Hashed(hash.to_string()))
        .map_err(|_| random::NoRandomness)
}

/// Whether this is the password that was hashed.
pub(crate) fn fits(password: &str, kept: &Hashed) -> bool {
    PasswordHash::new(&kept.0)
        .is_ok_and(|kept| Argon2::default().verify_password(password.as_bytes(), &kept).is_ok())
}

#[cfg(test)]
mod tests {
    use super::Hashed;

    #[test]
    fn the_right_password_fits_and_no_other() {
        let kept = super::hash("correct horse").unwrap();
        assert!(super::fits("correct horse", &kept));
        assert!(!super::fits("correct horsf", &kept));
        assert!(!super::fits("correct horse", &Hashed::kept("not a hash".into())));
        assert!(!kept.to_keep().contains("correct"));
        assert_eq!(format!("{kept:?}"), "Hashed(••••)");
    }
}
