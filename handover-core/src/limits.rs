//! Bounds on what untrusted input may cost. Each says which attack it stops.

/// Bounds for reading a bundle, a table or an act that someone else made.
///
/// The defaults fit any honest bundle of format 1.0; raise one only for a file
/// whose maker you know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of one line in a manifest or a tag file. A path has at most
    /// 240 UTF-16 units, so 4 KiB holds every lawful line. // 4 KiB
    pub line_bytes: usize,
    /// Bytes of one CSV record: stops a quote that never closes. // 1 MiB
    pub record_bytes: usize,
    /// Bytes of `transfer.json` or `transfer.toml`: they are read whole. // 4 MiB
    pub act_bytes: u64,
    /// Bytes of a signature, a public key or `bagit.txt`. // 64 KiB
    pub small_file_bytes: u64,
    /// Bytes of a `.set.json`: 100,000 volumes have 12 MB. // 32 MiB
    pub set_bytes: u64,
    /// Bytes of one table of a register or of routes, which are held in memory. The lists of
    /// Vietnam have half a megabyte. // 64 MiB
    pub table_bytes: u64,
    /// Bytes of one line of a ledger: an event that names 10,000 dossiers one
    /// by one has less. // 1 MiB
    pub ledger_line_bytes: usize,
    /// Files outside `data/`: they are held in memory. // 4096
    pub tag_files: usize,
    /// Entries that one folder may list: one listing a depth is held. // 2 million
    pub folder_entries: usize,
    /// Depth of folders, in components. A path of 240 units holds 120. // 128
    pub depth: usize,
    /// Findings that a report keeps; it counts the rest. // 1000
    pub findings_kept: usize,
    /// Bytes that the external sort may hold before it spills to disk. // 16 MiB
    pub sort_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            line_bytes: 4 << 10,
            record_bytes: 1 << 20,
            act_bytes: 4 << 20,
            small_file_bytes: 64 << 10,
            set_bytes: 32 << 20,
            table_bytes: 64 << 20,
            ledger_line_bytes: 1 << 20,
            tag_files: 4096,
            folder_entries: 2_000_000,
            depth: 128,
            findings_kept: 1000,
            sort_bytes: 16 << 20,
        }
    }
}
