//! The file of a new act, whole or not at all.

use std::fs::File;
use std::io::Write;
use std::path::Path;

use handover_core::durable::{Workplace, publish_file};
use handover_core::error::ErrorKind;

use crate::failure::Failure;

/// Writes `text` beside `target` and gives it its name; never over another.
pub(super) fn write(text: &str, target: &Path, work: &Workplace) -> Result<(), Failure> {
    let unfinished = work.join("transfer");
    let written = File::create_new(&unfinished)
        .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()));
    written.map_err(|source| -> Failure {
        let path = target.to_owned();
        match source.kind() {
            std::io::ErrorKind::StorageFull => ErrorKind::DiskFull { path, needed: None }.into(),
            _ => ErrorKind::Write { path, source }.into(),
        }
    })?;
    Ok(publish_file(&unfinished, target)?)
}
