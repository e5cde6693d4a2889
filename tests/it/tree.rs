//! A folder of odd names, packed while somebody watches that it stays as it is.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use handover_core::finding::{Report, Severity};
use handover_core::inventory::NoTables;
use handover_core::pack::{self, Sealed, pack};
use handover_core::survey::Folder;
use handover_core::verify::Verdict;
use handover_core::walk::Names;

use crate::support::{key, least_act, verify_at};

/// A source in a folder of its own, with room beside it.
pub(crate) struct Tree(tempfile::TempDir);

impl Tree {
    pub(crate) fn new() -> Self {
        let tree = Tree(tempfile::tempdir().unwrap());
        fs::create_dir(tree.source()).unwrap();
        tree
    }

    /// A tree of one file with the name.
    pub(crate) fn of(name: impl AsRef<OsStr>) -> Self {
        Tree::new().with(name)
    }

    pub(crate) fn with(self, name: impl AsRef<OsStr>) -> Self {
        let place = self.source().join(name.as_ref());
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, "x").unwrap();
        self
    }

    pub(crate) fn source(&self) -> PathBuf {
        self.0.path().join("files")
    }

    pub(crate) fn out(&self) -> PathBuf {
        self.0.path().join("goi")
    }

    /// Packs, and sees that the source is as it was.
    pub(crate) fn pack(&self, names: Names) -> Result<Sealed, Report> {
        let before = state(&self.source());
        let mut options = pack::Options::default();
        options.names = names;
        let folder = Folder::open(&self.source()).unwrap();
        let _ = fs::remove_dir_all(self.out());
        let packed = pack(&folder, &NoTables, &least_act(), &[&key()], &self.out(), &options, &());
        assert_eq!(state(&self.source()), before, "the source was changed");
        packed.map_err(|error| error.refusal().expect("refused").clone())
    }

    /// What stops it under its own names.
    #[track_caller]
    pub(crate) fn refused(&self, codes: &str) {
        let report = self.pack(Names::Refuse).unwrap_err();
        assert_eq!(blocking(&report), codes);
        assert!(!self.out().exists());
    }

    /// The rows of `files.csv` of the bundle that it makes under `names`.
    #[track_caller]
    pub(crate) fn rows(&self, names: Names) -> Vec<String> {
        let sealed = self.pack(names).unwrap_or_else(|report| panic!("{report:?}"));
        assert_eq!(verify_at(&sealed.path).verdict, Verdict::Valid);
        let table = fs::read_to_string(self.out().join("handover/inventory/files.csv")).unwrap();
        table.lines().skip(1).map(ToOwned::to_owned).collect()
    }

    /// Path and original of the one row under an alias.
    #[track_caller]
    pub(crate) fn aliased(&self, path: &str, original: &str) {
        let rows = self.rows(Names::Alias);
        assert_eq!(rows.len(), 1);
        let cells: Vec<_> = rows[0].split(',').collect();
        assert_eq!((cells[0], cells[2]), (path, original));
        assert_eq!(fs::read(self.out().join("data").join(path)).unwrap(), b"x");
    }
}

pub(crate) fn blocking(report: &Report) -> String {
    let codes = report.by_code.keys().filter(|code| code.severity() == Severity::Block);
    codes.map(|code| code.as_str()).collect::<Vec<_>>().join(" ")
}

/// Names, kinds, sizes, times and permissions of a tree.
fn state(root: &Path) -> BTreeMap<PathBuf, (u32, u64, i64, i64, i64)> {
    let mut found = BTreeMap::new();
    let mut open = vec![root.to_path_buf()];
    while let Some(place) = open.pop() {
        let meta = place.symlink_metadata().unwrap();
        let times = (meta.mtime(), meta.mtime_nsec(), meta.ctime());
        found.insert(place.clone(), (meta.mode(), meta.len(), times.0, times.1, times.2));
        if meta.is_dir() {
            open.extend(fs::read_dir(place).unwrap().map(|entry| entry.unwrap().path()));
        }
    }
    found
}
