//! Rows for files that nobody has listed: a dossier for each folder that holds
//! files, a document for each file. A person then writes the titles.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::import::Output;
use crate::description::secrecy::{Clearances, PathSieve};
use crate::description::{Carrier, Document, Dossier, Record};
use crate::durable::{Workplace, publish_folder, refuse_inside};
use crate::error::{IoContext, Result};
use crate::finding::{Code, Collector, Finding, Report, Severities};
use crate::inventory::{Columns, Table};
use crate::limits::Limits;
use crate::observe::{Observer, Phase, Work, check};
use crate::walk::{Names, Step, Walk};

/// How a skeleton is made.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct SkeletonOptions {
    /// The fonds of the dossiers.
    pub fonds: Option<String>,
    /// What each finding weighs.
    pub severities: Severities,
    /// Bounds on the folder.
    pub limits: Limits,
}

/// What a skeleton holds.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Skeleton {
    /// The tables that were written, with their rows.
    pub tables: Vec<(Table, u64)>,
    /// What was found; a file under suspicion of secrecy has no row.
    pub report: Report,
}

/// Writes a folder of tables at `out` for the files below `files`. The code of
/// a dossier is the number of its folder, its title the folder's name.
///
/// # Errors
/// Where `files` cannot be read, or `out` is there or lies inside of it.
pub fn skeleton(
    files: &Path,
    out: &Path,
    options: &SkeletonOptions,
    observer: &dyn Observer,
) -> Result<Skeleton> {
    if out.symlink_metadata().is_err() {
        refuse_inside(out, files)?;
    }
    let work = Workplace::for_target(out)?;
    let folder = work.join("tables");
    fs::create_dir(&folder).writing(&folder)?;
    let columns = [
        (Table::Dossiers, &["fonds", "carrier", "path"][..]),
        (Table::Documents, &["docOrdinal", "carrier", "path"]),
    ];
    let tables: BTreeMap<Table, Columns> = columns
        .into_iter()
        .map(|(table, names)| {
            let all = names.iter().fold(Columns::required(table), |all, name| all.with(name));
            (table, all)
        })
        .collect();
    let sink = |finding: &Finding| observer.finding(finding);
    let mut maker = Maker {
        output: Output::new(&folder, &tables),
        findings: Collector::new(options.severities.clone(), options.limits.findings_kept, &sink),
        fonds: options.fonds.clone(),
        name: files.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned(),
        open: BTreeMap::new(),
        codes: 0,
    };
    let none = Clearances::default();
    let mut sieve = PathSieve::new(&none);
    observer.begin(Phase::Count, None);
    // Paths will stand below `data/`.
    for step in Walk::new(files, Names::default(), 5, &options.limits)? {
        check(observer)?;
        let (entry, odd) = match step {
            Step::File(entry) => (entry, None),
            Step::EmptyFolder(entry) => {
                sieve.enter(&entry.path, entry.original().as_deref());
                continue;
            }
            Step::Special(entry, _) => (entry, Some(Code::FileSpecial)),
            Step::Unreadable(entry, _) => (entry, Some(Code::FileUnreadable)),
            Step::Folder(_) => continue,
        };
        observer.advance(Phase::Count, Work { entries: 1, bytes: entry.size });
        let passed = sieve.enter(&entry.path, entry.original().as_deref());
        for suspect in &passed.new {
            maker.findings.add(suspect.finding());
        }
        if passed.place.hidden {
            continue;
        }
        for problem in &entry.problems {
            maker.findings.at(problem.code(), passed.place.location(&entry.path));
        }
        match odd {
            Some(code) => maker.findings.at(code, passed.place.location(&entry.path)),
            None => maker.file(&entry.path)?,
        }
    }
    observer.end(Phase::Count);
    let tables = maker.output.finish()?;
    let report = maker.findings.finish();
    publish_folder(&folder, out)?;
    Ok(Skeleton { tables, report })
}

