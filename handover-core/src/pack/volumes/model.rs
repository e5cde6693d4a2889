//! The rules of volumes said again the naive way, over everything in memory.

use std::collections::BTreeSet;

use crate::bundle::layout::{
    BLAKE3_LIST, FILES, INVENTORY, MANIFEST, METADATA, Part, TAG_MANIFEST, part,
};
use crate::bundle::zip::layout::Layout;
use crate::inventory::Table;
use crate::path::sort_key;

/// A row of a table as cells by name; its path in a column of that name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) table: Table,
    pub(super) cells: Vec<(&'static str, String)>,
}

impl Row {
    pub(super) fn get(&self, name: &str) -> &str {
        self.cells.iter().find(|(known, _)| *known == name).map_or("", |(_, text)| text)
    }
}

/// A file, or an empty folder where it has no size.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) path: String,
    pub(super) size: Option<u64>,
}

pub(super) fn is_at_or_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// What each entry belongs to, as a word of its own.
pub(super) fn groups(entries: &[Entry], rows: &[Row]) -> Vec<String> {
    let mut stretch = 0;
    let mut groups = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        let folder = |entry: &Entry| entry.path.rsplit_once('/').map(|(f, _)| f.to_owned());
        if at > 0 && folder(&entries[at - 1]) != folder(entry) {
            stretch = at;
        }
        let mut above: Vec<_> = rows
            .iter()
            .filter(|row| !row.get("path").is_empty())
            .filter(|row| is_at_or_below(&entry.path, row.get("path")))
            .collect();
        // Nearest first; of one path in the order of tables.
        above.sort_by_key(|row| (std::cmp::Reverse(sort_key(row.get("path"))), row.table));
        let group = above.iter().find_map(|row| {
            let code = match row.table {
                Table::Documents => row.get("dossier"),
                Table::Dossiers => row.get("fileCode"),
                _ => "",
            };
            match row.table {
                _ if !code.is_empty() => Some(format!("dossier {code}")),
                Table::Documents => None,
                _ => Some(format!("row at {}", row.get("path"))),
            }
        });
        groups.push(group.unwrap_or(format!("stretch {stretch}")));
    }
    groups
}

/// The rows above a row.
pub(super) fn parents(rows: &[Row], child: usize) -> Vec<usize> {
    let child = &rows[child];
    let matches = |cell: &str, other: &str| cell.is_empty() || other.is_empty() || cell == other;
    let is_parent = |row: &Row| match (child.table, row.table) {
        (Table::Documents, Table::Dossiers) => {
            !child.get("dossier").is_empty() && child.get("dossier") == row.get("fileCode")
        }
        (Table::Dossiers, Table::Containers) => {
            !child.get("container").is_empty()
                && child.get("container") == row.get("code")
                && matches(child.get("fonds"), row.get("fonds"))
        }
        (Table::Dossiers | Table::Containers | Table::Secrets | Table::Events, Table::Fonds) => {
            child.get("fonds").is_empty() || child.get("fonds") == row.get("code")
        }
        _ => false,
    };
    (0..rows.len()).filter(|at| is_parent(&rows[*at])).collect()
}

/// The rows of each volume, given the volume of each entry.
pub(super) fn stand(
    entries: &[Entry],
    rows: &[Row],
    volume_of: &[usize],
    volumes: usize,
) -> Vec<Vec<usize>> {
    let mut stand = vec![BTreeSet::new(); rows.len()];
    // From the lowest table upwards, so that children are settled.
    let mut order: Vec<_> = (0..rows.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(rows[*at].table));
    for &at in &order {
        let path = rows[at].get("path");
        if !path.is_empty() {
            let below = entries.iter().zip(volume_of);
            let below = below.filter(|(entry, _)| is_at_or_below(&entry.path, path));
            stand[at].extend(below.map(|(_, volume)| *volume));
            if stand[at].is_empty() {
                stand[at].insert(0);
            }
        }
        let children = (0..rows.len()).filter(|child| parents(rows, *child).contains(&at));
        for child in children {
            let more: Vec<_> = stand[child].iter().copied().collect();
            stand[at].extend(more);
        }
        if stand[at].is_empty() {
            stand[at].insert(0);
        }
    }
    (0..volumes)
        .map(|volume| (0..rows.len()).filter(|at| stand[*at].contains(&volume)).collect())
        .collect()
}

/// A volume's files of the bundle, as names from the root and bytes.
#[derive(Debug, Default)]
pub(super) struct Bundle {
    pub(super) payload: Vec<(String, u64)>,
    /// `files.csv`, the other tables, the metadata.
    pub(super) tables: Vec<(String, u64)>,
    /// Everything else but the lists.
    pub(super) fixed: Vec<(String, u64)>,
}

impl Bundle {
    /// Bytes and entries of the ZIP, by its rules.
    pub(super) fn zip(&self, top: &str) -> (u64, u64) {
        let line = |path: &str| 64 + 2 + path.len() as u64 + 1;
        let lists: u64 = self.payload.iter().map(|(path, _)| line(path)).sum();
        let mut files = self.payload.clone();
        files.extend(self.tables.clone());
        files.extend(self.fixed.clone());
        files.push((MANIFEST.into(), lists));
        files.push((BLAKE3_LIST.into(), lists));
        let tags = files.iter().filter(|(path, _)| part(path) == Part::Tag);
        let tags: u64 = tags.map(|(path, _)| line(path)).sum();
        files.push((TAG_MANIFEST.into(), tags));
        files.sort_by_key(|(path, _)| sort_key(path));
        let mut layout = Layout::new();
        for (path, size) in &files {
            layout.place(&format!("{top}/{path}"), *size).unwrap();
        }
        (layout.file_size(), layout.count())
    }

    pub(super) fn add_table(&mut self, path: &str, size: u64) {
        assert!(path == FILES || path == METADATA || path.starts_with(INVENTORY));
        self.tables.push((path.to_owned(), size));
    }
}
