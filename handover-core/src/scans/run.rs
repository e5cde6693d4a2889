use std::fs::File;
use std::io;
use std::num::NonZeroUsize;
use std::path::Path;

use serde::Serialize;

use super::totals::Totals;
use crate::concurrency::Concurrency;
use crate::description::secrecy::Clearances;
use crate::error::{ErrorKind, Result};
use crate::finding::{Code, Collector, Finding, Group, Location, Report, Severities};
use crate::inspect::{Bounds, Inspection, Judgement, Standard, inspect};
use crate::limits::Limits;
use crate::observe::{self, Observer, Phase, Work};
use crate::pipeline::{self, Waits};
use crate::survey::{Examined, Examiner, Folder, Kept, Source};
use crate::walk::{Names, Step};

/// How to sort the scans of a folder.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Options {
    /// Files looked into at once.
    pub threads: NonZeroUsize,
    /// Bounds on what is listed.
    pub limits: Limits,
    /// Bounds on what looking into one file may cost.
    pub bounds: Bounds,
    /// What each rule weighs.
    pub severities: Severities,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            threads: Concurrency::default().threads,
            limits: Limits::default(),
            bounds: Bounds::default(),
            severities: Severities::default(),
        }
    }
}

/// An entry, and what was seen in it.
struct Looked(Examined, Look);

enum Look {
    /// It is no file.
    NoFile,
    Unreadable,
    Seen(Box<(Inspection, Judgement)>),
}

impl Waits for Looked {
    fn entries(&self) -> usize {
        1
    }
}

/// The answer for one file.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Scan {
    /// Where it is; by numbers, where its name is suspected of secrecy.
    pub location: Location,
    /// What it is fit for.
    #[serde(flatten)]
    pub judgement: Judgement,
    /// What was seen in it.
    #[serde(rename = "file")]
    pub seen: Inspection,
}

/// The answer for a folder.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Scans {
    /// How much there is of each sort; files that cannot be read are not counted.
    pub totals: Totals,
    /// What is wrong with the files, and names under suspicion of secrecy.
    pub report: Report,
}

/// Looks into every file of `folder` once and gives the answer for each to
/// `sink`, in path order. Nothing is ever written into it. Findings about names
/// that do not travel belong to a survey and are not told here.
///
/// # Errors
/// If the folder cannot be listed, `sink` fails, or the observer stops it.
pub fn scans(
    folder: &Folder,
    standard: &Standard,
    mut sink: impl FnMut(Scan) -> Result<()>,
    options: &Options,
    observer: &dyn Observer,
) -> Result<Scans> {
    observer.begin(Phase::Inspect, None);
    let show = |finding: &Finding| observer.finding(finding);
    let mut found = Collector::new(options.severities.clone(), options.limits.findings_kept, &show);
    let cleared = Clearances::default();
    let mut examiner = Examiner::new(&cleared, &[]);
    let steps: Box<dyn Iterator<Item = Step>> = folder.entries(Names::Refuse, &options.limits)?;
    let mut totals = Totals::default();
    pipeline::ordered(
        Concurrency::new(options.threads, options.threads),
        steps.map(|step| Ok(examiner.take(step))),
        || (),
        |(), examined| {
            observe::check(observer)?;
            let file = examined.kept.as_ref().filter(|kept| kept.is_file);
            let look = match file {
                Some(kept) => look(folder, kept, standard, options, observer)?,
                None => Look::NoFile,
            };
            Ok(Looked(examined, look))
        },
        |Looked(examined, look)| {
            let told = examined.findings.into_iter().filter(|finding| belongs(finding.code));
            told.for_each(|finding| found.add(finding));
            let Some(kept) = examined.kept else { return Ok(()) };
            let location = kept.location();
            let (seen, judgement) = match look {
                Look::NoFile => return Ok(()),
                Look::Unreadable => {
                    found.at(Code::FileUnreadable, location);
                    return Ok(());
                }
                Look::Seen(seen) => *seen,
            };
            seen.findings(&location).for_each(|finding| found.add(finding));
            totals.add(judgement.sort, &seen);
            sink(Scan { location, judgement, seen })
        },
    )?;
    observer.end(Phase::Inspect);
    Ok(Scans { totals, report: found.finish() })
}

