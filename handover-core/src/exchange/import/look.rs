//! The first look at a file: which sheets are lists, what their columns hold,
//! and what their text is written in.

use std::ops::ControlFlow;
use std::path::Path;

use super::super::heading::{find, fold};
use super::super::legacy::{Evidence, TextEncoding};
use super::super::mapping::{ColumnMapping, Mapping, SheetMapping};
use super::super::problem::SheetProblem;
use super::super::sheet::{Cell, Merge, Workbook, column_letters, column_number};
use crate::error::{Error, Result};
use crate::inventory::Table;

/// Rows that a sheet is judged by.
const HEAD_ROWS: usize = 300;
/// Bytes of them that are held.
const HEAD_BYTES: usize = 8 << 20;

/// What is done with the sheets of a file.
pub(super) struct Looked {
    pub(super) mapping: Mapping,
    /// The number of the sheet for each of the mapping's.
    pub(super) sheets: Vec<usize>,
    /// Sheets that hold something and are not read.
    pub(super) skipped: Vec<(usize, SheetProblem)>,
}

impl Looked {
    /// The sheet that is this table of ours, and how it is read.
    pub(super) fn exact(&self, table: Table) -> Option<(usize, &SheetMapping)> {
        let mut sheets = self.sheets.iter().copied().zip(&self.mapping.sheets);
        sheets.find(|(_, sheet)| sheet.exact && sheet.name == table.code())
    }
}

type Head = Vec<(u64, Vec<Cell>)>;

pub(super) fn look(book: &mut dyn Workbook, map: Option<&Mapping>, path: &Path) -> Result<Looked> {
    let names = book.sheets().to_vec();
    let mut heads = Vec::new();
    for sheet in 0..names.len() {
        heads.push((head(book, sheet)?, book.merges(sheet)?));
    }
    let mut looked =
        Looked { mapping: Mapping::new(Vec::new()), sheets: Vec::new(), skipped: Vec::new() };
    let exact: Vec<_> =
        names.iter().zip(&heads).map(|(name, (head, _))| exact_table(name, head)).collect();
    let has_exact = exact.iter().any(Option::is_some);
    for (at, (name, (head, merges))) in names.iter().zip(&heads).enumerate() {
        if head.iter().all(|(_, cells)| cells.iter().all(Cell::is_blank)) {
            continue;
        }
        let mapping = match (map, &exact[at]) {
            (Some(map), _) => match of_map(map, name, names.len()) {
                Some(stated) => Ok(placed(stated, head, path)?),
                None => Err(SheetProblem::NotInMap),
            },
            (None, Some(exact)) => Ok(exact.clone()),
            (None, None) if has_exact => Err(SheetProblem::TablesBeside),
            (None, None) => recognised(name, head, merges).ok_or(SheetProblem::NoHeader),
        };
        match mapping {
            Ok(mapping) => {
                looked.mapping.sheets.push(mapping);
                looked.sheets.push(at);
            }
            Err(problem) => looked.skipped.push((at, problem)),
        }
    }
    if looked.sheets.is_empty() {
        let problem = "no row of headings was found";
        return Err(Error::malformed(path, None, "sheet.no-header", problem));
    }
    Ok(looked)
}

