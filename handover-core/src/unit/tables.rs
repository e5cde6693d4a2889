//! The CSV tables that a register is made from.
//!
//! An edition: `code, level, kind, name, parent_code` and perhaps `decree`. A succession:
//! `old_code, new_code, extent` and perhaps `kind`, `basis` and `seat` (`yes` or `no`). UTF-8,
//! with a header, columns in any order.

use std::io::Read;

use csv::StringRecord;

use super::{
    Country, Edition, EditionId, Evidence, Extent, Kind, Level, Succession, SuccessionKind,
    TableError, TableProblem, Unit, UnitCode, UnitRef,
};

/// The units of one edition, as a table.
#[derive(Debug)]
pub struct EditionTable<'a, R> {
    /// What errors call the table.
    pub name: &'a str,
    /// The edition that it lists.
    pub edition: Edition,
    /// The CSV text.
    pub reader: R,
}

/// What went into what between two editions, as a table.
#[derive(Debug)]
pub struct SuccessionTable<'a, R> {
    /// What errors call the table.
    pub name: &'a str,
    /// The edition of the old units.
    pub from: EditionId,
    /// The edition of the new units. Its first day is the day of all the successions.
    pub to: EditionId,
    /// The CSV text.
    pub reader: R,
}

/// A value with the line that it came from, for checks that come later.
pub(super) type Row<T> = (u64, T);

/// The units of a table, in its order.
pub(super) fn read_units<R: Read>(
    country: Country,
    table: EditionTable<'_, R>,
) -> Result<Vec<Row<Unit>>, TableError> {
    let edition = table.edition.id();
    let columns = ["code", "level", "kind", "name", "parent_code", "decree"];
    read(table.name, table.reader, columns, 5, |[code, level, kind, name, parent, decree]| {
        let reference = |text| Ok(UnitRef::new(country, parse_code(text)?, edition));
        let level = word("level", level, &Level::ALL, Level::as_str)?;
        let kind = word("kind", kind, &Kind::ALL, Kind::as_str)?;
        if kind.level() != level {
            return Err(TableProblem::LevelOfKind);
        }
        if name.trim().is_empty() {
            return Err(TableProblem::NameEmpty);
        }
        Ok(Unit {
            reference: reference(code)?,
            kind,
            name: name.into(),
            parent: Some(parent).filter(|text| !text.is_empty()).map(reference).transpose()?,
            decree: Some(decree).filter(|text| !text.is_empty()).map(Into::into),
        })
    })
}

/// A succession with the decision that its row names.
pub(super) type Founded = (Succession, Option<Box<str>>);

/// The successions of a table, in its order. Whether their ends exist is not looked at here.
pub(super) fn read_successions<R: Read>(
    country: Country,
    to: &Edition,
    table: SuccessionTable<'_, R>,
) -> Result<Vec<Row<Founded>>, TableError> {
    let Some(effective_on) = to.in_force_from() else {
        return Err(whole_table(table.name, TableProblem::NoFirstDay(to.id())));
    };
    let columns = ["old_code", "new_code", "extent", "kind", "basis", "seat"];
    read(table.name, table.reader, columns, 3, |[old, new, extent, kind, basis, seat]| {
        let kinds = &SuccessionKind::ALL;
        let row = Succession {
            from: UnitRef::new(country, parse_code(old)?, table.from),
            to: UnitRef::new(country, parse_code(new)?, table.to),
            extent: word("extent", extent, &Extent::ALL, Extent::as_str)?,
            effective_on,
            kind: stated(kind, |text| word("kind", text, kinds, SuccessionKind::as_str))?,
            seat: stated(seat, |text| word("seat", text, &[true, false], yes_or_no))?,
        };
        Ok((row, Some(basis).filter(|text| !text.is_empty()).map(Into::into)))
    })
}

fn yes_or_no(value: bool) -> &'static str {
    if value { "yes" } else { "no" }
}

/// An empty cell says nothing.
fn stated<T>(
    text: &str,
    read: impl Fn(&str) -> Result<T, TableProblem>,
) -> Result<Evidence<T>, TableProblem> {
    if text.is_empty() { Ok(Evidence::Unknown) } else { read(text).map(Evidence::Stated) }
}

/// Rows of a CSV table, by column name. The first `needed` columns must be there; one that is
/// not there reads as empty.
fn read<R: Read, T, const N: usize>(
    table: &str,
    reader: R,
    columns: [&'static str; N],
    needed: usize,
    mut row: impl FnMut([&str; N]) -> Result<T, TableProblem>,
) -> Result<Vec<Row<T>>, TableError> {
    let mut csv = csv::Reader::from_reader(reader);
    let header = csv.headers().map_err(|error| unreadable(table, &error))?;
    let places = places(header, columns, needed).map_err(|problem| at(table, 1, problem))?;
    let mut record = StringRecord::new();
    let mut rows = Vec::new();
    while csv.read_record(&mut record).map_err(|error| unreadable(table, &error))? {
        let line = record.position().map_or(0, csv::Position::line);
        let fields = places.map(|place| place.and_then(|place| record.get(place)).unwrap_or(""));
        rows.push((line, row(fields).map_err(|problem| at(table, line, problem))?));
    }
    Ok(rows)
}

/// Where each column stands.
fn places<const N: usize>(
    header: &StringRecord,
    columns: [&'static str; N],
    needed: usize,
) -> Result<[Option<usize>; N], TableProblem> {
    if let Some(unknown) = header.iter().find(|name| !columns.contains(name)) {
        return Err(TableProblem::ColumnUnknown(unknown.to_owned()));
    }
    let places = columns.map(|column| header.iter().position(|name| name == column));
    match columns[..needed].iter().zip(places).find(|(_, place)| place.is_none()) {
        Some((&missing, _)) => Err(TableProblem::ColumnMissing(missing)),
        None => Ok(places),
    }
}

fn parse_code(text: &str) -> Result<UnitCode, TableProblem> {
    text.parse().map_err(|source| TableProblem::Code { code: text.to_owned(), source })
}

fn word<T: Copy>(
    column: &'static str,
    text: &str,
    all: &[T],
    as_str: fn(T) -> &'static str,
) -> Result<T, TableProblem> {
    let found = all.iter().copied().find(|&value| as_str(value) == text);
    found.ok_or_else(|| TableProblem::Word { column, word: text.to_owned() })
}

/// An error at one line of a table.
pub(super) fn at(table: &str, line: u64, problem: TableProblem) -> TableError {
    TableError { table: table.to_owned(), line: Some(line), problem }
}

/// An error of a table as a whole.
pub(super) fn whole_table(table: &str, problem: TableProblem) -> TableError {
    TableError { table: table.to_owned(), line: None, problem }
}

fn unreadable(table: &str, error: &csv::Error) -> TableError {
    let line = error.position().map(csv::Position::line);
    let problem = TableProblem::Unreadable(error.to_string());
    TableError { table: table.to_owned(), line, problem }
}