/// Findings of a walk that this answer is about.
fn belongs(code: Code) -> bool {
    matches!(code.group(), Group::Files | Group::Law)
}

/// What is in a file and what it is fit for.
fn look(
    folder: &Folder,
    kept: &Kept,
    standard: &Standard,
    options: &Options,
    observer: &dyn Observer,
) -> Result<Look> {
    let Ok(file) = open(folder, &kept.entry.source) else { return Ok(Look::Unreadable) };
    let path = &kept.entry.path;
    let seen = match inspect(&file, path, &options.bounds, observer) {
        Ok(seen) => seen,
        Err(error) if matches!(error.kind(), ErrorKind::Read { .. }) => {
            return Ok(Look::Unreadable);
        }
        Err(error) => return Err(error),
    };
    observer.advance(Phase::Inspect, Work { entries: 1, bytes: seen.bytes });
    let judgement = standard.judge(&seen, standard.material(path));
    Ok(Look::Seen(Box::new((seen, judgement))))
}

fn open(folder: &Folder, source: &Path) -> io::Result<File> {
    File::open(folder.place(source))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inspect::Sort;
    use std::fs;

    /// A PNG of so many pixels, 24 bits, without a resolution: only its header.
    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.extend(b"\x08\x02\0\0\0crc!\0\0\0\0IEND");
        bytes
    }

    fn run(root: &Path, threads: usize) -> (Vec<Scan>, Scans) {
        let mut told = Vec::new();
        let threads = NonZeroUsize::new(threads).unwrap();
        let options = Options { threads, ..Options::default() };
        let keep = |scan| {
            told.push(scan);
            Ok(())
        };
        let standard = Standard::compiled_in().unwrap();
        let folder = Folder::open(root).unwrap();
        let scans = scans(&folder, &standard, keep, &options, &()).unwrap();
        (told, scans)
    }

    #[test]
    fn files_are_told_in_path_order_and_counted_by_sort() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("b")).unwrap();
        fs::write(dir.path().join("b/fine.png"), png(1700, 2400)).unwrap();
        fs::write(dir.path().join("b/coarse.png"), png(850, 1200)).unwrap();
        fs::write(dir.path().join("a.txt"), "text").unwrap();
        fs::write(dir.path().join("c.pdf"), "%PDF-1.4 and nothing more").unwrap();
        for threads in [1, 3] {
            let (told, scans) = run(dir.path(), threads);
            let sorts: Vec<_> = told.iter().map(|scan| scan.judgement.sort).collect();
            assert_eq!(sorts, [Sort::NotAScan, Sort::Rescan, Sort::Convert, Sort::NotJudged]);
            assert_eq!((scans.totals.rescan.files, scans.totals.rescan.pages), (1, 1));
            assert_eq!(scans.totals.of(Sort::NotJudged).bytes, 25);
            assert_eq!(scans.report.count(Code::FileDamaged), 1);
            assert!(scans.report.passes());
        }
    }

    #[test]
    fn a_name_under_suspicion_is_in_no_answer() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("Hồ sơ mật")).unwrap();
        fs::write(dir.path().join("Hồ sơ mật/Nguyễn.png"), png(850, 1200)).unwrap();
        fs::write(dir.path().join("Hồ sơ mật/x.pdf"), "MZ").unwrap();
        let (told, scans) = run(dir.path(), 1);
        assert_eq!(told[0].location, Location::Entry { folder: 1, ordinal: 1 });
        assert_eq!(scans.report.count(Code::SecretSuspected), 1);
        assert_eq!(scans.report.count(Code::FileExecutable), 1);
        assert!(!scans.report.passes());
        let all =
            serde_json::to_string(&told).unwrap() + &serde_json::to_string(&scans.report).unwrap();
        assert!(!all.contains("Nguy") && !all.contains("mật"), "{all}");
    }

    #[cfg(unix)]
    #[test]
    fn names_that_do_not_travel_are_a_matter_of_the_survey() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("aux.png"), png(1700, 2400)).unwrap();
        let (told, scans) = run(dir.path(), 1);
        assert_eq!((told.len(), scans.report.counts.block), (1, 0));
    }
}
