//! `docs/faults.md` from the raw counts of a run.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::rounds;

const KINDS: &[(&str, &str)] = &[
    ("pack-killed-zip", "`kill -9` while packing a ZIP, once to three times"),
    ("pack-killed-folder", "`kill -9` while packing a folder, once to three times"),
    ("verify-killed-sound", "`kill -9` while verifying a sound bundle"),
    ("verify-killed-damaged", "`kill -9` while verifying a damaged bundle"),
    ("disk-small-zip", "a disk too small for the ZIP"),
    ("disk-small-folder", "a disk too small for the folder"),
    ("disk-filled-zip", "a disk that another program fills, ZIP"),
    ("disk-filled-folder", "a disk that another program fills, folder"),
    ("file-changes", "files that grow, shrink or vanish meanwhile"),
    (
        "source-fails",
        "a source of one's own whose file changes, vanishes, is forbidden or breaks off",
    ),
    ("no-permission", "a folder or file without permission"),
    ("bad-sectors", "a disk with bad sectors: packed from, verified on"),
    ("ledger-killed", "`kill -9` while events are written, by one or two at once, three times"),
];

fn table(raw: &str) -> String {
    let mut counts: BTreeMap<(usize, String), u64> = BTreeMap::new();
    for line in raw.lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        let kind = KINDS.iter().position(|(kind, _)| line["kind"] == *kind).unwrap();
        *counts.entry((kind, line["ended"].as_str().unwrap().to_owned())).or_default() += 1;
    }
    let mut text = "| bad luck | ended | rounds |\n|---|---|--:|\n".to_owned();
    for ((kind, ended), count) in counts {
        writeln!(text, "| {} | {ended} | {count} |", KINDS[kind].1).unwrap();
    }
    text
}

/// `UPDATE_FAULTS=1` takes the counts of the last run into `docs/`.
#[test]
fn the_document_tells_the_kept_counts() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let (raw, page) = (docs.join("faults.jsonl"), docs.join("faults.md"));
    let update = std::env::var_os("UPDATE_FAULTS").is_some();
    if update {
        let kept = KINDS.iter().map(|(kind, _)| {
            fs::read_to_string(rounds::home().join(format!("{kind}.jsonl"))).unwrap()
        });
        fs::write(&raw, kept.collect::<String>()).unwrap();
    }
    let text = fs::read_to_string(&page).unwrap();
    let (before, rest) = text.split_once("<!-- counts -->\n").unwrap();
    let (_, after) = rest.split_once("<!-- end -->").unwrap();
    let table = table(&fs::read_to_string(raw).unwrap());
    let wanted = format!("{before}<!-- counts -->\n{table}<!-- end -->{after}");
    if update {
        fs::write(page, wanted).unwrap();
        return;
    }
    assert!(text == wanted, "docs/faults.md is out of date: UPDATE_FAULTS=1");
}
