//! A folder that becomes a bundle where it is: everything is written beside
//! `data/`, which is only read.

use std::path::Path;

use super::plan::{self, Rows};
use crate::bundle::layout;
use crate::description::secrecy::{Clearances, location};
use crate::error::{ErrorKind, IoContext, Result};
use crate::finding::{Code, Finding};
use crate::limits::Limits;
use crate::survey::Source;
use crate::walk::{Entry, Names, Step};

use super::target::UNFINISHED;

/// The names that the bundle adds beside `data`, in the order in which they
/// come: without `bagit.txt` nothing takes it for a bag.
pub(super) const ADDED: [&str; 6] = [
    "handover",
    "signatures",
    layout::MANIFEST,
    layout::BAG_INFO,
    layout::TAG_MANIFEST,
    layout::DECLARATION,
];

/// What lies beside `data` and would be no part of the bundle.
pub(super) fn strays(folder: &Path, cleared: &Clearances) -> Result<Vec<Finding>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).reading(folder)? {
        names.push(entry.reading(folder)?.file_name().to_string_lossy().into_owned());
    }
    names.retain(|name| name != "data" && name != UNFINISHED);
    names.sort();
    let finding = |name: &String| Finding::new(Code::InPlaceStray, location(name, cleared));
    Ok(names.iter().map(finding).collect())
}

/// Looks at size and time of everything again: what was digested hours ago
/// must be what is sealed.
pub(super) fn check_unchanged(source: &dyn Source, table: &Path, limits: &Limits) -> Result<()> {
    let mut rows = Rows::open(table, limits)?;
    for step in source.entries(Names::Refuse, limits)? {
        let entry = match step {
            Step::File(entry) | Step::EmptyFolder(entry) => entry,
            Step::Folder(_) => continue,
            Step::Special(entry, _) | Step::Unreadable(entry, _) => {
                return Err(changed(source, &entry));
            }
        };
        let row = rows.next().transpose()?;
        let same = match row.as_ref().map(plan::planned).transpose()?.flatten() {
            Some(planned) => {
                planned.source == entry.source
                    && (planned.size, planned.modified) == (entry.size, entry.modified)
            }
            None => row.is_some_and(|row| row.path == entry.path),
        };
        if !same {
            return Err(changed(source, &entry));
        }
    }
    match rows.next().transpose()? {
        None => Ok(()),
        Some(row) => {
            let path = source.place(Path::new(&row.path));
            Err(ErrorKind::Changed { path }.into())
        }
    }
}

fn changed(source: &dyn Source, entry: &Entry) -> crate::error::Error {
    ErrorKind::Changed { path: source.place(&entry.source) }.into()
}
