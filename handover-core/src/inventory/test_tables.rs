//! Tables and files that no disk holds.

use std::io::Read;

use super::{CheckOptions, Checked, Sink, Table, Tables, check};
use crate::error::Result;
use crate::finding::Finding;
use crate::observe::Observer;
use crate::profile::{BuiltIn, Profile};
use crate::walk::{Entry, Step};

/// The CSV text of some tables.
pub(super) struct Texts(pub(super) Vec<(Table, String)>);

impl Texts {
    pub(super) fn of(tables: &[(Table, &str)]) -> Self {
        Texts(tables.iter().map(|(table, text)| (*table, (*text).to_owned())).collect())
    }
}

impl Tables for Texts {
    fn list(&self, _: &mut Sink<'_>) -> Result<Vec<Table>> {
        Ok(self.0.iter().map(|(table, _)| *table).collect())
    }

    fn open(&self, table: Table) -> Result<Box<dyn Read + '_>> {
        let text = self.0.iter().find(|(known, _)| *known == table).map(|(_, text)| text);
        Ok(Box::new(text.map_or("", String::as_str).as_bytes()))
    }
}

/// The steps of a walk over files of one byte (no byte where the name has a 0)
/// and over the folders that hold them; a path that ends in `/` is an empty
/// folder.
pub(super) fn steps(paths: &[&str]) -> Vec<Step> {
    let mut paths = paths.to_vec();
    paths.sort_by(|a, b| crate::path::compare(a.trim_end_matches('/'), b.trim_end_matches('/')));
    let mut steps = Vec::new();
    let mut open: Vec<String> = Vec::new();
    for path in paths {
        let plain = path.trim_end_matches('/');
        let parts: Vec<_> = plain.split('/').collect();
        for depth in 1..parts.len() {
            let folder = parts[..depth].join("/");
            if !open.contains(&folder) {
                steps.push(Step::Folder(Entry::file(&folder, 0, 0)));
                open.push(folder);
            }
        }
        let size = u64::from(!plain.contains("trống"));
        let entry = Entry::file(plain, size, 0);
        steps.push(if path.ends_with('/') { Step::EmptyFolder(entry) } else { Step::File(entry) });
    }
    steps
}

/// Checks by a compiled-in profile, spilling at once, and gives what was told,
/// each as place, code and details.
pub(super) fn checked(
    which: BuiltIn,
    tables: &dyn Tables,
    files: Option<&[&str]>,
) -> (Checked, Vec<String>) {
    checked_within(1, which, tables, files)
}

/// The same within a budget of memory.
pub(super) fn checked_within(
    budget: usize,
    which: BuiltIn,
    tables: &dyn Tables,
    files: Option<&[&str]>,
) -> (Checked, Vec<String>) {
    struct Told(std::sync::Mutex<Vec<String>>);
    impl Observer for Told {
        fn finding(&self, finding: &Finding) {
            let details: Vec<String> = finding
                .details
                .iter()
                .map(|(name, value)| {
                    let value = serde_json::to_value(value).unwrap();
                    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                    format!(" {name}={text}")
                })
                .collect();
            let line = format!("{} {}{}", finding.location, finding.code, details.concat());
            self.0.lock().unwrap().push(line);
        }
    }
    let dir = tempfile::tempdir().unwrap();
    let temporary = Some(dir.path().to_owned());
    let mut options = CheckOptions { temporary, ..CheckOptions::default() };
    options.limits.sort_bytes = budget;
    let profile = Profile::compiled_in(which).unwrap();
    let told = Told(std::sync::Mutex::default());
    let mut walk = files.map(|files| steps(files).into_iter());
    let walk = walk.as_mut().map(|walk| walk as &mut dyn Iterator<Item = Step>);
    let checked = check(tables, walk, &profile, &options, &told).unwrap();
    (checked, told.0.into_inner().unwrap())
}
