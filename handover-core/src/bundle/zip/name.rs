//! Names of entries: one top folder, and paths that a bundle may hold (format
//! 1.0, §3 and §4).

use crate::finding::{Code, Finding, Location};
use crate::path::{BundlePath, Neighbours, NotABundlePath, Problem};

/// Bytes of a name that a finding shows; 240 UTF-16 units have at most 720.
/// A ZIP can hold names of 64 KiB, and a report a thousand findings.
const SHOWN: usize = 1 << 10;

/// What an entry is called.
pub(super) struct Named {
    /// Path from the bag's root; `None` where it is no path of a bundle.
    pub(super) path: Option<String>,
    /// How findings call it.
    shown: String,
}

impl Named {
    fn new(name: &str) -> Self {
        Named { path: None, shown: shown(name) }
    }

    /// A finding about this entry.
    pub(super) fn finding(&self, code: Code) -> Finding {
        Finding::new(code, Location::file(self.shown.clone()))
    }
}

/// A name as findings show it.
pub(super) fn shown(name: &str) -> String {
    match name.get(..name.floor_char_boundary(SHOWN)) {
        Some(start) if start.len() < name.len() => format!("{start}…"),
        _ => name.to_owned(),
    }
}

/// Reads names; learns the top folder from the first.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    /// What the top folder should be called, where the caller knows.
    stem: Option<String>,
    /// The top folder, once it is known and lawful.
    top: Option<String>,
    /// The last wrong top folder: it is told of once, not with each file in it.
    told: Option<String>,
    paths: Neighbours,
}

impl Names {
    /// Names whose top folder is `stem`, or whatever the first one has.
    pub(super) fn new(stem: Option<&str>) -> Self {
        Names { stem: stem.map(str::to_owned), ..Names::default() }
    }

    /// Reads the bytes of a name.
    pub(super) fn read(&mut self, raw: &[u8], find: &mut dyn FnMut(Finding)) -> Named {
        let Ok(name) = std::str::from_utf8(raw) else {
            let named = Named::new(&String::from_utf8_lossy(raw));
            find(named.finding(Code::ZipName).with("problem", Code::NameNotUtf8.as_str()));
            return named;
        };
        let mut named = Named::new(name);
        let Some((top, rest)) = name.split_once('/') else {
            find(match problem(name) {
                Some(problem) => named.finding(Code::ZipName).with("problem", problem),
                None => named.finding(Code::ZipTopFolder),
            });
            return named;
        };
        if let Some(problem) = self.problem_of_top(top) {
            find(named.finding(Code::ZipName).with("problem", problem));
            return named;
        }
        let under_top = self.check_top(top, &named, find);
        if under_top && !rest.is_empty() {
            named.shown = shown(rest);
        }
        if name.ends_with('/') {
            find(named.finding(Code::ZipFolderEntry));
        } else if let Some(problem) = self.problem_of_path(rest) {
            find(named.finding(Code::ZipName).with("problem", problem));
        } else if under_top {
            named.path = Some(rest.to_owned());
        }
        named
    }

    /// Whether `top` is the one top folder.
    fn check_top(&mut self, top: &str, named: &Named, find: &mut dyn FnMut(Finding)) -> bool {
        let known = self.top.get_or_insert_with(|| top.to_owned());
        let one = known == top;
        let wrong = !one || self.stem.as_deref().is_some_and(|stem| stem != top);
        if wrong && self.told.as_deref() != Some(top) {
            let wanted = self.stem.as_deref().unwrap_or(known);
            find(
                named
                    .finding(Code::ZipTopFolder)
                    .with("wanted", shown(wanted))
                    .with("found", shown(top)),
            );
            self.told = Some(top.to_owned());
        }
        one
    }

    fn problem_of_top(&self, top: &str) -> Option<&'static str> {
        if self.top.as_deref() == Some(top) { None } else { problem(top) }
    }

    fn problem_of_path(&mut self, path: &str) -> Option<&'static str> {
        self.paths.check(path).err().map(code)
    }
}

/// Why `path` does not travel, as the stable code of the rule.
fn problem(path: &str) -> Option<&'static str> {
    BundlePath::check(path).err().map(code)
}

fn code(error: NotABundlePath) -> &'static str {
    error.problem.map_or(Code::NameNotNfc, Problem::code).as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_shows_only_the_start_of_an_endless_name() {
        assert_eq!(shown("gói"), "gói");
        let cut = shown(&"ế".repeat(20_000));
        assert!(cut.len() <= SHOWN + 3 && cut.ends_with('…'));
    }
}
