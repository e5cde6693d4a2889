//! The columns of what is gathered. Each giver may have columns of its own.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use crate::error::{ErrorKind, Result};
use crate::holdings::{BLAKE3, BUNDLE, CLOSED_FILE_CODE, VOLUME};
use crate::inventory::{Columns, Table};
use crate::limits::Limits;

/// Our columns, in the order in which they follow those of the inventory.
const OURS: [&str; 4] = [CLOSED_FILE_CODE, VOLUME, BLAKE3, BUNDLE];

/// The names of all columns, by numbers that hold for one run.
#[derive(Debug)]
pub(super) struct Names {
    numbers: HashMap<String, u32>,
    texts: Vec<String>,
    /// The columns that have a cell somewhere.
    used: BTreeMap<Table, BTreeSet<u32>>,
    most: usize,
    bytes: usize,
}

impl Names {
    pub(super) fn new(limits: &Limits) -> Self {
        Names {
            numbers: HashMap::new(),
            texts: Vec::new(),
            used: BTreeMap::new(),
            most: limits.columns,
            // What a header may have, with room for commas and quotes.
            bytes: limits.record_bytes / 4,
        }
    }

    /// The number of a column by its name.
    ///
    /// # Errors
    /// `Limit` for more names than anybody has; `path` is what it speaks of.
    pub(super) fn number(&mut self, name: &str, path: &Path) -> Result<u32> {
        if let Some(number) = self.numbers.get(name) {
            return Ok(*number);
        }
        let full = self.texts.len() >= self.most || self.bytes < name.len();
        let number = u32::try_from(self.texts.len()).ok().filter(|_| !full).ok_or_else(|| {
            let limit = self.most as u64;
            ErrorKind::Limit { path: path.to_path_buf(), what: "columns", limit }
        })?;
        self.bytes -= name.len();
        self.texts.push(name.to_owned());
        self.numbers.insert(name.to_owned(), number);
        Ok(number)
    }

    /// The number of a column that some row has.
    pub(super) fn known(&self, name: &str) -> Option<u32> {
        self.numbers.get(name).copied()
    }

    /// Remembers that a row of `table` has a cell in the column.
    pub(super) fn uses(&mut self, table: Table, number: u32) {
        self.used.entry(table).or_default().insert(number);
    }

    /// The columns that `table` is written with: those of the inventory in
    /// their order, ours, and those of givers by name, so that no order of
    /// givers shows. Columns without a cell are not written.
    pub(super) fn of(&self, table: Table) -> Layout {
        let used = self.used.get(&table).into_iter().flatten();
        let used: Vec<(&str, u32)> =
            used.map(|number| (self.texts[*number as usize].as_str(), *number)).collect();
        let has = |name: &&str| used.iter().any(|(known, _)| known == name);
        let known = |name: &str| table.schema().column(name).is_some();
        let ours = OURS.into_iter().filter(has);
        let mut own: Vec<&str> = used.iter().map(|(name, _)| *name).collect();
        own.retain(|name| !known(name) && !OURS.contains(name));
        own.sort_unstable();
        let schema = used.iter().map(|(name, _)| *name).filter(|name| known(name));
        let columns = Columns::named(table, schema.chain(ours).chain(own));
        let place = |name: &str| columns.names().position(|written| written == name);
        let places = used.iter().filter_map(|(name, number)| Some((*number, place(name)?)));
        Layout { places: places.collect(), columns }
    }
}

/// How rows of a table are written.
pub(super) struct Layout {
    pub(super) columns: Columns,
    /// Where each column stands, by its number.
    pub(super) places: HashMap<u32, usize>,
}

/// What a giver's own column is called here: ours keep their meaning, whatever
/// a giver has called its own.
pub(super) fn giver_name(name: &str) -> String {
    let bare = name.trim_start_matches("x-");
    if OURS.contains(&bare) { format!("x-{name}") } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_giver_cannot_take_our_names_and_none_meet() {
        let names = ["bundle", "x-bundle", "x-x-bundle", "Kho", "x-Kho", "blake3"];
        let given: BTreeSet<_> = names.iter().map(|name| giver_name(name)).collect();
        assert_eq!(given.len(), names.len());
        assert!(given.iter().all(|name| !OURS.contains(&name.as_str())), "{given:?}");
        assert!(given.contains("Kho") && given.contains("x-bundle"), "{given:?}");
    }

    #[test]
    fn no_order_of_givers_shows() {
        let written = |order: &[&str]| {
            let mut names = Names::new(&Limits::default());
            for name in order {
                let number = names.number(name, Path::new("t")).unwrap();
                names.uses(Table::Dossiers, number);
            }
            let layout = names.of(Table::Dossiers);
            layout.columns.names().map(ToOwned::to_owned).collect::<Vec<_>>()
        };
        let wanted = ["fonds", "fileCode", "title", "bundle", "A", "Kho"];
        assert_eq!(written(&["Kho", "title", "bundle", "A", "fonds"]), wanted);
        assert_eq!(written(&["A", "fonds", "title", "Kho", "bundle"]), wanted);
    }

    #[test]
    fn names_are_bounded() {
        let limits = Limits { columns: 3, ..Limits::default() };
        let mut names = Names::new(&limits);
        for name in ["a", "b", "c", "a"] {
            names.number(name, Path::new("t")).unwrap();
        }
        let error = names.number("d", Path::new("t")).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Limit { what: "columns", .. }));
    }
}
