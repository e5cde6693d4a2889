//! Lines of JSON as our commands print them.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use serde_json::Value;

use crate::error::{Error, IoContext, Result};
use crate::exchange::sheet::{Transcoded, recognised};
use crate::limits::Limits;
use crate::object_lines;

/// Gives every object in the file at `path` to `sink`, with its kind: `report` for
/// `handover/report/1`. What stands between objects is for people, and passed over. A file that
/// a console wrote as UTF-16 is read as well.
///
/// # Errors
/// `Read`; `Malformed` with the line, also where there is no object at all; `Limit` for a line
/// beyond [`Limits::record_bytes`]; those of `sink`.
pub(super) fn read(
    path: &Path,
    limits: &Limits,
    mut sink: impl FnMut(&str, &Value, u64) -> Result<()>,
) -> Result<()> {
    let mut file = BufReader::new(File::open(path).reading(path)?);
    let head = file.fill_buf().reading(path)?;
    let encoding = recognised(&head[..head.len().min(4)], false);
    let encoding = encoding.ok_or_else(|| malformed(path, 1, "told.line"))?;
    let input = BufReader::new(Transcoded::new(file, encoding));
    let limit = limits.record_bytes as u64;
    let (objects, lines) = object_lines::read(input, path, limit, |text, number| {
        let object: Value =
            serde_json::from_slice(text).map_err(|_| malformed(path, number, "told.line"))?;
        let schema = object.get("schema").and_then(Value::as_str).unwrap_or_default();
        let kind = schema.strip_prefix("handover/").and_then(|kind| kind.strip_suffix("/1"));
        let kind = kind.ok_or_else(|| malformed(path, number, "told.schema"))?;
        sink(kind, &object, number)
    })?;
    if objects == 0 { Err(malformed(path, lines.max(1), "told.nothing")) } else { Ok(()) }
}

pub(super) fn malformed(path: &Path, line: u64, code: &'static str) -> Error {
    Error::malformed(path, Some(line), code, code)
}
