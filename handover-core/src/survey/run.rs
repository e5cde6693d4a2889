use super::batch::{self, Batches, Seen};
use super::earlier::{Earlier, Untouched};
use super::examine::{Examined, Examiner, Kept};
use super::patient::Patient;
use super::source::Source;
use crate::concurrency::Concurrency;
use crate::description::secrecy::{Clearances, Place};
use crate::error::Result;
use crate::finding::{Code, Collector, Finding, Report, Severities};
use crate::limits::Limits;
use crate::observe::{self, Observer, Phase, Work};
use crate::pipeline;
use crate::retry::{Retries, Retry, Sleeper};
use crate::snapshot::{Name, Record, SnapshotReader, Tally};
use crate::walk::{self, Names, Step};

/// How to survey.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Options {
    /// How many files are read and digested at once.
    pub concurrency: Concurrency,
    /// Bounds on what is listed.
    pub limits: Limits,
    /// What each rule weighs.
    pub severities: Severities,
    /// How often a file is tried again that fails for a moment.
    pub retry: Retry,
}

/// What a survey saw.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Survey {
    /// How much there is; files that could not be read are not counted.
    pub tally: Tally,
    /// Files of it whose digests were taken over from an earlier survey; the
    /// others were read.
    pub taken_over: u64,
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
    sink: impl FnMut(&Record) -> Result<()>,
    options: &Options,
    observer: &dyn Observer,
) -> Result<Survey> {
    let total = count(source, options, observer)?;
    observer.begin(Phase::Digest, Some(total));
    run(source, None, sink, options, observer)
}

/// Surveys `source` again: what `earlier` knows and nothing speaks of a change
/// of is taken over, or read and compared, as `untouched` says.
///
/// Trusted are size, modification time to the nanosecond, inode and change
/// time, where all are the same and older than the earlier survey; the clocks
/// of the source's disk and of the one that the snapshot was written to must
/// agree. Entries that must not be named, entries of sources without such
/// times, and everything that version 1 of the snapshot knows are read.
///
/// # Errors
/// As [`survey`], and if `earlier` is damaged.
pub fn survey_since(
    source: &dyn Source,
    earlier: SnapshotReader,
    untouched: Untouched,
    sink: impl FnMut(&Record) -> Result<()>,
    options: &Options,
    observer: &dyn Observer,
) -> Result<Survey> {
    // To count first would be half of the work.
    observer.begin(Phase::Digest, None);
    run(source, Some((Earlier::new(earlier)?, untouched)), sink, options, observer)
}

fn run(
    source: &dyn Source,
    earlier: Option<(Earlier, Untouched)>,
    sink: impl FnMut(&Record) -> Result<()>,
    options: &Options,
    observer: &dyn Observer,
) -> Result<Survey> {
    let sleeper = Sleeper(observer);
    let retries = Retries::new(options.retry, &sleeper);
    let source = &Patient::new(source, &retries);
    let (earlier, policy) = earlier.unzip();
    let policy = policy.unwrap_or(Untouched::TakeOver);
    let cleared = Clearances::default();
    let examiner = Examiner::new(&cleared, &[]);
    let show = |finding: &Finding| observer.finding(finding);
    let found = Collector::new(options.severities.clone(), options.limits.findings_kept, &show);
    let (tally, taken_over) = (Tally::default(), 0);
    let mut taker = Taker { source, sink, found, tally, taken_over };
    let walk = || source.entries(Names::Refuse, &options.limits);
    let gates = options.concurrency.gates();
    let read = |steps: &mut dyn Iterator<Item = Result<Step>>| {
        pipeline::ordered(
            options.concurrency,
            Batches { steps, examiner, earlier, policy },
            || vec![0; 256 << 10],
            |buffer, batch| batch::look(source, policy, &gates, buffer, batch, observer),
            |seen| seen.into_iter().try_for_each(|(examined, seen)| taker.take(examined, seen)),
        )
    };
    // Who asks for one thread has a disk that wants one thing at a time.
    match options.concurrency.threads.get() {
        1 => read(&mut walk()?.map(Ok))?,
        _ => walk::ahead(walk, read)?,
    }
    observer.end(Phase::Digest);
    let Taker { found, tally, taken_over, .. } = taker;
    Ok(Survey { tally, taken_over, report: found.finish() })
}

/// Takes what was seen, in path order.
struct Taker<'a, Sink> {
    source: &'a Patient<'a>,
    sink: Sink,
    found: Collector<'a>,
    tally: Tally,
    taken_over: u64,
}

impl<Sink: FnMut(&Record) -> Result<()>> Taker<'_, Sink> {
    fn take(&mut self, examined: Examined, seen: Seen) -> Result<()> {
        let found = &mut self.found;
        examined.findings.into_iter().for_each(|finding| found.add(finding));
        let Some(kept) = examined.kept else { return Ok(()) };
        let again = self.source.take_again(&kept.entry.source);
        if again > 0 {
            found.add(Finding::new(Code::FileRetried, kept.location()).with("times", again));
        }
        let mut taken_over = false;
        let file = match seen {
            Seen::Unreadable => {
                found.at(Code::FileUnreadable, kept.location());
                return Ok(());
            }
            Seen::NoFile => None,
            Seen::Read(content) => Some(content),
            Seen::ReadOther(content) => {
                found.at(Code::FileChangedSilently, kept.location());
                Some(content)
            }
            Seen::TakenOver(content) => {
                taken_over = true;
                Some(content)
            }
        };
        match &file {
            Some(content) => self.tally.add_file(content.size),
            None => self.tally.empty_folders += 1,
        }
        self.taken_over += u64::from(taken_over);
        let (modified, stamp) = (kept.entry.modified, kept.entry.stamp);
        (self.sink)(&Record { name: name(kept), file, modified, stamp, taken_over })
    }
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

fn name(kept: Kept) -> Name {
    let Place { folder, ordinal, hidden } = kept.place;
    if hidden { Name::Hidden { folder, ordinal } } else { Name::Path(kept.entry.path) }
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
