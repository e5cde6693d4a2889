//! The corrected tables: the same rows, other paths.

use std::fs::File;
use std::io::BufWriter;
use std::iter::Peekable;
use std::path::Path;

use super::candidate::row_key;
use super::claims::Match;
use crate::durable::{Workplace, publish_folder, sync_all_below};
use crate::error::{ErrorKind, IoContext, Result};
use crate::finding::{Code, Finding};
use crate::inventory::{CheckOptions, Checked, Columns, Row, TableReader, TableWriter, Tables};
use crate::observe::{self, Observer};
use crate::sorted::Sorted;

/// Paths that fit better than those that rows name, by row; one to one.
#[derive(Debug, Default)]
pub struct Fixes {
    pub(super) matches: Option<Sorted>,
    /// How many there are.
    pub count: u64,
}

/// What [`fix_paths`] wrote.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Fixed {
    /// Tables.
    pub tables: u64,
    /// Rows.
    pub rows: u64,
    /// Rows whose path is another now.
    pub paths: u64,
}

/// What keeps the tables from being written again: rows that would be lost,
/// and words of secrecy, which are not to be copied.
const AGAINST: [Code; 4] =
    [Code::TableHeader, Code::TableRow, Code::SecretLevel, Code::SecretSuspected];

/// Writes the tables that were checked into the new folder `out`, with the
/// paths that fit in place of those that do not. Neither the tables nor the
/// files themselves are changed.
///
/// # Errors
/// `Refused` with the report where a row cannot be read or a word of secrecy
/// stands in the tables or in a name; `TargetExists`; `Changed` where the
/// tables are not those that were checked; `Read`, `Write`, `Interrupted`.
pub fn fix_paths(
    checked: Checked,
    tables: &dyn Tables,
    out: &Path,
    options: &CheckOptions,
    observer: &dyn Observer,
) -> Result<Fixed> {
    if AGAINST.iter().any(|code| checked.report.count(*code) > 0) {
        return Err(ErrorKind::Refused { report: Box::new(checked.report) }.into());
    }
    let work = Workplace::for_target(out)?;
    let folder = work.join("tables");
    std::fs::create_dir(&folder).writing(&folder)?;
    let mut fixes = checked.fixes.matches.map(Iterator::peekable);
    let mut fixed = Fixed::default();
    let mut faults = 0_u64;
    let mut listed = tables.list(&mut |_| {})?;
    listed.sort();
    for table in listed {
        let source = tables.path(table);
        let mut report = |_: Finding| faults += 1;
        let input = tables.open(table)?;
        let mut reader = TableReader::new(input, table, &source, &options.limits, &mut report)?;
        let place = folder.join(table.file_name());
        let output = BufWriter::new(File::create_new(&place).writing(&place)?);
        let columns = Columns::of(reader.header());
        let has_path = table.schema().column("path").is_some();
        let columns = if has_path { columns.with("path") } else { columns };
        let mut writer = TableWriter::new(output, columns, &place);
        while let Some(row) = reader.read(&mut report)? {
            observe::check(observer)?;
            match next_fix(&mut fixes, &row)? {
                Some(path) => {
                    writer.write_row_with(&row, &[("path", &path)])?;
                    fixed.paths += 1;
                }
                None => writer.write_row(&row)?,
            }
        }
        let rows = writer.rows();
        let output = writer.finish()?;
        output.into_inner().map_err(std::io::IntoInnerError::into_error).writing(&place)?;
        if rows == 0 {
            std::fs::remove_file(&place).writing(&place)?;
        }
        fixed.rows += rows;
        fixed.tables += u64::from(rows > 0);
    }
    let left = fixes.is_some_and(|mut fixes| fixes.peek().is_some());
    if faults > 0 || left || fixed.rows != checked.rows {
        return Err(ErrorKind::Changed { path: out.to_path_buf() }.into());
    }
    sync_all_below(&folder)?;
    publish_folder(&folder, out)?;
    Ok(fixed)
}

fn next_fix(fixes: &mut Option<Peekable<Sorted>>, row: &Row<'_>) -> Result<Option<String>> {
    let Some(fixes) = fixes else { return Ok(None) };
    let wanted = row_key(row.table(), row.number());
    match fixes.next_if(|next| next.as_ref().is_ok_and(|(key, _)| *key == wanted)) {
        Some(next) => Ok(Match::read(next?).map(|found| found.path)),
        None => Ok(None),
    }
}
