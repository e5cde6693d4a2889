//! Office Open XML (ECMA-376), streamed: a sheet costs one row of memory, and
//! the texts that its cells share.

mod rows;
mod text;

use std::collections::HashMap;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use quick_xml::events::{BytesStart, Event};
use rows::Context;
use text::{rich_text, unescaped};
use zip::ZipArchive;
use zip::read::ZipFile;

use super::display::Format;
use super::metered::Meter;
use super::xml::{Xml, attribute, broken};
use super::{Merge, RowSink, Workbook, column_number};
use crate::error::{ErrorKind, Result};
use crate::limits::Limits;

pub(super) type Archive = ZipArchive<BufReader<File>>;
type Part<'a> = Xml<BufReader<ZipFile<'a, BufReader<File>>>>;

pub(super) struct Xlsx {
    archive: Archive,
    path: PathBuf,
    limits: Limits,
    meter: Meter,
    names: Vec<String>,
    /// The part of each sheet.
    parts: Vec<String>,
    since_1904: bool,
    formats: Vec<Format>,
    strings: Vec<Box<str>>,
}

impl Xlsx {
    pub(super) fn new(archive: Archive, path: &Path, limits: &Limits) -> Result<Self> {
        let meter = Meter::new(limits.sheet_unfolded_bytes, limits.record_bytes as u64);
        let mut book = Xlsx {
            archive,
            path: path.to_path_buf(),
            limits: *limits,
            meter,
            names: Vec::new(),
            parts: Vec::new(),
            since_1904: false,
            formats: Vec::new(),
            strings: Vec::new(),
        };
        let top = book.relations("_rels/.rels", "")?;
        let workbook = top
            .into_values()
            .find(|(kind, _)| kind == "officeDocument")
            .map_or_else(|| "xl/workbook.xml".to_owned(), |(_, target)| target);
        let (folder, file) = workbook.rsplit_once('/').unwrap_or(("", &workbook));
        let relations = book.relations(&join(folder, &format!("_rels/{file}.rels")), folder)?;
        book.read_workbook(&workbook, &relations)?;
        let of_kind = |wanted: &str| {
            relations.values().find(|(kind, _)| kind == wanted).map(|(_, target)| target.clone())
        };
        if let Some(part) = of_kind("styles") {
            book.read_styles(&part)?;
        }
        if let Some(part) = of_kind("sharedStrings") {
            book.read_strings(&part)?;
        }
        Ok(book)
    }

    fn part(&mut self, name: &str) -> Result<Option<Part<'_>>> {
        // Windows programs have been seen to write other cases, and `\`.
        let found = self.archive.index_for_name(name).or_else(|| {
            let same = |known: &str| known.replace('\\', "/").eq_ignore_ascii_case(name);
            let mut names = self.archive.file_names().flatten();
            let known = names.find(|known| same(known))?.into_owned();
            self.archive.index_for_name(&known)
        });
        let Some(index) = found else { return Ok(None) };
        let file = self.archive.by_index(index).map_err(|_| broken(&self.path))?;
        let part = BufReader::with_capacity(64 << 10, file);
        Ok(Some(Xml::new(part, &self.meter, &self.path, &self.limits)))
    }

    fn required(&mut self, name: &str) -> Result<Part<'_>> {
        let path = self.path.clone();
        self.part(name)?.ok_or_else(|| broken(&path))
    }

    /// Identifier to kind and part, of the relations that stand in a part.
    fn relations(&mut self, part: &str, folder: &str) -> Result<HashMap<String, (String, String)>> {
        let mut relations = HashMap::new();
        let Some(mut xml) = self.part(part)? else { return Ok(relations) };
        loop {
            match xml.next()? {
                Event::Start(tag) | Event::Empty(tag) if is(&tag, "Relationship") => {
                    let of = |name| attribute(&tag, name).unwrap_or_default();
                    let (kind, target) = (of("Type"), of("Target"));
                    let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                    let target = match target.strip_prefix('/') {
                        Some(absolute) => absolute.to_owned(),
                        None => join(folder, &target),
                    };
                    relations.insert(of("Id"), (kind, target));
                }
                Event::Eof => return Ok(relations),
                _ => {}
            }
        }
    }

    fn read_workbook(
        &mut self,
        part: &str,
        relations: &HashMap<String, (String, String)>,
    ) -> Result<()> {
        let (mut names, mut parts, mut since_1904) = (Vec::new(), Vec::new(), false);
        let mut xml = self.required(part)?;
        loop {
            match xml.next()? {
                Event::Start(tag) | Event::Empty(tag) if is(&tag, "sheet") => {
                    let relation = attribute(&tag, "id").unwrap_or_default();
                    // Charts and dialogues are sheets without cells.
                    let Some((kind, target)) = relations.get(&relation) else { continue };
                    if kind == "worksheet" {
                        names.push(attribute(&tag, "name").unwrap_or_default());
                        parts.push(target.clone());
                    }
                }
                Event::Start(tag) | Event::Empty(tag) if is(&tag, "workbookPr") => {
                    let value = attribute(&tag, "date1904");
                    since_1904 = matches!(value.as_deref(), Some("1" | "true"));
                }
                Event::Eof => break,
                _ => {}
            }
        }
        drop(xml);
        (self.names, self.parts, self.since_1904) = (names, parts, since_1904);
        Ok(())
    }

    fn read_styles(&mut self, part: &str) -> Result<()> {
        let mut own: HashMap<u32, Format> = HashMap::new();
        let (mut formats, mut inside) = (Vec::new(), false);
        let Some(mut xml) = self.part(part)? else { return Ok(()) };
        loop {
            match xml.next()? {
                Event::Start(tag) | Event::Empty(tag) if is(&tag, "numFmt") => {
                    let id = attribute(&tag, "numFmtId").and_then(|id| id.parse().ok());
                    if let (Some(id), Some(code)) = (id, attribute(&tag, "formatCode")) {
                        own.insert(id, Format::of_code(&code));
                    }
                }
                Event::Start(tag) if is(&tag, "cellXfs") => inside = true,
                Event::End(tag) if tag.local_name().as_ref() == "cellXfs" => inside = false,
                Event::Start(tag) | Event::Empty(tag) if inside && is(&tag, "xf") => {
                    let id = attribute(&tag, "numFmtId").and_then(|id| id.parse().ok());
                    let id: u32 = id.unwrap_or_default();
                    formats.push(own.get(&id).copied().unwrap_or_else(|| Format::built_in(id)));
                }
                Event::Eof => break,
                _ => {}
            }
        }
        drop(xml);
        self.formats = formats;
        Ok(())
    }

    fn read_strings(&mut self, part: &str) -> Result<()> {
        let limit = self.limits.sheet_text_bytes;
        let path = self.path.clone();
        let (mut strings, mut held) = (Vec::<Box<str>>::new(), 0_usize);
        let Some(mut xml) = self.part(part)? else { return Ok(()) };
        loop {
            match xml.next()? {
                Event::Start(tag) if is(&tag, "si") => {
                    let text = rich_text(&mut xml, "si", limit - held, &path)?;
                    // What a text costs beside its bytes counts too.
                    held += text.len() + size_of::<Box<str>>();
                    strings.push(unescaped(text).into());
                }
                Event::Empty(tag) if is(&tag, "si") => {
                    held += size_of::<Box<str>>();
                    strings.push(Box::default());
                }
                Event::Eof => break,
                _ => {}
            }
            if held >= limit {
                return Err(ErrorKind::Limit { path, what: "bytes", limit: limit as u64 }.into());
            }
        }
        drop(xml);
        self.strings = strings;
        Ok(())
    }
}