fn head(book: &mut dyn Workbook, sheet: usize) -> Result<Head> {
    let (mut rows, mut held) = (Vec::new(), 0);
    book.rows(sheet, &mut |number, cells| {
        held += cells.iter().map(|cell| cell.text.len() + size_of::<Cell>()).sum::<usize>();
        rows.push((number, std::mem::take(cells)));
        let enough = rows.len() >= HEAD_ROWS || held >= HEAD_BYTES;
        Ok(if enough { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    })?;
    Ok(rows)
}

/// A table of ours: a sheet of its name, with its own names in the first or
/// second row.
fn exact_table(name: &str, head: &Head) -> Option<SheetMapping> {
    let table: Table = name.parse().ok().filter(|table| *table != Table::Files)?;
    head.iter().take(2).find_map(|(number, cells)| {
        let names: Vec<String> = cells.iter().map(|cell| cell.text.clone()).collect();
        let mut required = table.schema().columns.iter().filter(|column| column.required);
        let has_all = required.all(|column| names.iter().any(|name| name == column.name));
        let is_unique = names.iter().enumerate().all(|(at, name)| !names[..at].contains(name));
        let named = names.iter().all(|name| !name.is_empty());
        let fits = has_all && is_unique && named && *number <= 2;
        fits.then(|| {
            let titled = head.first().is_some_and(|above| above.0 < *number)
                && titles(table, &names).eq(head[0].1.iter().map(|cell| cell.text.as_str()));
            SheetMapping::exact(table, [number - u64::from(titled), *number], &names)
        })
    })
}

/// What an export writes above the names of columns.
fn titles(table: Table, names: &[String]) -> impl Iterator<Item = &str> {
    let schema = table.schema();
    names.iter().map(move |name| schema.column(name).map_or(name.as_str(), |column| column.title))
}

/// What a list of others holds.
fn recognised(name: &str, head: &Head, merges: &[Merge]) -> Option<SheetMapping> {
    // Headings may be written in a font of before Unicode.
    let readings =
        [TextEncoding::Unicode, TextEncoding::Tcvn3, TextEncoding::Vni, TextEncoding::Viqr];
    let found = readings.into_iter().filter_map(|reading| {
        let decoded = |cells: &Vec<Cell>| -> Vec<Cell> {
            let decode = |cell: &Cell| Cell {
                text: reading.decode(&cell.text).into_owned(),
                fault: cell.fault,
            };
            cells.iter().map(decode).collect()
        };
        let rows: Head = head.iter().map(|(number, cells)| (*number, decoded(cells))).collect();
        let found = find(&rows, merges)?;
        let known = found.columns.iter().filter(|(_, target)| target.is_some()).count();
        Some((known, found))
    });
    // The first of those that know most.
    let (_, found) = found.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    let mut mapping = SheetMapping::of(name, &found);
    let below: Vec<_> = head.iter().filter(|(number, _)| *number > found.rows.1).collect();
    widen(&mut mapping, below.iter().map(|(_, cells)| cells));
    judge_text(&mut mapping, below.iter().map(|(_, cells)| cells));
    // A column without heading and without content is none.
    let used = |column: &ColumnMapping| {
        !column.heading.is_empty()
            || column_number(&column.at).is_some_and(|at| {
                below.iter().any(|(_, cells)| cells.get(at).is_some_and(|cell| !cell.is_blank()))
            })
    };
    mapping.columns.retain(used);
    Some(mapping)
}

/// Adds the columns that have content and no heading.
fn widen<'a>(mapping: &mut SheetMapping, rows: impl Iterator<Item = &'a Vec<Cell>>) {
    let used = |cells: &Vec<Cell>| cells.iter().rposition(|cell| !cell.is_blank());
    let last = rows.filter_map(used).max().map_or(0, |last| last + 1);
    let table = mapping.kept_table();
    for at in mapping.columns.len()..last {
        let letters = column_letters(at);
        mapping.columns.push(ColumnMapping {
            column: format!("Cột {letters}"),
            at: letters,
            heading: String::new(),
            table: Some(table),
            part: None,
            text: None,
        });
    }
}

/// Decides for each column what its text is written in; where it has no words
/// that tell, as the rest of the sheet.
fn judge_text<'a>(mapping: &mut SheetMapping, rows: impl Iterator<Item = &'a Vec<Cell>>) {
    let mut columns = vec![Evidence::default(); mapping.columns.len()];
    for cells in rows {
        for (evidence, cell) in columns.iter_mut().zip(cells) {
            evidence.add(&cell.text);
        }
    }
    let whole =
        columns.iter().fold(Evidence::default(), |sum, evidence| sum.and(*evidence)).judge();
    for (column, evidence) in mapping.columns.iter_mut().zip(columns) {
        let judged = evidence.judge().or(whole);
        column.text = judged.filter(|text| *text != TextEncoding::Unicode);
    }
}

/// The sheet of a mapping that speaks of the sheet of this name.
fn of_map<'a>(map: &'a Mapping, name: &str, sheets: usize) -> Option<&'a SheetMapping> {
    let named = map.sheets.iter().find(|sheet| sheet.name == name);
    // The same list is called otherwise in every file.
    let only = || map.sheets.first().filter(|_| map.sheets.len() == 1 && sheets == 1);
    named.or_else(only)
}

/// A mapping for a file in which the header may stand elsewhere.
fn placed(stated: &SheetMapping, head: &Head, path: &Path) -> Result<SheetMapping> {
    let [first, last] = stated.header;
    let headings: Vec<String> = stated.columns.iter().map(|column| fold(&column.heading)).collect();
    let wanted = headings.iter().filter(|heading| !heading.is_empty()).count();
    let met = |cells: &[Cell]| {
        let texts: Vec<String> = cells.iter().map(reading).collect();
        let has = |heading: &&String| {
            texts.iter().any(|text| !text.is_empty() && heading.ends_with(text.as_str()))
        };
        headings.iter().filter(|heading| !heading.is_empty()).filter(has).count()
    };
    let enough = |count: usize| count * 2 >= wanted;
    let at_home = head.iter().find(|(number, cells)| *number == last && enough(met(cells)));
    let elsewhere = || {
        let best =
            head.iter().max_by_key(|(number, cells)| (met(cells), std::cmp::Reverse(*number)));
        best.filter(|(_, cells)| enough(met(cells)))
    };
    let Some((number, cells)) = at_home.or_else(elsewhere) else {
        let problem = "the headings of the map do not stand in the sheet";
        return Err(Error::malformed(path, None, "map.header", problem));
    };
    let span = last.saturating_sub(first);
    let mut mapping = stated.clone();
    if span == 0 {
        let texts: Vec<String> = cells.iter().map(reading).collect();
        mapping = stated.placed(&texts);
    }
    mapping.header = [number.saturating_sub(span), *number];
    Ok(mapping)
}

