//! Equal names that do not follow each other: looked for only where the order
//! is broken, since in order they would be neighbours.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;

use super::archive::Archive;
use super::name::shown;
use crate::finding::{Code, Finding, Location};

/// Tells of names that come again, within the limits for entries and findings.
///
/// Eight bytes an entry are held; names only of those whose hash repeats.
pub(super) fn find(archive: &Archive<'_>, find: &mut dyn FnMut(Finding)) -> io::Result<()> {
    let limits = archive.limits();
    let mut hashes = Vec::new();
    let mut cursor = archive.directory();
    while let Some(central) = cursor.next()?.filter(|_| hashes.len() < limits.folder_entries) {
        hashes.push(hash(central.name()));
    }
    hashes.sort_unstable();
    let pairs = hashes.windows(2).filter(|pair| pair[0] == pair[1]);
    let repeated: BTreeSet<u64> = pairs.map(|pair| pair[0]).take(limits.findings_kept).collect();
    drop(hashes);
    if repeated.is_empty() {
        return Ok(());
    }
    let mut seen = BTreeSet::new();
    let mut previous = Vec::new();
    let mut cursor = archive.directory();
    while let Some(central) = cursor.next()? {
        let name = central.name();
        let candidate = repeated.contains(&hash(name));
        // Neighbours have been told of already.
        if candidate && previous != name && seen.contains(name) {
            let text = String::from_utf8_lossy(name);
            let rest = text.split_once('/').map_or(&*text, |(_, rest)| rest);
            find(Finding::new(Code::ZipDuplicate, Location::file(shown(rest))));
        }
        if candidate && seen.len() < limits.findings_kept && name.len() <= limits.line_bytes {
            seen.insert(name.to_vec());
        }
        name.clone_into(&mut previous);
    }
    Ok(())
}

/// Not secret: a collision made on purpose only costs a comparison.
fn hash(name: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    hasher.finish()
}
