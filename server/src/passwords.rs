//! Account passwords: argon2id, salted.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};

use crate::random;

/// The hash to keep of an account's password.
pub(crate) fn hash(password: &str) -> Result<String, random::NoRandomness> {
    let salt = random::bytes::<16>()?;
    Argon2::default()
        .hash_password_with_salt(password.as_bytes(), &salt)
        .map(|hash: PasswordHash| hash.to_string())
        .map_err(|_| random::NoRandomness)
}

/// Whether this is the password that was hashed.
pub(crate) fn fits(password: &str, kept: &str) -> bool {
    PasswordHash::new(kept)
        .is_ok_and(|kept| Argon2::default().verify_password(password.as_bytes(), &kept).is_ok())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_right_password_fits_and_no_other() {
        let kept = super::hash("correct horse").unwrap();
        assert!(super::fits("correct horse", &kept));
        assert!(!super::fits("correct horsf", &kept));
        assert!(!super::fits("correct horse", "not a hash"));
        assert!(!kept.contains("correct"));
    }
}
