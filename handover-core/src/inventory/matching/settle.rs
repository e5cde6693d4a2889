//! Rows without their file and files without a row, settled with each other.

use serde::{Deserialize, Serialize};

use super::candidate::{Candidate, row_of};
use super::claims::{Claims, Match};
use super::difference::difference;
use super::keys::of_row;
use super::matcher::Matched;
use crate::error::Result;
use crate::finding::{Code, Finding, Location};
use crate::sorted::{Both, Sorter, join};

/// A row that a file is looked for.
#[derive(Serialize, Deserialize)]
struct Wanting {
    told: bool,
    path: String,
}

/// The rows that a file is looked for, with their keys given to `claims`.
pub(super) fn wanting(
    candidates: Sorter,
    missing: Sorter,
    claims: &mut Claims,
    mut wanting: Sorter,
) -> Result<Sorter> {
    let (candidates, missing) = (candidates.finish()?, missing.finish()?);
    for pair in join(candidates, missing, |a, b| a.0.cmp(&b.0)) {
        let (key, value, told) = match pair? {
            Both::Left((key, value)) => (key, value, false),
            Both::Both((key, value), _) => (key, value, true),
            Both::Right(_) => continue,
        };
        let Ok(candidate) = serde_json::from_slice::<Candidate>(&value) else { continue };
        let Some((table, _)) = row_of(&key) else { continue };
        if !told && !candidate.path.is_empty() {
            continue;
        }
        for shared in of_row(table, &candidate) {
            claims.row(shared, &key)?;
        }
        let row = Wanting { told, path: candidate.path };
        wanting.push(key, serde_json::to_vec(&row).unwrap_or_default())?;
    }
    Ok(wanting)
}

/// What the rows without their file came to.
pub(super) struct Settled {
    /// Matches by row.
    pub(super) kept: Sorter,
    /// Files that a row was given.
    pub(super) taken: Sorter,
    pub(super) matched: Matched,
}

impl Settled {
    pub(super) fn rows(
        mut self,
        wanting: Sorter,
        claims: Claims,
        tell: &mut dyn FnMut(Finding),
    ) -> Result<Self> {
        for pair in join(wanting.finish()?, claims.finish()?, |a, b| a.0.cmp(&b.0)) {
            let ((key, value), record) = match pair? {
                Both::Left(wanting) => (wanting, None),
                Both::Both(wanting, record) => (wanting, Some(record)),
                Both::Right(_) => continue,
            };
            let Some((table, row)) = row_of(&key) else { continue };
            let Ok(wanting) = serde_json::from_slice::<Wanting>(&value) else { continue };
            self.matched.missing += u64::from(wanting.told);
            let Some(record) = record else {
                if wanting.told {
                    let location = Location::row(table.code(), row);
                    tell(Finding::new(Code::RowWithoutFile, location));
                }
                continue;
            };
            let Some(found) = Match::read(record.clone()) else { continue };
            let code = if wanting.told { Code::PathNearMiss } else { Code::PathProposed };
            let finding = Finding::new(code, Location::cell(table.code(), row, "path"));
            let finding = finding.with("file", found.path.as_str()).with("how", found.how.code());
            tell(match wanting.path.as_str() {
                "" => finding,
                path => finding.with("difference", difference(path, &found.path).join(", ")),
            });
            self.matched.fixes += 1;
            self.taken.push(found.file.to_be_bytes().to_vec(), Vec::new())?;
            self.kept.push(record.0, record.1)?;
        }
        Ok(self)
    }
}

/// Tells the files that no row speaks of, and that no row was given.
pub(super) fn tell_unlisted(
    unlisted: Sorter,
    taken: Sorter,
    tell: &mut dyn FnMut(u64, Finding),
) -> Result<()> {
    for pair in join(unlisted.finish()?, taken.finish()?, |a, b| a.0.cmp(&b.0)) {
        let Both::Left((file, location)) = pair? else { continue };
        let file = file.try_into().map_or(0, u64::from_be_bytes);
        if let Ok(location) = serde_json::from_slice(&location) {
            tell(file, Finding::new(Code::FileWithoutRow, location));
        }
    }
    Ok(())
}
