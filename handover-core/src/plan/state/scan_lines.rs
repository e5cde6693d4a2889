//! What a check of scans printed, line by line: `handover/scan/1`.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use serde::Deserialize;

use super::amounts::Pages;
use crate::error::{Error, IoContext, Result};
use crate::limits::Limits;
use crate::object_lines;

#[derive(Deserialize)]
struct Line {
    schema: String,
    location: Option<Place>,
    sort: Option<String>,
    file: Option<Seen>,
}

#[derive(Deserialize)]
struct Place {
    path: Option<String>,
}

#[derive(Deserialize)]
struct Seen {
    pages: Option<u64>,
    #[serde(default)]
    scanned: Vec<Group>,
}

#[derive(Deserialize)]
struct Group {
    pages: u64,
}

/// Gives the path and pages of each scan to `sink`. A file whose name is not told, and one that
/// is no scan, is passed over.
///
/// # Errors
/// `Read`; `Malformed` with the line; `Limit` for a line beyond
/// [`Limits::record_bytes`]; those of `sink`.
pub(super) fn read(
    path: &Path,
    limits: &Limits,
    mut sink: impl FnMut(&str, &Pages) -> Result<()>,
) -> Result<()> {
    let input = BufReader::new(File::open(path).reading(path)?);
    let wrong = |line, code| Error::malformed(path, Some(line), code, code);
    let limit = limits.record_bytes as u64;
    let (objects, lines) = object_lines::read(input, path, limit, |text, number| {
        let line: Line = serde_json::from_slice(text).map_err(|_| wrong(number, "scans.line"))?;
        if line.schema != "handover/scan/1" {
            return Ok(());
        }
        let (Some(place), Some(sort), Some(file)) = (line.location, line.sort, line.file) else {
            return Err(wrong(number, "scans.line"));
        };
        match (place.path, pages(&sort, &file)) {
            (Some(place), Some(pages)) => sink(&place, &pages),
            _ => Ok(()),
        }
    })?;
    // Another file, or one that a console wrote as UTF-16, must not pass for a check that found nothing.
    if objects == 0 { Err(wrong(lines.max(1), "scans.nothing")) } else { Ok(()) }
}

fn pages(sort: &str, file: &Seen) -> Option<Pages> {
    let scanned = file.scanned.iter().fold(0, |sum: u64, group| sum.saturating_add(group.pages));
    let mut pages = Pages::default();
    match sort {
        "meets" => pages.good = scanned,
        "keep" => pages.older = scanned,
        "convert" => pages.convert = scanned,
        "rescan" => pages.rescan = scanned,
        "not-judged" => pages.not_judged = file.pages.unwrap_or(0),
        _ => return None,
    }
    Some(pages)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;

    #[test]
    fn what_is_no_check_of_scans_does_not_pass_for_one_that_found_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("scans.jsonl");
        let read_of = |text: &[u8]| {
            std::fs::write(&path, text).unwrap();
            read(&path, &Limits::default(), |_, _| Ok(())).map_err(|error| match error.kind() {
                ErrorKind::Malformed { code, line, .. } => (*code, *line),
                other => panic!("{other:?}"),
            })
        };
        let end = "{\"schema\":\"handover/scans/1\"}\n";
        assert_eq!(read_of(end.as_bytes()), Ok(()));
        let wide: Vec<u8> = end.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for text in [&b""[..], b"a,b\n1,2\n", &[&b"\xff\xfe"[..], &wide].concat()] {
            assert_eq!(read_of(text).unwrap_err().0, "scans.nothing");
        }
        assert_eq!(read_of(b"\n{\"schema\"\n"), Err(("scans.line", Some(2))));
    }
}
