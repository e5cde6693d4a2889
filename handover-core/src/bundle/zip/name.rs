//! Names of entries: one top folder, and paths that a bundle may hold (format
//! 1.0, §3 and §4).

use crate::finding::{Code, Finding, Location};
use crate::path::{BundlePath, Problem};

/// What an entry is called.
pub(super) struct Named {
    /// Path from the bag's root; `None` where it is no path of a bundle.
    pub(super) path: Option<String>,
    /// How findings call it.
    shown: String,
}

impl Named {
    /// A finding about this entry.
    pub(super) fn finding(&self, code: Code) -> Finding {
        Finding::new(code, Location::file(self.shown.clone()))
    }
}

/// Reads names; learns the top folder from the first.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    /// What the top folder should be called, where the caller knows.
    stem: Option<String>,
    top: Option<String>,
    /// The last wrong top folder: it is told of once, not with each file in it.
    told: Option<String>,
}

impl Names {
    /// Names whose top folder is `stem`, or whatever the first one has.
    pub(super) fn new(stem: Option<&str>) -> Self {
        Names { stem: stem.map(str::to_owned), top: None, told: None }
    }

    /// Reads the bytes of a name.
    pub(super) fn read(&mut self, raw: &[u8], find: &mut dyn FnMut(Finding)) -> Named {
        let Ok(name) = std::str::from_utf8(raw) else {
            let shown = String::from_utf8_lossy(raw).into_owned();
            let named = Named { path: None, shown };
            find(named.finding(Code::ZipName).with("problem", "name.not-utf8"));
            return named;
        };
        let Some((top, rest)) = name.split_once('/') else {
            let named = Named { path: None, shown: name.to_owned() };
            find(match problem(name) {
                Some(problem) => named.finding(Code::ZipName).with("problem", problem),
                None => named.finding(Code::ZipTopFolder),
            });
            return named;
        };
        let mut named = Named { path: None, shown: name.to_owned() };
        if let Some(problem) = problem(top) {
            find(named.finding(Code::ZipName).with("problem", problem));
            return named;
        }
        let under_top = self.check_top(top, &named, find);
        if under_top && !rest.is_empty() {
            rest.clone_into(&mut named.shown);
        }
        if name.ends_with('/') {
            find(named.finding(Code::ZipFolderEntry));
        } else if let Some(problem) = problem(rest) {
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
            find(named.finding(Code::ZipTopFolder).with("wanted", wanted).with("found", top));
            self.told = Some(top.to_owned());
        }
        one
    }
}

/// Why `path` does not travel, as the stable code of the rule.
fn problem(path: &str) -> Option<&'static str> {
    match BundlePath::new(path) {
        Ok(_) => None,
        Err(error) => Some(error.problem.map_or(Code::NameNotNfc, Problem::code).as_str()),
    }
}
