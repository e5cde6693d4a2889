//! Tables: read with small limits, written in the one dialect, read again.
#![no_main]

use handover_core::inventory::{
    Columns, Sink, Table, TableReader, TableWriter, check_header_secrets, check_row, check_secrets,
};
use handover_core::limits::Limits;
use libfuzzer_sys::fuzz_target;

type Rows = Vec<Vec<(String, String)>>;

/// The rows, and the bytes that they are written as; `None` where a cell has
/// no column of its own.
fn copy(bytes: &[u8], table: Table, limits: &Limits) -> (Rows, Option<Vec<u8>>) {
    let mut findings = 0_u64;
    let mut sink = |_| findings += 1;
    let report: &mut Sink<'_> = &mut sink;
    let mut reader = TableReader::new(bytes, table, "t", limits, report).expect("memory");
    let cleared = handover_core::description::secrecy::Clearances::default();
    check_header_secrets(reader.header(), &cleared, report);
    let columns = Columns::of(reader.header());
    let names: Vec<String> = columns.names().map(ToOwned::to_owned).collect();
    let mut writer = Some(TableWriter::new(Vec::new(), columns, "t"));
    let mut rows = Rows::new();
    while let Some(row) = reader.read(report).expect("memory") {
        check_row(&row, report);
        check_secrets(&row, &cleared, report);
        std::hint::black_box(row.paths().count());
        rows.push(names.iter().map(|name| (name.clone(), row.get(name).to_owned())).collect());
        if writer.as_mut().is_some_and(|writer| writer.write_row(&row).is_err()) {
            writer = None;
        }
    }
    (rows, writer.map(|writer| writer.finish().expect("memory")))
}

fuzz_target!(|data: &[u8]| {
    let Some((choice, text)) = data.split_first() else { return };
    let table = Table::ALL[usize::from(*choice) % Table::ALL.len()];
    let mut small = Limits::default();
    small.record_bytes = 256;
    let (rows, Some(written)) = copy(text, table, &small) else { return };
    if rows.is_empty() {
        return assert!(written.is_empty(), "no row, no table");
    }
    let (again, rewritten) = copy(&written, table, &Limits::default());
    assert_eq!(again.len(), rows.len(), "every row comes back");
    for (row, again) in rows.iter().zip(&again) {
        for ((name, text), (name_again, text_again)) in row.iter().zip(again) {
            let same = text == text_again || handover_core::path::nfc(text) == *text_again;
            assert!(name == name_again && same, "every cell comes back");
        }
    }
    assert_eq!(rewritten.as_ref(), Some(&written), "one dialect");
});
