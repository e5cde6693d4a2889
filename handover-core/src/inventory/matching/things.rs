//! Files and folders as they pass: what they say themselves, and which of them
//! no row names.

use std::cell::{Cell, RefCell};

use super::claims::Claims;
use super::keys::{Thing, of_thing};
use super::matcher::FILE;
use super::named::NamedPaths;
use crate::description::secrecy::{self, Clearances, PathSieve, Suspect, find_level};
use crate::error::Result;
use crate::finding::{Code, Finding, Location};
use crate::inventory::reconcile::FileItem;
use crate::inventory::review::Deferred;
use crate::inventory::rules::Rules;
use crate::observe::{self, Observer, Phase, Work};
use crate::path::{parent, sort_key};
use crate::sorted::Sorter;
use crate::walk::{Entry, Step};

pub(super) struct Things<'a, 'd> {
    pub(super) rules: &'a Rules,
    pub(super) found: &'a RefCell<&'d mut Deferred>,
    /// The number of the file or folder that passed last.
    pub(super) current: &'a Cell<u64>,
    pub(super) named: NamedPaths,
    pub(super) claims: Claims,
    pub(super) folders: Sorter,
}

impl Things<'_, '_> {
    /// The files and empty folders of a walk.
    pub(super) fn items<'i>(
        &'i mut self,
        steps: &'i mut dyn Iterator<Item = Step>,
        observer: &'i dyn Observer,
    ) -> impl Iterator<Item = Result<FileItem>> + 'i {
        // Which words are cleared is for the act to say, and there is none here.
        let none: &'static Clearances = no_clearances();
        let mut sieve = PathSieve::new(none);
        steps.filter_map(move |step| {
            self.current.set(self.current.get() + 1);
            if let Err(error) = observe::check(observer) {
                return Some(Err(error));
            }
            match step {
                Step::File(entry) => {
                    let done = Work { entries: 1, bytes: entry.size };
                    observer.advance(Phase::Count, done);
                    Some(self.entry(&entry, Thing::File, &mut sieve))
                }
                Step::EmptyFolder(entry) => Some(self.entry(&entry, Thing::Folder, &mut sieve)),
                Step::Folder(entry) => {
                    let shown = matches!(unnumbered(&entry), Location::File { .. });
                    self.offer(&entry, Thing::Folder, shown).err().map(Err)
                }
                Step::Special(entry, special) => {
                    let finding = Finding::new(Code::FileSpecial, unnumbered(&entry));
                    self.tell(finding.with("kind", special.as_str()));
                    None
                }
                Step::Unreadable(entry, _) => {
                    self.tell(Finding::new(Code::FileUnreadable, unnumbered(&entry)));
                    None
                }
            }
        })
    }

    fn entry(
        &mut self,
        entry: &Entry,
        thing: Thing,
        sieve: &mut PathSieve<'_>,
    ) -> Result<FileItem> {
        let sifted = sieve.enter(&entry.path, entry.original().as_deref());
        for finding in sifted.new.iter().map(Suspect::finding) {
            self.tell(finding);
        }
        let location = sifted.place.location(&entry.path);
        let is_file = thing == Thing::File;
        if is_file && entry.size == 0 {
            self.tell(Finding::new(Code::FileZeroBytes, location.clone()));
        }
        self.offer(entry, thing, !sifted.place.hidden)?;
        Ok(FileItem { path: entry.path.clone(), size: is_file.then_some(entry.size), location })
    }

    /// Offers what no row names to the rows that lack theirs; what must not be
    /// named is offered to nobody.
    fn offer(&mut self, entry: &Entry, thing: Thing, shown: bool) -> Result<()> {
        let (rules, found) = (self.rules, self.found);
        let mut tell = |finding| rules.tell(finding, |finding| found.borrow_mut().push(finding));
        let named = self.named.names(&sort_key(&entry.path), &mut tell)?;
        if named || !shown {
            return Ok(());
        }
        let number = self.current.get();
        for key in of_thing(thing, &entry.path) {
            self.claims.file(key, number, &entry.path)?;
        }
        if let (Thing::File, Some(folder)) = (thing, parent(&entry.path)) {
            let value = [&[FILE][..], &number.to_be_bytes(), entry.path.as_bytes()].concat();
            self.folders.push(sort_key(folder), value)?;
        }
        Ok(())
    }

    fn tell(&self, finding: Finding) {
        let number = self.current.get();
        self.rules.tell(finding, |finding| self.found.borrow_mut().push_file(number, finding));
    }
}

fn no_clearances() -> &'static Clearances {
    static NONE: std::sync::LazyLock<Clearances> = std::sync::LazyLock::new(Clearances::default);
    &NONE
}

/// The place of what has no number among the entries: its path, unless a name
/// in it, as it is or as it was, speaks of secrecy.
fn unnumbered(entry: &Entry) -> Location {
    if find_level(&entry.source.to_string_lossy()).is_some() {
        return Location::Whole;
    }
    secrecy::location(&entry.path, no_clearances())
}
