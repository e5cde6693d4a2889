//! What a check of scans printed, line by line: `handover/scan/1`.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use serde::Deserialize;

use super::amounts::Pages;
use crate::error::{Error, ErrorKind, IoContext, Result};
use crate::limits::Limits;

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
    let mut input = BufReader::new(File::open(path).reading(path)?);
    let (mut text, mut number) = (Vec::new(), 0);
    loop {
        text.clear();
        let limit = limits.record_bytes as u64;
        let mut line = (&mut input).take(limit.saturating_add(1));
        if line.read_until(b'\n', &mut text).reading(path)? == 0 {
            return Ok(());
        }
        number += 1;
        if text.len() as u64 > limit {
            let path = path.to_path_buf();
            return Err(ErrorKind::Limit { path, what: "line-bytes", limit }.into());
        }
        // What a terminal printed beside the objects is no object.
        if text.first() != Some(&b'{') {
            continue;
        }
        let line: Line = serde_json::from_slice(&text)
            .map_err(|_| Error::malformed(path, Some(number), "scans.line", "not a scan"))?;
        if line.schema != "handover/scan/1" {
            continue;
        }
        let (Some(place), Some(sort), Some(file)) = (line.location, line.sort, line.file) else {
            return Err(Error::malformed(path, Some(number), "scans.line", "not a scan"));
        };
        if let (Some(place), Some(pages)) = (place.path, pages(&sort, &file)) {
            sink(&place, &pages)?;
        }
    }
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
