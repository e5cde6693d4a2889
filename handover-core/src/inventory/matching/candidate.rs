use serde::{Deserialize, Serialize};

use crate::inventory::{Row, Table};

/// What a row says of the file that it wants.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Candidate {
    /// The path that it names; empty if none.
    pub(super) path: String,
    /// The code of its dossier.
    pub(super) code: String,
    /// Its ordinal in the dossier.
    pub(super) ordinal: Option<u32>,
    /// Codes of its own that a file may be called by.
    pub(super) names: Vec<String>,
}

impl Candidate {
    /// What the row says; `None` of a table whose rows have no files.
    pub(super) fn of(row: &Row<'_>, path: &str) -> Option<Self> {
        let own = |columns: &[&str]| {
            let cells = columns.iter().map(|column| row.get(column));
            cells.filter(|cell| !cell.is_empty()).map(ToOwned::to_owned).collect()
        };
        let (code, ordinal, names) = match row.table() {
            Table::Documents => {
                let ordinal = super::naming::number(row.get("docOrdinal").trim());
                (row.get("dossier"), ordinal, own(&["docId", "docCode"]))
            }
            Table::Dossiers => (row.get("fileCode"), None, own(&["fileCode"])),
            Table::Systems => ("", None, Vec::new()),
            _ => return None,
        };
        let code = code.to_owned();
        Some(Candidate { path: path.to_owned(), code, ordinal, names })
    }
}

/// The key of a row: table, then number.
pub(super) fn row_key(table: Table, row: u64) -> Vec<u8> {
    let mut key = vec![table as u8];
    key.extend_from_slice(&row.to_be_bytes());
    key
}

/// The row of a key.
pub(super) fn row_of(key: &[u8]) -> Option<(Table, u64)> {
    let (table, row) = key.split_first()?;
    let table = *Table::ALL.get(usize::from(*table))?;
    Some((table, u64::from_be_bytes(row.try_into().ok()?)))
}
