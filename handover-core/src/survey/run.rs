use std::num::NonZeroUsize;

use super::examine::{Examiner, Kept};
use super::patient::Patient;
use super::source::Source;
use crate::description::secrecy::{Clearances, Place};
use crate::digest::{Algorithms, read_through};
use crate::error::Result;
use crate::finding::{Code, Collector, Finding, Report, Severities};
use crate::limits::Limits;
use crate::observe::{self, Observer, Phase, Watched, Work};
use crate::pipeline;
use crate::retry::{Retries, Retry, Sleeper};
use crate::snapshot::{Content, Name, Record, Tally};
use crate::walk::{Names, Step};

/// How to survey.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Options {
    /// Files read at once.
    pub threads: NonZeroUsize,
    /// Bounds on what is listed.
    pub limits: Limits,
    /// What each rule weighs.
    pub severities: Severities,
    /// How often a file is tried again that fails for a moment.
    pub retry: Retry,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            threads: pipeline::all_cores(),
            limits: Limits::default(),
            severities: Severities::default(),
            retry: Retry::default(),
        }
    }
}

/// What a survey saw.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Survey {
    /// How much there is; files that could not be read are not counted.
    pub tally: Tally,
    /// What keeps it from travelling.
    pub report: Report,
}

/// Reads everything in `source` once and gives each entry to `sink` in path
/// order, with its digests. Files that cannot be read are findings; the others
/// go on.
///
/// # Errors
/// If the source cannot be listed, `sink` fails, or the observer stops it.
pub fn survey(
    source: &dyn Source,
    mut sink: impl FnMut(&Record) -> Result<()>,
    options: &Options,
    observer: &dyn Observer,
) -> Result<Survey> {
    let sleeper = Sleeper(observer);
    let retries = Retries::new(options.retry, &sleeper);
    let source = &Patient::new(source, &retries);
    let total = count(source, options, observer)?;
    observer.begin(Phase::Digest, Some(total));
    let show = |finding: &Finding| observer.finding(finding);
    let mut found = Collector::new(options.severities.clone(), options.limits.findings_kept, &show);
    let cleared = Clearances::default();
    let mut examiner = Examiner::new(&cleared, &[]);
    let steps = source.entries(Names::Refuse, &options.limits)?;
    let mut tally = Tally::default();
    pipeline::ordered(
        options.threads,
        steps.map(|step| Ok(examiner.take(step))),
        || vec![0; 256 << 10],
        |buffer, examined| {
            let content = examined.kept.as_ref().filter(|kept| kept.is_file);
            let content = content.map(|kept| digest(source, kept, buffer, observer)).transpose()?;
            Ok((examined, content))
        },
        |(examined, content)| {
            examined.findings.into_iter().for_each(|finding| found.add(finding));
            let Some(kept) = examined.kept else { return Ok(()) };
            let again = source.take_again(&kept.entry.source);
            if again > 0 {
                found.add(Finding::new(Code::FileRetried, kept.location()).with("times", again));
            }
            let file = match content {
                Some(None) => {
                    found.at(Code::FileUnreadable, kept.location());
                    return Ok(());
                }
                Some(Some(content)) => {
                    tally.add_file(content.size);
                    Some(content)
                }
                None => {
                    tally.empty_folders += 1;
                    None
                }
            };
            let (modified, stamp) = (kept.entry.modified, kept.entry.stamp);
            sink(&Record { name: name(&kept), file, modified, stamp, taken_over: false })
        },
    )?;
    observer.end(Phase::Digest);
    Ok(Survey { tally, report: found.finish() })
}

/// How much there is to read.
fn count(source: &dyn Source, options: &Options, observer: &dyn Observer) -> Result<Work> {
    observer.begin(Phase::Count, None);
    let mut total = Work::default();
    for step in source.entries(Names::Refuse, &options.limits)? {
        observe::check(observer)?;
        if let Step::File(entry) = step {
            total.entries += 1;
            total.bytes = total.bytes.saturating_add(entry.size);
            observer.advance(Phase::Count, Work { entries: 1, bytes: entry.size });
        }
    }
    observer.end(Phase::Count);
    Ok(total)
}

/// The content of a file; `None` if it cannot be read to its end.
fn digest(
    source: &dyn Source,
    kept: &Kept,
    buffer: &mut [u8],
    observer: &dyn Observer,
) -> Result<Option<Content>> {
    let Ok(reader) = source.open(&kept.entry.source) else { return Ok(None) };
    let reader = Watched::new(reader, Phase::Digest, observer);
    let digests = read_through(reader, buffer, Algorithms::BOTH, |_| Ok(()));
    observe::check(observer)?;
    observer.advance(Phase::Digest, Work { entries: 1, bytes: 0 });
    Ok(digests.ok().and_then(|digests| {
        let (sha256, blake3) = (digests.sha256?, digests.blake3?);
        Some(Content { size: digests.bytes, sha256, blake3 })
    }))
}

fn name(kept: &Kept) -> Name {
    let Place { folder, ordinal, hidden } = kept.place;
    if hidden { Name::Hidden { folder, ordinal } } else { Name::Path(kept.entry.path.clone()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Location;
    use crate::survey::Folder;
    use std::fs;

    fn run(root: &std::path::Path) -> (Vec<Record>, Survey) {
        let mut records = Vec::new();
        let source = Folder::open(root).unwrap();
        let keep = |record: &Record| {
            records.push(record.clone());
            Ok(())
        };
        let survey = survey(&source, keep, &Options::default(), &()).unwrap();
        (records, survey)
    }

    #[test]
    fn a_name_under_suspicion_is_not_kept() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir_all(dir.path().join("b M\u{1ead}t")).unwrap();
        fs::write(dir.path().join("b M\u{1ead}t/x.pdf"), "x").unwrap();
        fs::write(dir.path().join("a.pdf"), "").unwrap();
        let (records, survey) = run(dir.path());
        let names: Vec<_> = records.iter().map(|record| record.name.clone()).collect();
        assert_eq!(names, [Name::Path("a.pdf".into()), Name::Hidden { folder: 1, ordinal: 1 }]);
        assert_eq!(survey.report.count(Code::SecretSuspected), 1);
        assert_eq!(survey.report.count(Code::FileZeroBytes), 1);
        let told = survey.report.findings.iter().find(|f| f.code == Code::SecretSuspected);
        assert_eq!(told.unwrap().location, Location::Folder { folder: 1 });
        assert_eq!((survey.tally.files, survey.tally.bytes), (2, 1));
    }

    #[cfg(unix)]
    #[test]
    fn names_that_do_not_travel_are_told_and_surveyed_all_the_same() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("aux.pdf"), "x").unwrap();
        fs::write(dir.path().join("e\u{301}.txt"), "x").unwrap();
        let (records, survey) = run(dir.path());
        assert_eq!(records.len(), 2);
        assert_eq!(survey.report.count(Code::NameReserved), 1);
        assert_eq!(survey.report.count(Code::NameNotNfc), 1);
        assert!(!survey.report.passes());
    }
}
