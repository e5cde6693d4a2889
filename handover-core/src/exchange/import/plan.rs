//! A mapping made ready for millions of rows.

use std::collections::BTreeMap;

use super::super::heading::Part;
use super::super::legacy::{self, TextEncoding};
use super::super::mapping::{Mapping, SheetMapping};
use super::super::sheet::column_number;
use crate::inventory::{Columns, Table};

/// What is done with a column of a sheet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fill {
    pub(super) table: Table,
    /// Place among the columns of the table.
    pub(super) place: usize,
    pub(super) part: Option<Part>,
    pub(super) text: TextEncoding,
    /// Whether a person said so: then no cell is judged by itself.
    pub(super) stated: bool,
}

impl Fill {
    /// What a cell of the column is written in.
    pub(super) fn encoding(&self, text: &str) -> TextEncoding {
        if self.stated {
            legacy::of_stated(self.text, text)
        } else {
            legacy::of_cell(self.text, text)
        }
    }
}

/// Where a mapping comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// It was found out.
    Recognised,
    /// A person gave it.
    Stated,
}

/// How the rows of a sheet become rows of tables.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    pub(super) header: [u64; 2],
    pub(super) exact: bool,
    /// By the column of the sheet; nothing where it is left out.
    pub(super) fills: Vec<Option<Fill>>,
    /// The table whose rows the rows are.
    pub(super) table: Table,
    /// Whether rows of documents describe their dossiers as well.
    pub(super) describes_dossiers: bool,
    /// Whether the folders of the files are the dossiers.
    pub(super) by_folders: bool,
}

impl Plan {
    pub(super) fn new(
        mapping: &SheetMapping,
        origin: Origin,
        tables: &BTreeMap<Table, Columns>,
    ) -> Self {
        let mut fills: Vec<Option<Fill>> = Vec::new();
        for column in &mapping.columns {
            let (Some(at), Some(table)) = (column_number(&column.at), column.table) else {
                continue;
            };
            let place = tables
                .get(&table)
                .and_then(|columns| columns.names().position(|name| name == column.column));
            let Some(place) = place else { continue };
            if fills.len() <= at {
                fills.resize(at + 1, None);
            }
            let text = column.text.unwrap_or(TextEncoding::Unicode);
            let stated = origin == Origin::Stated && column.text.is_some();
            fills[at] = Some(Fill { table, place, part: column.part, text, stated });
        }
        let has = |table: Table, name: &str| {
            let mut columns = mapping.columns.iter();
            columns.any(|column| column.table == Some(table) && column.column == name)
        };
        let of = |table: Table| mapping.columns.iter().any(|column| column.table == Some(table));
        let table = match mapping.columns.iter().find_map(|column| column.table) {
            _ if of(Table::Documents) => Table::Documents,
            Some(table) => table,
            None => Table::Dossiers,
        };
        Plan {
            header: mapping.header,
            exact: mapping.exact,
            fills,
            table,
            describes_dossiers: table == Table::Documents && has(Table::Dossiers, "title"),
            by_folders: mapping.goes_by_folders(),
        }
    }
}

/// The columns of each table that any sheet fills.
pub(super) fn tables_of(mapping: &Mapping, fonds: Option<&str>) -> BTreeMap<Table, Columns> {
    let mut tables: BTreeMap<Table, Columns> = BTreeMap::new();
    let mut add = |table: Table, name: &str| {
        let columns = tables.remove(&table).unwrap_or_else(|| Columns::required(table));
        let columns = if name.is_empty() { columns } else { columns.with(name) };
        tables.insert(table, columns);
    };
    for sheet in &mapping.sheets {
        for column in &sheet.columns {
            let Some(table) = column.table else { continue };
            add(table, &column.column);
            if column.part == Some(Part::Range) {
                add(table, "endDate");
            }
        }
        if sheet.goes_by_folders() {
            add(Table::Dossiers, "path");
        }
        if fonds.is_some() && !sheet.exact {
            add(Table::Dossiers, "fonds");
        }
    }
    tables
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::super::sheet::Sheets;
    use super::super::look::look;
    use super::*;

    fn plan(headings: &str) -> (Plan, BTreeMap<Table, Columns>) {
        let text = format!("{headings}\n1|2|3|4");
        let looked = look(&mut Sheets::of(&[("S", &text)]), None, Path::new("l.csv")).unwrap();
        let tables = tables_of(&looked.mapping, Some("P14"));
        (Plan::new(&looked.mapping.sheets[0], Origin::Recognised, &tables), tables)
    }

    #[test]
    fn each_column_goes_to_its_place() {
        let (plan, tables) = plan("Ghi chú|Hồ sơ số|Thời gian tài liệu|Tiêu đề hồ sơ");
        let names: Vec<_> = tables[&Table::Dossiers].names().collect();
        let filled: Vec<_> =
            plan.fills.iter().map(|fill| fill.map(|fill| names[fill.place])).collect();
        assert_eq!(
            filled,
            [Some("description"), Some("fileCode"), Some("startDate"), Some("title")]
        );
        // A range fills a second column, and the fonds is that of the caller.
        assert!(names.contains(&"endDate") && names.contains(&"fonds"), "{names:?}");
        assert_eq!(plan.table, Table::Dossiers);
        assert!(!plan.describes_dossiers);
    }

    #[test]
    fn rows_are_documents_where_any_column_is_of_one() {
        let (plan, _) = plan("Hồ sơ số|Tiêu đề hồ sơ|Số văn bản|Trích yếu");
        assert_eq!(plan.table, Table::Documents);
        assert!(plan.describes_dossiers && !plan.by_folders);
        let (plan, tables) = super::tests::plan("filepath|filename|x|y");
        assert!(plan.by_folders && !plan.describes_dossiers);
        assert!(tables[&Table::Dossiers].names().any(|name| name == "path"));
    }
}
