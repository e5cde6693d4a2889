//! Which column of which sheet fills which column of our tables: `map.toml`,
//! which an import writes, and a person corrects for the next one.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::heading::{Found, Part, fold};
use super::legacy::TextEncoding;
use super::sheet::{column_letters, column_number};
use crate::error::{Error, Result};
use crate::inventory::Table;
use crate::limits::Limits;
use crate::small_file;
use crate::toml_source::TomlSource;

const SCHEMA: &str = "handover/map/1";

/// How the sheets of a file are read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Mapping {
    /// `handover/map/1`.
    schema: String,
    /// The sheets that are read, in their order.
    #[serde(rename = "sheet")]
    pub sheets: Vec<SheetMapping>,
}

/// How a sheet is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct SheetMapping {
    /// Its name; of a CSV file, its name without `.csv`.
    pub name: String,
    /// The first and the last row of its header, from 1.
    pub header: [u64; 2],
    /// Whether it is a table of ours, of which every cell is taken as it is.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub exact: bool,
    /// Its columns.
    #[serde(rename = "column")]
    pub columns: Vec<ColumnMapping>,
}

/// What a column of a sheet fills.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ColumnMapping {
    /// Where it stands, `A` to `XFD`.
    pub at: String,
    /// What it is headed with; where a file has it elsewhere, it is read there.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub heading: String,
    /// The table that it fills; nothing where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<Table>,
    /// The column that it fills; one that the table does not know is kept
    /// under its name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub column: String,
    /// What of a date it holds, where it is not the whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<Part>,
    /// What its text is written in; Unicode where nothing stands here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<TextEncoding>,
}

impl Mapping {
    pub(super) fn new(sheets: Vec<SheetMapping>) -> Self {
        Mapping { schema: SCHEMA.to_owned(), sheets }
    }

    /// Reads `map.toml`. Unknown members are refused.
    ///
    /// # Errors
    /// Where it cannot be read, or is no mapping.
    pub fn read(path: &Path, limits: &Limits) -> Result<Self> {
        let text = small_file::read_text(path, limits.act_bytes)?;
        let mapping: Mapping = TomlSource::new(&text, path).read("map.syntax")?;
        let problem = if mapping.schema == SCHEMA {
            mapping.sheets.iter().find_map(SheetMapping::problem)
        } else {
            Some("another schema")
        };
        match problem {
            Some(problem) => Err(Error::malformed(path, None, "map.column", problem)),
            None => Ok(mapping),
        }
    }

    /// The text of `map.toml`.
    pub(super) fn to_text(&self) -> String {
        // Tables and strings only: this cannot fail.
        toml::to_string(self).unwrap_or_default()
    }
}

impl SheetMapping {
    /// What the header that was found says.
    pub(super) fn of(name: &str, found: &Found) -> Self {
        let table = kept_in(
            found.columns.iter().filter_map(|(_, target)| target.as_ref().map(|t| t.table)),
        );
        let mut names: Vec<(Table, String)> = Vec::new();
        let columns = found.columns.iter().enumerate().map(|(at, (heading, target))| {
            let (table, column, part) = match target {
                Some(target) => (target.table, target.column.to_owned(), target.part),
                None => (table, kept_name(heading, at), None),
            };
            let column = unique(column, table, part, &mut names);
            ColumnMapping {
                at: column_letters(at),
                heading: crate::path::nfc(heading),
                table: Some(table),
                column,
                part,
                text: None,
            }
        });
        SheetMapping {
            name: name.to_owned(),
            header: [found.rows.0, found.rows.1],
            exact: false,
            columns: columns.collect(),
        }
    }

    /// A table of ours under its own names.
    pub(super) fn exact(table: Table, header: [u64; 2], names: &[String]) -> Self {
        let columns = names.iter().enumerate().map(|(at, name)| ColumnMapping {
            at: column_letters(at),
            heading: name.clone(),
            table: Some(table),
            column: name.clone(),
            part: None,
            text: None,
        });
        let (name, columns) = (table.code().to_owned(), columns.collect());
        SheetMapping { name, header, exact: true, columns }
    }

    /// The table that keeps the columns that no table knows.
    pub(super) fn kept_table(&self) -> Table {
        kept_in(self.columns.iter().filter_map(|column| column.table))
    }

    /// Whether it lists files and nothing says of which dossier they are: then
    /// their lowest folder is the dossier.
    pub(super) fn goes_by_folders(&self) -> bool {
        let fills = |table: Table, name: &str| {
            let mut columns = self.columns.iter();
            columns.any(|column| column.table == Some(table) && column.column == name)
        };
        !self.exact
            && fills(Table::Documents, "path")
            && !fills(Table::Dossiers, "fileCode")
            && !fills(Table::Documents, "dossier")
    }

