use super::header::Header;
use super::schema::Table;

/// The columns that a table is written with: those of the schema in its order,
/// then unknown ones in the order in which they came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    table: Table,
    names: Vec<String>,
}

impl Columns {
    /// Every column of the schema.
    pub fn all(table: Table) -> Self {
        Self::ordered(table, |_| true, Vec::new())
    }

    /// The columns that a table cannot do without.
    pub fn required(table: Table) -> Self {
        Self::ordered(table, |_| false, Vec::new())
    }

    /// The columns of a table that was read, and the required ones.
    pub fn of(header: &Header) -> Self {
        let unknown = header.unknown().map(ToOwned::to_owned).collect();
        Self::ordered(header.table(), |name| header.position(name).is_some(), unknown)
    }

    /// The named columns, known or not, and the required ones.
    pub fn named<'n>(table: Table, names: impl IntoIterator<Item = &'n str>) -> Self {
        let names = names.into_iter().map(ToOwned::to_owned).collect();
        Self::of(&Header::new(table, names))
    }

    /// The columns of both, for a table that is written from several.
    #[must_use]
    pub fn and(&self, header: &Header) -> Self {
        let unknown = self.unknown().chain(header.unknown()).map(ToOwned::to_owned).collect();
        let has = |name: &str| header.position(name).is_some() || self.position(name).is_some();
        Self::ordered(self.table, has, unknown)
    }

    /// The same and the named column of the schema or of none.
    #[must_use]
    pub fn with(&self, name: &str) -> Self {
        self.and(&Header::new(self.table, vec![name.to_owned()]))
    }

    /// The table.
    pub fn table(&self) -> Table {
        self.table
    }

    /// The names, in the order in which they are written.
    pub fn names(&self) -> impl ExactSizeIterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    pub(super) fn unknown(&self) -> impl Iterator<Item = &str> {
        self.names().filter(|name| self.table.schema().column(name).is_none())
    }

    pub(super) fn position(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known == name)
    }

    fn ordered(table: Table, has: impl Fn(&str) -> bool, unknown: Vec<String>) -> Self {
        let columns = table.schema().columns.iter();
        let mut names: Vec<String> = columns
            .filter(|column| column.required || has(column.name))
            .map(|column| column.name.to_owned())
            .collect();
        for name in unknown {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        Columns { table, names }
    }
}
