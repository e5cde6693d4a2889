use std::cell::{Cell, RefCell};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::candidate::{Candidate, row_key};
use super::claims::Claims;
use super::fixes::Fixes;
use super::keys::in_folder;
use super::named::NamedPaths;
use super::settle::{Settled, tell_unlisted, wanting};
use super::things::Things;
use crate::error::Result;
use crate::finding::{Code, Finding, Location};
use crate::inventory::reconcile::{Counted, Reconciler, path_of};
use crate::inventory::review::Deferred;
use crate::inventory::rules::Rules;
use crate::inventory::{Row, Table};
use crate::observe::Observer;
use crate::path::{nfc, sort_key};
use crate::sorted::Sorter;
use crate::walk::Step;

/// What the files came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Matched {
    /// Files.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Files that no row speaks of, though for some of them one would.
    pub unlisted: u64,
    /// Rows whose file is not there under the name that they give.
    pub missing: u64,
    /// Rows for which a file that fits was found.
    pub fixes: u64,
}

/// Takes the rows of an inventory, then its files.
#[derive(Debug)]
pub(in crate::inventory) struct Matcher {
    folder: PathBuf,
    budget: usize,
    /// The paths of rows.
    named: Sorter,
    files: Option<Files>,
}

/// What is kept of rows only where there are files to look at.
#[derive(Debug)]
struct Files {
    reconciler: Reconciler,
    candidates: Sorter,
    missing: Sorter,
    /// Dossiers and, later, files by the folder that they name or stand in.
    folders: Sorter,
}

/// In a folder's group dossiers stand before files.
const DOSSIER: u8 = 0;
pub(super) const FILE: u8 = 1;

impl Matcher {
    /// One that sorts within about `budget` bytes and spills into `folder`.
    pub(in crate::inventory) fn new(budget: usize, folder: &Path, with_files: bool) -> Self {
        let budget = budget / 8;
        let sorter = || Sorter::new(budget, folder);
        let files = with_files.then(|| Files {
            reconciler: Reconciler::without_lots(2 * budget, folder),
            candidates: sorter(),
            missing: sorter(),
            folders: sorter(),
        });
        Matcher { folder: folder.to_path_buf(), budget, named: sorter(), files }
    }

    pub(in crate::inventory) fn row(&mut self, row: &Row<'_>) -> Result<()> {
        let path = nfc(path_of(row));
        let key = row_key(row.table(), row.number());
        if !path.is_empty() {
            self.named.push(sort_key(&path), key.clone())?;
        }
        let Some(files) = &mut self.files else { return Ok(()) };
        let mut missing = false;
        files.reconciler.row(row, &path, &mut |found| {
            missing |= found.code == Code::RowWithoutFile;
        })?;
        if missing {
            files.missing.push(key.clone(), Vec::new())?;
        }
        if row.table() == Table::Dossiers && !path.is_empty() {
            let code = row.get("fileCode").as_bytes();
            files.folders.push(sort_key(&path), [&[DOSSIER], code].concat())?;
        }
        if let Some(candidate) = Candidate::of(row, &path) {
            files.candidates.push(key, serde_json::to_vec(&candidate).unwrap_or_default())?;
        }
        Ok(())
    }

    /// Tells which rows name one path, where there are no files to look at.
    pub(in crate::inventory) fn finish_without_files(
        self,
        tell: &mut dyn FnMut(Finding),
    ) -> Result<()> {
        NamedPaths::new(self.named.finish()?).rest(tell)
    }

    /// Takes the steps of a walk, in path order, and tells what does not fit.
    pub(in crate::inventory) fn finish(
        self,
        steps: &mut dyn Iterator<Item = Step>,
        rules: &Rules,
        found: &mut Deferred,
        observer: &dyn Observer,
    ) -> Result<(Matched, Fixes)> {
        let Matcher { folder, budget, named, files } = self;
        let Some(Files { reconciler, candidates, mut missing, folders }) = files else {
            return Ok((Matched::default(), Fixes::default()));
        };
        let found = RefCell::new(found);
        let current = Cell::new(0);
        let mut unlisted = Sorter::new(budget, &folder);
        let mut failed = Ok(());
        let mut things = Things {
            rules,
            found: &found,
            current: &current,
            named: NamedPaths::new(named.finish()?),
            claims: Claims::new(budget, &folder),
            folders,
        };
        let counted = {
            let items = things.items(steps, observer);
            reconciler.finish(items, &mut |finding: Finding| {
                let taken = match (finding.code, &finding.location) {
                    (Code::RowWithoutFile, Location::Row { table, row, .. }) => {
                        let key = table.parse().map(|table| row_key(table, *row));
                        key.map_or(Ok(()), |key| missing.push(key, Vec::new()))
                    }
                    (Code::FileWithoutRow, location) => {
                        let location = serde_json::to_vec(location).unwrap_or_default();
                        unlisted.push(u64::to_be_bytes(current.get()).to_vec(), location)
                    }
                    // Documents of no dossier are told where dossiers are looked at.
                    _ => Ok(()),
                };
                if failed.is_ok() {
                    failed = taken;
                }
            })?
        };
        failed?;
        let Things { mut named, mut claims, folders, .. } = things;
        let mut tell = |finding: Finding| rules.tell(finding, |f| found.borrow_mut().push(f));
        named.rest(&mut tell)?;
        by_folder(folders, &mut claims)?;
        let wanting = wanting(candidates, missing, &mut claims, Sorter::new(budget, &folder))?;
        let settled = Settled {
            kept: Sorter::new(budget, &folder),
            taken: Sorter::new(budget, &folder),
            matched: counts(&counted),
        };
        let settled = settled.rows(wanting, claims, &mut tell)?;
        let mut tell_file = |file, finding: Finding| {
            rules.tell(finding, |finding| found.borrow_mut().push_file(file, finding));
        };
        tell_unlisted(unlisted, settled.taken, &mut tell_file)?;
        let fixes = Fixes { matches: Some(settled.kept.finish()?), count: settled.matched.fixes };
        Ok((settled.matched, fixes))
    }
}

fn counts(counted: &Counted) -> Matched {
    Matched {
        files: counted.all.files,
        bytes: counted.all.bytes,
        unlisted: counted.unlisted_files,
        ..Matched::default()
    }
}

/// Gives the files of a folder the code of the one dossier that names it.
fn by_folder(folders: Sorter, claims: &mut Claims) -> Result<()> {
    let mut folder: Option<(Vec<u8>, Option<String>)> = None;
    for record in folders.finish()? {
        let (key, value) = record?;
        let Some((kind, rest)) = value.split_first() else { continue };
        let Ok(text) = std::str::from_utf8(if *kind == DOSSIER { rest } else { &rest[8..] }) else {
            continue;
        };
        let same = folder.as_ref().is_some_and(|(known, _)| *known == key);
        if *kind == DOSSIER {
            // A folder of two dossiers is nobody's.
            folder = Some((key, (!same).then(|| text.to_owned())));
        } else if let Some((_, Some(code))) = folder.as_ref().filter(|_| same)
            && let Some(shared) = in_folder(code, text)
        {
            let file = rest[..8].try_into().map_or(0, u64::from_be_bytes);
            claims.file(shared, file, text)?;
        }
    }
    Ok(())
}
