//! What an entry's name and nature say, before a byte of it is read.

use super::source::RESERVE;
use crate::description::secrecy::{self, Clearances, PathSieve, Place, Suspect, find_level};
use crate::error::ErrorKind;
use crate::finding::{Code, Finding, Location};
use crate::path::{self, PATH_UNITS_WARN};
use crate::transfer::Exclusion;
use crate::walk::{Entry, Step};

/// An entry that is looked at further.
#[derive(Debug)]
pub(crate) struct Kept {
    pub(crate) entry: Entry,
    pub(crate) place: Place,
    pub(crate) is_file: bool,
}

impl Kept {
    /// How a finding may name it.
    pub(crate) fn location(&self) -> Location {
        self.place.location(&self.entry.path)
    }
}

/// What a step came to.
#[derive(Debug)]
pub(crate) struct Examined {
    /// The entry, if it is a file or an empty folder that nobody excluded.
    pub(crate) kept: Option<Kept>,
    /// What its name and nature say.
    pub(crate) findings: Vec<Finding>,
}

/// Judges the steps of a walk.
pub(crate) struct Examiner<'a> {
    sieve: PathSieve<'a>,
    cleared: &'a Clearances,
    exclusions: &'a [Exclusion],
}

impl<'a> Examiner<'a> {
    pub(crate) fn new(cleared: &'a Clearances, exclusions: &'a [Exclusion]) -> Self {
        Examiner { sieve: PathSieve::new(cleared), cleared, exclusions }
    }

    /// Takes a step. What is found travels with the entry, so that it can be
    /// told in path order however the entries are worked on.
    pub(crate) fn take(&mut self, step: Step) -> Examined {
        let mut findings = Vec::new();
        let kept = self.judge(step, &mut findings);
        Examined { kept, findings }
    }

    fn judge(&mut self, step: Step, found: &mut Vec<Finding>) -> Option<Kept> {
        match step {
            Step::Folder(entry) => {
                let location = self.unnumbered(&entry);
                judge_name(&entry, &location, found);
                None
            }
            Step::Special(entry, special) => {
                let excluded = self.exclusions.contains(&Exclusion::SpecialFiles);
                let code = if excluded { Code::FileExcluded } else { Code::FileSpecial };
                let location = self.unnumbered(&entry);
                found.push(Finding::new(code, location).with("kind", special.as_str()));
                None
            }
            Step::Unreadable(entry, error) => {
                let problem = match error.kind() {
                    ErrorKind::Limit { what, .. } => *what,
                    _ => "unreadable",
                };
                let finding = Finding::new(Code::FileUnreadable, self.unnumbered(&entry));
                found.push(finding.with("problem", problem));
                None
            }
            Step::File(entry) => self.keep(entry, true, found),
            Step::EmptyFolder(entry) => self.keep(entry, false, found),
        }
    }

    fn keep(&mut self, entry: Entry, is_file: bool, found: &mut Vec<Finding>) -> Option<Kept> {
        let name = entry.path.rsplit('/').next().unwrap_or(&entry.path);
        if is_file && Exclusion::is_os_junk(name) && self.exclusions.contains(&Exclusion::OsJunk) {
            let finding = Finding::new(Code::FileExcluded, self.unnumbered(&entry));
            found.push(finding.with("kind", "os-junk"));
            return None;
        }
        let sifted = self.sieve.enter(&entry.path, entry.original().as_deref());
        found.extend(sifted.new.iter().map(Suspect::finding));
        let location = sifted.place.location(&entry.path);
        judge_name(&entry, &location, found);
        judge_length(&entry, &location, found);
        if is_file && entry.size == 0 {
            found.push(Finding::new(Code::FileZeroBytes, location));
        }
        Some(Kept { entry, place: sifted.place, is_file })
    }

    /// The place of something that has no number among the entries: its path,
    /// unless a name in it is suspected and not cleared.
    fn unnumbered(&self, entry: &Entry) -> Location {
        let original = entry.source.to_string_lossy();
        if find_level(&original).is_some() && find_level(&entry.path).is_none() {
            return Location::Whole;
        }
        secrecy::location(&entry.path, self.cleared)
    }
}

fn judge_name(entry: &Entry, location: &Location, found: &mut Vec<Finding>) {
    for problem in &entry.problems {
        found.push(Finding::new(problem.code(), location.clone()));
    }
    // What is hidden must not show through its old spelling either.
    let named = matches!(location, Location::File { .. });
    if entry.aliased {
        let mut finding = Finding::new(Code::NameAliased, location.clone());
        if let Some(original) = entry.original().filter(|_| named) {
            finding = finding.with("original", original);
        }
        found.push(finding);
    } else if entry.problems.is_empty() && !own_name_is_nfc(entry) {
        found.push(Finding::new(Code::NameNotNfc, location.clone()));
    }
}

fn own_name_is_nfc(entry: &Entry) -> bool {
    let name = entry.source.file_name().and_then(|name| name.to_str());
    name.is_none_or(path::is_nfc)
}

fn judge_length(entry: &Entry, location: &Location, found: &mut Vec<Finding>) {
    // A path never has more UTF-16 units than bytes.
    if RESERVE + entry.path.len() <= PATH_UNITS_WARN {
        return;
    }
    let units = RESERVE + entry.path.encode_utf16().count();
    if units > PATH_UNITS_WARN {
        found.push(Finding::new(Code::NamePathLong, location.clone()).with("units", units as u64));
    }
}
