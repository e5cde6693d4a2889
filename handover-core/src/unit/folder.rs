//! A register from a folder of its tables.
//!
//! The names of the tables say what they are: `units-until-2025-06-30.csv`,
//! `units-from-2025-07-01.csv`, `units-from-2025-07-01-until-2026-12-31.csv`,
//! `succession-2025-07-01.csv`. An edition is then called by a year (of its first day, or of its
//! last whole year where no beginning is known), and the country is `vn`. A `register.toml`
//! beside them says otherwise.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

use super::{
    Country, Edition, EditionId, EditionTable, Register, SuccessionTable, TableError, TableProblem,
};
use crate::error::{Error, ErrorKind, IoContext, Result};
use crate::limits::Limits;

/// The file that may name country, editions and tables.
const MANIFEST: &str = "register.toml";

/// Tables that one folder may have: a list of units for every year of two centuries.
const TABLES: usize = 400;

/// Which tables make the register.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    country: Option<Country>,
    #[serde(default, rename = "edition")]
    editions: Vec<EditionEntry>,
    #[serde(default, rename = "succession")]
    successions: Vec<SuccessionEntry>,
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct EditionEntry {
    id: EditionId,
    table: String,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct SuccessionEntry {
    from: EditionId,
    to: EditionId,
    table: String,
}

impl Register {
    /// The register of a folder of CSV tables, see [`Register::from_tables`]; which table is what
    /// their names say, or a `register.toml` beside them.
    ///
    /// # Errors
    /// `Read`; `WrongKind` where the folder has no table of units; `Limit`; `Malformed` with
    /// table, line and the code of the [`TableProblem`].
    pub fn open(folder: &Path, limits: &Limits) -> Result<Self> {
        let manifest = match manifest(folder, limits)? {
            Some(manifest) => manifest,
            None => by_names(folder)?,
        };
        if manifest.editions.is_empty() {
            let path = folder.to_path_buf();
            return Err(ErrorKind::WrongKind { path, wanted: "register" }.into());
        }
        let country = match manifest.country {
            Some(country) => country,
            None => "vn".parse().map_err(|_| syntax(folder, None, "country"))?,
        };
        let open = |table: &str| bounded(&within(folder, table)?, limits.table_bytes);
        let editions = manifest.editions.iter().map(|entry| {
            let edition = Edition::new(entry.id, entry.from, entry.until);
            Ok(EditionTable { name: &entry.table, edition, reader: open(&entry.table)? })
        });
        let editions: Vec<_> = editions.collect::<Result<_>>()?;
        let successions = manifest.successions.iter().map(|entry| {
            let (name, reader) = (entry.table.as_str(), open(&entry.table)?);
            Ok(SuccessionTable { name, from: entry.from, to: entry.to, reader })
        });
        let successions: Vec<_> = successions.collect::<Result<_>>()?;
        Self::from_tables(country, editions, successions)
            .map_err(|error| at_table(folder, &error, limits))
    }
}

/// A table must not lead out of the folder.
fn within(folder: &Path, table: &str) -> Result<PathBuf> {
    let plain = Path::new(table).file_name().is_some_and(|name| name == table);
    if plain { Ok(folder.join(table)) } else { Err(syntax(&folder.join(MANIFEST), None, "table")) }
}

/// What the CSV parser is told in place of an error of the system, so that it stops.
#[derive(Debug, thiserror::Error)]
#[error("more than {0} bytes")]
struct TooLong(u64);

/// Ends with an error instead of an end where there are more bytes than allowed.
struct Bounded<R> {
    inner: R,
    left: u64,
    limit: u64,
}

fn bounded(path: &Path, limit: u64) -> Result<Bounded<BufReader<File>>> {
    let file = File::open(path).reading(path)?;
    Ok(Bounded { inner: BufReader::new(file), left: limit, limit })
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(buffer)?;
        match self.left.checked_sub(read as u64) {
            Some(left) => self.left = left,
            None => return Err(std::io::Error::other(TooLong(self.limit))),
        }
        Ok(read)
    }
}

