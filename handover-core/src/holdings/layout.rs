//! The names in a folder of holdings, and the columns that its tables have
//! beside those of an inventory.

use crate::inventory::{METADATA_FILE, Table};

/// What says that a folder holds holdings, of which version and whose.
pub const MARKER: &str = "holdings.json";
/// What it is, for people.
pub const README: &str = "README.txt";
/// The folder of the tables.
pub const INVENTORY: &str = "inventory";
/// The index of bundles.
pub(super) const BUNDLES: &str = "bundles.csv";
/// The volumes of those that came in several.
pub(super) const VOLUMES: &str = "volumes.csv";
/// The suspicions of secrecy that acts have cleared.
pub(super) const CLEARED: &str = "cleared.csv";

/// Column of every table: the digest of the bundle or set that the row came with.
pub const BUNDLE: &str = "bundle";
/// Column of `files.csv`: the number of the volume that has the file, where
/// there are several.
pub const VOLUME: &str = "volume";
/// Column of `files.csv`: BLAKE3 of the file.
pub const BLAKE3: &str = "blake3";
/// Column of `dossiers.csv`: the code with that of its closed fonds in front,
/// where `fileCode` begins with the identifier of the agency (TT 05/2025).
pub const CLOSED_FILE_CODE: &str = "closedFileCode";

/// Whether a path, relative to the folder and with `/`, is one that holdings
/// have. Whatever else lies there is somebody's.
pub fn is_of_holdings(path: &str) -> bool {
    let own = [MARKER, README, INVENTORY, BUNDLES, VOLUMES, CLEARED];
    if own.contains(&path) {
        return true;
    }
    let Some((INVENTORY, name)) = path.split_once('/') else { return false };
    name == METADATA_FILE || Table::ALL.iter().any(|table| table.file_name() == name)
}
