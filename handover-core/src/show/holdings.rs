//! Holdings at a glance: whose, from which bundles, which fonds.

use crate::description::secrecy::{Clearances, find_level, mark};
use crate::digest::Digest;
use crate::error::Result;
use crate::holdings::Holdings;
use crate::inventory::Table;
use crate::limits::Limits;
use crate::observe::{self, Observer};

/// A fonds in holdings. What speaks of secrecy and was not cleared is absent.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct HeldFonds {
    /// Its code.
    pub code: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// Open or closed, as the table says it.
    pub status: Option<String>,
    /// The creator's last day, as the table says it.
    pub closed_on: Option<String>,
    /// The agency that made it.
    pub creator: Option<String>,
    /// The bundle that it came with.
    pub bundle: Digest,
}

/// What holdings say of their fonds.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct HoldingsOverview {
    /// The first fonds, as many as findings are kept.
    pub fonds: Vec<HeldFonds>,
    /// How many there are in all; one that came in two bundles counts twice.
    pub all_fonds: u64,
}

/// Reads the table of fonds of `holdings`; what else they say is in their
/// index, which is read already.
///
/// # Errors
/// `Read`, also for a table that was changed by hand; `Malformed`,
/// `Interrupted`.
pub fn show_holdings(
    holdings: &Holdings,
    limits: &Limits,
    observer: &dyn Observer,
) -> Result<HoldingsOverview> {
    let cleared = holdings.clearances();
    let mut overview = HoldingsOverview { fonds: Vec::new(), all_fonds: 0 };
    let Some(mut rows) = holdings.table(Table::Fonds, limits)? else { return Ok(overview) };
    while let Some((bundle, row)) = rows.read()? {
        overview.all_fonds += 1;
        if overview.fonds.len() < limits.findings_kept {
            let told = |name| told(row.get(name), &cleared);
            overview.fonds.push(HeldFonds {
                code: told("code"),
                name: told("name"),
                status: told("status"),
                closed_on: told("closedOn"),
                creator: told("creator"),
                bundle,
            });
        }
        observe::check(observer)?;
    }
    Ok(overview)
}

fn told(text: &str, cleared: &Clearances) -> Option<String> {
    let hidden = find_level(text).is_some() && !cleared.clears(mark(text));
    Some(text).filter(|text| !text.is_empty() && !hidden).map(ToOwned::to_owned)
}