fn at_table(folder: &Path, error: &TableError, limits: &Limits) -> Error {
    let path = folder.join(&error.table);
    let long = std::fs::metadata(&path).is_ok_and(|facts| facts.len() > limits.table_bytes);
    if long && matches!(error.problem, TableProblem::Unreadable(_)) {
        return ErrorKind::Limit { path, what: "bytes", limit: limits.table_bytes }.into();
    }
    // Never the cell itself: it may be a stranger's.
    Error::malformed(path, error.line, error.code(), error.code())
}

fn syntax(path: &Path, line: Option<u64>, problem: &str) -> Error {
    Error::malformed(path, line, "register.syntax", problem)
}

fn manifest(folder: &Path, limits: &Limits) -> Result<Option<Manifest>> {
    let path = folder.join(MANIFEST);
    let mut text = String::new();
    match File::open(&path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Error::read(path, error)),
        Ok(file) => {
            let limit = limits.small_file_bytes;
            file.take(limit + 1).read_to_string(&mut text).reading(&path)?;
            if text.len() as u64 > limit {
                return Err(ErrorKind::Limit { path, what: "bytes", limit }.into());
            }
        }
    }
    let manifest: Manifest = toml::from_str(&text).map_err(|error| {
        let line = error.span().and_then(|span| text.get(..span.start));
        let line = line.map(|before| 1 + before.matches('\n').count() as u64);
        syntax(&path, line, error.message())
    })?;
    let tables = manifest.editions.len() + manifest.successions.len();
    if tables > TABLES {
        return Err(ErrorKind::Limit { path, what: "tables", limit: TABLES as u64 }.into());
    }
    Ok(Some(manifest))
}

/// What the names of the tables say; files of other names are nobody's business here.
fn by_names(folder: &Path) -> Result<Manifest> {
    let mut manifest = Manifest::default();
    let mut steps = Vec::new();
    for entry in std::fs::read_dir(folder).reading(folder)? {
        let Ok(table) = entry.reading(folder)?.file_name().into_string() else { continue };
        let Some(name) = table.strip_suffix(".csv") else { continue };
        if let Some((from, until)) = name.strip_prefix("units-").and_then(days) {
            let year = from.or_else(|| until?.succ_opt()).map(|day| day.year());
            // Without a beginning, the list is called by its last whole year.
            let year = year.map(|year| if from.is_none() { year - 1 } else { year });
            let id = year.and_then(|year| year.to_string().parse().ok());
            let id = id.ok_or_else(|| syntax(&folder.join(&table), None, "year"))?;
            manifest.editions.push(EditionEntry { id, table, from, until });
        } else if let Some(day) = name.strip_prefix("succession-").and_then(|day| day.parse().ok())
        {
            steps.push((day, table));
        }
        if manifest.editions.len() + steps.len() > TABLES {
            let (path, limit) = (folder.to_path_buf(), TABLES as u64);
            return Err(ErrorKind::Limit { path, what: "tables", limit }.into());
        }
    }
    manifest.editions.sort_by_key(|entry| entry.from);
    steps.sort();
    for (day, table) in steps {
        let to = manifest.editions.iter().position(|entry| entry.from == Some(day));
        let step = to.and_then(|to| Some((to.checked_sub(1)?, to)));
        let Some((from, to)) = step else {
            let path = folder.join(table);
            let code = "register.no-edition-of-day";
            return Err(Error::malformed(path, None, code, "no edition begins on that day"));
        };
        let id = |place: usize| manifest.editions.get(place).map(|entry| entry.id);
        if let (Some(from), Some(to)) = (id(from), id(to)) {
            manifest.successions.push(SuccessionEntry { from, to, table });
        }
    }
    Ok(manifest)
}

