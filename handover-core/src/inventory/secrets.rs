use super::Sink;
use super::header::Header;
use super::row::Row;
use super::schema::{Column, Kind, Table};
use crate::description::secrecy::{Clearances, Mark, Suspicion, find_level, mark};
use crate::finding::{Code, Finding, Location};

/// Looks for words of secrecy in every cell of a row, those of unknown columns
/// too. A finding names table and row, level and mark, and nothing else.
///
/// A path is looked at name by name, with the marks that
/// [`crate::description::secrecy::PathSieve`] gives, so that one clearance
/// holds for the file and for the rows that name it. Two things are not looked
/// at here: the level column of `secrets.csv`, which is there to hold levels,
/// and the paths of `files.csv`, which are the sieve's.
pub fn check_secrets(row: &Row<'_>, cleared: &Clearances, report: &mut Sink<'_>) {
    // A text that stands in several cells of a row is one matter.
    let mut told: Vec<(Code, Mark)> = Vec::new();
    let mut tell = |suspicion: Suspicion, mark: Mark| {
        let finding = judge(suspicion, mark, cleared, row.location());
        if !told.contains(&(finding.code, mark)) {
            told.push((finding.code, mark));
            report(finding);
        }
    };
    for (_, column, text) in row.cells() {
        if is_exempt(row.table(), column) {
            continue;
        }
        let Some(suspicion) = find_level(text) else { continue };
        if column.is_some_and(|column| column.kind == Kind::Path) {
            names(text, &mut tell);
        } else {
            tell(suspicion, mark(text));
        }
    }
}

/// Looks for words of secrecy in the names of unknown columns; the header is
/// row 0.
pub fn check_header_secrets(header: &Header, cleared: &Clearances, report: &mut Sink<'_>) {
    for name in header.unknown() {
        if let Some(suspicion) = find_level(name) {
            // A name of a column is no field that holds a level.
            let suspicion = Suspicion { whole: false, ..suspicion };
            let location = Location::row(header.table().code(), 0);
            report(judge(suspicion, mark(name), cleared, location));
        }
    }
}

fn is_exempt(table: Table, column: Option<&Column>) -> bool {
    let name = column.map_or("", |column| column.name);
    matches!((table, name), (Table::Secrets, "level") | (Table::Files, "path" | "original"))
}

/// Each suspected name of a path, with the mark of the path down to it.
fn names(path: &str, tell: &mut impl FnMut(Suspicion, Mark)) {
    let mut end = 0;
    for name in path.split('/') {
        end += name.len();
        if let Some(suspicion) = find_level(name) {
            tell(Suspicion { whole: false, ..suspicion }, mark(&path[..end]));
        }
        end += 1;
    }
}

fn judge(suspicion: Suspicion, mark: Mark, cleared: &Clearances, location: Location) -> Finding {
    // A field that holds a level is no matter of clearing.
    let code = if suspicion.whole {
        Code::SecretLevel
    } else if cleared.clears(mark) {
        Code::SecretCleared
    } else {
        Code::SecretSuspected
    };
    Finding::new(code, location)
        .with("level", suspicion.level.code())
        .with("mark", mark.to_string())
}
