//! What there is to hand over, counted without reading a file.

use std::path::Path;

use handover_core::error::{Error, ErrorKind};
use handover_core::finding::{Finding, Group, Location};
use handover_core::inventory::{
    Counted, FileItem, FolderTables, NoTables, Reconciler, Table, TableReader, Tables, path_of,
};
use handover_core::limits::Limits;
use handover_core::observe::{Observer, Phase, Work};
use handover_core::survey::{Folder, NoFiles, Source};
use handover_core::walk::{Names, Step};

/// Counts folder and tables as a pack would, holding next to nothing. Rows
/// that cannot be read are told; whether the rest fits is for `pack` to say.
pub(super) fn count(
    files: Option<&Path>,
    inventory: Option<&Path>,
    temporary: &Path,
    observer: &dyn Observer,
) -> Result<Counted, Error> {
    let limits = Limits::default();
    let mut report = |finding: Finding| {
        if finding.code.group() == Group::Description {
            observer.finding(&finding);
        }
    };
    let tables: Box<dyn Tables> = match inventory {
        Some(folder) => Box::new(FolderTables::new(folder)),
        None => Box::new(NoTables),
    };
    let mut reconciler = Reconciler::new(limits.sort_bytes, temporary);
    for table in tables.list(&mut report)? {
        if table == Table::Files {
            continue;
        }
        let input = tables.open(table)?;
        let mut reader = TableReader::new(input, table, tables.path(table), &limits, &mut report)?;
        while let Some(row) = reader.read(&mut report)? {
            reconciler.row(&row, path_of(&row), &mut |_| ())?;
        }
    }
    let source: Box<dyn Source> = match files {
        Some(folder) => Box::new(Folder::open(folder)?),
        None => Box::new(NoFiles),
    };
    observer.begin(Phase::Count, None);
    let steps = source.entries(Names::Refuse, &limits)?;
    let items = steps.filter_map(|step| item(step, observer));
    let counted = reconciler.finish(items, &mut |_| ())?;
    observer.end(Phase::Count);
    Ok(counted)
}

fn item(step: Step, observer: &dyn Observer) -> Option<Result<FileItem, Error>> {
    if observer.cancelled() {
        return Some(Err(ErrorKind::Interrupted.into()));
    }
    let Step::File(entry) = step else { return None };
    observer.advance(Phase::Count, Work { entries: 1, bytes: entry.size });
    // Nothing is told of a file here, so no place of one is needed.
    Some(Ok(FileItem { path: entry.path, size: Some(entry.size), location: Location::Whole }))
}
