use std::path::{Path, PathBuf};

use super::listing::{self, Listed, Names};
use super::look::{Kind, Special};
use super::stamp::Stamp;
use crate::error::{Error, ErrorKind, IoContext, Result};
use crate::limits::Limits;
use crate::path::{PATH_UNITS, Problem};

/// Something that a walk came by.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Entry {
    /// Path from the root as a bundle has it: form C, `/`, aliases if asked.
    pub path: String,
    /// Path from the root as the disk has it.
    pub source: PathBuf,
    /// Bytes; 0 for what is no file.
    pub size: u64,
    /// Whole seconds since 1970 UTC, rounded down.
    pub modified: i64,
    /// What shows whether it was touched since; `None` where nothing tells.
    pub stamp: Option<Stamp>,
    /// Why the last component of `path` does not travel.
    pub problems: Vec<Problem>,
    /// Whether the last component of `path` is an alias.
    pub aliased: bool,
}

impl Entry {
    /// The path as it was, where it differs and is text.
    pub fn original(&self) -> Option<String> {
        // Nearly every name is what it was.
        if self.source.as_os_str() == self.path.as_str() {
            return None;
        }
        let original = source_text(&self.source)?;
        (original != self.path).then_some(original)
    }

    /// The bytes of the path as it was, where they are no text.
    pub fn original_bytes(&self) -> Option<Vec<u8>> {
        if self.source.to_str().is_some() {
            return None;
        }
        let components = self.source.iter().map(std::ffi::OsStr::as_encoded_bytes);
        Some(components.collect::<Vec<_>>().join(&b'/'))
    }
}

fn source_text(source: &Path) -> Option<String> {
    let components: Option<Vec<_>> = source.iter().map(|name| name.to_str()).collect();
    Some(components?.join("/"))
}

/// A step of a walk, in path order.
#[derive(Debug)]
#[non_exhaustive]
pub enum Step {
    /// A folder that holds something; what it holds follows at once.
    Folder(Entry),
    /// A regular file.
    File(Entry),
    /// A folder that holds nothing.
    EmptyFolder(Entry),
    /// A link, device, socket or pipe.
    Special(Entry, Special),
    /// Something that could not be looked at; the walk goes on.
    Unreadable(Entry, Error),
}

/// Walks a folder in path order (format 1.0, §3). Nothing is opened for
/// writing; links are never followed.
#[derive(Debug)]
pub struct Walk {
    root: PathBuf,
    names: Names,
    limits: Limits,
    reserve: usize,
    stack: Vec<Level>,
}

#[derive(Debug)]
struct Level {
    path: String,
    source: PathBuf,
    left: std::vec::IntoIter<Listed>,
}

impl Walk {
    /// A walk of `root`, whose paths will stand below a prefix of `reserve`
    /// UTF-16 units in the bundle (`data/` has five).
    ///
    /// # Errors
    /// If `root` cannot be listed or is no folder.
    pub fn new(root: &Path, names: Names, reserve: usize, limits: &Limits) -> Result<Self> {
        let root = root.canonicalize().reading(root)?;
        let mut walk = Walk { root, names, limits: *limits, reserve, stack: Vec::new() };
        let listed = walk.list("", Path::new(""))?;
        walk.push(String::new(), PathBuf::new(), listed);
        Ok(walk)
    }

    /// The root as the system names it.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Passes over what the folder of the last step holds.
    pub fn skip_folder(&mut self) {
        self.stack.pop();
    }

    fn list(&self, path: &str, source: &Path) -> Result<Vec<Listed>> {
        let used = self.reserve + path.encode_utf16().count() + usize::from(!path.is_empty());
        let units = PATH_UNITS.saturating_sub(used);
        let folder = self.root.join(source);
        listing::list(&folder, self.names, self.limits.folder_entries, units)
    }

    fn push(&mut self, path: String, source: PathBuf, listed: Vec<Listed>) {
        self.stack.push(Level { path, source, left: listed.into_iter() });
    }