/// A heading folded, in the encoding that makes it known.
fn reading(cell: &Cell) -> String {
    let mut evidence = Evidence::default();
    evidence.add(&cell.text);
    fold(&evidence.judge().unwrap_or(TextEncoding::Unicode).decode(&cell.text))
}

#[cfg(test)]
mod tests {
    use super::super::super::sheet::Sheets;
    use super::*;

    const LIST: &str = "Hồ sơ số|Tiêu đề hồ sơ|Ghi chú\n01|Một|x";

    fn looked(map: Option<&Mapping>, sheets: &[(&str, &str)]) -> Result<Looked> {
        look(&mut Sheets::of(sheets), map, Path::new("l.xlsx"))
    }

    #[test]
    fn sheets_that_are_no_list_are_left_out_by_name_and_reason() {
        let sheets = [("Bìa", "Mục lục"), ("Trắng", ""), ("2001", LIST)];
        let looked = looked(None, &sheets).unwrap();
        assert_eq!(looked.sheets, [2]);
        assert_eq!(looked.skipped, [(0, SheetProblem::NoHeader)]);
    }

    #[test]
    fn tables_of_ours_win_over_lists_of_them() {
        let tables = "fileCode|title|x\n01|Một|";
        let looked = looked(None, &[("Mục lục", LIST), ("dossiers", tables)]).unwrap();
        assert_eq!(looked.skipped, [(0, SheetProblem::TablesBeside)]);
        assert!(looked.mapping.sheets[0].exact);
        // The name alone does not make it one, nor do names that stand twice.
        for text in [LIST, "fileCode|title|title\n01|Một|"] {
            let looked = super::tests::looked(None, &[("dossiers", text)]).unwrap();
            assert!(!looked.mapping.sheets[0].exact, "{text}");
        }
    }

    #[test]
    fn a_file_without_any_list_is_refused() {
        assert_eq!(looked(None, &[("S", "a|b\n1|2")]).err().unwrap().code(), "error.malformed");
    }

    #[test]
    fn content_without_heading_is_kept_and_blank_columns_are_not() {
        let text = "Hồ sơ số|Tiêu đề hồ sơ||\n01|Một||x\n02|Hai|||y";
        let looked = looked(None, &[("S", text)]).unwrap();
        let columns: Vec<_> = looked.mapping.sheets[0]
            .columns
            .iter()
            .map(|column| (column.at.as_str(), column.column.as_str()))
            .collect();
        let wanted = [("A", "fileCode"), ("B", "title"), ("D", "Cột D"), ("E", "Cột E")];
        assert_eq!(columns, wanted);
    }

    #[test]
    fn headings_and_cells_of_an_old_font_are_known() {
        let text = "Hå s¬ sè|Tiªu ®Ò hå s¬|Ghi chó\n01|Hå s¬ vÒ viÖc gi¶i quyÕt khiÕu n¹i|x";
        let looked = looked(None, &[("S", text)]).unwrap();
        let columns = &looked.mapping.sheets[0].columns;
        assert_eq!(columns[1].column, "title");
        assert!(columns.iter().all(|column| column.text == Some(TextEncoding::Tcvn3)));
    }

    #[test]
    fn a_map_is_followed_where_its_headings_stand() {
        let map = looked(None, &[("2001", LIST)]).unwrap().mapping;
        let moved = "Danh sách\n\nGhi chú|Hồ sơ số|Tiêu đề hồ sơ\nx|01|Một";
        let placed = looked(Some(&map), &[("2002", moved)]).unwrap();
        let sheet = &placed.mapping.sheets[0];
        assert_eq!(sheet.header, [3, 3]);
        let at: Vec<_> = sheet.columns.iter().map(|column| column.at.as_str()).collect();
        assert_eq!(at, ["B", "C", "A"]);
        // Of several sheets the map speaks of those that it names.
        let several = looked(Some(&map), &[("2001", LIST), ("2002", LIST)]).unwrap();
        assert_eq!(several.skipped, [(1, SheetProblem::NotInMap)]);
        assert!(looked(Some(&map), &[("2001", "a|b|c\n1|2|3")]).is_err());
    }
}
