//! Tables of figures: the first lines for people, all of them for spreadsheets.

use std::path::Path;

use chrono::NaiveDate;
use handover_core::description::Metres;
use handover_core::exchange::{Figure, FigureTable, write_figures};

use crate::context::{Context, Format};
use crate::failure::Failure;
use crate::locale::{Arguments, Locale, grouped};
use crate::output::{day, decimal, escaped, table};

/// Lines of a table that are printed; a spreadsheet has all.
const SHOWN: usize = 40;

/// A table of figures.
pub(super) struct Part {
    table: FigureTable,
}

impl Part {
    /// A table with headings from the messages.
    pub(super) fn new(name: &str, headings: &[&str], locale: &Locale) -> Self {
        let headings = headings.iter().map(|key| locale.text(key)).collect();
        Part { table: FigureTable { name: name.to_owned(), headings, rows: Vec::new() } }
    }

    pub(super) fn row(&mut self, cells: Vec<Figure>) {
        self.table.rows.push(cells);
    }

    /// The table for people, numbers to the right.
    pub(super) fn shown(&self, locale: &Locale) -> Option<String> {
        let lang = locale.lang();
        let first = self.table.rows.first()?;
        let is_text = |cell: &Figure| matches!(cell, Figure::Text(_));
        let right = first.iter().enumerate().filter(|(_, cell)| !is_text(cell));
        let right: Vec<usize> = right.map(|(column, _)| column).collect();
        let rows = self.table.rows.iter().take(SHOWN).map(|row| {
            let cells = row.iter().map(|cell| match cell {
                Figure::Number(number) => grouped(*number, lang),
                Figure::Metres(metres) => decimal(&metres.to_string(), lang),
                Figure::Text(text) => escaped(text).into_owned(),
                other => format!("{other:?}"),
            });
            cells.collect()
        });
        let rows: Vec<Vec<String>> = rows.collect();
        let mut text = table(&self.table.headings, &rows, &right);
        let more = self.table.rows.len().saturating_sub(SHOWN);
        if more > 0 {
            let count = Arguments::new().number("count", more as u64);
            text.push_str("  ");
            text.push_str(&locale.with("work-more", &count));
            text.push('\n');
        }
        Some(text)
    }
}

pub(super) fn show(parts: &[Part], context: &Context<'_>) -> Result<(), Failure> {
    parts
        .iter()
        .filter_map(|part| part.shown(&context.locale))
        .try_for_each(|part| context.result(&part))
}

pub(super) fn write(parts: &[Part], out: &Path, context: &Context<'_>) -> Result<(), Failure> {
    let tables: Vec<FigureTable> = parts.iter().map(|part| part.table.clone()).collect();
    write_figures(&tables, out)?;
    if context.format != Format::Json {
        let path = Arguments::new().path("path", out);
        context.result(&context.locale.with("work-figures", &path))?;
    }
    Ok(())
}

pub(super) fn text(text: impl Into<String>) -> Figure {
    Figure::Text(text.into())
}

pub(super) fn metres(metres: Metres) -> Figure {
    Figure::Metres(metres)
}

pub(super) fn date(date: Option<NaiveDate>, locale: &Locale) -> Figure {
    Figure::Text(date.map_or_else(|| "–".to_owned(), |date| day(date, locale.lang())))
}
