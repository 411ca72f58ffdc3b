//! Randomness of the operating system, or of a story that must come out the same each time.

use std::fmt;
use std::sync::Arc;

use pinpoint_domain::Coded;
use rand_core::{CryptoRng, TryCryptoRng, TryRng, UnwrapErr};

/// The operating system has no randomness to give.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the operating system has no randomness to give")]
pub struct NoRandomness;

impl Coded for NoRandomness {
    fn code(&self) -> &'static str {
        "no-randomness"
    }
}

/// Where random bytes come from.
#[derive(Clone)]
pub struct Randomness(Arc<Fill>);

type Fill = dyn Fn(&mut [u8]) -> Result<(), NoRandomness> + Send + Sync;

impl Randomness {
    /// The operating system's.
    pub fn of_this_device() -> Self {
        Self(Arc::new(|bytes| getrandom::fill(bytes).map_err(|_| NoRandomness)))
    }

    /// Another source. Only for stories: whoever can foresee it can open capsules.
    #[cfg(feature = "testing")]
    pub fn from_fn(fill: impl Fn(&mut [u8]) -> Result<(), NoRandomness> + Send + Sync + 'static) -> Self {
        Self(Arc::new(fill))
    }

    /// Fills these bytes.
    pub fn fill(&self, bytes: &mut [u8]) -> Result<(), NoRandomness> {
        (self.0)(bytes)
    }

    /// Fresh random bytes, for ids and salts.
    pub fn bytes<const N: usize>(&self) -> Result<[u8; N], NoRandomness> {
        let mut bytes = [0; N];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }

    /// A generator for keys and capsules. It is tried here once, where failing is an error: a system that gave
    /// randomness once does not run dry.
    pub fn generator(&self) -> Result<impl CryptoRng + use<>, NoRandomness> {
        self.bytes::<32>()?;
        Ok(UnwrapErr(Draw(self.clone())))
    }

    /// Random bits to spread retries by. They need not be secret, so without randomness everyone waits in the middle.
    pub fn jitter(&self) -> u32 {
        self.bytes().map_or(u32::MAX / 2, u32::from_le_bytes)
    }
}

impl fmt::Debug for Randomness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Randomness")
    }
}

/// Bytes as a cryptographic library asks for them.
struct Draw(Randomness);

impl TryRng for Draw {
    type Error = NoRandomness;

    fn try_next_u32(&mut self) -> Result<u32, NoRandomness> {
        self.0.bytes().map(u32::from_le_bytes)
    }

    fn try_next_u64(&mut self) -> Result<u64, NoRandomness> {
        self.0.bytes().map(u64::from_le_bytes)
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), NoRandomness> {
        self.0.fill(bytes)
    }
}

impl TryCryptoRng for Draw {}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_core::Rng as _;

    #[test]
    fn two_salts_are_never_the_same() {
        let random = Randomness::of_this_device();
        assert_ne!(random.bytes::<32>().unwrap(), random.bytes::<32>().unwrap());
        let mut generator = random.generator().unwrap();
        assert_ne!(generator.next_u64(), generator.next_u64());
    }
}
