//! Whether the text of a font can be taken out.

use std::collections::BTreeMap;

use super::document::Document;
use super::object::{Dict, Object, Ref};
use crate::inspect::bounds::Look;

/// Fonts that were looked at, by reference.
#[derive(Debug, Default)]
pub(super) struct Fonts(BTreeMap<Ref, bool>);

/// Fonts of one page that are remembered.
const MOST: usize = 1024;

impl Fonts {
    /// Whether the font `name` of the resources says which characters its
    /// codes are: simple fonts do by their encoding, others by `ToUnicode` or
    /// a character map that is no identity (ISO 32000-2, 9.10).
    pub(super) fn is_readable(
        &mut self,
        document: &Document<'_>,
        resources: &Dict,
        name: &[u8],
    ) -> Look<bool> {
        let fonts = document.value(resources, "Font")?;
        let Some(font) = fonts.dict().map(|fonts| fonts.by_name(name)) else { return Ok(false) };
        let reference = font.reference();
        if let Some(known) = reference.and_then(|reference| self.0.get(&reference)) {
            return Ok(*known);
        }
        let resolved = document.resolve(font)?;
        let Some(dict) = resolved.dict() else { return Ok(false) };
        let readable = dict.get("ToUnicode") != &Object::Null
            || match document.value(dict, "Subtype")?.name() {
                Some(b"Type0") => {
                    let map = document.value(dict, "Encoding")?;
                    map.name().is_some_and(|name| !name.starts_with(b"Identity"))
                }
                Some(b"Type3") => false,
                _ => true,
            };
        if let Some(reference) = reference.filter(|_| self.0.len() < MOST) {
            self.0.insert(reference, readable);
        }
        Ok(readable)
    }
}
