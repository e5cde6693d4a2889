//! The tag manifest, and the tag files held against it.

use std::collections::{BTreeMap, BTreeSet};

use crate::bundle::Bundle;
use crate::bundle::layout::{self, Part, part};
use crate::bundle::list::{Item, ListReader};
use crate::description::secrecy::{self, Clearances};
use crate::digest::{Algorithms, Digest, Digests, read_through};
use crate::error::Result;
use crate::finding::{Code, Collector, Location};
use crate::limits::Limits;

/// The tag files whose digest has matched, and it: only these are used.
pub(super) fn check(
    bundle: &Bundle,
    tag_manifest: &[u8],
    limits: &Limits,
    found: &mut Collector<'_>,
) -> Result<BTreeMap<String, Digest>> {
    let listed = listed(tag_manifest, limits, found);
    let mut sound = BTreeMap::new();
    let mut present = BTreeSet::new();
    let mut buffer = vec![0; 256 << 10];
    for (path, _) in bundle.tags() {
        let tag = part(path) == Part::Tag;
        if tag {
            present.insert(path);
            judge_kind(path, &listed, found);
        }
        let wanted = listed.get(path).filter(|_| tag);
        let crc = bundle.tag_crc(path);
        if wanted.is_none() && crc.is_none() {
            continue;
        }
        let digests = digests_of(bundle, path, &mut buffer)?;
        if wanted.is_some() && digests.sha256.as_ref() != wanted {
            found.at(Code::TagChanged, place(path));
        } else if crc.is_some() && digests.crc32 != crc {
            // Sound for us, and refused by every unzipper.
            found.at(Code::ZipCrc, place(path));
        } else if let Some(wanted) = wanted {
            sound.insert(path.to_owned(), *wanted);
        }
    }
    let wanted = listed.keys().map(String::as_str).chain(layout::REQUIRED);
    let missing: BTreeSet<_> = wanted.filter(|path| !present.contains(path)).collect();
    for path in missing {
        found.at(Code::TagMissing, place(path));
    }
    Ok(sound)
}

/// The lines of the tag manifest: a few thousand at most.
fn listed(
    tag_manifest: &[u8],
    limits: &Limits,
    found: &mut Collector<'_>,
) -> BTreeMap<String, Digest> {
    let mut listed = BTreeMap::new();
    let lines = ListReader::new(tag_manifest, layout::TAG_MANIFEST, limits.line_bytes);
    // Memory cannot fail to be read.
    for item in lines.flatten() {
        match item {
            Item::Line(line) => {
                listed.insert(line.path, line.digest);
            }
            Item::Bad(finding) => found.add(finding),
        }
    }
    listed
}

/// A stray file may be called anything, and what its name says of secrecy is
/// told nowhere.
fn place(path: &str) -> Location {
    secrecy::location(path, &Clearances::default())
}

fn judge_kind(path: &str, listed: &BTreeMap<String, Digest>, found: &mut Collector<'_>) {
    let location = || place(path);
    if path == layout::FETCH {
        found.at(Code::BagFetch, location());
    } else if layout::is_foreign_list(path) {
        found.at(Code::BagExtraManifest, location());
    } else if listed.contains_key(path) && !layout::is_known_tag(path) {
        let name = path.strip_prefix(layout::INVENTORY);
        let table = name.is_some_and(|name| name.strip_suffix(".csv").is_some());
        found.at(if table { Code::TableUnknown } else { Code::TagUnknown }, location());
    }
    if !listed.contains_key(path) {
        found.at(Code::TagUnlisted, location());
    }
}

fn digests_of(bundle: &Bundle, path: &str, buffer: &mut [u8]) -> Result<Digests> {
    let failed = |error| bundle.read_error(path, error);
    let Some(reader) = bundle.open_tag(path).map_err(failed)? else {
        return Ok(Digests::default());
    };
    read_through(reader, buffer, Algorithms::SHA256.and_crc32(), |_| Ok(())).map_err(failed)
}
