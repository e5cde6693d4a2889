//! The signatures over the tag manifest: checked before anything is parsed.

use std::collections::BTreeMap;

use super::outcome::{Seal, Trust};
use crate::bundle::Bundle;
use crate::bundle::layout::{SIGNATURES, TAG_MANIFEST};
use crate::description::secrecy::{self, Clearances};
use crate::error::Result;
use crate::finding::{Code, Collector, Finding, Location};
use crate::limits::Limits;
use crate::signing::{KeyError, KeyId, PublicKey, Signature};

/// Bytes of a signature file.
const SIGNATURE_BYTES: u64 = 64;
/// Bytes of a key file.
const KEY_BYTES: u64 = 113;

/// A pair of files in `signatures/`, as far as it is there.
#[derive(Default)]
struct Pair {
    signature: Option<String>,
    key: Option<String>,
}

/// Checks every pair over `tag_manifest` and says who sealed.
pub(super) fn check(
    bundle: &Bundle,
    tag_manifest: Option<&[u8]>,
    trust: &Trust,
    limits: &Limits,
    found: &mut Collector<'_>,
) -> Result<Vec<Seal>> {
    let sealers = sealers(bundle, tag_manifest, trust, limits, found)?;
    Ok(sealers.into_iter().map(|(seal, _)| seal).collect())
}

/// The same with the keys themselves, which travel with the bundle: they tell
/// whether one hand signed two things, and never whose hand.
pub(super) fn sealers(
    bundle: &Bundle,
    tag_manifest: Option<&[u8]>,
    trust: &Trust,
    limits: &Limits,
    found: &mut Collector<'_>,
) -> Result<Vec<(Seal, PublicKey)>> {
    let mut pairs: BTreeMap<KeyId, Pair> = BTreeMap::new();
    for (path, size) in bundle.tags() {
        let Some(name) = path.strip_prefix(SIGNATURES) else { continue };
        match name.rsplit_once('.').map(|(stem, kind)| (stem.parse::<KeyId>(), kind, size)) {
            Some((Ok(id), "sig", SIGNATURE_BYTES)) => {
                pairs.entry(id).or_default().signature = Some(path.to_owned());
            }
            Some((Ok(id), "pem", KEY_BYTES)) => {
                pairs.entry(id).or_default().key = Some(path.to_owned());
            }
            // It may be called anything, a word of secrecy too.
            _ => found.at(Code::SealStray, secrecy::location(path, &Clearances::default())),
        }
    }
    let mut seals = Vec::new();
    let mut paired = false;
    for (id, pair) in pairs {
        let (Some(signature), Some(key)) = (&pair.signature, &pair.key) else {
            let half = pair.signature.or(pair.key).unwrap_or_default();
            found.at(Code::SealStray, Location::file(half));
            continue;
        };
        paired = true;
        let Some(public) = read_key(bundle, key, id, limits, found)? else { continue };
        let holds = match (read_signature(bundle, signature, limits)?, tag_manifest) {
            (Some(signature), Some(text)) => public.verify(text, &signature).is_ok(),
            _ => false,
        };
        seals.push((Seal { key: id, holds, trusted: trust.is_trusted(id) }, public));
    }
    if !paired {
        found.at(Code::SealMissing, Location::file(SIGNATURES));
    }
    judge(&seals.iter().map(|(seal, _)| *seal).collect::<Vec<_>>(), trust, found);
    Ok(seals)
}

fn judge(seals: &[Seal], trust: &Trust, found: &mut Collector<'_>) {
    let some_hold = seals.iter().any(|seal| seal.holds);
    if some_hold && trust.list().is_some() {
        // Whose they are is judged once the act has said who gives.
        return;
    }
    let mut unknown = !seals.iter().any(|seal| seal.trusted);
    for seal in seals {
        let code = match (seal.trusted, seal.holds) {
            (true, true) => continue,
            // The first stands for all: nobody vouches for any of them.
            (false, true) if std::mem::take(&mut unknown) => Code::SealUnknownKey,
            (false, true) => Code::SealOtherSignature,
            // A stranger can add a broken signature as easily as a sound one:
            // beside one that holds, neither is able to fail the bundle.
            (false, false) if some_hold => Code::SealOtherBroken,
            (_, false) => Code::SealBroken,
        };
        let location = Location::file(format!("{SIGNATURES}{}.sig", seal.key));
        found.add(Finding::new(code, location).with("key", seal.key.to_string()));
    }
    if seals.iter().any(|seal| seal.trusted && seal.holds) && *trust != Trust::Nobody {
        found.at(Code::SealUnitNotChecked, Location::file(TAG_MANIFEST));
    }
}

/// The key of a pair, if it is the one that its name says, byte for byte.
fn read_key(
    bundle: &Bundle,
    path: &str,
    id: KeyId,
    limits: &Limits,
    found: &mut Collector<'_>,
) -> Result<Option<PublicKey>> {
    let text = bundle.read_tag(path, limits.small_file_bytes)?.unwrap_or_default();
    let key = std::str::from_utf8(&text).ok().map(PublicKey::from_pem);
    let code = match key {
        Some(Ok(key)) if key.key_id() == id && key.to_pem().as_bytes() == text => {
            return Ok(Some(key));
        }
        Some(Err(KeyError::Weak)) => Code::SealWeakKey,
        _ => Code::SealKeyMismatch,
    };
    found.at(code, Location::file(path));
    Ok(None)
}

fn read_signature(bundle: &Bundle, path: &str, limits: &Limits) -> Result<Option<Signature>> {
    let bytes = bundle.read_tag(path, limits.small_file_bytes)?.unwrap_or_default();
    Ok(Signature::try_from(bytes.as_slice()).ok())
}
