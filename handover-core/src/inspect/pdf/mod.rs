//! PDF (ISO 32000): pages, version, PDF/A claim, lock, signatures, text layer,
//! and the resolution and depth of scanned pages.
//!
//! Its own reader, after a trial of `hayro-syntax` 0.9 and `lopdf` 0.47 on all
//! real documents and on a bomb of 3 MB. All three find the same pages. But the
//! first ended the process (5 GB in one stream), the second held 270 MB, both
//! want the whole file in memory, and neither can be stopped. Here every object
//! is read where it lies, when it is asked for, and every step is counted.

mod claim;
mod content;
mod crypt;
mod document;
mod filter;
mod fonts;
mod hash;
mod lexer;
mod matrix;
mod object;
mod page;
mod pages;
mod picture;
mod predictor;
mod read;
mod repair;
mod signatures;
mod xref;

use std::collections::BTreeMap;

use self::content::Reader;
use self::document::{Document, Lock};
use self::object::Dict;
use self::pages::Pages;
use super::bounds::{Look, Stop};
use super::kind::{BEGINNING, header_of_pdf};
use super::source::Source;
use super::value::{Inspection, Pdf, Problem, ScannedPages};

/// Looks into a PDF. What was seen before it stopped stands in `found`.
pub(super) fn look(source: &Source<'_>, found: &mut Inspection) -> Look<()> {
    let pdf = found.pdf.insert(Pdf { version: header_version(source)?, ..Pdf::default() });
    let document = Document::open(source)?;
    match document.lock {
        Lock::None => {}
        Lock::Open => found.problems.push(Problem::Encrypted { opens: true }),
        Lock::Closed => {
            found.problems.push(Problem::Encrypted { opens: false });
            return Ok(());
        }
    }
    if document.repaired {
        found.problems.push(Problem::Mended);
    }
    let catalog = document.catalog()?.ok_or(Stop::Damaged)?;
    if let Some(version) = document.value(&catalog, "Version")?.name().and_then(version)
        && version > pdf.version
    {
        pdf.version = version;
    }
    pdf.pdf_a = claim::find(&document, &catalog)?;
    pdf.made_on = made_on(&document)?;
    pdf.signatures = signatures::find(&document, &catalog)?;
    all_pages(&document, &catalog, found)
}

/// Every page; those of one quality are counted together.
fn all_pages(document: &Document<'_>, catalog: &Dict, found: &mut Inspection) -> Look<()> {
    let mut pages = Pages::new(document, catalog);
    let mut reader = Reader::new(document);
    let (mut count, mut text_pages, mut unread) = (0, 0, false);
    let mut groups: BTreeMap<ScannedPages, u64> = BTreeMap::new();
    let ended = loop {
        let (dict, inherited) = match pages.next() {
            Ok(Some(page)) => page,
            Ok(None) => break Ok(()),
            Err(stop) => break Err(stop),
        };
        count += 1;
        match page::look(document, &mut reader, &dict, &inherited) {
            Ok(page) => {
                text_pages += u64::from(page.text);
                if let Some(scanned) = page.scanned {
                    *groups.entry(scanned).or_default() += 1;
                }
            }
            Err(stop) if stop.is_local() => unread = true,
            Err(stop) => break Err(stop),
        }
        if count >= document.source.budget.bounds.pages {
            break Err(Stop::Bound("limit-pages"));
        }
    };
    found.pages = Some(count);
    found.scanned =
        groups.into_iter().map(|(group, pages)| ScannedPages { pages, ..group }).collect();
    if let Some(pdf) = &mut found.pdf {
        pdf.text_pages = text_pages;
    }
    if pages.damaged || unread || count == 0 {
        found.problems.push(Problem::Damaged);
    }
    ended
}

fn header_version(source: &Source<'_>) -> Look<String> {
    let beginning = source.piece(0, BEGINNING)?;
    let at = header_of_pdf(&beginning).ok_or(Stop::Damaged)?;
    Ok(beginning.get(at + 5..at + 8).and_then(version).unwrap_or_default())
}

/// `1.4`: digit, dot, digit.
fn version(text: &[u8]) -> Option<String> {
    match text {
        [major @ b'1'..=b'9', b'.', minor @ b'0'..=b'9'] => {
            Some(format!("{}.{}", char::from(*major), char::from(*minor)))
        }
        _ => None,
    }
}

/// The day in `D:20190325…` (ISO 32000-2, 7.9.4) of the information dictionary.
fn made_on(document: &Document<'_>) -> Look<Option<String>> {
    let (info, id) = document.info()?;
    let value = document.value(&info, "CreationDate")?;
    let Some(text) = value.text() else { return Ok(None) };
    Ok(day(&document.text(id, text)))
}

fn day(text: &[u8]) -> Option<String> {
    let digits = text.strip_prefix(b"D:").unwrap_or(text).get(..8)?;
    let digits =
        std::str::from_utf8(digits).ok().filter(|t| t.bytes().all(|b| b.is_ascii_digit()))?;
    let number = |from: usize, to: usize| digits[from..to].parse::<u32>().ok();
    let (year, month, day) = (number(0, 4)?, number(4, 6)?, number(6, 8)?);
    let date = chrono::NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    Some(date.format("%Y-%m-%d").to_string())
}

#[cfg(test)]
mod tests;
