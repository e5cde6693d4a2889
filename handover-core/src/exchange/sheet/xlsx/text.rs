//! Texts of a workbook's parts.

use std::path::Path;

use quick_xml::events::Event;

use super::super::xml::{broken, reference};
use super::{Part, is};
use crate::error::{ErrorKind, Result};

/// The text up to the end of the element.
pub(super) fn plain_text(
    xml: &mut Part<'_>,
    end: &str,
    limit: usize,
    path: &Path,
) -> Result<String> {
    let mut text = String::new();
    loop {
        match xml.next()? {
            Event::Text(part) => text.push_str(&part.xml10_content()),
            Event::CData(part) => text.push_str(&part),
            Event::GeneralRef(entity) => {
                text.push_str(&reference(&entity).ok_or_else(|| broken(path))?);
            }
            Event::End(tag) if tag.local_name().as_ref() == end => return Ok(text),
            Event::Eof => return Err(broken(path)),
            _ => {}
        }
        if text.len() > limit {
            let limit = limit as u64;
            return Err(ErrorKind::Limit { path: path.to_owned(), what: "bytes", limit }.into());
        }
    }
}

/// The runs of a rich text up to the end of the element, without its
/// phonetic hints.
pub(super) fn rich_text(
    xml: &mut Part<'_>,
    end: &str,
    limit: usize,
    path: &Path,
) -> Result<String> {
    let (mut text, mut hints) = (String::new(), 0_u32);
    loop {
        match xml.next()? {
            Event::Start(tag) if is(&tag, "rPh") => hints += 1,
            Event::End(tag) if tag.local_name().as_ref() == "rPh" => {
                hints = hints.saturating_sub(1);
            }
            Event::Start(tag) if is(&tag, "t") => {
                let part = plain_text(xml, "t", limit.saturating_sub(text.len()), path)?;
                if hints == 0 {
                    text.push_str(&part);
                }
            }
            Event::End(tag) if tag.local_name().as_ref() == end => return Ok(text),
            Event::Eof => return Err(broken(path)),
            _ => {}
        }
    }
}

/// Characters that XML cannot hold stand as `_x000D_` (ECMA-376 part 1,
/// 22.9.2.19).
pub(super) fn unescaped(text: String) -> String {
    if !text.contains("_x") {
        return text;
    }
    let (mut units, mut rest) = (Vec::new(), text.as_str());
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 7).and_then(|code| code.strip_suffix('_'));
        let unit = code
            .filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()))
            .and_then(|code| u16::from_str_radix(code, 16).ok());
        units.extend(rest[..at].encode_utf16());
        let Some(unit) = unit else {
            units.extend("_x".encode_utf16());
            rest = &rest[at + 2..];
            continue;
        };
        units.push(unit);
        rest = &rest[at + 7..];
    }
    units.extend(rest.encode_utf16());
    String::from_utf16_lossy(&units)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_of_characters_that_xml_cannot_hold() {
        let read = |text: &str| unescaped(text.to_owned());
        assert_eq!(read("a_x000D_\nb"), "a\r\nb");
        assert_eq!(read("_x005F_x000D_"), "_x000D_");
        assert_eq!(read("_xD83D__xDCF7_"), "\u{1f4f7}");
        for plain in ["_x", "_x12", "_x+00D_", "_xế00D_", "hộp_x_1"] {
            assert_eq!(read(plain), plain);
        }
    }
}
