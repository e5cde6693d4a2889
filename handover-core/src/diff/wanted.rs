//! Digests that are looked for among millions of others.

use std::collections::HashMap;

use crate::digest::Digest;
use crate::finding::Location;
use crate::snapshot::Called;

/// Bits that a glance is taken at: a core's own cache holds them, and of the
/// digests that nobody looks for, they let few pass.
const GLANCE: usize = 1 << 20;

/// Some digests, and the first place that was met of each.
pub(super) struct Wanted {
    places: HashMap<Digest, Option<Location>>,
    /// A bit for each first twenty bits of a digest.
    glance: Vec<u64>,
}

impl Wanted {
    pub(super) fn new(digests: impl Iterator<Item = Digest>) -> Self {
        let places: HashMap<_, _> = digests.map(|digest| (digest, None)).collect();
        let mut glance = vec![0; GLANCE / 64];
        for digest in places.keys() {
            let (word, bit) = at(digest);
            glance[word] |= bit;
        }
        Wanted { places, glance }
    }

    /// Whether the digest may be one that is looked for.
    pub(super) fn may_have(&self, digest: &Digest) -> bool {
        let (word, bit) = at(digest);
        self.glance[word] & bit != 0
    }

    /// Takes the place of a file with this digest, if it is looked for and
    /// the first.
    pub(super) fn offer(&mut self, digest: &Digest, name: Called<'_>) {
        if let Some(first @ None) = self.places.get_mut(digest) {
            *first = Some(name.location());
        }
    }

    /// The first place that was met.
    pub(super) fn place(&self, digest: &Digest) -> Option<&Location> {
        self.places.get(digest)?.as_ref()
    }
}

fn at(digest: &Digest) -> (usize, u64) {
    let [a, b, c, ..] = *digest.as_bytes();
    let bits = usize::from(a) << 12 | usize::from(b) << 4 | usize::from(c) >> 4;
    (bits / 64, 1 << (bits % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_place_of_what_is_looked_for() {
        let digest = |number: u8| Digest::sha256(&[number]);
        // The same at a glance, and another.
        let near = |number: u8| {
            let mut bytes = *digest(number).as_bytes();
            bytes[31] ^= 1;
            Digest::new(bytes)
        };
        let mut wanted = Wanted::new((0..100).map(digest));
        for number in 0..200 {
            assert!(number >= 100 || wanted.may_have(&digest(number)));
            wanted.offer(&near(number), Called::Path("near"));
            wanted.offer(&digest(number), Called::Path(&format!("first/{number}")));
            wanted.offer(&digest(number), Called::Path("second"));
        }
        for number in 0..200 {
            let place = (number < 100).then(|| Location::file(format!("first/{number}")));
            assert_eq!(wanted.place(&digest(number)), place.as_ref());
            assert_eq!(wanted.place(&near(number)), None);
        }
    }
}
