//! Several folders as one source.

use std::ffi::{OsStr, OsString};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use super::source::{Folder, RESERVE, Source};
use crate::error::{Error, Result};
use crate::limits::Limits;
use crate::path::{self, PATH_UNITS, Problem};
use crate::walk::{Entry, Names, Step, Walk};

/// Folders of the disk, each below its own last name, in path order. Two of
/// the same name collide, and their name says so.
#[derive(Debug, Clone)]
pub struct Roots(Vec<Root>);

#[derive(Debug, Clone)]
struct Root {
    folder: Folder,
    raw: OsString,
}

/// The name under which a folder stands.
struct Named {
    name: String,
    problems: Vec<Problem>,
    aliased: bool,
}

impl Roots {
    /// The folders at `paths`.
    ///
    /// # Errors
    /// If one is none, or has no name of its own.
    pub fn open(paths: &[PathBuf]) -> Result<Self> {
        let open = |path: &PathBuf| {
            let folder = Folder::open(path)?;
            let raw = folder.folders().first().and_then(|root| root.file_name());
            let raw = raw.ok_or_else(|| Error::read(path, io::ErrorKind::InvalidInput.into()))?;
            let raw = raw.to_owned();
            Ok(Root { folder, raw })
        };
        Ok(Roots(paths.iter().map(open).collect::<Result<_>>()?))
    }

    /// The folders with their names, in path order.
    fn named(&self, names: Names) -> Vec<(&Root, Named)> {
        let mut named: Vec<_> = self.0.iter().map(|root| (root, name(&root.raw, names))).collect();
        let keys: Vec<_> =
            named.iter().map(|(_, named)| path::collision_key(&named.name)).collect();
        for (at, (_, named)) in named.iter_mut().enumerate() {
            if keys.iter().filter(|key| **key == keys[at]).count() > 1 {
                named.problems.push(Problem::Collision);
            }
        }
        named.sort_by(|a, b| a.1.name.as_bytes().cmp(b.1.name.as_bytes()));
        named
    }

    fn find<'p>(&self, source: &'p Path) -> io::Result<(&Folder, &'p Path)> {
        let mut components = source.components();
        let Some(Component::Normal(first)) = components.next() else {
            return Err(io::ErrorKind::NotFound.into());
        };
        let root = self.0.iter().find(|root| root.raw == first);
        let root = root.ok_or(io::ErrorKind::NotFound)?;
        Ok((&root.folder, components.as_path()))
    }
}

fn name(raw: &OsStr, names: Names) -> Named {
    let name = path::nfc(&raw.to_string_lossy());
    let problems = match raw.to_str() {
        Some(_) => path::check_component(&name),
        None => vec![Problem::NotUtf8],
    };
    match names {
        Names::Alias if !problems.is_empty() => {
            let name = path::alias(raw.as_encoded_bytes(), PATH_UNITS - RESERVE);
            Named { name, problems: Vec::new(), aliased: true }
        }
        Names::Alias | Names::Refuse => Named { name, problems, aliased: false },
    }
}

/// Puts what a walk gives below the name of its root.
fn below(root: &Root, named: &Named, step: Step) -> Step {
    let lower = |mut entry: Entry| {
        entry.path = format!("{}/{}", named.name, entry.path);
        entry.source = Path::new(&root.raw).join(&entry.source);
        entry
    };
    match step {
        Step::Folder(entry) => Step::Folder(lower(entry)),
        Step::File(entry) => Step::File(lower(entry)),
        Step::EmptyFolder(entry) => Step::EmptyFolder(lower(entry)),
        Step::Special(entry, special) => Step::Special(lower(entry), special),
        Step::Unreadable(entry, error) => Step::Unreadable(lower(entry), error),
    }
}

