//! Peak memory of the command, by the kernel's count. Alone in its program:
//! what this one holds counts as the least that a child can take.

#![cfg(unix)]

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use wait4::Wait4;

/// Peak resident bytes of an import of a list.
fn peak(folder: &Path, name: &str, rows: u64, row: impl Fn(u64) -> String) -> u64 {
    let list = folder.join(format!("{name}-{rows}.csv"));
    let mut file = BufWriter::new(File::create(&list).unwrap());
    (0..=rows).for_each(|number| writeln!(file, "{}", row(number)).unwrap());
    file.flush().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_handover-under-test"));
    command.args(["--quiet", "inventory", "import"]).arg(&list);
    command.arg("--out").arg(list.with_extension("tables"));
    let ended = command.stdout(Stdio::null()).spawn().unwrap().wait4().unwrap();
    assert!(ended.status.success(), "{name} {rows}");
    ended.rusage.maxrss
}

/// A list of dossiers: 10 MB at the most. Held, it would be seen.
#[test]
fn memory_of_an_import_does_not_grow_with_the_rows() {
    let place = tempfile::tempdir().unwrap();
    let dossiers = |number: u64| match number {
        0 => "Hồ sơ số;Tiêu đề hồ sơ;Ghi chú".to_owned(),
        number => format!("{number:07};Hồ sơ giải quyết khiếu nại đất đai {number};Tổ {number}"),
    };
    let (few, many) = (10_000, 120_000);
    let small = peak(place.path(), "dossiers", few, dossiers);
    let large = peak(place.path(), "dossiers", many, dossiers);
    assert!(large <= small + (3 << 20), "{small} bytes at {few} rows, {large} at {many}");
}
