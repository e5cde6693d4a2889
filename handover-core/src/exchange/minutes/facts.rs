//! What is known of a transfer when its minutes are drawn up.

use crate::bundle::SetVolume;
use crate::digest::Digest;
use crate::finding::Report;
use crate::inventory::{Counted, Table};
use crate::snapshot::Tally;
use crate::transfer::Act;
use crate::verify::Seal;

use super::listing::Listings;

/// Which kind of thing the digest is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sealed {
    Bundle,
    Set,
}

/// Everything that the paper is made of.
#[derive(Debug)]
pub(super) struct Facts {
    pub(super) act: Act,
    pub(super) sealed: Sealed,
    /// The identity of bundle or set.
    pub(super) digest: Option<Digest>,
    pub(super) seals: Vec<Seal>,
    /// The volumes of a set, and whether each is there.
    pub(super) volumes: Vec<(SetVolume, bool)>,
    /// Whether all of the transfer was looked at, so that totals can be
    /// compared.
    pub(super) whole: bool,
    /// What the sealed lists come to.
    pub(super) counted: Counted,
    /// Files and bytes that lie there, by name and size.
    pub(super) present: Tally,
    /// Tables of the inventory with their rows and the digest in the seal.
    pub(super) tables: Vec<(Table, u64, Digest)>,
    pub(super) listings: Listings,
    pub(super) report: Report,
}