/// `until-DAY`, `from-DAY`, `from-DAY-until-DAY`.
fn days(name: &str) -> Option<(Option<NaiveDate>, Option<NaiveDate>)> {
    if let Some(day) = name.strip_prefix("until-") {
        return Some((None, Some(day.parse().ok()?)));
    }
    let name = name.strip_prefix("from-")?;
    match name.split_once("-until-") {
        Some((from, until)) => Some((Some(from.parse().ok()?), Some(until.parse().ok()?))),
        None => Some((Some(name.parse().ok()?), None)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNITS: &str = "code,level,kind,name,parent_code\n1,province,province,Tỉnh A,\n\
                         11,commune,ward,Phường B,1\n";
    const LINKS: &str = "old_code,new_code,extent\n11,11,whole\n";

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        folder
    }

    fn open(files: &[(&str, &str)]) -> Result<Register> {
        Register::open(folder(files).path(), &Limits::default())
    }

    #[test]
    fn names_of_tables_say_what_they_are() {
        let register = open(&[
            ("units-until-2025-06-30.csv", UNITS),
            ("units-from-2025-07-01-until-2027-12-31.csv", UNITS),
            ("units-from-2028-01-01.csv", UNITS),
            ("succession-2028-01-01.csv", LINKS),
            ("succession-2025-07-01.csv", LINKS),
            ("README.md", "no table"),
        ])
        .unwrap();
        let ids = register.editions().iter().map(|edition| edition.id().to_string());
        assert_eq!(ids.collect::<Vec<_>>(), ["2024", "2025", "2028"]);
        let later =
            register.relatives_on(&"vn:11@2024".parse().unwrap(), "2030-01-01".parse().unwrap());
        assert_eq!(later[0].unit.to_string(), "vn:11@2028");
    }

    #[cfg(feature = "register")]
    #[test]
    fn the_tables_that_are_compiled_in_load_from_their_folder() {
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/vn-2025");
        let register = Register::open(&data, &Limits::default()).unwrap();
        let compiled = Register::vietnam();
        assert_eq!(register.editions(), compiled.editions());
        assert!(register.units().eq(compiled.units()));
        assert_eq!(register.successions(), compiled.successions());
    }

    #[test]
    fn a_manifest_names_country_and_editions() {
        let text = "country = 'xx'\n[[edition]]\nid = 'a'\ntable = 'old.csv'\nuntil = '1999-12-31'\n\
                    [[edition]]\nid = 'b'\ntable = 'new.csv'\nfrom = '2000-01-01'\n\
                    [[succession]]\nfrom = 'a'\nto = 'b'\ntable = 'links.csv'\n";
        let files =
            [("old.csv", UNITS), ("new.csv", UNITS), ("links.csv", LINKS), (MANIFEST, text)];
        let register = open(&files).unwrap();
        assert_eq!(register.successors(&"xx:11@a".parse().unwrap()).len(), 1);
        for (from, to, line) in [
            ("country = 'xx'", "land = 'xx'", Some(1)),
            ("old.csv", "../old.csv", None),
            ("'1999-12-31'", "'31.12.1999'", Some(5)),
        ] {
            let edited = text.replace(from, to);
            let files = [("old.csv", UNITS), ("new.csv", UNITS), (MANIFEST, &edited)];
            match open(&files).unwrap_err().kind() {
                ErrorKind::Malformed { code: "register.syntax", line: found, .. } => {
                    assert_eq!(*found, line);
                }
                other => panic!("{other:?}"),
            }
        }
    }

    #[test]
    fn problems_name_table_and_row() {
        let broken = UNITS.replace("Phường B,1", "Phường B,7");
        let error = open(&[("units-from-2025-07-01.csv", &broken)]).unwrap_err();
        match error.kind() {
            ErrorKind::Malformed { path, line: Some(3), code: "unit-table-parent", .. } => {
                assert!(path.ends_with("units-from-2025-07-01.csv"));
            }
            other => panic!("{other:?}"),
        }
        let error =
            open(&[("units-from-2025-07-01.csv", UNITS), ("succession-2025-07-01.csv", "")]);
        assert!(matches!(
            error.unwrap_err().kind(),
            ErrorKind::Malformed { code: "register.no-edition-of-day", .. }
        ));
        let error = open(&[]).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::WrongKind { wanted: "register", .. }));
    }

    #[test]
    fn a_table_has_a_bound() {
        let folder = folder(&[("units-from-2025-07-01.csv", UNITS)]);
        let limits = Limits { table_bytes: 50, ..Limits::default() };
        let error = Register::open(folder.path(), &limits).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Limit { what: "bytes", limit: 50, .. }));
    }
}
