//! SHA-256, BLAKE3 and CRC-32 of the same bytes, in one pass.

use std::fmt;
use std::io::{self, Read};
use std::str::FromStr;

use data_encoding::HEXLOWER;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::Digest as _;

use crate::concurrency::Gates;

/// A digest of 32 bytes: SHA-256 (FIPS 180-4) or BLAKE3, as the place says.
/// Its text form is 64 lower-case hex digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

/// Not 64 lower-case hex digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not 64 lower-case hex digits")]
pub struct NotADigest;

impl Digest {
    /// A digest from its bytes.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Digest(bytes)
    }

    /// The bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The SHA-256 of `bytes`.
    pub fn sha256(bytes: &[u8]) -> Self {
        Digest(sha2::Sha256::digest(bytes).into())
    }

    /// A digest from 64 lower-case hex digits, as lists write it.
    pub fn from_hex(text: &[u8]) -> Result<Self, NotADigest> {
        let bytes = HEXLOWER.decode(text).map_err(|_| NotADigest)?;
        bytes.try_into().map(Digest).map_err(|_| NotADigest)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&HEXLOWER.encode(&self.0))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({self})")
    }
}

impl FromStr for Digest {
    type Err = NotADigest;

    fn from_str(text: &str) -> Result<Self, NotADigest> {
        Digest::from_hex(text.as_bytes())
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            self.0.serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            let text = String::deserialize(deserializer)?;
            text.parse().map_err(serde::de::Error::custom)
        } else {
            <[u8; 32]>::deserialize(deserializer).map(Digest)
        }
    }
}

/// Which digests a pass computes. SHA-256 is the dearest of the first three.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Algorithms(u8);

impl Algorithms {
    const CRC32: Self = Algorithms(4);
    /// BLAKE3 alone: the quick check.
    pub const BLAKE3: Self = Algorithms(1);
    /// SHA-256 alone: what bags of other tools list.
    pub const SHA256: Self = Algorithms(2);
    /// SHA-256 and BLAKE3: what a bundle lists.
    pub const BOTH: Self = Algorithms(1 | 2);
    /// SHA-512 alone, for bags of other tools.
    pub const SHA512: Self = Algorithms(8);

    /// The same and the CRC-32 that ZIP wants.
    #[must_use]
    pub const fn and_crc32(self) -> Self {
        Algorithms(self.0 | Self::CRC32.0)
    }

    const fn has(self, one: Self) -> bool {
        self.0 & one.0 != 0
    }
}

/// What a pass computed; `None` where it was not asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Digests {
    /// Bytes that were read.
    pub bytes: u64,
    /// SHA-256.
    pub sha256: Option<Digest>,
    /// BLAKE3.
    pub blake3: Option<Digest>,
    /// CRC-32 as ZIP has it (ISO 3309).
    pub crc32: Option<u32>,
    /// SHA-512.
    pub sha512: Option<[u8; 64]>,
}

impl Digests {
    /// The digests of bytes that are all at hand: for small files twice as fast
    /// as a [`Hasher`].
    pub fn of(bytes: &[u8], algorithms: Algorithms) -> Self {
        let has = |one| algorithms.has(one);
        Digests {
            bytes: bytes.len() as u64,
            sha256: has(Algorithms::SHA256).then(|| Digest::sha256(bytes)),
            blake3: has(Algorithms::BLAKE3).then(|| Digest(*blake3::hash(bytes).as_bytes())),
            crc32: has(Algorithms::CRC32).then(|| crc32fast::hash(bytes)),
            sha512: has(Algorithms::SHA512).then(|| sha2::Sha512::digest(bytes).into()),
        }
    }
}

/// Computes the digests of a stream, piece by piece.
#[derive(Default)]
pub struct Hasher {
    bytes: u64,
    sha256: Option<sha2::Sha256>,
    blake3: Option<Box<blake3::Hasher>>,
    crc32: Option<crc32fast::Hasher>,
    sha512: Option<sha2::Sha512>,
}

impl Hasher {
    /// A hasher for `algorithms`.
    pub fn new(algorithms: Algorithms) -> Self {
        Hasher {
            bytes: 0,
            sha256: algorithms.has(Algorithms::SHA256).then(sha2::Sha256::new),
            blake3: algorithms.has(Algorithms::BLAKE3).then(Box::default),
            crc32: algorithms.has(Algorithms::CRC32).then(crc32fast::Hasher::new),
            sha512: algorithms.has(Algorithms::SHA512).then(sha2::Sha512::new),
        }
    }

