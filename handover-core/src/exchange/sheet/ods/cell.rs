//! A cell of an OpenDocument sheet.

use std::path::Path;

use quick_xml::events::{BytesStart, Event};

use super::super::xml::{attribute, broken, reference};
use super::super::{Cell, Fault};
use super::{Part, is};
use crate::error::{ErrorKind, Result};
use crate::limits::Limits;

/// What a cell says of its value beside its text.
pub(super) struct About {
    kind: String,
    value: Option<String>,
    formula: bool,
}

impl About {
    pub(super) fn of(tag: &BytesStart<'_>) -> Self {
        let kind = attribute(tag, "value-type").unwrap_or_default();
        let value = attribute(tag, "string-value").or_else(|| attribute(tag, "value"));
        About { kind, value, formula: attribute(tag, "formula").is_some() }
    }

    pub(super) fn cell(self, text: String) -> Cell {
        if self.formula && (text.starts_with('#') || text.starts_with("Err:")) {
            return Cell::fault(Fault::FormulaError);
        }
        if text.is_empty() {
            if let Some(value) = self.value {
                return Cell::text(value);
            }
            if self.formula && self.kind != "string" {
                return Cell::fault(Fault::FormulaWithoutValue);
            }
        }
        Cell::text(text)
    }
}

pub(super) fn put(
    cells: &mut Vec<Cell>,
    column: usize,
    times: u64,
    cell: &Cell,
    limits: &Limits,
    path: &Path,
) -> Result<()> {
    let limit = limits.sheet_columns;
    let end = column.saturating_add(usize::try_from(times).unwrap_or(usize::MAX));
    if end > limit {
        let path = path.to_path_buf();
        return Err(ErrorKind::Limit { path, what: "columns", limit: limit as u64 }.into());
    }
    // A table could not hold the row.
    let bytes = end.saturating_sub(column).saturating_mul(cell.text.len());
    let held: usize = cells.iter().map(|cell| cell.text.len()).sum();
    if held.saturating_add(bytes) > limits.record_bytes {
        let (path, limit) = (path.to_path_buf(), limits.record_bytes as u64);
        return Err(ErrorKind::Limit { path, what: "bytes", limit }.into());
    }
    cells.resize_with(column.max(cells.len()), Cell::default);
    cells.resize(end, cell.clone());
    Ok(())
}

/// The paragraphs of a cell, up to its end; notes beside it are none.
pub(super) fn text(xml: &mut Part<'_>, end: &str, limits: &Limits, path: &Path) -> Result<String> {
    let (mut text, mut paragraphs, mut notes, mut inside) = (String::new(), 0_u32, 0_u32, 0_u32);
    loop {
        match xml.next()? {
            Event::Start(tag) if is(&tag, "annotation") => notes += 1,
            Event::End(tag) if tag.local_name().as_ref() == "annotation" => {
                notes = notes.saturating_sub(1);
            }
            Event::End(tag) if tag.local_name().as_ref() == end => return Ok(text),
            Event::Eof => return Err(broken(path)),
            _ if notes > 0 => {}
            Event::Start(tag) | Event::Empty(tag) if is(&tag, "line-break") => text.push('\n'),
            Event::Start(tag) | Event::Empty(tag) if is(&tag, "tab") => text.push('\t'),
            Event::Start(tag) | Event::Empty(tag) if is(&tag, "s") => {
                let blanks = attribute(&tag, "c").and_then(|c| c.parse::<usize>().ok());
                let blanks = blanks.unwrap_or(1).min(limits.record_bytes);
                text.extend(std::iter::repeat_n(' ', blanks));
            }
            Event::Start(tag) if is(&tag, "p") => {
                if paragraphs > 0 {
                    text.push('\n');
                }
                paragraphs += 1;
                inside += 1;
            }
            Event::Empty(tag) if is(&tag, "p") => {
                if paragraphs > 0 {
                    text.push('\n');
                }
                paragraphs += 1;
            }
            Event::End(tag) if tag.local_name().as_ref() == "p" => {
                inside = inside.saturating_sub(1);
            }
            Event::Text(part) if inside > 0 => text.push_str(&part.xml10_content()),
            Event::CData(part) if inside > 0 => text.push_str(&part),
            Event::GeneralRef(entity) if inside > 0 => {
                text.push_str(&reference(&entity).ok_or_else(|| broken(path))?);
            }
            _ => {}
        }
        if text.len() > limits.record_bytes {
            let limit = limits.record_bytes as u64;
            return Err(ErrorKind::Limit { path: path.to_owned(), what: "bytes", limit }.into());
        }
    }
}