impl Workbook for Xlsx {
    fn sheets(&self) -> &[String] {
        &self.names
    }

    fn merges(&mut self, sheet: usize) -> Result<Vec<Merge>> {
        let Some(part) = self.parts.get(sheet).cloned() else { return Ok(Vec::new()) };
        let mut merges = Vec::new();
        let limits = self.limits;
        let path = self.path.clone();
        let mut xml = self.required(&part)?;
        loop {
            match xml.next()? {
                Event::Start(tag) | Event::Empty(tag) if is(&tag, "mergeCell") => {
                    let span = attribute(&tag, "ref");
                    merges.extend(span.and_then(|span| span_of(&span, limits.sheet_columns)));
                    if merges.len() > limits.folder_entries {
                        let limit = limits.folder_entries as u64;
                        return Err(ErrorKind::Limit { path, what: "merges", limit }.into());
                    }
                }
                Event::Eof => return Ok(merges),
                _ => {}
            }
        }
    }

    fn rows(&mut self, sheet: usize, sink: &mut RowSink<'_>) -> Result<()> {
        let Some(part) = self.parts.get(sheet).cloned() else { return Ok(()) };
        let strings = std::mem::take(&mut self.strings);
        let formats = std::mem::take(&mut self.formats);
        let context = Context {
            strings: &strings,
            formats: &formats,
            since_1904: self.since_1904,
            limits: self.limits,
            path: self.path.clone(),
        };
        let result = self.required(&part).and_then(|mut xml| context.rows(&mut xml, sink));
        (self.strings, self.formats) = (strings, formats);
        result
    }
}

fn is(tag: &BytesStart<'_>, name: &str) -> bool {
    tag.local_name().as_ref() == name
}

/// `B2:D5` as a rectangle of more than one cell.
fn span_of(text: &str, columns: usize) -> Option<Merge> {
    let place = |text: &str| {
        let letters = text.trim_end_matches(|c: char| c.is_ascii_digit());
        let row = text[letters.len()..].parse::<u64>().ok()?;
        Some((row, column_number(letters)?))
    };
    let (first, last) = text.split_once(':')?;
    let ((first_row, first_column), (last_row, last_column)) = (place(first)?, place(last)?);
    let sound = first_row <= last_row && first_column <= last_column && first_column < columns;
    sound.then_some(Merge { first_row, last_row, first_column, last_column })
}

/// A target relative to the folder of the part that names it.
fn join(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_and_spans() {
        assert_eq!(join("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(join("xl/a", "../b.xml"), "xl/b.xml");
        let merge = Merge { first_row: 2, last_row: 5, first_column: 1, last_column: 3 };
        assert_eq!(span_of("B2:D5", 10), Some(merge));
        for text in ["B2", "D5:B2", "B:D", ":", "ế2:B3"] {
            assert_eq!(span_of(text, 10), None, "{text}");
        }
    }
}
