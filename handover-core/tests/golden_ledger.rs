//! Custody ledgers of version 1: what is kept stays readable, and equal inputs
//! give its very bytes.
//!
//! A difference here is a change of the format: see CONTRIBUTING.md first.

use std::fs;
use std::path::Path;

use handover_core::custody::Event;
use handover_core::description::Day;
use handover_core::ledger::{Ledger, Opening, Options, TrustedKeys, Verdict, verify};
use handover_core::limits::Limits;
use handover_core::signing::{EncodedKey, PrivateKey, Signer};

const LEDGER: &str = include_str!("golden/ledger-1.jsonl");
/// By an early 0.1, whose events did not name their keys.
const EARLY: &str = include_str!("golden/ledger-1-unnamed-keys.jsonl");

/// An event of every kind behind the opening; together they have every member.
const EVENTS: [&str; 14] = [
    "kind = 'transfer'\nact = { number = '1/BBBG', day = '2025-07-01' }\nfrom = 'vn:27163@2025'\n\
     to = 'vn:79@2025/luu-tru-lich-su'\ncovers = [{ fonds = 'P14' }]\n\
     bundle = '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881'",
    "kind = 'receipt'\nfrom = 'vn:27169@2024'\nto = 'vn:27163@2025'\n\
     receipt = '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881'",
    "kind = 'refusal'\nfrom = 'vn:27169@2024'\nto = 'vn:27163@2025'\nnote = 'ẩm, \"mốc\"'\n\
     covers = [{ containers = ['01', { from = '03', to = '12' }] }]",
    "kind = 'return'\nfrom = 'vn:27163@2025'\nto = 'vn:79@2025'\n\
     covers = [{ fonds = 'P14', dossiers = [{ from = 'HS.08', to = 'HS.11' }, 'HS.20'] }]",
    "kind = 'loan'\nfrom = 'vn:27163@2025'\nborrower = 'Trường Đại học A'\nuntil = '2025-12-31'\n\
     covers = [{ dossiers = ['HS.1'] }]",
    "kind = 'move'\nregime = 'store'\nplace = 'Kho 2, giá 3'\ncovers = [{ fonds = 'P14' }]",
    "kind = 'seal'\nseal = 'NP 1'\ncovers = [{ containers = ['01'] }]\n\
     cleared = [{ mark = 'b50119b602007629', by = 'Lê Văn C, cán bộ bảo mật' }]",
    "kind = 'unseal'\ncovers = [{ containers = ['01'] }]",
    "kind = 'incident'\ncovers = [{ dossiers = ['HS.5'] }]\n[incident]\nwhat = 'lost'\n\
     record = { number = '7/BB', day = '2025-07-02' }\n\
     answers = { name = 'Lê Văn C', title = 'Thủ kho' }",
    "kind = 'incident'\ncovers = [{ dossiers = ['HS.5'] }]\n[incident]\nwhat = 'found'\n\
     record = { number = '8/BB', day = '2025-07-02' }\n\
     answers = { name = 'Lê Văn C', title = 'Thủ kho' }",
    "kind = 'destruction'\ncovers = [{ dossiers = ['HS.4'] }]\n\
     act = { number = '12/QĐ', day = '2025-07-01', sha256 = '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881' }\n\
     council_minutes = { number = '1/BB', day = '2025-07-01', sha256 = '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881' }\n\
     handover_minutes = { number = '2/BB', day = '2025-07-01' }\n\
     destruction_minutes = { number = '3/BB', day = '2025-07-01', sha256 = '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881' }",
    "kind = 'declassification'\nact = { number = '13/QĐ', day = '2025-07-01' }\n\
     covers = [{ dossiers = ['HS.6'] }]",
    "kind = 'conversion'\ncovers = [{ dossiers = ['HS.7'] }]",
    "kind = 'renewal'\n[renewal]\n\
     old = '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881'\n\
     algorithm = 'sha3-512'\nnew = 'ab'",
];

fn key() -> PrivateKey {
    EncodedKey::parse(include_str!("golden/key.pem")).unwrap().unlock(None).unwrap()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn event(text: &str) -> Event {
    // Members stand before the tables.
    let by = "by = [{ name = 'Trần Thị B', title = 'Văn thư' }]\n";
    Event::from_toml(&(by.to_owned() + text), Path::new("event.toml")).unwrap()
}

fn made() -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("custody.jsonl");
    let opening = event(
        "kind = 'open'\n[predecessor]\nledger = 'ffeeddccbbaa99887766554433221100'\ncount = 3\n\
         digest = '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881'",
    );
    let opening = Opening {
        id: "00112233445566778899aabbccddeeff".parse().unwrap(),
        agency: "vn:27163@2025".parse().unwrap(),
        day: day("2025-07-01"),
        event: opening,
    };
    Ledger::create(&path, opening, &[&key()]).unwrap();
    let (mut ledger, _) = Ledger::open(&path, &Limits::default(), &()).unwrap();
    for text in EVENTS {
        ledger.append(event(text), day("2025-07-02"), &[&key()]).unwrap();
    }
    fs::read_to_string(path).unwrap()
}

fn check(ledger: &str) -> Verdict {
    let (trust, options) = (TrustedKeys::new([key().public_key()]), Options::default());
    let path = Path::new("custody.jsonl");
    verify(ledger.as_bytes(), path, Some(&trust), &[], |_| Ok(()), &options, &()).unwrap()
}

#[test]
fn equal_inputs_give_the_kept_bytes() {
    let made = made();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
        fs::write(folder.join("ledger-1.jsonl"), &made).unwrap();
        return;
    }
    assert_eq!(made, LEDGER);
}

#[test]
fn what_is_kept_is_read() {
    for (ledger, events) in [(LEDGER, 15), (EARLY, 2)] {
        let verdict = check(ledger);
        assert!(verdict.report.passes(), "{:?}", verdict.report);
        assert_eq!(verdict.events, events);
    }
    assert!(LEDGER.contains("signed_by") && !EARLY.contains("signed_by"));
}
