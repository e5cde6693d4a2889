//! The damage matrix: what happens to files on their way, done to every part
//! of a bundle. Each cell names exactly the codes that block.

use std::fs;
use std::path::Path;

use crate::forge::{BAG_INFO, BLAKE3, Forge, MANIFEST, TAG_MANIFEST, blocks};
use crate::support::{key, trust, verify_as};
use handover_core::signing::Signer;
use handover_core::verify::Verdict;

/// What is done to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Damage {
    Delete,
    Truncate,
    Flip,
    Append,
    Swap,
    Rename,
}

const ALL: [Damage; 6] =
    [Damage::Delete, Damage::Truncate, Damage::Flip, Damage::Append, Damage::Swap, Damage::Rename];

/// A file, the one that it is swapped with, and what each damage is found as,
/// in the order of [`ALL`].
type Row<'a> = (&'a str, &'a str, [&'a str; 6]);

const MISSING: &str = "tag.missing";
const CHANGED: &str = "tag.changed";
const RENAMED: &str = "tag.missing tag.unlisted";
/// A tag file that nothing else is read from.
const TAG: [&str; 6] = [MISSING, CHANGED, CHANGED, CHANGED, CHANGED, RENAMED];
/// Half a pair, and so no pair at all.
const HALF: &str = "seal.missing seal.stray-file";

#[test]
fn whatever_happens_to_a_file_is_found_as_what_it_is() {
    let forge = Forge::sample();
    let honest = forge.beside("honest");
    copy_tree(&forge.root(), &honest);
    let id = key().public_key().key_id();
    let (sig, pem) = (format!("signatures/{id}.sig"), format!("signatures/{id}.pem"));
    let rows: Vec<Row<'_>> = vec![
        (
            "data/01 Biên bản họp 1988/P14Q10.1988.01.VP.001.pdf",
            "data/01 Biên bản họp 1988/P14Q10.1988.01.VP.002.pdf",
            [
                "bag.oxum payload.missing",
                "bag.oxum payload.size",
                "payload.digest",
                "bag.oxum payload.size",
                "payload.size",
                "payload.missing payload.unlisted",
            ],
        ),
        (MANIFEST, BLAKE3, TAG),
        (BLAKE3, MANIFEST, TAG),
        (
            TAG_MANIFEST,
            MANIFEST,
            [
                "seal.bad-signature tag.missing",
                "list.malformed seal.bad-signature tag.unlisted",
                "seal.bad-signature tag.changed",
                "list.malformed seal.bad-signature",
                "list.path seal.bad-signature tag.unlisted",
                "seal.bad-signature tag.missing",
            ],
        ),
        ("bagit.txt", BAG_INFO, ["bag.missing", CHANGED, CHANGED, CHANGED, CHANGED, "bag.missing"]),
        (BAG_INFO, "handover/README.txt", TAG),
        ("handover/README.txt", BAG_INFO, TAG),
        ("handover/transfer.json", "handover/units.csv", TAG),
        ("handover/units.csv", "handover/successions.csv", TAG),
        ("handover/successions.csv", "handover/units.csv", TAG),
        ("handover/inventory/csv-metadata.json", "handover/README.txt", TAG),
        ("handover/inventory/files.csv", "handover/inventory/fonds.csv", TAG),
        ("handover/inventory/fonds.csv", "handover/inventory/events.csv", TAG),
        ("handover/inventory/containers.csv", "handover/inventory/fonds.csv", TAG),
        ("handover/inventory/events.csv", "handover/inventory/fonds.csv", TAG),
        ("handover/inventory/systems.csv", "handover/inventory/fonds.csv", TAG),
        // The files of a lot are those that its dossiers speak of.
        (
            "handover/inventory/dossiers.csv",
            "handover/inventory/fonds.csv",
            [
                "tag.missing totals.differ",
                "tag.changed totals.differ",
                "tag.changed totals.differ",
                "tag.changed totals.differ",
                "tag.changed totals.differ",
                "tag.missing tag.unlisted totals.differ",
            ],
        ),
        ("handover/inventory/documents.csv", "handover/inventory/fonds.csv", TAG),
        (&sig, &pem, [HALF, HALF, "seal.bad-signature", HALF, HALF, HALF]),
        (&pem, &sig, [HALF, HALF, "seal.key-mismatch", HALF, HALF, HALF]),
    ];
    let covered: Vec<_> = rows.iter().map(|row| row.0).collect();
    for path in forge.paths().iter().filter(|path| !path.starts_with("data/")) {
        assert!(covered.contains(&path.as_str()), "{path} is not in the matrix");
    }
    let mut wrong = Vec::new();
    for (path, other, wanted) in rows {
        for (damage, wanted) in ALL.into_iter().zip(wanted) {
            do_damage(&forge, damage, path, other);
            let found = verify_as(&forge.root(), &trust());
            if (blocks(&found).as_str(), found.verdict) != (wanted, Verdict::NotValid) {
                wrong.push(format!(
                    "{damage:?} {path}: {} ({:?}), not {wanted}",
                    blocks(&found),
                    found.verdict
                ));
            }
            undo(&forge, &honest, &[path, other]);
        }
    }
    forge.is_valid();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn do_damage(forge: &Forge, damage: Damage, path: &str, other: &str) {
    let mut bytes = forge.read(path);
    match damage {
        Damage::Delete => {
            forge.remove(path);
            return;
        }
        Damage::Rename => {
            fs::rename(forge.place(path), forge.place(&renamed(path))).unwrap();
            return;
        }
        Damage::Swap => {
            forge.write(path, forge.read(other)).write(other, bytes);
            return;
        }
        Damage::Truncate => bytes.truncate(bytes.len() / 2),
        Damage::Append => bytes.push(b'x'),
        Damage::Flip => {
            // In the tag manifest a digit of a digest, so that the line stays one.
            let digit = bytes.iter().position(u8::is_ascii_digit);
            let at = digit.filter(|_| path == TAG_MANIFEST).unwrap_or(bytes.len() / 2);
            bytes[at] ^= 1;
        }
    }
    forge.write(path, bytes);
}

fn renamed(path: &str) -> String {
    format!("{path}.bak")
}

fn undo(forge: &Forge, honest: &Path, paths: &[&str]) {
    for path in paths {
        let _ = fs::remove_file(forge.place(&renamed(path)));
        fs::copy(honest.join(path), forge.place(path)).unwrap();
    }
}

fn copy_tree(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let place = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_tree(&entry.path(), &place);
        } else {
            fs::copy(entry.path(), place).unwrap();
        }
    }
}
