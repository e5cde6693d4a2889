use crate::description::code_list::code_list;

use super::tables;

code_list! {
    /// The tables, in the order in which they are read and written.
    Table {
        Fonds = "fonds", "Phông";
        Containers = "containers", "Hộp, cặp";
        Dossiers = "dossiers", "Hồ sơ";
        Documents = "documents", "Văn bản, tài liệu";
        Files = "files", "Tệp tin";
        Systems = "systems", "Dữ liệu trích xuất từ hệ thống";
        Secrets = "secrets", "Số lượng tài liệu chứa bí mật nhà nước";
        Events = "events", "Sự kiện quản lý tài liệu";
    }
}

impl Table {
    /// Name of its file.
    pub fn file_name(self) -> String {
        format!("{}.csv", self.code())
    }

    /// Its columns.
    pub const fn schema(self) -> &'static Schema {
        match self {
            Table::Fonds => &tables::FONDS,
            Table::Containers => &tables::CONTAINERS,
            Table::Dossiers => &tables::DOSSIERS,
            Table::Documents => &tables::DOCUMENTS,
            Table::Files => &tables::FILES,
            Table::Systems => &tables::SYSTEMS,
            Table::Secrets => &tables::SECRETS,
            Table::Events => &tables::EVENTS,
        }
    }
}

/// The columns of a table, in the order in which they are written.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Schema {
    /// The columns.
    pub columns: &'static [Column],
}

impl Schema {
    pub(super) const fn new(columns: &'static [Column]) -> Self {
        Schema { columns }
    }

    /// Where the named column stands.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// The named column.
    pub fn column(&self, name: &str) -> Option<&'static Column> {
        self.columns.iter().find(|column| column.name == name)
    }
}

/// What a column allows.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Column {
    /// Its header: the tag of TT 05/2025, or our own name.
    pub name: &'static str,
    /// Its name in Vietnamese.
    pub title: &'static str,
    /// Whether the column must be there and no cell empty.
    pub required: bool,
    /// Unicode scalars that a cell may have in form C (TT 05/2025 Annex III).
    pub max: Option<usize>,
    /// What its cells are.
    pub kind: Kind,
}

impl Column {
    pub(super) const fn new(name: &'static str, title: &'static str, kind: Kind) -> Self {
        Column { name, title, required: false, max: None, kind }
    }

    pub(super) const fn required(self) -> Self {
        Column { required: true, ..self }
    }

    pub(super) const fn max(self, scalars: usize) -> Self {
        Column { max: Some(scalars), ..self }
    }
}

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// Any text.
    Text,
    /// A code of a closed list.
    Code(&'static [&'static str]),
    /// Codes of a closed list, separated by `;`.
    Codes(&'static [&'static str]),
    /// A partial date.
    Date,
    /// A calendar day.
    Day,
    /// An RFC 3339 time.
    Time,
    /// A whole number from 0.
    Number,
    /// Shelf metres.
    Metres,
    /// An agency.
    Agency,
    /// A path in the payload.
    Path,
    /// Bytes in lower-case hex.
    Hex,
    /// Ordinals declared missing.
    Gaps,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::custody::CustodyEvent;
    use crate::description::{
        Container, Document, Dossier, FileEntry, Fonds, Record, SecretCount, SystemExtract,
    };

    fn same_columns<R: Record>(table: Table) {
        let names: Vec<_> = table.schema().columns.iter().map(|column| column.name).collect();
        assert_eq!(names, R::COLUMNS, "{table}");
    }

    #[test]
    fn structs_and_tables_have_the_same_columns() {
        same_columns::<Fonds>(Table::Fonds);
        same_columns::<Container>(Table::Containers);
        same_columns::<Dossier>(Table::Dossiers);
        same_columns::<Document>(Table::Documents);
        same_columns::<FileEntry>(Table::Files);
        same_columns::<SystemExtract>(Table::Systems);
        same_columns::<SecretCount>(Table::Secrets);
        same_columns::<CustodyEvent>(Table::Events);
    }

    /// `docs/tables.md` is written by hand; it must speak of every column.
    #[test]
    fn the_page_on_tables_names_every_column() {
        let page = include_str!("../../../docs/tables.md");
        for table in Table::ALL {
            let start = page.find(&format!("## {}", table.file_name())).unwrap();
            let section = page[start + 3..].split("\n## ").next().unwrap();
            for column in table.schema().columns {
                assert!(section.contains(&format!("`{}`", column.name)), "{table}.{}", column.name);
            }
        }
    }
}
