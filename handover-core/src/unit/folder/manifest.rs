//! Which tables make the register: what their names say, or a `register.toml`.

use std::path::Path;

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

use crate::error::{Error, ErrorKind, IoContext, Result};
use crate::limits::Limits;
use crate::small_file;
use crate::toml_source::TomlSource;
use crate::unit::{Country, EditionId};

/// The file that may name country, editions and tables.
pub(super) const MANIFEST: &str = "register.toml";

/// Tables that one folder may have: a list of units for every year of two centuries.
const TABLES: usize = 400;

/// Which tables make the register.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    pub(super) country: Option<Country>,
    #[serde(default, rename = "edition")]
    pub(super) editions: Vec<EditionEntry>,
    #[serde(default, rename = "succession")]
    pub(super) successions: Vec<SuccessionEntry>,
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EditionEntry {
    pub(super) id: EditionId,
    pub(super) table: String,
    pub(super) from: Option<NaiveDate>,
    pub(super) until: Option<NaiveDate>,
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SuccessionEntry {
    pub(super) from: EditionId,
    pub(super) to: EditionId,
    pub(super) table: String,
}

const SYNTAX: &str = "register.syntax";

pub(super) fn syntax(path: &Path, line: Option<u64>, problem: &str) -> Error {
    Error::malformed(path, line, SYNTAX, problem)
}

pub(super) fn manifest(folder: &Path, limits: &Limits) -> Result<Option<Manifest>> {
    let path = folder.join(MANIFEST);
    let bytes = small_file::read_if_there(&path, limits.small_file_bytes)?;
    let Some(text) = bytes.map(|bytes| small_file::text(bytes, &path)).transpose()? else {
        return Ok(None);
    };
    let manifest: Manifest = TomlSource::new(&text, &path).read(SYNTAX)?;
    let tables = manifest.editions.len() + manifest.successions.len();
    if tables > TABLES {
        return Err(ErrorKind::Limit { path, what: "tables", limit: TABLES as u64 }.into());
    }
    Ok(Some(manifest))
}

/// What the names of the tables say; files of other names are nobody's business here.
pub(super) fn by_names(folder: &Path) -> Result<Manifest> {
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
