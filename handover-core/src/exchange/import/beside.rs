//! The official list that an export writes beside its tables.

use std::ops::ControlFlow;
use std::sync::Arc;

use csv::StringRecord;

use super::super::export::{SHEET, TOTAL, line};
use super::super::mapping::SheetMapping;
use super::super::sheet::{Cell, Workbook};
use super::rows::is_numbering;
use crate::digest::{Algorithms, Digest, Hasher};
use crate::error::Result;
use crate::inventory::{Header, Row, Table};
use crate::limits::Limits;
use crate::observe::{Observer, check};

/// A list is known by its cells, and a large one is not held: the number of its
/// lines, and a digest of them.
struct Lines {
    count: u64,
    /// Bytes that may still be taken.
    left: u64,
    hasher: Hasher,
}

impl Lines {
    fn new(limits: &Limits) -> Self {
        Lines {
            count: 0,
            left: limits.sheet_unfolded_bytes,
            hasher: Hasher::new(Algorithms::SHA256),
        }
    }

    fn add<'a>(&mut self, cells: impl Iterator<Item = &'a str>) {
        self.count += 1;
        for cell in cells {
            self.left = self.left.saturating_sub(cell.len() as u64);
            self.hasher.update(&(cell.len() as u64).to_be_bytes());
            self.hasher.update(cell.as_bytes());
        }
    }

    fn finish(self) -> (u64, Option<Digest>) {
        (self.count, self.hasher.finish().sha256)
    }
}

/// Whether a sheet says no more than the table of dossiers beside it: the
/// official list as it was exported with the table. One that somebody has
/// changed since is not the same.
pub(super) fn is_list_of(
    book: &mut dyn Workbook,
    sheet: usize,
    dossiers: Option<(usize, &SheetMapping)>,
    limits: &Limits,
    observer: &dyn Observer,
) -> Result<bool> {
    if book.sheets().get(sheet).is_none_or(|name| name != SHEET) {
        return Ok(false);
    }
    let Some(listed) = lines_of_list(book, sheet, limits, observer)? else { return Ok(false) };
    let wanted = match dossiers {
        Some(dossiers) => lines_of_table(book, dossiers, limits, observer)?,
        None => Lines::new(limits),
    };
    Ok(listed.finish() == wanted.finish())
}

/// The lines between the numbering of the columns and the total; nothing where
/// something else stands among them.
fn lines_of_list(
    book: &mut dyn Workbook,
    sheet: usize,
    limits: &Limits,
    observer: &dyn Observer,
) -> Result<Option<Lines>> {
    let (mut begun, mut closed, mut strange) = (false, false, false);
    let mut lines = Lines::new(limits);
    book.rows(sheet, &mut |number, cells| {
        if number % 1024 == 0 {
            check(observer)?;
        }
        let text = |at: usize| cells.get(at).map_or("", |cell| cell.text.as_str());
        if !begun {
            begun = is_numbering(cells);
        } else if closed || cells.iter().all(Cell::is_blank) {
            // Signatures, and room for them.
        } else if text(0) == (lines.count + 1).to_string() {
            lines.add((0..7).map(text));
            strange = lines.left == 0 || cells.iter().skip(7).any(|cell| !cell.is_blank());
        } else {
            closed = true;
            strange = !text(0).starts_with(TOTAL);
        }
        Ok(if strange { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    })?;
    Ok((begun && !strange).then_some(lines))
}

/// The lines that an export makes of the table.
fn lines_of_table(
    book: &mut dyn Workbook,
    (sheet, mapping): (usize, &SheetMapping),
    limits: &Limits,
    observer: &dyn Observer,
) -> Result<Lines> {
    let names = mapping.columns.iter().map(|column| column.column.clone()).collect();
    let header = Arc::new(Header::new(Table::Dossiers, names));
    let mut record = StringRecord::new();
    let mut lines = Lines::new(limits);
    book.rows(sheet, &mut |number, cells| {
        if number % 1024 == 0 {
            check(observer)?;
        }
        if number > mapping.header[1] && !cells.iter().all(Cell::is_blank) {
            record.clear();
            record.extend(cells.iter().map(|cell| cell.text.as_str()));
            let row = Row::new(&header, &record, 1);
            lines.add(line(lines.count + 1, &row).iter().map(AsRef::as_ref));
        }
        // Then it is another list already.
        Ok(if lines.left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    })?;
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::super::sheet::Sheets;
    use super::super::look::look;
    use super::*;

    const TABLE: &str = "fileCode|title|maintenance\n01|Một|01\n02|Hai|";
    const LIST: &str = "UBND\n(1)|(2)|(3)|(4)|(5)|(6)|(7)\n1|01|Một||Vĩnh viễn\n2|02|Hai\n\n\
                        Mục lục này gồm: 2 hồ sơ\nNgười lập";

    fn is_same(name: &str, list: &str) -> bool {
        let mut book = Sheets::of(&[(name, list), ("dossiers", TABLE)]);
        let looked = look(&mut book, None, Path::new("l.xlsx")).unwrap();
        let table = (looked.sheets[0], &looked.mapping.sheets[0]);
        is_list_of(&mut book, 0, Some(table), &Limits::default(), &()).unwrap()
    }

    #[test]
    fn a_list_that_says_more_or_else_than_its_table_is_not_the_same() {
        assert!(is_same(SHEET, LIST));
        assert!(!is_same("Danh sách", LIST));
        for (from, to) in [
            ("Hai", "Ba"),
            ("|Hai", "|Hai||||rách"),
            ("|Hai", "|Hai|||||rách"),
            ("2|02|Hai\n", ""),
            ("2|02|Hai\n", "2|02|Hai\n3|03|Ba\n"),
            ("2|02|Hai\n", "2|02|Hai\nII. Năm 2002\n"),
            ("Vĩnh viễn", "70 năm"),
            ("(1)", ""),
        ] {
            let changed = LIST.replacen(from, to, 1);
            assert_ne!(changed, LIST);
            assert!(!is_same(SHEET, &changed), "{changed}");
        }
    }
}
