//! Randomness that repeats, for tests only.

use std::convert::Infallible;

use rand_core::{TryCryptoRng, TryRng};
use sha2::{Digest, Sha256};

use super::private_key::PrivateKey;

/// SHA-256 of a seed and a counter.
pub(crate) struct TestRng(u64, u64);

impl TestRng {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed, 0)
    }

    fn block(&mut self) -> [u8; 32] {
        self.1 += 1;
        let seed = [self.0.to_le_bytes(), self.1.to_le_bytes()].concat();
        Sha256::digest(seed).into()
    }
}

impl TryRng for TestRng {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, target: &mut [u8]) -> Result<(), Infallible> {
        for chunk in target.chunks_mut(32) {
            chunk.copy_from_slice(&self.block()[..chunk.len()]);
        }
        Ok(())
    }
}

impl TryCryptoRng for TestRng {}

/// A key that is the same in every run.
pub(crate) fn key(seed: u64) -> PrivateKey {
    PrivateKey::generate(&mut TestRng::new(seed))
}
