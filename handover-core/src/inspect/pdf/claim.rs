//! The PDF/A claim in XMP metadata (ISO 19005-1, 6.7.11). A claim is no proof:
//! whether the file keeps it only a validator such as veraPDF can say.

use quick_xml::NsReader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};

use super::document::Document;
use super::object::{Dict, Object};
use crate::inspect::bounds::Look;
use crate::inspect::value::PdfA;

const NAMESPACE: ResolveResult<'_> =
    ResolveResult::Bound(Namespace("http://www.aiim.org/pdfa/ns/id/"));

/// Bytes of XMP and attributes of one element that are looked at: resolving
/// names costs their product.
const MOST_BYTES: usize = 1 << 20;
const MOST_ATTRIBUTES: usize = 256;

pub(super) fn find(document: &Document<'_>, catalog: &Dict) -> Look<Option<PdfA>> {
    let metadata = document.value(catalog, "Metadata")?;
    let Object::Stream(stream) = &*metadata else { return Ok(None) };
    match document.unpacked(stream) {
        Ok(xmp) => Ok(claim(&xmp)),
        Err(stop) if stop.is_local() => Ok(None),
        Err(stop) => Err(stop),
    }
}

/// `pdfaid:part` and `pdfaid:conformance`, as attributes or as elements.
fn claim(xmp: &[u8]) -> Option<PdfA> {
    let text = String::from_utf8_lossy(&xmp[..xmp.len().min(MOST_BYTES)]);
    let mut reader = NsReader::from_str(text.trim_start_matches('\u{feff}'));
    let mut found = Found::default();
    // What is no XML any more says nothing more.
    while let Ok((namespace, event)) = reader.read_resolved_event() {
        let ours = namespace == NAMESPACE;
        match event {
            Event::Start(element) => {
                let name = element.local_name().into_inner().to_owned();
                found.open = ours.then_some(name);
                found.attributes(&reader, &element);
            }
            Event::Empty(element) => found.attributes(&reader, &element),
            Event::Text(text) => {
                if let Some(name) = found.open.clone() {
                    found.take(&name, &text);
                }
            }
            Event::End(_) => found.open = None,
            Event::Eof => break,
            _ => {}
        }
    }
    found.part.map(|part| PdfA { part, conformance: found.conformance })
}

#[derive(Default)]
struct Found {
    part: Option<String>,
    conformance: Option<String>,
    open: Option<String>,
}

impl Found {
    fn attributes(&mut self, reader: &NsReader<&[u8]>, element: &BytesStart<'_>) {
        let mut attributes = element.attributes();
        let attributes = attributes.with_checks(false).take(MOST_ATTRIBUTES);
        for attribute in attributes.filter_map(Result::ok) {
            let (namespace, name) = reader.resolver().resolve_attribute(attribute.key);
            if namespace == NAMESPACE {
                self.take(name.into_inner(), &attribute.value);
            }
        }
    }

    /// A short word of letters and digits; nothing else is a claim.
    fn take(&mut self, name: &str, value: &str) {
        let value = value.trim();
        let plain =
            (1..=4).contains(&value.len()) && value.bytes().all(|b| b.is_ascii_alphanumeric());
        match name {
            "part" if plain => self.part = Some(value.to_owned()),
            "conformance" if plain => self.conformance = Some(value.to_ascii_uppercase()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(xmp: &str) -> String {
        claim(xmp.as_bytes()).map_or_else(String::new, |claim| {
            claim.part + claim.conformance.as_deref().unwrap_or_default()
        })
    }

    #[test]
    fn both_ways_of_writing_it_are_read() {
        let id = r#"xmlns:a="http://www.aiim.org/pdfa/ns/id/""#;
        assert_eq!(told(&format!("<x {id} a:part='2' a:conformance='b'/>")), "2B");
        assert_eq!(told(&format!("\u{feff}<x {id}><a:part> 4 </a:part><y/></x>")), "4");
        let element = format!("<x {id}><a:part>1</a:part><a:conformance>A</a:conformance></x>");
        assert_eq!(told(&element), "1A");
    }

    #[test]
    fn what_is_no_claim() {
        let other = "<x xmlns:pdfaid='urn:other'><pdfaid:part>2</pdfaid:part></x>";
        assert_eq!(told(other), "");
        let text = "<x xmlns:a='http://www.aiim.org/pdfa/ns/id/'><a:part>Nguyễn</a:part>";
        assert_eq!(told(text), "");
        assert_eq!(told("<<"), "");
    }
}
