use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use crate::description::secrecy::find_level;
use crate::error::{Error, ErrorKind, IoContext, Result};
use crate::inventory::{FolderTables, Table, Tables};

/// One inventory of many, by a name that means the same next week.
pub struct Inventory {
    /// Its name in plans and figures.
    pub name: String,
    /// Its tables.
    pub tables: Box<dyn Tables>,
    /// What a check of its scans printed: the lines of `inventory scans --json`.
    pub scans: Option<PathBuf>,
}

impl fmt::Debug for Inventory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Inventory")
            .field("name", &self.name)
            .field("scans", &self.scans)
            .finish_non_exhaustive()
    }
}

impl Inventory {
    /// An inventory whose scans nobody looked into.
    pub fn new(name: impl Into<String>, tables: Box<dyn Tables>) -> Self {
        Inventory { name: name.into(), tables, scans: None }
    }
}

/// Folders below a folder of inventories: province, district, ward, fonds.
const DEPTH: usize = 8;
/// Inventories that one job takes.
const MOST: usize = 100_000;

/// The inventory in `folder`, or those in the folders below it, by name. Each is called as
/// its folder, from `folder` on; one whose name speaks of secrecy by its number.
///
/// # Errors
/// `Read`; `WrongKind` where there is none; `Limit` beyond 100,000.
pub fn inventories_in(folder: &Path) -> Result<Vec<Inventory>> {
    let own = folder.file_name().map(|name| name.to_string_lossy().into_owned());
    let mut found = Vec::new();
    look(folder, &own.unwrap_or_else(|| ".".to_owned()), 0, &mut found)?;
    if found.is_empty() {
        let path = folder.to_path_buf();
        return Err(ErrorKind::WrongKind { path, wanted: "inventory" }.into());
    }
    Ok(found)
}

fn look(folder: &Path, name: &str, depth: usize, found: &mut Vec<Inventory>) -> Result<()> {
    let is_table = |table: &&Table| {
        **table != Table::Files && folder.join(table.file_name()).symlink_metadata().is_ok()
    };
    if Table::ALL.iter().any(|table| is_table(&table)) {
        if found.len() == MOST {
            let (path, limit) = (folder.to_path_buf(), MOST as u64);
            return Err(ErrorKind::Limit { path, what: "inventories", limit }.into());
        }
        let name = match find_level(name) {
            Some(_) => format!("#{}", found.len() + 1),
            None => name.to_owned(),
        };
        found.push(Inventory::new(name, Box::new(FolderTables::new(folder))));
        return Ok(());
    }
    if depth == DEPTH {
        return Ok(());
    }
    let mut folders = Vec::new();
    for entry in fs::read_dir(folder).reading(folder)? {
        let entry = entry.reading(folder)?;
        // Links are not followed: they may lead round in a circle.
        if entry.file_type().reading(entry.path())?.is_dir() {
            folders.push(entry.file_name());
        }
    }
    folders.sort();
    for below in folders {
        let text = below.to_string_lossy();
        let name = if depth == 0 { text.to_string() } else { format!("{name}/{text}") };
        look(&folder.join(&below), &name, depth + 1, found)?;
    }
    Ok(())
}

/// Puts inventories in the order of their names, which must differ.
pub(in crate::plan) fn in_order(inventories: &[Inventory]) -> Result<Vec<&Inventory>> {
    let mut sorted: Vec<&Inventory> = inventories.iter().collect();
    sorted.sort_by(|a, b| a.name.cmp(&b.name));
    if let Some(pair) = sorted.windows(2).find(|pair| pair[0].name == pair[1].name) {
        let path = pair[0].tables.path(Table::Dossiers);
        return Err(Error::malformed(path, None, "plan.inventory-twice", "two of one name"));
    }
    Ok(sorted)
}
