use super::{Clearances, Level, Mark, find_level, mark};
use crate::finding::{Code, Finding, Location};

/// Numbers entries as they pass in path order, and says which of them must
/// not be named.
///
/// Folders are numbered in path order, the root being 0: a folder gets its
/// number when the first entry below it passes. Entries are files and empty
/// folders, numbered within their folder from 1. The numbers depend on nothing
/// but the paths, so that every tool that lists the same tree finds the place.
///
/// Holds one folder a depth. Paths out of order do no harm beyond folders that
/// are numbered and reported anew.
#[derive(Debug)]
pub struct PathSieve<'c> {
    cleared: &'c Clearances,
    open: Vec<Folder>,
    root_entries: u64,
    numbered: u64,
}

#[derive(Debug)]
struct Folder {
    name: String,
    // Where the name was another before; one folder has one such name.
    original: Option<String>,
    number: u64,
    entries: u64,
    suspected: bool,
    barred: bool,
}

/// Where an entry stands, by numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Place {
    /// Number of its folder.
    pub folder: u64,
    /// Its ordinal there, from 1.
    pub ordinal: u64,
    /// Whether its name or a folder above it is suspected and not cleared.
    pub hidden: bool,
}

impl Place {
    /// How a finding may name the entry at `path`.
    pub fn location(self, path: &str) -> Location {
        if self.hidden {
            Location::Entry { folder: self.folder, ordinal: self.ordinal }
        } else {
            Location::file(path)
        }
    }
}

/// A name that speaks of a level of secrecy, told without the name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suspect {
    /// The folder or entry, by numbers.
    pub location: Location,
    /// The level that the name speaks of.
    pub level: Level,
    /// The mark of the path up to and including the name.
    pub mark: Mark,
    /// Whether the act clears it.
    pub cleared: bool,
}

impl Suspect {
    /// The finding that tells of it.
    pub fn finding(&self) -> Finding {
        let code = if self.cleared { Code::SecretCleared } else { Code::SecretSuspected };
        Finding::new(code, self.location.clone())
            .with("level", self.level.code())
            .with("mark", self.mark.to_string())
    }
}

/// What the sieve says of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sifted {
    /// Where it stands.
    pub place: Place,
    /// Suspected names that were not met before: folders above, then itself.
    pub new: Vec<Suspect>,
}

impl<'c> PathSieve<'c> {
    /// A sieve that lets the cleared marks pass.
    pub fn new(cleared: &'c Clearances) -> Self {
        PathSieve { cleared, open: Vec::new(), root_entries: 0, numbered: 0 }
    }

    /// Takes the next file or empty folder. `original` is the path as it was,
    /// where that differs; both are looked at, and the mark is of `path`.
    pub fn enter(&mut self, path: &str, original: Option<&str>) -> Sifted {
        let mut new = Vec::new();
        let (above, name) = path.rsplit_once('/').map_or((None, path), |(a, n)| (Some(a), n));
        let mut originals = Originals::of(path, original);
        let mut depth = 0;
        let mut end = 0;
        let mut hidden = false;
        for component in above.into_iter().flat_map(|above| above.split('/')) {
            end += component.len() + usize::from(depth > 0);
            self.folder(depth, component, originals.next(), &path[..end], &mut new);
            hidden |= self.open[depth].barred;
            depth += 1;
        }
        self.open.truncate(depth);

        let (folder, count) = match self.open.last_mut() {
            Some(folder) => (folder.number, &mut folder.entries),
            None => (0, &mut self.root_entries),
        };
        *count += 1;
        let ordinal = *count;
        if let Some(level) = speaks(name, originals.last()) {
            let location = Location::Entry { folder, ordinal };
            hidden |= self.suspect(location, level, path, &mut new);
        }
        Sifted { place: Place { folder, ordinal, hidden }, new }
    }

    /// Makes `name` the open folder at `depth` and looks at its names once.
    fn folder(
        &mut self,
        depth: usize,
        name: &str,
        original: Option<&str>,
        path: &str,
        new: &mut Vec<Suspect>,
    ) {
        if self.open.get(depth).is_none_or(|open| open.name != name) {
            self.open.truncate(depth);
            self.numbered += 1;
            let folder = Folder {
                name: name.to_owned(),
                original: original.map(ToOwned::to_owned),
                number: self.numbered,
                entries: 0,
                suspected: false,
                barred: false,
            };
            self.open.push(folder);
        } else if original.is_none() || self.open[depth].original.as_deref() == original {
            return;
        }
        let open = &self.open[depth];
        if open.suspected {
            return;
        }
        if let Some(level) = speaks(name, original) {
            let location = Location::Folder { folder: open.number };
            let barred = self.suspect(location, level, path, new);
            self.open[depth].suspected = true;
            self.open[depth].barred = barred;
        }
    }

    /// Records a suspicion; says whether the name must be hidden.
    fn suspect(
        &self,
        location: Location,
        level: Level,
        path: &str,
        new: &mut Vec<Suspect>,
    ) -> bool {
        let mark = mark(path);
        let cleared = self.cleared.clears(mark);
        new.push(Suspect { location, level, mark, cleared });
        !cleared
    }
}

