//! Which part of a bundle a path is (format 1.0, §1).

/// `bag-info.txt`, RFC 8493 §2.2.2.
pub(crate) const BAG_INFO: &str = "bag-info.txt";
/// `bagit.txt`, RFC 8493 §2.1.1.
pub(crate) const DECLARATION: &str = "bagit.txt";
/// The payload's folder.
pub(crate) const PAYLOAD: &str = "data/";
/// What is ours in a bag.
pub(crate) const HANDOVER: &str = "handover/";
/// The tables of the inventory.
pub(crate) const INVENTORY: &str = "handover/inventory/";
/// The table of files.
pub(crate) const FILES: &str = "handover/inventory/files.csv";
/// The description of the tables (W3C CSV on the Web).
pub(crate) const METADATA: &str = "handover/inventory/csv-metadata.json";
/// How to check the bundle, for people.
pub(crate) const README: &str = "handover/README.txt";
/// The payload again with BLAKE3; a tag file, as other tools refuse digests
/// that they do not know.
pub(crate) const BLAKE3_LIST: &str = "handover/payload-blake3.txt";
/// The succession of the units that the act names.
pub(crate) const SUCCESSIONS: &str = "handover/successions.csv";
/// The act.
pub(crate) const ACT: &str = "handover/transfer.json";
/// The units that the act names.
pub(crate) const UNITS: &str = "handover/units.csv";
/// The payload with SHA-256, RFC 8493 §2.1.3.
pub(crate) const MANIFEST: &str = "manifest-sha256.txt";
/// The signatures and their keys.
pub(crate) const SIGNATURES: &str = "signatures/";
/// Every file outside `data/` and `signatures/`, RFC 8493 §2.2.1.
pub(crate) const TAG_MANIFEST: &str = "tagmanifest-sha256.txt";
/// The act in plain words, where there is no other payload.
pub(crate) const ACT_IN_WORDS: &str = "data/act.txt";
/// Files that are fetched from elsewhere, RFC 8493 §2.2.3: never in a bundle.
pub(crate) const FETCH: &str = "fetch.txt";

/// Tag files that every bundle has, in path order.
pub(crate) const REQUIRED: [&str; 8] =
    [BAG_INFO, DECLARATION, README, METADATA, FILES, BLAKE3_LIST, ACT, MANIFEST];

/// A part of a bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// A file that is handed over.
    Payload,
    /// A signature, or its key.
    Signature,
    /// The tag manifest itself.
    TagManifest,
    /// A file that the tag manifest lists.
    Tag,
}

/// The part that `path` belongs to.
pub(crate) fn part(path: &str) -> Part {
    if path.starts_with(PAYLOAD) {
        Part::Payload
    } else if path.starts_with(SIGNATURES) {
        Part::Signature
    } else if path == TAG_MANIFEST {
        Part::TagManifest
    } else {
        Part::Tag
    }
}

/// Whether format 1.0 knows the tag file.
pub(crate) fn is_known_tag(path: &str) -> bool {
    REQUIRED.contains(&path) || path == SUCCESSIONS || path == UNITS || is_table(path)
}

fn is_table(path: &str) -> bool {
    path.strip_prefix(INVENTORY)
        .and_then(|name| name.strip_suffix(".csv"))
        .is_some_and(|name| crate::inventory::Table::ALL.iter().any(|table| table.code() == name))
}

/// Whether the path is a list of digests that format 1.0 does not have.
pub(crate) fn is_foreign_list(path: &str) -> bool {
    let list = path
        .strip_suffix(".txt")
        .is_some_and(|stem| stem.starts_with("manifest-") || stem.starts_with("tagmanifest-"));
    list && path != MANIFEST && path != TAG_MANIFEST
}
