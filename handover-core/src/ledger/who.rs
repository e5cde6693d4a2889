//! Who held a dossier on a day.

use serde::Serialize;

use super::brief::Brief;
use super::history::Standing;
use super::source::LedgerFile;
use super::verdict::Verdict;
use super::verify::Options;
use crate::custody::DossierRef;
use crate::description::Day;
use crate::error::Result;
use crate::observe::Observer;

/// The answer of [`who`].
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Who {
    /// The event that decides; `None` where none speaks of the dossier.
    pub event: Option<Brief>,
    /// A destruction that fewer than two persons have signed, by its number.
    pub unproven: Option<u64>,
    /// Events that may speak of it: its fonds or container was not said.
    pub perhaps: u64,
    /// The ledger itself.
    pub ledger: Verdict,
}

/// Reads the ledger once, and says who held `dossier` on `on`, by which event.
///
/// # Errors
/// `Read`, `Changed`, `Interrupted`.
pub fn who(
    ledger: LedgerFile<'_>,
    dossier: &DossierRef,
    on: Day,
    options: &Options,
    observer: &dyn Observer,
) -> Result<Who> {
    let mut standing = Standing::default();
    let take = |checked| {
        standing.take(&checked, dossier, on);
        Ok(())
    };
    let verdict = ledger.verify(take, options, observer)?;
    let mut shelf = ledger.shelf(&options.limits)?;
    let mut fetch = |deed: Option<_>| deed.map(|deed| shelf.fetch(deed)).transpose();
    let event = fetch(standing.history.deciding())?.map(|checked| Brief::of(&checked));
    let unproven = fetch(standing.history.unproven)?.map(|checked| checked.entry.number);
    Ok(Who { event, unproven, perhaps: standing.perhaps, ledger: verdict })
}