    /// Takes the next piece. BLAKE3 is fastest on pieces of 16 KiB and more.
    pub fn update(&mut self, piece: &[u8]) {
        self.bytes += piece.len() as u64;
        if let Some(hasher) = &mut self.blake3 {
            hasher.update(piece);
        }
        if let Some(hasher) = &mut self.crc32 {
            hasher.update(piece);
        }
        if let Some(hasher) = &mut self.sha256 {
            hasher.update(piece);
        }
        if let Some(hasher) = &mut self.sha512 {
            hasher.update(piece);
        }
    }

    /// The digests of everything taken.
    pub fn finish(self) -> Digests {
        Digests {
            bytes: self.bytes,
            sha256: self.sha256.map(|hasher| Digest(hasher.finalize().into())),
            blake3: self.blake3.map(|hasher| Digest(*hasher.finalize().as_bytes())),
            crc32: self.crc32.map(crc32fast::Hasher::finalize),
            sha512: self.sha512.map(|hasher| hasher.finalize().into()),
        }
    }
}

/// Reads `reader` to its end through `buffer`, giving each piece to `each`.
///
/// # Errors
/// The first error of `reader` or `each`; an interrupted read is tried again.
pub fn read_through(
    reader: impl Read,
    buffer: &mut [u8],
    algorithms: Algorithms,
    each: impl FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<Digests> {
    read_in_turn(reader, buffer, algorithms, &Gates::default(), each)
}

/// The same, where reading and digesting take their turns at `gates`.
pub(crate) fn read_in_turn(
    mut reader: impl Read,
    buffer: &mut [u8],
    algorithms: Algorithms,
    gates: &Gates,
    mut each: impl FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<Digests> {
    let mut hasher = Hasher::new(algorithms);
    loop {
        match gates.read(|| reader.read(buffer)) {
            Ok(0) => return Ok(hasher.finish()),
            Ok(count) => {
                gates.digest(|| hasher.update(&buffer[..count]));
                each(&buffer[..count])?;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// Reads a file whose SHA-256 is known; its end is an error if it is another
/// file by now.
pub(crate) struct Unchanged<R> {
    reader: R,
    /// Until the end.
    hasher: Option<Hasher>,
    wanted: Digest,
}

impl<R: Read> Unchanged<R> {
    pub(crate) fn new(reader: R, wanted: Digest) -> Self {
        Unchanged { reader, hasher: Some(Hasher::new(Algorithms::SHA256)), wanted }
    }
}

impl<R: Read> Read for Unchanged<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        if let Some(hasher) = &mut self.hasher {
            hasher.update(&buffer[..count]);
        }
        let ended = count == 0 && !buffer.is_empty();
        let hasher = if ended { self.hasher.take() } else { None };
        match hasher.map(|hasher| hasher.finish().sha256) {
            Some(found) if found != Some(self.wanted) => {
                Err(io::Error::other("it changed after its digest was checked"))
            }
            _ => Ok(count),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_digests_of_abc() {
        let digests =
            read_through(&b"abc"[..], &mut [0; 2], Algorithms::BOTH.and_crc32(), |_| Ok(()))
                .unwrap();
        assert_eq!(digests.bytes, 3);
        assert_eq!(
            digests.sha256.unwrap().to_string(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(
            digests.blake3.unwrap().to_string(),
            "6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85"
        );
        assert_eq!(digests.crc32, Some(0x3524_41c2));
        assert_eq!(digests.sha512, None);
    }

    #[test]
    fn at_once_or_piece_by_piece_is_the_same() {
        let bytes: Vec<u8> = (0..100_000_u32).map(|at| at.to_le_bytes()[0]).collect();
        for size in [0, 1, 1024, 100_000] {
            for algorithms in [Algorithms::BOTH.and_crc32(), Algorithms::SHA512] {
                let streamed =
                    read_through(&bytes[..size], &mut [0; 700], algorithms, |_| Ok(())).unwrap();
                assert_eq!(Digests::of(&bytes[..size], algorithms), streamed);
            }
        }
    }

    #[test]
    fn only_lower_case_hex_is_a_digest() {
        let text = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(text.parse::<Digest>().unwrap().to_string(), text);
        assert!(text.to_uppercase().parse::<Digest>().is_err());
        assert!(text[1..].parse::<Digest>().is_err());
    }
}
