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
    /// Bytes of a trust list or its draft: some ten thousand keys. // 4 MiB
    pub trust_bytes: u64,
    /// Bytes of one table of a register or of routes, which are held in memory. The lists of
    /// Vietnam have half a megabyte. // 64 MiB
    pub table_bytes: u64,
    /// Columns that one table of holdings may have in all: each giver may bring
    /// its own, and their names are held. // 4096
    pub columns: usize,
    /// Bytes that the codes of all fonds of one transfer may have: they are held. // 16 MiB
    pub fonds_bytes: usize,
    /// Bytes of one line of a ledger: an event that names 10,000 dossiers one
    /// by one has less. // 1 MiB
    pub ledger_line_bytes: usize,
    /// Bytes of the line of a receipt: 10,000 exceptions with their notes. // 8 MiB
    pub receipt_bytes: usize,
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
    /// Bytes that sums by fonds may hold: codes of fonds are a stranger's. // 16 MiB
    pub group_bytes: usize,
    /// Bytes of a workbook as it lies on the disk. // 1 GiB
    pub sheet_file_bytes: u64,
    /// Bytes that a workbook may unfold to while it is read: stops ZIP bombs. // 16 GiB
    pub sheet_unfolded_bytes: u64,
    /// Bytes of the texts that the cells of an .xlsx share: they are held. // 256 MiB
    pub sheet_text_bytes: usize,
    /// Columns of a sheet: a row of cells is held. // 1024
    pub sheet_columns: usize,
    /// Cells of an .xls, which is read whole. // 16 million
    pub sheet_cells: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            line_bytes: 4 << 10,
            record_bytes: 1 << 20,
            act_bytes: 4 << 20,
            small_file_bytes: 64 << 10,
            set_bytes: 32 << 20,
            trust_bytes: 4 << 20,
            table_bytes: 64 << 20,
            columns: 4096,
            fonds_bytes: 16 << 20,
            ledger_line_bytes: 1 << 20,
            receipt_bytes: 8 << 20,
            tag_files: 4096,
            folder_entries: 2_000_000,
            depth: 128,
            findings_kept: 1000,
            sort_bytes: 16 << 20,
            group_bytes: 16 << 20,
            sheet_file_bytes: 1 << 30,
            sheet_unfolded_bytes: 16 << 30,
            sheet_text_bytes: 256 << 20,
            sheet_columns: 1024,
            sheet_cells: 16 << 20,
        }
    }
}
