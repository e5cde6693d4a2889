//! Looking into one file.

use super::bounds::{Bounds, Budget, Look, Stop};
use super::image::{Header, jp2, jpeg, png, tiff};
use super::kind::{BEGINNING, Kind};
use super::pdf;
use super::source::Source;
use super::value::{Inspection, Problem, ScannedPages};
use crate::error::{Error, ErrorKind, Result};
use crate::observe::Observer;
use crate::read_at::ReadAt;

/// Looks into a file: what it is, what is wrong with it, and what its pages
/// are. `name` is only compared by its extension, and named by errors.
///
/// Nothing of the file is kept, only read where it is needed: a scan of 100 MB
/// costs its tables and page descriptions. Damage is a [`Problem`], never an
/// error; how much of it is looked at, [`Bounds`] say.
///
/// # Errors
/// If the file cannot be read, or the observer wants to stop.
pub fn inspect(
    file: &dyn ReadAt,
    name: &str,
    bounds: &Bounds,
    observer: &dyn Observer,
) -> Result<Inspection> {
    let mut found = Inspection {
        kind: Kind::Empty,
        bytes: 0,
        pages: None,
        pdf: None,
        scanned: Vec::new(),
        problems: Vec::new(),
    };
    match look(file, name, Budget::new(bounds, observer), &mut found) {
        Ok(()) => {}
        Err(Stop::Damaged) => found.problems.push(Problem::Damaged),
        Err(Stop::Bound(bound)) => found.problems.push(Problem::TooCostly { bound }),
        Err(Stop::Cancelled) => return Err(ErrorKind::Interrupted.into()),
        Err(Stop::Io(source)) => return Err(Error::read(name, source)),
    }
    Ok(found)
}

fn look(file: &dyn ReadAt, name: &str, budget: Budget<'_>, found: &mut Inspection) -> Look<()> {
    let source = Source::new(file, budget)?;
    found.bytes = source.size;
    let beginning = source.piece(0, BEGINNING)?;
    let kind = Kind::of(&beginning);
    found.kind = kind;
    if kind.is_executable(name) {
        found.problems.push(Problem::Executable);
    } else if kind.is_archive() {
        found.problems.push(Problem::Archive);
    }
    if kind.contradicts(name) {
        found.problems.push(Problem::Extension);
    }
    match kind {
        Kind::Pdf => pdf::look(&source, found)?,
        Kind::Jpeg => one(&jpeg::header(&source)?, found),
        Kind::Png => one(&png::header(&source)?, found),
        Kind::Jp2 => {
            let (width, height, bits) = jp2::header(&beginning).ok_or(Stop::Damaged)?;
            one(&Header { width, height, bits, dpi: None }, found);
        }
        Kind::Tiff => tiffs(&source, found)?,
        _ => {}
    }
    Ok(())
}

fn one(header: &Header, found: &mut Inspection) {
    found.pages = Some(1);
    found.scanned = vec![scanned(header)];
}

/// Every image of a TIFF is a page; what came before damage is kept.
fn tiffs(source: &Source<'_>, found: &mut Inspection) -> Look<()> {
    let mut groups = std::collections::BTreeMap::<ScannedPages, u64>::new();
    let ended = tiff::headers(source, |header| *groups.entry(scanned(&header)).or_default() += 1);
    found.pages = Some(groups.values().sum());
    let all = groups.into_iter().map(|(group, pages)| ScannedPages { pages, ..group });
    found.scanned = all.collect();
    ended
}

/// One page, except that nobody has counted the group yet.
fn scanned(header: &Header) -> ScannedPages {
    ScannedPages {
        dpi: header.dpi,
        bits: header.bits,
        text: false,
        long_side_mm: header.long_side_mm(),
        long_side_pixels: header.dpi.is_none().then(|| header.long_side_pixels()),
        pages: 1,
    }
}
