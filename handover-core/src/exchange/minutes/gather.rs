//! Looking at a bundle or a set for its minutes; no payload is read.

use std::path::Path;

use super::facts::{Facts, Sealed};
use super::listing::Listings;
use super::options::MinutesOptions;
use crate::bundle::layout::{ACT_IN_WORDS, FILES, INVENTORY};
use crate::bundle::read::Headers;
use crate::bundle::{Bundle, VolumeSet};
use crate::error::{ErrorKind, Result};
use crate::finding::{Code, Collector, Finding, Location, Report, Severity};
use crate::observe::{self, Observer, Phase};
use crate::snapshot::Tally;
use crate::verify::{Trust, count, count_set, locate, open};

/// What `look` learns of the bundle or set at `path`.
pub(super) fn gather(
    path: &Path,
    look: &Look<'_>,
    options: &MinutesOptions<'_>,
    observer: &dyn Observer,
) -> Result<Facts> {
    let looking = &options.looking;
    let tell = |finding: &Finding| observer.finding(finding);
    // Whose key it is, the signed paper is to say.
    let severities = looking
        .severities
        .clone()
        .with(Code::SealUnknownKey, Severity::Info)
        .with(Code::SetUnknownKey, Severity::Info);
    let mut found = Collector::new(severities, looking.limits.findings_kept, &tell);
    observer.begin(Phase::Lists, None);
    let facts = look(&mut found)?;
    if let Some(facts) = &facts {
        hold_against(facts, &mut found);
    }
    observer.end(Phase::Lists);
    let report = found.finish();
    match facts {
        Some(facts) => Ok(Facts { report, ..facts }),
        None if report.counts.block > 0 => {
            Err(ErrorKind::Refused { report: Box::new(report) }.into())
        }
        None => Err(ErrorKind::WrongKind { path: path.to_owned(), wanted: "bundle" }.into()),
    }
}

/// Tells what it finds; gives nothing where there is no act to draw up minutes of.
type Look<'a> = dyn Fn(&mut Collector<'_>) -> Result<Option<Facts>> + 'a;

/// What is known of a bundle.
pub(super) fn of_bundle(
    bundle: &Bundle,
    options: &MinutesOptions<'_>,
    found: &mut Collector<'_>,
    observer: &dyn Observer,
) -> Result<Option<Facts>> {
    let limits = &options.looking.limits;
    let opened = open(bundle, &Trust::Nobody, limits, found)?;
    let counted = count(&opened, &options.looking, found)?;
    let mut listings = Listings::new(options.titles);
    let rows = listings.take(&opened, limits)?;
    let path = |table: crate::inventory::Table| format!("{INVENTORY}{}", table.file_name());
    let sealed = |(table, rows)| Some((table, rows, opened.tag_digest(&path(table))?));
    let tables = rows.into_iter().filter_map(sealed).collect();
    let mut present = Tally::default();
    count_present(bundle, &mut present, observer)?;
    let whole = opened.is_alone();
    let Some(act) = opened.act else { return Ok(None) };
    Ok(Some(Facts {
        act,
        sealed: Sealed::Bundle,
        digest: opened.digest,
        seals: opened.seals,
        volumes: Vec::new(),
        whole,
        counted,
        present,
        tables,
        listings,
        report: Report::default(),
    }))
}

/// What is known of a set, as far as its volumes are there.
pub(super) fn of_set(
    set: &VolumeSet,
    options: &MinutesOptions<'_>,
    found: &mut Collector<'_>,
    observer: &dyn Observer,
) -> Result<Option<Facts>> {
    let limits = &options.looking.limits;
    let located = locate(set, &Trust::Nobody, limits, found, observer)?;
    let mut listings = Listings::new(options.titles);
    let mut present = Tally::default();
    let mut each = |opened: &crate::verify::Opened<'_>| {
        listings.take(opened, limits)?;
        count_present(opened.bundle, &mut present, observer)
    };
    let count = count_set(&located, &options.looking, &mut each, found, observer)?;
    let Some(act) = count.act else { return Ok(None) };
    let listed = located.set.map(|set| set.volumes.as_slice()).unwrap_or_default();
    let there = |number| !located.missing.contains(&number);
    Ok(Some(Facts {
        act,
        sealed: Sealed::Set,
        digest: set.digest(),
        seals: located.seals.clone(),
        volumes: listed.iter().map(|volume| (*volume, there(volume.number))).collect(),
        whole: located.missing.is_empty(),
        counted: count.counted,
        present,
        tables: Vec::new(),
        listings,
        report: Report::default(),
    }))
}

/// What lies there against what the sealed lists have.
fn hold_against(facts: &Facts, found: &mut Collector<'_>) {
    let listed = &facts.counted.all;
    let pairs = [(listed.files, facts.present.files), (listed.bytes, facts.present.bytes)];
    // Where files are missing, their bytes are too.
    if let Some((listed, there)) = pairs.into_iter().find(|(listed, there)| listed != there) {
        let finding = Finding::new(Code::TotalsDiffer, Location::file(FILES));
        found.add(finding.with("declared", listed).with("counted", there));
    }
}

/// Files that lie in the payload, by name and size; the act in words is none
/// that is handed over.
fn count_present(bundle: &Bundle, present: &mut Tally, observer: &dyn Observer) -> Result<()> {
    let mut words = None;
    let mut others = 0_u64;
    bundle.with_payload(None, Headers::WithContent, |items| {
        for item in items {
            observe::check(observer)?;
            let Some(file) = item?.present else { continue };
            if file.path == ACT_IN_WORDS {
                words = Some(file.size);
            } else {
                others += 1;
                present.bytes = present.bytes.saturating_add(file.size);
            }
        }
        Ok(())
    })?;
    // Beside other files it is one of them: only an empty payload is given one.
    if let Some(size) = words.filter(|_| others > 0) {
        others += 1;
        present.bytes = present.bytes.saturating_add(size);
    }
    present.files = present.files.saturating_add(others);
    Ok(())
}
