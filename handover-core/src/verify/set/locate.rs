//! Which bundle is which volume: by what they hold, never by their names.

use std::path::{Path, PathBuf};

use super::judge;
use super::signers::{self, Signers};
use crate::bundle::bag_info::BagInfo;
use crate::bundle::layout::{BAG_INFO, TAG_MANIFEST};
use crate::bundle::set::NotASet;
use crate::bundle::{Bundle, Set, SetVolume, VolumeSet};
use crate::digest::Digest;
use crate::error::Result;
use crate::finding::{Code, Collector, Location, Severities};
use crate::limits::Limits;
use crate::observe::{self, Observer};
use crate::signing::{PublicKey, SignedTextError};
use crate::verify::{Seal, Trust, signatures};

/// A bundle that may be a volume, by what it says of itself.
pub(super) struct Candidate<'s> {
    pub(super) path: &'s Path,
    /// The SHA-256 of its tag manifest.
    pub(super) identity: Option<Digest>,
    /// Not to be believed before the seal is checked.
    pub(super) claims: Option<BagInfo>,
    /// Keys whose seals hold.
    pub(super) keys: Vec<PublicKey>,
}

/// A volume that was found.
#[derive(Debug, Clone)]
pub(crate) struct Volume {
    /// What the list says of it.
    pub(crate) listed: SetVolume,
    pub(crate) path: PathBuf,
    /// What it says of itself.
    pub(super) claims: Option<BagInfo>,
}

/// A set whose volumes were looked for.
#[derive(Debug)]
pub(crate) struct Located<'s> {
    /// The list, if keys that seal the volumes have signed it.
    pub(crate) set: Option<&'s Set>,
    pub(crate) seals: Vec<Seal>,
    /// The volumes that are there, in the order of their numbers.
    pub(crate) volumes: Vec<Volume>,
    pub(crate) missing: Vec<u32>,
    /// What may have been a volume once, and its number: to be looked at, so
    /// that it can be told what became of it.
    pub(super) suspects: Vec<(Option<u32>, PathBuf)>,
}

/// Looks for the volumes of `set`, and tells what stands against it without
/// reading a payload.
pub(crate) fn locate<'s>(
    set: &'s VolumeSet,
    trust: &Trust,
    limits: &Limits,
    found: &mut Collector<'_>,
    observer: &dyn Observer,
) -> Result<Located<'s>> {
    let nothing = || Located {
        set: None,
        seals: Vec::new(),
        volumes: Vec::new(),
        missing: Vec::new(),
        suspects: Vec::new(),
    };
    let (list, text) = match set.list() {
        Ok(list) => list,
        Err(error) => {
            let newer = matches!(error, NotASet::Text(SignedTextError::UnknownVersion { .. }));
            found.at(
                if newer { Code::BagNewerVersion } else { Code::SetMalformed },
                Location::Whole,
            );
            return Ok(nothing());
        }
    };
    let mut candidates = Vec::new();
    for path in set.candidates() {
        observe::check(observer)?;
        candidates.push(look(path, list, trust, limits));
    }
    let Signers { seals, proven } = signers::check(list, text, &candidates, trust, found);
    if !proven {
        let same = |claims: &BagInfo| (claims.act, claims.issue) == (list.act, list.issue);
        let claimed = |candidate: &Candidate<'_>| {
            let claims = candidate.claims.filter(same)?;
            Some((Some(claims.volume), candidate.path.to_path_buf()))
        };
        let mut suspects: Vec<_> = candidates.iter().filter_map(claimed).collect();
        suspects.sort();
        return Ok(Located { seals, suspects, ..nothing() });
    }
    let located = judge::sort_out(set, list, candidates, found);
    Ok(Located { set: Some(list), seals, ..located })
}

/// What cannot be read has no identity: it is none of the volumes, and told if
/// it bears the name of one.
fn look<'s>(path: &'s Path, list: &Set, trust: &Trust, limits: &Limits) -> Candidate<'s> {
    let mut candidate = Candidate { path, identity: None, claims: None, keys: Vec::new() };
    let Ok(bundle) = Bundle::open(path, limits) else { return candidate };
    let limit = limits.tag_files as u64 * limits.line_bytes as u64;
    let manifest = bundle.read_tag(TAG_MANIFEST, limit).ok().flatten();
    candidate.identity = manifest.as_deref().map(Digest::sha256);
    let info = bundle.read_tag(BAG_INFO, limits.small_file_bytes).ok().flatten();
    let info = info.and_then(|info| String::from_utf8(info).ok());
    candidate.claims = info.and_then(|info| BagInfo::parse(&info).ok());
    if candidate.claims.is_some_and(|claims| claims.act == list.act) {
        let ignore = |_: &_| {};
        let mut found = Collector::new(Severities::default(), 0, &ignore);
        let sealers = signatures::sealers(&bundle, manifest.as_deref(), trust, limits, &mut found);
        let holding = sealers.into_iter().flatten().filter(|(seal, _)| seal.holds);
        candidate.keys = holding.map(|(_, key)| key).collect();
    }
    candidate
}
