//! The bytes of format 1.0: a kept bundle stays readable, and equal inputs
//! give its very bytes, with any features of this crate and any number of
//! threads.
//!
//! A difference here is a change of the format: see CONTRIBUTING.md first.

use std::io::{self, Cursor, Read};
use std::num::NonZeroUsize;
use std::path::Path;

use handover_core::bundle::Bundle;
use handover_core::concurrency::Concurrency;
use handover_core::description::{Document, Dossier};
use handover_core::error::Result;
use handover_core::inventory::{RowTables, Table};
use handover_core::limits::Limits;
use handover_core::pack::{self, pack};
use handover_core::signing::{EncodedKey, PrivateKey, Signer};
use handover_core::survey::Source;
use handover_core::transfer::{Act, Draft, read_toml};
use handover_core::unit::{Edition, EditionTable, Register, SuccessionTable};
use handover_core::verify::{self, Checked, Trust, Verdict, verify};
use handover_core::walk::{Entry, Names, Step};

const KEPT: &[u8] = include_bytes!("golden/bundle-1.0.zip");

const ACT: &str = r#"
giver = "vn:27169@2024/ubnd"
receiver = "vn:27163@2025/ubnd"
legal_basis = ["Quyết định giả định số 0000/QĐ-UBND"]
sealed_on = "2025-06-30"
effective_on = "2025-07-01"
[electronic]
dossiers = 1
files = 3
"#;

/// Files that no disk holds: path, content, modification time.
struct Shelf;

const FILES: [(&str, &str, i64); 3] = [
    ("01/Biên bản.txt", "Biên bản họp tổ dân phố.\n", 1_561_939_200),
    ("01/Quyết định.txt", "Điều 1.\n", -1),
    ("trống.txt", "", 0),
];

impl Source for Shelf {
    fn entries(&self, _: Names, _: &Limits) -> Result<Box<dyn Iterator<Item = Step> + '_>> {
        let entries = FILES.iter().map(|(path, text, modified)| {
            Step::File(Entry::file(path, text.len() as u64, *modified))
        });
        Ok(Box::new(entries))
    }

    fn open(&self, source: &Path) -> io::Result<Box<dyn Read + Send + '_>> {
        Ok(Box::new(file(source)?.1.as_bytes()))
    }

    fn state(&self, source: &Path) -> io::Result<(u64, i64)> {
        let (_, text, modified) = file(source)?;
        Ok((text.len() as u64, modified))
    }
}

fn file(source: &Path) -> io::Result<(&'static str, &'static str, i64)> {
    let wanted = FILES.into_iter().find(|(path, ..)| Path::new(path) == source);
    wanted.ok_or_else(|| io::ErrorKind::NotFound.into())
}

fn key() -> PrivateKey {
    EncodedKey::parse(include_str!("golden/key.pem")).unwrap().unlock(None).unwrap()
}

/// The register from its files, so that no feature is needed for it.
fn register() -> Register {
    let day = |text: &str| Some(text.parse().unwrap());
    let id = |text: &str| text.parse().unwrap();
    let table =
        |name, edition, text: &'static str| EditionTable { name, edition, reader: text.as_bytes() };
    let until = include_str!("../data/vn-2025/units-until-2025-06-30.csv");
    let from = include_str!("../data/vn-2025/units-from-2025-07-01.csv");
    let editions = [
        table("until", Edition::new(id("2024"), None, day("2025-06-30")), until),
        table("from", Edition::new(id("2025"), day("2025-07-01"), None), from),
    ];
    let successions = SuccessionTable {
        name: "succession",
        from: id("2024"),
        to: id("2025"),
        reader: include_str!("../data/vn-2025/succession-2025-07-01.csv").as_bytes(),
    };
    Register::from_tables("vn".parse().unwrap(), editions, [successions]).unwrap()
}

fn act() -> Act {
    match read_toml(ACT, Path::new("act")).unwrap() {
        Draft::Complete(act) => *act,
        open => panic!("{open:?}"),
    }
}

fn inventory() -> RowTables {
    let mut dossier = Dossier::new("H29.2019.01.QĐ", "Tổ dân phố, \"số 3\"");
    dossier.path = Some("01".to_owned());
    let mut document = Document::new("H29.2019.01.QĐ", "Quyết định\nthành lập");
    document.path = Some("01/Quyết định.txt".to_owned());
    let mut tables = RowTables::new();
    tables.add(Table::Dossiers, [dossier]).unwrap();
    tables.add(Table::Documents, [document]).unwrap();
    tables
}

fn packed(threads: usize, readers: usize) -> Vec<u8> {
    let dir = tempfile::tempdir().unwrap();
    // The stem of the target is the ZIP's one folder: it makes bytes.
    let out = dir.path().join("bundle-1.0.zip");
    let register = register();
    let mut options = pack::Options::default();
    options.register = Some(&register);
    let [threads, readers] = [threads, readers].map(|n| NonZeroUsize::new(n).unwrap());
    options.concurrency = Concurrency::new(threads, readers);
    pack(&Shelf, &inventory(), &act(), &[&key()], &out, &options, &()).unwrap();
    std::fs::read(out).unwrap()
}

#[test]
fn equal_inputs_give_the_kept_bytes() {
    let bytes = packed(1, 1);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/bundle-1.0.zip");
        std::fs::write(kept, &bytes).unwrap();
        return;
    }
    assert!(bytes == KEPT, "the bytes of format 1.0 changed");
    for (threads, readers) in [(3, 3), (1, 5), (5, 1)] {
        assert!(packed(threads, readers) == KEPT, "{threads} and {readers} change bytes");
    }
}

#[test]
fn the_kept_bundle_is_valid() {
    let limits = Limits::default();
    let bundle = Bundle::from_reader(Cursor::new(KEPT), "bundle-1.0.zip", &limits).unwrap();
    let register = register();
    let mut options = verify::Options::default();
    options.register = Some(&register);
    options.checked = Checked::Full;
    let found = verify(&bundle, &Trust::Key(key().public_key()), &options, &()).unwrap();
    assert_eq!(found.verdict, Verdict::Valid, "{:#?}", found.report);
    assert_eq!(found.act, Some(act().identified()));
    assert_eq!((found.payload.files, found.payload.bytes), (3, 46));
}
