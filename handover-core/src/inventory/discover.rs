use std::fs;
use std::path::{Path, PathBuf};

use super::Sink;
use super::problem::TableProblem;
use super::schema::Table;
use crate::description::secrecy::find_level;
use crate::error::{IoContext, Result};
use crate::finding::{Code, Finding, Location};

/// The description of the tables by the W3C's vocabulary "CSV on the Web".
pub const METADATA_FILE: &str = "csv-metadata.json";

/// How an import read the sheet that the tables came from; no table.
pub const MAP_FILE: &str = "map.toml";

/// Whose folder of tables it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// Somebody's input: `files.csv` is not taken from it, as `pack` writes it.
    Input,
    /// A bundle's: `files.csv` must be there.
    Bundle,
}

/// The tables in `folder`, in the order of [`Table::ALL`]; what is no table
/// goes to `report`.
///
/// # Errors
/// Where the folder cannot be read.
pub fn discover(
    folder: &Path,
    source: Source,
    report: &mut Sink<'_>,
) -> Result<Vec<(Table, PathBuf)>> {
    let mut found = Vec::new();
    let mut strangers = Vec::new();
    for entry in fs::read_dir(folder).reading(folder)? {
        let entry = entry.reading(folder)?;
        let is_file = entry.file_type().reading(entry.path())?.is_file();
        let name = entry.file_name();
        let table = name.to_str().and_then(table_of).filter(|_| is_file);
        match table {
            Some(Table::Files) if source == Source::Input => {
                strangers.push((name, TableProblem::WrittenByPack));
            }
            Some(table) => found.push((table, entry.path())),
            None if is_file && name == METADATA_FILE => {}
            None if is_file && name == MAP_FILE && source == Source::Input => {}
            None => strangers.push((name, TableProblem::Unknown)),
        }
    }
    found.sort();
    strangers.sort();
    for (name, problem) in strangers {
        // A name that speaks of secrecy is not named, nor one that is no text.
        let name = name.to_str().filter(|name| find_level(name).is_none());
        let location = name.map_or(Location::Whole, Location::file);
        report(Finding::new(Code::TableUnknown, location).with("problem", problem.code()));
    }
    if source == Source::Bundle && !found.iter().any(|(table, _)| *table == Table::Files) {
        let location = Location::file(Table::Files.file_name());
        report(Finding::new(Code::TableMissing, location).with("table", Table::Files.code()));
    }
    Ok(found)
}

/// The table whose file has the name.
fn table_of(name: &str) -> Option<Table> {
    name.strip_suffix(".csv")?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_in_their_order_and_strangers_by_name() {
        let folder = tempfile::tempdir().unwrap();
        let names =
            ["events.csv", "fonds.csv", "files.csv", "Fonds.csv", METADATA_FILE, "tối mật.xlsx"];
        for name in names {
            fs::write(folder.path().join(name), "").unwrap();
        }
        fs::create_dir(folder.path().join("dossiers.csv")).unwrap();
        let mut findings = Vec::new();
        let tables = |source, findings: &mut Vec<Finding>| -> Vec<Table> {
            let found = discover(folder.path(), source, &mut |f| findings.push(f)).unwrap();
            found.into_iter().map(|(table, _)| table).collect()
        };
        assert_eq!(tables(Source::Input, &mut findings), [Table::Fonds, Table::Events]);
        let places: Vec<_> = findings.iter().map(|f| f.location.to_string()).collect();
        assert_eq!(places, ["Fonds.csv", "dossiers.csv", "files.csv", "."]);
        assert!(findings.iter().all(|f| f.code == Code::TableUnknown));
        findings.clear();
        let bundle = tables(Source::Bundle, &mut findings);
        assert_eq!(bundle, [Table::Fonds, Table::Files, Table::Events]);
        assert_eq!(findings.len(), 3);
        let empty = tempfile::tempdir().unwrap();
        findings.clear();
        discover(empty.path(), Source::Bundle, &mut |f| findings.push(f)).unwrap();
        assert_eq!(findings[0].code, Code::TableMissing);
        assert!(discover(&empty.path().join("gone"), Source::Input, &mut |_| {}).is_err());
    }
}