    fn step(&mut self, path: String, source: PathBuf, listed: Listed) -> Step {
        let mut entry = Entry {
            path,
            source,
            size: 0,
            modified: 0,
            stamp: None,
            problems: listed.problems,
            aliased: listed.aliased,
        };
        let look = match listed.look {
            Ok(look) => look,
            Err(source) => {
                let place = self.root.join(&entry.source);
                return Step::Unreadable(entry, Error::read(place, source));
            }
        };
        entry.modified = look.modified;
        entry.stamp = Some(look.stamp);
        match look.kind {
            Kind::Special(special) => Step::Special(entry, special),
            Kind::File => {
                entry.size = look.size;
                Step::File(entry)
            }
            Kind::Folder => self.enter(entry),
        }
    }

    fn enter(&mut self, entry: Entry) -> Step {
        if self.stack.len() >= self.limits.depth {
            let (path, limit) = (self.root.join(&entry.source), self.limits.depth as u64);
            let error = ErrorKind::Limit { path, what: "folder-depth", limit };
            return Step::Unreadable(entry, error.into());
        }
        match self.list(&entry.path, &entry.source) {
            Ok(listed) if listed.is_empty() => Step::EmptyFolder(entry),
            Ok(listed) => {
                self.push(entry.path.clone(), entry.source.clone(), listed);
                Step::Folder(entry)
            }
            Err(error) => Step::Unreadable(entry, error),
        }
    }
}

impl Iterator for Walk {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        loop {
            let level = self.stack.last_mut()?;
            if let Some(listed) = level.left.next() {
                let path = match level.path.as_str() {
                    "" => listed.name.clone(),
                    parent => [parent, "/", &listed.name].concat(),
                };
                let source = level.source.join(&listed.raw);
                return Some(self.step(path, source, listed));
            }
            self.stack.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn names(root: &Path, names: Names) -> Vec<(String, Vec<Problem>)> {
        Walk::new(root, names, 5, &Limits::default())
            .unwrap()
            .map(|step| match step {
                Step::Folder(e) | Step::File(e) | Step::EmptyFolder(e) => (e.path, e.problems),
                Step::Special(e, special) => (format!("{}!{}", e.path, special.as_str()), vec![]),
                Step::Unreadable(_, error) => panic!("{error}"),
            })
            .collect()
    }

    #[test]
    fn steps_come_in_path_order() {
        let dir = tempfile::tempdir().unwrap();
        for path in ["a/z", "a.txt", "a-b/x", "b/c/d"] {
            let path = dir.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        fs::create_dir(dir.path().join("b/empty")).unwrap();
        let found: Vec<_> = names(dir.path(), Names::Refuse).into_iter().map(|n| n.0).collect();
        let wanted = ["a", "a/z", "a-b", "a-b/x", "a.txt", "b", "b/c", "b/c/d", "b/empty"];
        assert_eq!(found, wanted);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_told_and_not_followed() {
        let dir = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(dir.path(), dir.path().join("loop")).unwrap();
        assert_eq!(names(dir.path(), Names::Refuse), [("loop!link".to_owned(), vec![])]);
    }

    #[cfg(unix)]
    #[test]
    fn twins_collide_and_the_second_gets_an_alias() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["Quyết.pdf", "Quye\u{302}\u{301}t.pdf"] {
            fs::write(dir.path().join(name), name).unwrap();
        }
        let refused = names(dir.path(), Names::Refuse);
        assert!(refused.iter().all(|(name, problems)| {
            name == "Quyết.pdf" && problems == &[Problem::Collision]
        }));
        let aliased = names(dir.path(), Names::Alias);
        assert_eq!(aliased.len(), 2);
        assert!(aliased.iter().all(|(_, problems)| problems.is_empty()));
        assert_ne!(aliased[0].0, aliased[1].0);
    }
}
