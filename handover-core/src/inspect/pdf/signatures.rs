//! Signatures that are present in a PDF (ISO 32000-2, 12.8): their fields,
//! encodings and reach. None is verified here.

use std::collections::BTreeSet;

use super::document::Document;
use super::object::{Dict, Object, Ref};
use crate::inspect::bounds::Look;
use crate::inspect::value::{Signature, SignatureKind};

/// Fields that are looked at, and signatures that are told.
const MOST_FIELDS: usize = 100_000;
const MOST_SIGNATURES: usize = 256;

/// The signatures of the form's fields.
pub(super) fn find(document: &Document<'_>, catalog: &Dict) -> Look<Vec<Signature>> {
    let form = document.value(catalog, "AcroForm")?;
    let Some(form) = form.dict() else { return Ok(Vec::new()) };
    let certified = certified(document, catalog)?;
    let mut open: Vec<Object> = document.value(form, "Fields")?.array().to_vec();
    open.reverse();
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    for _ in 0..MOST_FIELDS {
        let Some(field) = open.pop() else { break };
        if let Some(reference) = field.reference()
            && !seen.insert(reference)
        {
            continue;
        }
        let field = document.resolve(&field)?;
        let Some(field) = field.dict() else { continue };
        let kids = document.value(field, "Kids")?;
        let room = MOST_FIELDS.saturating_sub(open.len());
        open.extend(kids.array().iter().take(room).rev().cloned());
        let reference = field.get("V").reference();
        let value = document.value(field, "V")?;
        let Some(value) = value.dict() else { continue };
        if !is_signature(document, field, value)? {
            continue;
        }
        let certifies = reference.is_some() && reference == certified;
        found.push(signature(document, value, certifies)?);
        if found.len() >= MOST_SIGNATURES {
            break;
        }
    }
    Ok(found)
}

/// The signature that certifies the whole document.
fn certified(document: &Document<'_>, catalog: &Dict) -> Look<Option<Ref>> {
    let permissions = document.value(catalog, "Perms")?;
    Ok(permissions.dict().and_then(|permissions| permissions.get("DocMDP").reference()))
}

/// The type of a field may be inherited; its value tells as well.
fn is_signature(document: &Document<'_>, field: &Dict, value: &Dict) -> Look<bool> {
    let field_says = document.value(field, "FT")?.is_name("Sig");
    let kind = document.value(value, "Type")?;
    let value_says = kind.is_name("Sig") || kind.is_name("DocTimeStamp");
    Ok((field_says || value_says) && value.get("Contents") != &Object::Null)
}

fn signature(document: &Document<'_>, value: &Dict, certifies: bool) -> Look<Signature> {
    let encoding = document.value(value, "SubFilter")?;
    let encoding = encoding.name().and_then(word);
    let stamp = document.value(value, "Type")?.is_name("DocTimeStamp")
        || encoding.as_deref() == Some("ETSI.RFC3161");
    let kind = match (stamp, certifies) {
        (true, _) => SignatureKind::TimeStamp,
        (_, true) => SignatureKind::Certification,
        _ => SignatureKind::Approval,
    };
    let range = document.value(value, "ByteRange")?;
    let end = match range.array() {
        [_, _, start, length] => {
            start.count().zip(length.count()).map(|(a, b)| a.saturating_add(b))
        }
        _ => None,
    };
    Ok(Signature { kind, encoding, to_the_end: end == Some(document.source.size) })
}

/// A registered name, and nothing that a stranger wrote in its place.
fn word(name: &[u8]) -> Option<String> {
    let plain =
        name.len() <= 40 && name.iter().all(|b| b.is_ascii_alphanumeric() || b".-_".contains(b));
    plain.then(|| String::from_utf8_lossy(name).into_owned())
}
