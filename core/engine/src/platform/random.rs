//! Randomness of the operating system.

use getrandom::SysRng;
use pinpoint_domain::Coded;
use rand_core::{CryptoRng, UnwrapErr};

/// The operating system has no randomness to give.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the operating system has no randomness to give")]
pub struct NoRandomness;

impl Coded for NoRandomness {
    fn code(&self) -> &'static str {
        "no-randomness"
    }
}

/// Fills these bytes.
pub fn fill(bytes: &mut [u8]) -> Result<(), NoRandomness> {
    getrandom::fill(bytes).map_err(|_| NoRandomness)
}

/// Fresh random bytes, for ids and salts.
pub fn bytes<const N: usize>() -> Result<[u8; N], NoRandomness> {
    let mut bytes = [0; N];
    fill(&mut bytes)?;
    Ok(bytes)
}

/// A generator for keys and capsules. It is tried here once, where failing is an error: a system that gave
/// randomness once does not run dry.
pub fn generator() -> Result<impl CryptoRng, NoRandomness> {
    bytes::<32>()?;
    Ok(UnwrapErr(SysRng))
}

/// Random bits to spread retries by. They need not be secret, so without randomness everyone waits in the middle.
pub fn jitter() -> u32 {
    bytes().map_or(u32::MAX / 2, u32::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_core::Rng as _;

    #[test]
    fn two_salts_are_never_the_same() {
        assert_ne!(bytes::<32>().unwrap(), bytes::<32>().unwrap());
        let mut generator = generator().unwrap();
        assert_ne!(generator.next_u64(), generator.next_u64());
    }
}