    fn problem(&self) -> Option<&'static str> {
        let mut seen = Vec::new();
        for column in &self.columns {
            let Some(table) = column.table else { continue };
            let known = table.schema().column(&column.column);
            let is_date =
                matches!(known.map(|known| known.kind), Some(crate::inventory::Kind::Date));
            let place = (table, column.column.as_str(), column.part);
            let problem = if column_number(&column.at).is_none() {
                "`at` is no column of a sheet"
            } else if column.column.is_empty() {
                "a `table` without a `column`"
            } else if column.part.is_some() && !is_date {
                "a `part` of what is no date"
            } else if seen.contains(&place) {
                "two columns fill one"
            } else {
                seen.push(place);
                continue;
            };
            return Some(problem);
        }
        None
    }

    /// The same for a header whose headings may stand elsewhere: each column
    /// is read where its heading is.
    pub(super) fn placed(&self, headings: &[String]) -> Self {
        let folded: Vec<String> = headings.iter().map(|heading| fold(heading)).collect();
        let mut mapping = self.clone();
        let mut used = vec![false; headings.len()];
        for column in &mut mapping.columns {
            let heading = fold(&column.heading);
            let stated = column_number(&column.at);
            if heading.is_empty() || stated.and_then(|at| folded.get(at)) == Some(&heading) {
                if let Some(used) = stated.and_then(|at| used.get_mut(at)) {
                    *used = true;
                }
                continue;
            }
            let free = |at: &usize| !used[*at] && folded[*at] == heading;
            if let Some(at) = (0..folded.len()).find(free) {
                used[at] = true;
                column.at = column_letters(at);
            }
        }
        mapping
    }
}

/// Where columns that are not known are kept: with the documents, where rows
/// are documents.
fn kept_in(tables: impl Iterator<Item = Table>) -> Table {
    if tables.into_iter().any(|table| table == Table::Documents) {
        Table::Documents
    } else {
        Table::Dossiers
    }
}

fn kept_name(heading: &str, at: usize) -> String {
    let heading =
        crate::path::nfc(heading.split_whitespace().collect::<Vec<_>>().join(" ").as_str());
    if heading.is_empty() { format!("Cột {}", column_letters(at)) } else { heading }
}

/// The name, numbered where it stands already; parts of a date share one.
fn unique(
    name: String,
    table: Table,
    part: Option<Part>,
    names: &mut Vec<(Table, String)>,
) -> String {
    if part.is_some() {
        return name;
    }
    let known = |name: &str, names: &[(Table, String)]| {
        names.iter().any(|(other, known)| *other == table && known == name)
    };
    // An unknown column must not look like one of the table's own.
    let mut chosen = name.clone();
    let mut number = 2;
    while known(&chosen, names) {
        chosen = format!("{name} ({number})");
        number += 1;
    }
    names.push((table, chosen.clone()));
    chosen
}

#[cfg(test)]
mod tests {
    use super::super::heading::find;
    use super::super::sheet::rows;
    use super::*;

    fn sheet(headings: &str) -> SheetMapping {
        SheetMapping::of("S", &find(&rows(headings), &[]).unwrap())
    }

    fn columns(sheet: &SheetMapping) -> Vec<&str> {
        sheet.columns.iter().map(|column| column.column.as_str()).collect()
    }

    fn read(text: &str) -> Result<Mapping> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("map.toml");
        std::fs::write(&path, text).unwrap();
        Mapping::read(&path, &Limits::default())
    }

    #[test]
    fn what_is_written_is_read_again() {
        let mut sheet = sheet("Hồ sơ số|Tiêu đề hồ sơ|Thời gian tài liệu|\"Lạ\" = [x]");
        sheet.columns[1].text = Some(TextEncoding::Tcvn3);
        sheet.columns[3].table = None;
        let exact =
            SheetMapping::exact(Table::Fonds, [2, 2], &["fonds".to_owned(), "x".to_owned()]);
        let mapping = Mapping::new(vec![sheet, exact]);
        assert_eq!(read(&mapping.to_text()).unwrap(), mapping);
    }

    #[test]
    fn unknown_columns_are_kept_under_names_of_their_own() {
        let sheet = sheet("Hồ sơ số|Tiêu đề hồ sơ|Kho  A|Kho\u{a0}A|title|");
        assert_eq!(
            columns(&sheet),
            ["fileCode", "title", "Kho A", "Kho A (2)", "title (2)", "Cột F"]
        );
        assert!(sheet.problem().is_none());
    }

    #[test]
    fn a_map_that_contradicts_itself_is_refused() {
        let text = Mapping::new(vec![sheet("Hồ sơ số|Tiêu đề hồ sơ|Ngày bắt đầu")]).to_text();
        for (from, to) in [
            ("handover/map/1", "handover/map/2"),
            ("at = \"A\"", "at = \"a\""),
            ("column = \"fileCode\"", "column = \"\""),
            ("column = \"fileCode\"", "column = \"title\""),
            ("column = \"title\"", "column = \"title\"\npart = \"day\""),
            ("column = \"title\"", "colunm = \"title\""),
        ] {
            assert!(text.contains(from), "{text}");
            assert_eq!(read(&text.replacen(from, to, 1)).unwrap_err().code(), "error.malformed");
        }
        assert_eq!(read(&" ".repeat(64 << 20)).unwrap_err().code(), "error.limit");
    }

    #[test]
    fn columns_are_read_where_their_headings_are() {
        let stated = sheet("Hồ sơ số|Tiêu đề hồ sơ|Ghi chú");
        let headings = ["GHI CHU", "Ho so so", "Khác", "Tiêu đề hồ sơ"].map(str::to_owned);
        let placed = stated.placed(&headings);
        let at: Vec<_> = placed.columns.iter().map(|column| column.at.as_str()).collect();
        assert_eq!(at, ["B", "D", "A"]);
    }

    #[test]
    fn a_list_of_files_goes_by_folders_only_where_nothing_else_says_the_dossier() {
        assert!(sheet("filepath|filename").goes_by_folders());
        assert!(!sheet("filepath|filename|Mã hồ sơ").goes_by_folders());
        assert!(!sheet("Mã hồ sơ|Tiêu đề hồ sơ").goes_by_folders());
    }
}
