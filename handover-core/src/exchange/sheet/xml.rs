//! XML of workbooks, event by event, with the errors of this crate.

use std::io::BufRead;
use std::path::{Path, PathBuf};

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::metered::{Meter, Metered};
use crate::error::{Error, ErrorKind, Result};
use crate::limits::Limits;

/// A part of a workbook.
pub(super) struct Xml<R> {
    reader: Reader<Metered<R>>,
    buffer: Vec<u8>,
    meter: Meter,
    path: PathBuf,
    limit: u64,
}

impl<R: BufRead> Xml<R> {
    pub(super) fn new(part: R, meter: &Meter, path: &Path, limits: &Limits) -> Self {
        Xml {
            reader: Reader::from_reader(Metered::new(part, meter)),
            buffer: Vec::new(),
            meter: meter.clone(),
            path: path.to_path_buf(),
            limit: limits.sheet_unfolded_bytes,
        }
    }

    /// The next event; `Eof` at the end.
    pub(super) fn next(&mut self) -> Result<Event<'_>> {
        self.buffer.clear();
        self.meter.next_event();
        match self.reader.read_event_into(&mut self.buffer) {
            Ok(event) => Ok(event),
            Err(_) if self.meter.is_spent() => {
                Err(ErrorKind::Limit { path: self.path.clone(), what: "bytes", limit: self.limit }
                    .into())
            }
            // The parser's words may hold text of the file.
            Err(_) => Err(broken(&self.path)),
        }
    }
}

/// The workbook is not what its format says.
pub(super) fn broken(path: &Path) -> Error {
    Error::malformed(path, None, "sheet.broken", "the workbook is damaged")
}

/// The value of an attribute by its local name, unescaped; empty where it is
/// absent.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    // Names are told twice by nobody but an attacker; the check is quadratic.
    attributes.with_checks(false);
    let found = attributes.flatten().find(|attribute| attribute.key.local_name().as_ref() == name);
    let found = found.map(|attribute| attribute.value);
    found.and_then(|value| {
        quick_xml::escape::unescape(&value).ok().map(std::borrow::Cow::into_owned)
    })
}

/// The text of `&amp;` or `&#10;`; nothing for an entity of the document's own.
pub(super) fn reference(entity: &BytesRef<'_>) -> Option<String> {
    if let Ok(Some(c)) = entity.resolve_char_ref() {
        return Some(c.to_string());
    }
    quick_xml::escape::resolve_xml_entity(entity).map(ToOwned::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first tag, and all texts of a document.
    fn read(text: &str) -> Result<(Option<String>, String)> {
        let limits = Limits::default();
        let meter = Meter::new(limits.sheet_unfolded_bytes, limits.record_bytes as u64);
        let mut xml = Xml::new(text.as_bytes(), &meter, Path::new("book.xlsx"), &limits);
        let (mut value, mut texts) = (None, String::new());
        loop {
            match xml.next()? {
                Event::Start(tag) | Event::Empty(tag) => {
                    value = value.or_else(|| attribute(&tag, "v"));
                }
                Event::Text(part) => texts.push_str(&part.xml10_content()),
                Event::GeneralRef(entity) => {
                    texts.push_str(&reference(&entity).unwrap_or_else(|| "?".to_owned()));
                }
                Event::Eof => return Ok((value, texts)),
                _ => {}
            }
        }
    }

    #[test]
    fn attributes_go_by_their_local_name() {
        let value = |text: &str| read(text).unwrap().0;
        assert_eq!(value("<a x:v='1 &amp; 2&#10;3'/>"), Some("1 & 2\n3".to_owned()));
        assert_eq!(value("<a w='1'/>"), None);
        assert_eq!(value("<a v='&bomb;'/>"), None);
    }

    #[test]
    fn no_entity_of_the_document_is_resolved() {
        let bomb = "<!DOCTYPE a [<!ENTITY b 'xxxx'>]><a>&b;&lt;&#x1ed3;</a>";
        assert_eq!(read(bomb).unwrap().1, "?<ồ");
    }

    #[test]
    fn an_error_holds_no_text_of_the_file() {
        let error = read("<a><Nguyen-Van-A></b>").unwrap_err();
        assert_eq!(error.code(), "error.malformed");
        assert!(!format!("{error:?}").contains("Nguyen"), "{error:?}");
    }
}