fn speaks(name: &str, original: Option<&str>) -> Option<Level> {
    let level = |text| find_level(text).map(|suspicion| suspicion.level);
    level(name).max(original.and_then(level))
}

/// The components of the original path beside those of the path; where they do
/// not pair up, all of the original is looked at with the last name.
struct Originals<'a> {
    rest: Option<&'a str>,
    paired: bool,
}

impl<'a> Originals<'a> {
    fn of(path: &str, original: Option<&'a str>) -> Self {
        let slashes = |text: &str| text.bytes().filter(|byte| *byte == b'/').count();
        let paired = original.is_some_and(|original| slashes(original) == slashes(path));
        Originals { rest: original, paired }
    }

    fn next(&mut self) -> Option<&'a str> {
        let (first, rest) = self.rest.filter(|_| self.paired)?.split_once('/')?;
        self.rest = Some(rest);
        Some(first)
    }

    fn last(&self) -> Option<&'a str> {
        self.rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn place(folder: u64, ordinal: u64, hidden: bool) -> Place {
        Place { folder, ordinal, hidden }
    }

    #[test]
    fn places_are_numbers_in_path_order() {
        let none = Clearances::default();
        let mut sieve = PathSieve::new(&none);
        let mut at = |path: &str| sieve.enter(path, None).place;
        assert_eq!(at("a/b/x"), place(2, 1, false));
        assert_eq!(at("a/b/y"), place(2, 2, false));
        assert_eq!(at("a/c"), place(1, 1, false));
        assert_eq!(at("b/c/d"), place(4, 1, false));
        assert_eq!(at("z"), place(0, 1, false));
    }

    #[test]
    fn a_suspected_folder_hides_all_below_and_is_told_once() {
        let none = Clearances::default();
        let mut sieve = PathSieve::new(&none);
        let first = sieve.enter("2001/Tối mật/1.pdf", None);
        assert_eq!(first.place, place(2, 1, true));
        let suspect = Suspect {
            location: Location::Folder { folder: 2 },
            level: Level::TopSecret,
            mark: mark("2001/Tối mật"),
            cleared: false,
        };
        assert_eq!(first.new, [suspect]);
        assert_eq!(first.new[0].finding().code, Code::SecretSuspected);
        let deep = sieve.enter("2001/Tối mật/x/Mật.pdf", None);
        assert_eq!(deep.place, place(3, 1, true));
        assert_eq!(deep.new[0].location, Location::Entry { folder: 3, ordinal: 1 });
        assert_eq!(deep.place.location("secret"), Location::Entry { folder: 3, ordinal: 1 });
        let after = sieve.enter("2002/1.pdf", None);
        assert_eq!((after.place, after.new.len()), (place(4, 1, false), 0));
        assert_eq!(after.place.location("2002/1.pdf"), Location::file("2002/1.pdf"));
    }

    #[test]
    fn what_is_cleared_is_told_and_named() {
        let cleared: Clearances = [mark("Mật ong")].into_iter().collect();
        let mut sieve = PathSieve::new(&cleared);
        let honey = sieve.enter("Mật ong/1.pdf", None);
        assert!(!honey.place.hidden);
        assert_eq!(honey.new[0].finding().code, Code::SecretCleared);
        assert!(sieve.enter("Mật ong/2 mật.pdf", None).place.hidden);
        assert_eq!(cleared.unused().count(), 0);
    }

    #[test]
    fn the_original_name_is_looked_at_too() {
        let none = Clearances::default();
        let mut sieve = PathSieve::new(&none);
        assert!(sieve.enter("a~1/x", Some("Mật:/x")).place.hidden);
        let second = sieve.enter("a~1/y", Some("Mật:/y"));
        assert!(second.place.hidden && second.new.is_empty());
        let named = sieve.enter("b/y~1", Some("b/mật?"));
        assert_eq!(named.new[0].mark, mark("b/y~1"));
        // A hostile table may give one folder two originals, or another depth.
        assert!(!sieve.enter("c/1", None).place.hidden);
        assert!(sieve.enter("c/2", Some("tối mật/2")).place.hidden);
        assert!(sieve.enter("d/1", Some("mật/d/1")).place.hidden);
    }

    proptest! {
        #[test]
        fn numbers_are_those_of_the_whole_listing(
            paths in proptest::collection::btree_set("[ab](/[ab]){0,3}/[fg]", 0..12),
        ) {
            let mut paths: Vec<_> = paths.into_iter().collect();
            paths.sort_by(|a, b| crate::path::compare(a, b));
            let none = Clearances::default();
            let mut sieve = PathSieve::new(&none);
            let mut folders: Vec<String> = Vec::new();
            let mut entries = std::collections::HashMap::<String, u64>::new();
            for path in &paths {
                let parts: Vec<_> = path.split('/').collect();
                for depth in 1..parts.len() {
                    let folder = parts[..depth].join("/");
                    if !folders.contains(&folder) {
                        folders.push(folder);
                    }
                }
                let folder = parts[..parts.len() - 1].join("/");
                let number = folders.iter().position(|known| *known == folder).unwrap() as u64 + 1;
                let ordinal = entries.entry(folder).or_default();
                *ordinal += 1;
                prop_assert_eq!(sieve.enter(path, None).place, place(number, *ordinal, false));
            }
        }
    }
}
