use std::borrow::Cow;
use std::path::Path;

use super::closing::{closed_by_register, closed_code};
use super::fonds::FondsSeen;
use super::{bundle, set};
use crate::custody::EventKind;
use crate::error::{Error, Result};
use crate::holdings::{BUNDLE, CLOSED_FILE_CODE, HeldBundle, HeldClearance, HeldVolume, Keys};
use crate::inventory::Table;
use crate::merge::cells::Cells;
use crate::merge::columns::giver_name;
use crate::merge::gathered::{At, Gathered};
use crate::merge::incoming::{Incoming, Proof};
use crate::merge::options::Options;
use crate::observe::Observer;
use crate::unit::AgencyRef;

/// What the index says of a bundle that was taken.
pub(in crate::merge) struct Taken {
    pub(in crate::merge) bundle: HeldBundle,
    pub(in crate::merge) volumes: Vec<HeldVolume>,
    pub(in crate::merge) cleared: Vec<HeldClearance>,
}

/// Takes every row of `incoming`. Its files are not read: their digests are
/// those of its lists.
///
/// # Errors
/// `Changed` if it is not what the proof was made of by now; `Read`, `Limit`,
/// `Interrupted`.
pub(in crate::merge) fn take(
    incoming: &Incoming,
    bundle: HeldBundle,
    gathered: &mut Gathered,
    options: &Options<'_>,
    scratch: &Path,
    observer: &dyn Observer,
) -> Result<Taken> {
    let fonds = FondsSeen::new(options.limits.fonds_bytes);
    let mut taker = Taker { path: incoming.path(), bundle, fonds, gathered, options, observer };
    let volumes = match &incoming.proof {
        Proof::Bundle(_) => {
            bundle::take(&mut taker)?;
            Vec::new()
        }
        Proof::Set { proof, further } => set::take(&mut taker, proof, further, scratch)?,
    };
    taker.made_events(incoming)?;
    let bundle = taker.bundle;
    let marks = incoming.act().cleared.iter().map(|clearance| clearance.mark);
    let cleared = marks.map(|mark| HeldClearance::new(bundle.digest, mark)).collect();
    Ok(Taken { bundle, volumes, cleared })
}

/// Makes rows of holdings from the rows of one transfer.
pub(super) struct Taker<'t> {
    pub(super) path: &'t Path,
    pub(super) bundle: HeldBundle,
    fonds: FondsSeen,
    pub(super) gathered: &'t mut Gathered,
    pub(super) options: &'t Options<'t>,
    pub(super) observer: &'t dyn Observer,
}

impl Taker<'_> {
    /// The number of a column; one that the inventory does not know is the
    /// giver's own.
    pub(super) fn column(&mut self, name: &str, known: bool) -> Result<u32> {
        let name = if known { Cow::Borrowed(name) } else { Cow::Owned(giver_name(name)) };
        self.gathered.names.number(&name, self.path)
    }

    /// The number of a column of ours, or of the inventory.
    pub(super) fn ours(&mut self, name: &str) -> Result<u32> {
        self.gathered.names.number(name, self.path)
    }

    /// Takes a row of any table, all of fonds before any other.
    pub(super) fn row(&mut self, table: Table, at: At<'_>, mut cells: Cells<'_>) -> Result<()> {
        match table {
            Table::Fonds => self.close(&mut cells)?,
            Table::Dossiers => self.close_code(&mut cells)?,
            Table::Containers | Table::Secrets => {
                let fonds = cells.get("fonds", &self.gathered.names);
                self.fonds.name(fonds, self.path)?;
            }
            _ => {}
        }
        let bundle = self.ours(BUNDLE)?;
        cells.put(bundle, self.bundle.digest.to_string());
        self.gathered.put(table, self.bundle.order(), at, &cells)
    }

    /// A fonds of which nothing is said closed with its creator. What is said
    /// of it is kept.
    fn close(&mut self, cells: &mut Cells<'_>) -> Result<()> {
        let names = &self.gathered.names;
        let (status, closed_on) = (cells.get("status", names), cells.get("closedOn", names));
        let creator = cells.get("creator", names);
        let last = self
            .options
            .register
            .and_then(|register| closed_by_register(register, creator, self.bundle.effective_on));
        let silent = closed_on.is_empty() && matches!(status, "" | "closed");
        let closed = status == "closed" || !closed_on.is_empty();
        let last = last.filter(|_| silent);
        let code = cells.get("code", names).to_owned();
        self.fonds.row(&code, closed || last.is_some(), self.path)?;
        if let Some(last) = last {
            let (status, day) = (self.ours("status")?, self.ours("closedOn")?);
            cells.put(status, "closed");
            cells.put(day, last.to_string());
        }
        Ok(())
    }

    fn close_code(&mut self, cells: &mut Cells<'_>) -> Result<()> {
        let names = &self.gathered.names;
        let fonds = cells.get("fonds", names);
        self.fonds.name(fonds, self.path)?;
        let fonds = self.fonds.of(fonds);
        if self.fonds.is_closed(fonds)
            && let Some(code) = closed_code(fonds, cells.get("fileCode", names))
        {
            let column = self.ours(CLOSED_FILE_CODE)?;
            cells.put(column, code);
        }
        Ok(())
    }

    /// Custody of each fonds has passed: one event a fonds, or one alone where
    /// no fonds is named.
    fn made_events(&mut self, incoming: &Incoming) -> Result<()> {
        for lot in &incoming.act().lots {
            self.fonds.name(lot.fonds.as_deref().unwrap_or_default(), self.path)?;
        }
        let mut codes: Vec<String> = self.fonds.codes().map(ToOwned::to_owned).collect();
        if codes.is_empty() {
            codes.push(String::new());
        }
        let bundle = &self.bundle;
        // Whoever acts for a closed body hands over what that body held.
        let from = bundle.on_behalf_of.unwrap_or(bundle.giver);
        let texts = [
            ("on", bundle.effective_on.to_string()),
            ("kind", EventKind::Transferred.code().to_owned()),
            ("from", from.to_string()),
            ("to", bundle.receiver.to_string()),
            ("decision", format!("{}-{}", bundle.id, bundle.issue)),
        ];
        for code in &codes {
            let mut cells = Cells::default();
            for (name, text) in &texts {
                cells.put(self.ours(name)?, text.as_str());
            }
            cells.put(self.ours("fonds")?, code.as_str());
            self.row(Table::Events, At::Made(code), cells)?;
        }
        Ok(())
    }
}

/// What the index says of a bundle before its rows are read.
pub(in crate::merge) fn held(incoming: &Incoming) -> Result<HeldBundle> {
    let act = incoming.act();
    // A valid bundle has an act with an id: bag-info.txt says the same one.
    let id = act.id.ok_or_else(|| {
        Error::malformed(incoming.path(), None, "bundle.lists", "the act has no id")
    })?;
    let mut keys: Vec<_> =
        incoming.seals().iter().filter(|seal| seal.holds).map(|s| s.key).collect();
    keys.sort_unstable();
    keys.dedup();
    let on_behalf_of: Option<AgencyRef> = act.on_behalf_of.as_ref().map(|behalf| behalf.agency);
    let mut bundle = HeldBundle::new(incoming.digest(), id, act, on_behalf_of);
    bundle.place = incoming.path().to_string_lossy().into_owned();
    bundle.keys = Keys(keys);
    Ok(bundle)
}