struct Maker<'a> {
    output: Output,
    findings: Collector<'a>,
    fonds: Option<String>,
    /// What the folder as a whole is called.
    name: String,
    /// Code and documents so far, of each folder that is open.
    open: BTreeMap<String, (String, u64)>,
    codes: u64,
}

impl Maker<'_> {
    fn file(&mut self, path: &str) -> Result<()> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        // Files come in path order: a folder that is left never comes again.
        self.open.retain(|open, _| {
            open.is_empty() || open == folder || folder.starts_with(&format!("{open}/"))
        });
        if !self.open.contains_key(folder) {
            self.codes += 1;
            let code = self.codes.to_string();
            self.dossier(&code, folder)?;
            self.open.insert(folder.to_owned(), (code, 0));
        }
        let Some((code, documents)) = self.open.get_mut(folder) else { return Ok(()) };
        *documents += 1;
        let subject = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let subject = if subject.is_empty() { name } else { subject };
        let mut document = Document::new(code.clone(), subject);
        document.doc_ordinal = Some(documents.to_string());
        document.carrier = Some(Carrier::Digital.into());
        document.path = Some(path.to_owned());
        self.write(Table::Documents, &document)
    }

    fn dossier(&mut self, code: &str, folder: &str) -> Result<()> {
        let name = folder.rsplit('/').next().filter(|name| !name.is_empty());
        let mut dossier = Dossier::new(code, name.unwrap_or(&self.name));
        dossier.fonds.clone_from(&self.fonds);
        dossier.carrier = Some(Carrier::Digital.into());
        dossier.path = Some(folder.to_owned()).filter(|folder| !folder.is_empty());
        self.write(Table::Dossiers, &dossier)
    }

    fn write<R: Record>(&mut self, table: Table, record: &R) -> Result<()> {
        let names: Vec<String> = self
            .output
            .columns(table)
            .map(|columns| columns.names().map(ToOwned::to_owned).collect())
            .unwrap_or_default();
        let mut cells = vec![String::new(); names.len()];
        record.each_cell(&mut |name, cell| {
            if let Some(at) = names.iter().position(|known| known == name) {
                cell.clone_into(&mut cells[at]);
            }
        });
        self.output.write(table, &cells)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inventory::MAP_FILE;

    #[test]
    fn each_folder_with_files_is_a_dossier_however_the_folders_lie() {
        let folder = tempfile::tempdir().unwrap();
        let files = folder.path().join("scans");
        for path in ["2.pdf", "a/1.pdf", "a/b/1.pdf", "a/c.pdf", "a.b/1.pdf", "z/y/.ẩn"] {
            let path = files.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        let out = folder.path().join("tables");
        let options = SkeletonOptions { fonds: Some("P14".to_owned()), ..Default::default() };
        let made = skeleton(&files, &out, &options, &()).unwrap();
        assert_eq!(made.tables, [(Table::Dossiers, 5), (Table::Documents, 6)]);
        let read = |name: &str| fs::read_to_string(out.join(name)).unwrap();
        let (dossiers, documents) = (read("dossiers.csv"), read("documents.csv"));
        // A folder that others interrupt goes on with its own numbers.
        let codes = |name: &str| {
            let line = documents.lines().find(|line| line.contains(name)).unwrap_or_default();
            line.split(',').take(2).map(str::to_owned).collect::<Vec<_>>()
        };
        let (first, last) = (codes(",a/1.pdf"), codes(",a/c.pdf"));
        assert_eq!(first[0], last[0], "{documents}");
        assert_eq!((first[1].as_str(), last[1].as_str()), ("1", "2"));
        assert!(dossiers.contains("P14"), "{dossiers}");
        assert!(dossiers.contains("scans"), "the folder itself: {dossiers}");
        assert!(!out.join(MAP_FILE).exists());
    }

    #[test]
    fn tables_do_not_go_into_the_folder_that_is_listed() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("1.pdf"), "x").unwrap();
        let out = folder.path().join("tables");
        assert!(skeleton(folder.path(), &out, &SkeletonOptions::default(), &()).is_err());
        assert!(!out.exists());
    }
}