impl Source for Roots {
    fn entries(
        &self,
        names: Names,
        limits: &Limits,
    ) -> Result<Box<dyn Iterator<Item = Step> + '_>> {
        let mut walks = Vec::new();
        for (root, named) in self.named(names) {
            let units = RESERVE + named.name.encode_utf16().count() + 1;
            let place = root.folder.place(Path::new(""));
            let mut walk = Walk::new(&place, names, units, limits)?.peekable();
            let own = Entry {
                path: named.name.clone(),
                source: PathBuf::from(&root.raw),
                size: 0,
                modified: 0,
                stamp: None,
                problems: named.problems.clone(),
                aliased: named.aliased,
            };
            let own = match walk.peek() {
                Some(_) => Step::Folder(own),
                None => Step::EmptyFolder(own),
            };
            let steps = walk.map(move |step| below(root, &named, step));
            walks.push(std::iter::once(own).chain(steps));
        }
        Ok(Box::new(walks.into_iter().flatten()))
    }

    fn open(&self, source: &Path) -> io::Result<Box<dyn Read + Send + '_>> {
        self.open_at(source, 0)
    }

    fn open_at(&self, source: &Path, offset: u64) -> io::Result<Box<dyn Read + Send + '_>> {
        let (folder, source) = self.find(source)?;
        folder.open_at(source, offset)
    }

    fn state(&self, source: &Path) -> io::Result<(u64, i64)> {
        let (folder, source) = self.find(source)?;
        folder.state(source)
    }

    fn folders(&self) -> Vec<&Path> {
        self.0.iter().flat_map(|root| root.folder.folders()).collect()
    }

    fn place(&self, source: &Path) -> PathBuf {
        match self.find(source) {
            Ok((folder, source)) => folder.place(source),
            Err(_) => source.to_path_buf(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn paths(roots: &Roots) -> Vec<(String, usize)> {
        let steps = roots.entries(Names::Refuse, &Limits::default()).unwrap();
        let entries = steps.map(|step| match step {
            Step::Folder(entry) | Step::File(entry) | Step::EmptyFolder(entry) => entry,
            other => panic!("{other:?}"),
        });
        entries.map(|entry| (entry.path, entry.problems.len())).collect()
    }

    #[test]
    fn each_stands_below_its_own_name_and_is_read_from_there() {
        let dir = tempfile::tempdir().unwrap();
        let place = |path: &str| dir.path().join(path);
        fs::create_dir_all(place("x/Scan")).unwrap();
        fs::create_dir_all(place("y/An")).unwrap();
        fs::create_dir_all(place("y/empty")).unwrap();
        fs::write(place("x/Scan/1.pdf"), "one").unwrap();
        fs::write(place("y/An/2.pdf"), "two").unwrap();
        let roots = Roots::open(&[place("x/Scan"), place("y/An"), place("y/empty")]).unwrap();
        let names = ["An", "An/2.pdf", "Scan", "Scan/1.pdf", "empty"];
        assert_eq!(paths(&roots), names.map(|name| (name.to_owned(), 0)));
        let mut text = String::new();
        roots.open(Path::new("Scan/1.pdf")).unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, "one");
        assert_eq!(roots.state(Path::new("An/2.pdf")).unwrap().0, 3);
        assert!(roots.open(Path::new("None/2.pdf")).is_err());
        assert!(roots.place(Path::new("An/2.pdf")).ends_with("y/An/2.pdf"));
    }

    #[test]
    fn two_equal_names_collide() {
        let dir = tempfile::tempdir().unwrap();
        let place = |path: &str| dir.path().join(path);
        fs::create_dir_all(place("x/Scan/1")).unwrap();
        fs::create_dir_all(place("y/SCAN/1")).unwrap();
        let roots = Roots::open(&[place("x/Scan"), place("y/SCAN")]).unwrap();
        let found: Vec<_> = paths(&roots).into_iter().filter(|(_, n)| *n > 0).collect();
        assert_eq!(found, [("SCAN".to_owned(), 1), ("Scan".to_owned(), 1)]);
    }
}
