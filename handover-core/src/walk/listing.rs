//! One folder's names: in form C, in order, with what keeps them from travelling.

use std::ffi::OsString;
use std::io;
use std::path::Path;

use super::look::Look;
use crate::error::{Error, ErrorKind, IoContext, Result};
use crate::path::{self, Problem};

/// What to do with a name that a bundle cannot hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Names {
    /// Tell, so that somebody can mend it.
    #[default]
    Refuse,
    /// Give it an alias, and keep the original name as data.
    Alias,
}

/// A name of a listing.
#[derive(Debug)]
pub(super) struct Listed {
    /// As the disk has it.
    pub(super) raw: OsString,
    /// As the bundle would have it.
    pub(super) name: String,
    /// Why it does not travel; empty under [`Names::Alias`].
    pub(super) problems: Vec<Problem>,
    /// Whether `name` stands for a name that cannot travel.
    pub(super) aliased: bool,
    pub(super) look: io::Result<Look>,
}

/// The listing of `folder` in path order. `units` are the UTF-16 units that a
/// name may have here without making its path too long.
pub(super) fn list(folder: &Path, names: Names, limit: usize, units: usize) -> Result<Vec<Listed>> {
    let mut listed = Vec::new();
    for entry in std::fs::read_dir(folder).reading(folder)? {
        let entry = entry.reading(folder)?;
        if listed.len() == limit {
            let limit = limit as u64;
            let path = folder.to_path_buf();
            return Err(ErrorKind::Limit { path, what: "folder-entries", limit }.into());
        }
        // Here rather than step by step: the folder is open, and the system
        // need not find its way to it for every name.
        let look = Look::at(&entry);
        listed.push(examine(entry.file_name(), look, units));
    }
    // By raw bytes first, so that which of two twins keeps its name does not
    // depend on the order in which the disk tells them.
    listed.sort_unstable_by(|a, b| a.raw.as_encoded_bytes().cmp(b.raw.as_encoded_bytes()));
    mark_collisions(&mut listed, names);
    if names == Names::Alias {
        for one in &mut listed {
            give_alias(one, units);
        }
    }
    listed.sort_by(|a, b| a.name.as_bytes().cmp(b.name.as_bytes()));
    if let Some(twins) = listed.windows(2).find(|pair| pair[0].name == pair[1].name)
        && names == Names::Alias
    {
        // An alias that meets a real name: eight hex digits were not enough.
        let place = folder.join(&twins[1].raw);
        let source = std::io::Error::other("two names have one alias");
        return Err(Error::read(place, source));
    }
    Ok(listed)
}

fn examine(raw: OsString, look: io::Result<Look>, units: usize) -> Listed {
    let (name, mut problems) = match raw.to_str() {
        Some(text) => {
            let name = path::nfc(text);
            let problems = path::check_component(&name);
            (name, problems)
        }
        None => (path::nfc(&raw.to_string_lossy()), vec![Problem::NotUtf8]),
    };
    // A name never has more UTF-16 units than bytes.
    if name.len() > units && name.encode_utf16().count() > units {
        problems.push(Problem::PathTooLong);
    }
    Listed { raw, name, problems, aliased: false, look }
}

fn mark_collisions(listed: &mut [Listed], names: Names) {
    let keyed = listed.iter().enumerate();
    let mut keyed: Vec<_> =
        keyed.map(|(index, one)| (path::collision_key(&one.name), index)).collect();
    // Equal keys stand together, in the order of their raw names.
    keyed.sort_unstable();
    for twins in keyed.chunk_by(|a, b| a.0 == b.0).filter(|twins| twins.len() > 1) {
        // Where aliases are given, the first keeps its own name.
        let kept = usize::from(names == Names::Alias);
        for (_, index) in &twins[kept..] {
            listed[*index].problems.push(Problem::Collision);
        }
    }
}

fn give_alias(one: &mut Listed, units: usize) {
    // Below some sixteen units nothing recognisable is left of a name.
    if one.problems.is_empty() || units < 16 {
        return;
    }
    one.name = path::alias(one.raw.as_encoded_bytes(), units - 1);
    one.problems.clear();
    one.aliased = true;
}
