//! One pass over the tables of what has come: which records it is, and whether
//! every exception names something of it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::arrival::Arrival;
use super::covering::{Covering, Room};
use crate::bundle::layout::{FILES, INVENTORY};
use crate::bundle::{Bundle, VolumeSet};
use crate::custody::{Cover, Exception, Line};
use crate::digest::Digest;
use crate::error::{Error, ErrorKind, Result};
use crate::finding::{Code, Collector, Finding, Group, Location, Severities, Severity};
use crate::inventory::{Row, Table, TableReader};
use crate::limits::Limits;
use crate::observe::{self, Observer};
use crate::path::nfc;
use crate::verify::{Opened, Trust, locate, open};

/// Rows between two questions whether to stop.
const ASKED: u64 = 4096;

/// What custody passes for, and what it does not.
#[derive(Debug, Default)]
pub(super) struct Contents {
    /// All containers and dossiers.
    pub(super) covers: Vec<Cover>,
    /// The dossiers among the exceptions.
    pub(super) excepted: Vec<Cover>,
}

/// Reads the tables of `arrival`, which was found sound, and tells every
/// exception that names nothing of it.
pub(super) fn read(
    arrival: &Arrival,
    exceptions: &[Exception],
    limits: &Limits,
    found: &mut Collector<'_>,
    observer: &dyn Observer,
) -> Result<Contents> {
    let room = Room::of(limits);
    let mut pass =
        Pass { wanted: Wanted::new(exceptions), all: Covering::new(room), limits, observer };
    match arrival.digest {
        Some(_) if VolumeSet::is_one(&arrival.path) => pass.set(arrival)?,
        Some(digest) => pass.bundle(&arrival.path, digest)?,
        None => return Err(changed(&arrival.path)),
    }
    let excepted = pass.wanted.judge(exceptions, room, found);
    Ok(Contents { covers: pass.all.covers(), excepted })
}

fn changed(path: &Path) -> Error {
    ErrorKind::Changed { path: path.to_path_buf() }.into()
}

struct Pass<'p> {
    wanted: Wanted,
    all: Covering,
    limits: &'p Limits,
    observer: &'p dyn Observer,
}

impl Pass<'_> {
    /// Opens what was verified before. Whose key it is was settled then; that
    /// these are the same bytes is settled here, and by each table at its end.
    fn bundle(&mut self, path: &Path, wanted: Digest) -> Result<()> {
        let bundle = Bundle::open(path, self.limits)?;
        let ignore = |_: &Finding| {};
        let mut found = Collector::new(Severities::default(), 0, &ignore);
        let opened = open(&bundle, &Trust::Nobody, self.limits, &mut found)?;
        if opened.digest != Some(wanted) || found.report().blocks_in(Group::Envelope) > 0 {
            return Err(changed(path));
        }
        self.table(&opened, Table::Containers, |pass, row| {
            pass.all.container(row.get("fonds"), row.get("code"));
        })?;
        self.table(&opened, Table::Dossiers, |pass, row| {
            let (fonds, code) = (row.get("fonds"), row.get("fileCode"));
            pass.all.dossier(fonds, code);
            pass.wanted.dossier(fonds, code);
        })?;
        self.table(&opened, Table::Files, |pass, row| {
            if row.get("kind") == "file" {
                pass.wanted.file(row.get("path"));
            }
        })
    }

    fn set(&mut self, arrival: &Arrival) -> Result<()> {
        let set = VolumeSet::open(&arrival.path, &arrival.further, self.limits)?;
        if set.digest() != arrival.digest {
            return Err(changed(set.path()));
        }
        let ignore = |_: &Finding| {};
        // Whose key it is was settled when it was verified.
        let severities = Severities::default().with(Code::SetUnknownKey, Severity::Info);
        let mut found = Collector::new(severities, 0, &ignore);
        let located = locate(&set, &Trust::Nobody, self.limits, &mut found, self.observer)?;
        if found.report().counts.block > 0 || !located.missing.is_empty() {
            return Err(changed(set.path()));
        }
        for volume in &located.volumes {
            self.bundle(&volume.path, volume.listed.digest)?;
        }
        Ok(())
    }

    fn table(
        &mut self,
        opened: &Opened<'_>,
        table: Table,
        mut take: impl FnMut(&mut Self, &Row<'_>),
    ) -> Result<()> {
        let path = match table {
            Table::Files => FILES.to_owned(),
            table => format!("{INVENTORY}{}", table.file_name()),
        };
        let Some(input) = opened.tag(&path)? else { return Ok(()) };
        // What is wrong with a row was told by the verify.
        let mut ignore = |_: Finding| {};
        let mut reader = TableReader::new(input, table, path, self.limits, &mut ignore)?;
        while let Some(row) = reader.read(&mut ignore)? {
            if row.number().is_multiple_of(ASKED) {
                observe::check(self.observer)?;
            }
            take(self, &row);
        }
        Ok(())
    }
}

/// The exceptions, and what of the bundle they were found to name.
struct Wanted {
    files: BTreeMap<String, bool>,
    /// By code: the fonds that have such a dossier.
    dossiers: BTreeMap<String, BTreeSet<String>>,
}

impl Wanted {
    fn new(exceptions: &[Exception]) -> Self {
        let named = |of: fn(&Exception) -> Option<&Line>| {
            exceptions.iter().filter_map(of).map(|line| nfc(line.as_str()))
        };
        Wanted {
            files: named(|e| e.path.as_ref()).map(|path| (path, false)).collect(),
            dossiers: named(|e| e.dossier.as_ref()).map(|code| (code, BTreeSet::new())).collect(),
        }
    }

    fn file(&mut self, path: &str) {
        if let Some(seen) = self.files.get_mut(path) {
            *seen = true;
        }
    }

    fn dossier(&mut self, fonds: &str, code: &str) {
        if let Some(seen) = self.dossiers.get_mut(&nfc(code)) {
            seen.insert(nfc(fonds));
        }
    }

    /// Tells what names nothing, or one of several; gives the dossiers.
    fn judge(&self, exceptions: &[Exception], room: Room, found: &mut Collector<'_>) -> Vec<Cover> {
        let mut covering = Covering::new(room);
        for (row, exception) in (1_u64..).zip(exceptions) {
            let problem = match (&exception.path, &exception.dossier) {
                (Some(path), _) => {
                    let there = self.files.get(&nfc(path.as_str())) == Some(&true);
                    (!there).then_some("exception-no-file")
                }
                (None, Some(code)) => match self.fonds_of(exception, code) {
                    Ok(fonds) => {
                        covering.dossier(&fonds, code.as_str());
                        None
                    }
                    Err(problem) => Some(problem),
                },
                (None, None) => Some("exception-no-file"),
            };
            if let Some(problem) = problem {
                let finding =
                    Finding::new(Code::ReceiptException, Location::row("exceptions", row));
                found.add(finding.with("problem", problem));
            }
        }
        covering.covers()
    }

    /// The one fonds whose dossier is meant.
    fn fonds_of(&self, exception: &Exception, code: &Line) -> Result<String, &'static str> {
        let fonds = self.dossiers.get(&nfc(code.as_str())).ok_or("exception-no-dossier")?;
        if let Some(named) = &exception.fonds {
            let named = nfc(named.as_str());
            return fonds.get(&named).cloned().ok_or("exception-no-dossier");
        }
        let mut fonds = fonds.iter();
        match (fonds.next(), fonds.next()) {
            (Some(fonds), None) => Ok(fonds.clone()),
            (None, _) => Err("exception-no-dossier"),
            _ => Err("exception-which-fonds"),
        }
    }
}
