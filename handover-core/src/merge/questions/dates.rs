//! Documents held against the day on which their dossier's fonds closed.

use super::record;
use crate::digest::Digest;
use crate::error::Result;
use crate::finding::{Code, Collector, Location};
use crate::merge::cells::damaged;
use crate::sorted::Sorted;

/// Digest of the bundle, code of the dossier, and whether it is the dossier
/// itself, which stands before its documents.
pub(super) fn key(bundle: &Digest, dossier: &str, itself: bool) -> Vec<u8> {
    let length = (dossier.len() as u64).to_be_bytes();
    let last = [u8::from(!itself)];
    [bundle.as_bytes(), &length[..], dossier.as_bytes(), &last].concat()
}

/// Tells of documents that are younger than their closed fonds.
pub(super) fn tell(records: Sorted, found: &mut Collector<'_>) -> Result<()> {
    let mut closing: Option<(Vec<u8>, i32)> = None;
    for record in records {
        let (key, value) = record?;
        let (kind, dossier) = key.split_last().ok_or_else(damaged)?;
        let same = closing.as_ref().is_some_and(|(known, _)| known == dossier);
        if *kind == 0 {
            // Of two dossiers of one code, the earlier closing counts.
            if !same {
                let on = value.as_slice().try_into().map_err(|_| damaged())?;
                closing = Some((dossier.to_vec(), i32::from_be_bytes(on)));
            }
            continue;
        }
        let (row, date) = record::row(&value)?;
        let date = i32::from_be_bytes(date.try_into().map_err(|_| damaged())?);
        if closing.as_ref().is_some_and(|(known, on)| known == dossier && date > *on) {
            found.at(Code::HoldingsAfterClosing, Location::row("documents", row));
        }
    }
    Ok(())
}
