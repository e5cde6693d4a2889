//! What the command prints for programs follows the schemas of `docs/schema`.

use std::path::Path;
use std::process::{Command, Stdio};
use std::{fs, str};

use handover_core::signing::EncodedKey;

use crate::support::{approved, ask, pack_volumes, python, repository, sample};

/// Holds lines against the schema that each names; prints the names.
const CHECK: &str = "\
import json, pathlib, sys, jsonschema
schemas = {}
for path in pathlib.Path(sys.argv[1]).glob('*.json'):
    schema = json.loads(path.read_text(encoding='utf-8'))
    jsonschema.Draft202012Validator.check_schema(schema)
    schemas[schema['title']] = jsonschema.Draft202012Validator(schema)
seen = set()
for line in open(sys.argv[2], encoding='utf-8'):
    value = json.loads(line)
    schemas[value['schema']].validate(value)
    seen.add(value['schema'])
    if value['schema'] in ('handover/overview/1', 'handover/set-overview/1') and value['act']:
        schemas['handover/transfer/1'].validate(value['act'])
print(' '.join(sorted(seen)))
";

/// Objects of both streams, a line each; standard output has nothing else.
fn objects(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handover-under-test"));
    command.args(["--json", "--lang", "en"]).args(arguments).current_dir(folder);
    let output = command.stdin(Stdio::null()).output().unwrap();
    let out = str::from_utf8(&output.stdout).unwrap();
    assert!(out.lines().all(|line| line.starts_with('{')), "{arguments:?}: {out}");
    let err = str::from_utf8(&output.stderr).unwrap();
    let told = out.lines().chain(err.lines().filter(|line| line.starts_with('{')));
    let told = told.collect::<Vec<_>>().join("\n");
    assert!(!told.is_empty(), "{arguments:?}: {err}");
    told + "\n"
}

const BY_LIST: [&str; 6] = ["--trust", "trust.json", "--root", "root.pem", "--date", "2025-06-30"];

fn tell_units_and_plans(run: &mut dyn FnMut(&[&str]), tables: &str) {
    run(&["unit", "find", "hoa hung"]);
    run(&["unit", "show", "27169"]);
    run(&["unit", "show", "nowhere at all"]);
    run(&["unit", "successors", "vn:27169@2024"]);
    run(&["unit", "history", "vn:02@2024"]);
    run(&["unit", "successors", "vn:771@2024"]);
    run(&["unit", "successors", "vn:27169@2024", "--on", "2026-01-01"]);
    run(&["plan", "routes", "--province", "vn:77@2024"]);
    run(&["plan", "routes", "--unit", "vn:27169@2024", "--out", "routes.csv"]);
    run(&["plan", "state", "--inventory", tables]);
    run(&["plan", "digitise", "--inventory", tables, "--out", "plan"]);
    run(&["plan", "progress", "--plan", "plan", "--inventory", tables, "--date", "2025-06-30"]);
    run(&["report", "--plan", "plan", "--routes", "routes.csv", "--out", "page.html"]);
}

fn tell_trust(run: &mut dyn FnMut(&[&str])) {
    let key = ["--key", "k.pem", "--agency", "vn:27169@2024", "--person", "A", "--title", "B"];
    let days = ["--role", "seal", "--role", "witness", "--from", "2025-01-01"];
    let days = [&days[..], &["--until", "2025-06-30", "--threshold", "1"]].concat();
    run(&["key", "new", "--unit", "vn:79@2025", "--no-passphrase", "--out", "root"]);
    run(&[&["trust", "add", "trust.toml"], &key[..], &days].concat());
    run(&["trust", "revoke", "trust.toml", "--key", "k.pem", "--ceased", "2025-07-01"]);
    run(&["trust", "list", "trust.toml"]);
    let sign = ["trust", "sign", "trust.toml", "--key", "root.key", "--out", "trust.json"];
    run(&[&sign[..], &["--next-root", "root.pem", "--date", "2025-06-01"]].concat());
    run(&["trust", "list", "trust.json", "--root", "root.pem"]);
    let witness = ["witness", "goi", "--key", "k.key", "--as", "vn:27169@2024"];
    run(&[&witness[..], &["--out", "witness.json", "--date", "2025-06-30"]].concat());
    run(&[&["verify", "goi", "--witness", "witness.json"], &BY_LIST[..]].concat());
    run(&[&["verify", "witness.json"], &BY_LIST[..]].concat());
    run(&["verify", "witness.json"]);
    run(&["verify", "goi", "--trust", "trust.json"]);
}

/// A ledger and every question that is asked of it.
fn custody(run: &mut dyn FnMut(&[&str]), tables: &str, files: &str) {
    let written = ["--by", "Trần Thị B, Văn thư", "--key", "k.key", "--date", "2025-07-01"];
    let on = ["--date", "2025-08-01"];
    run(&[&["custody", "open", "--as", "vn:27163@2025"], &written[..]].concat());
    let lost = ["custody", "add", "incident", "--what", "lost", "--record", "07/BB, 2025-07-01"];
    let of = ["--answers", "Lê Văn C, Thủ kho", "--dossiers", "P14Q10.1988.01.VP"];
    run(&[&lost[..], &of, &written].concat());
    let loan = ["custody", "add", "loan", "--from", "vn:27163@2025", "--borrower", "Bảo tàng"];
    let of = ["--until", "2025-12-31", "--dossiers", "P14Q10.2001.01..P14Q10.2001.09"];
    run(&[&loan[..], &of, &written].concat());
    run(&["custody", "add", "seal"]);
    run(&["custody", "log", "--trust", "k.pem"]);
    run(&["custody", "log"]);
    run(&["custody", "head"]);
    run(&["custody", "verify", "--trust", "k.pem"]);
    run(&["custody", "verify"]);
    run(&["custody", "who", "P14Q10.1988.01.VP", "--on", "2025-08-01"]);
    run(&["custody", "who", "nothing", "--on", "2025-08-01"]);
    let audit = ["custody", "audit", "--inventory", tables, "--trust", "k.pem"];
    run(&[&audit[..], &on, &["--files", files, "--with-titles"]].concat());
    run(&[&audit[..], &on, &["--files", "goi"]].concat());
    let diff = ["diff", files, "goi/handover", "--ledger", "custody.jsonl", "--inventory", tables];
    run(&[&diff[..], &on, &["--trust", "k.pem"]].concat());
}

/// A receipt, and a refusal, and every way to look at one.
fn tell_receipts(run: &mut dyn FnMut(&[&str])) {
    let receive = ["receive", "goi", "--trust", "k.pem", "--date", "2025-07-01"];
    let signed = ["--key", "k.key", "--as", "vn:27163@2025", "--by", "Trần Thị B, Văn thư"];
    let signed = [&receive[..], &signed].concat();
    let ledger = ["--ledger", "custody.jsonl", "--receipts", "."];
    run(&["receive", "goi", "--draft", "--out", "receipt.toml"]);
    run(&[&signed[..], &["--refuse", "Hộp ướt", "--out", "no.json"], &ledger].concat());
    let form = ["--accept", "--form", "receipt.toml", "--out", "receipt.json"];
    run(&[&signed[..], &form, &ledger].concat());
    run(&[&signed[..], &["--accept", "--out", "again.json"], &ledger].concat());
    run(&["minutes", "receipt.json", "--trust", "k.pem", "--out", "answer.docx"]);
    run(&["minutes", "no.json", "--out", "no.html"]);
    run(&["verify", "receipt.json", "no.json", "--trust", "k.pem"]);
    run(&["verify", "receipt.json", "--ledger", "custody.jsonl"]);
    run(&["custody", "verify", "--receipts", ".", "--trust", "k.pem"]);
}

#[test]
fn every_object_follows_its_schema() {
    let place = tempfile::tempdir().unwrap();
    let here = place.path();
    let sample = sample();
    let at = |name: &str| sample.join(name).to_str().unwrap().to_owned();
    let (act, files, tables) = (at("transfer.toml"), at("files"), at("inventory"));
    let key = ["key", "new", "--unit", "vn:27169@2024", "--no-passphrase", "--out", "k"];
    let draft = ["transfer", "new", "--from", "vn:27169@2024", "--to", "vn:27163@2025"];
    let inputs = ["--transfer", &act, "--files", &files, "--inventory", &tables];
    let mut told = String::new();
    let mut run = |arguments: &[&str]| told.push_str(&objects(here, arguments));
    tell_units_and_plans(&mut run, &tables);
    run(&key);
    run(&["key", "show", "k.pem"]);
    run(&[&draft[..], &["--date", "2025-06-30", "--out", "draft"]].concat());
    run(&["inventory", "check", &tables]);
    run(&["inventory", "check", &tables, "--files", &files, "--fix-paths", "fixed"]);
    run(&["inventory", "totals", &tables]);
    run(&["inventory", "totals", &tables, "--files", &files]);
    run(&["survey", &files, "--out", "s"]);
    run(&["inventory", "export", &tables, "--form", "tt05", "--out", "list.xlsx"]);
    run(&["inventory", "import", "list.xlsx", "--out", "tables"]);
    run(&["inventory", "import", "--from-files", &files, "--out", "skeleton"]);
    run(&[&["pack"], &inputs[..], &["--key", "k.key", "--out", "goi"]].concat());
    run(&["pack", "--transfer", "draft", "--files", &files, "--key", "k.key", "--out", "x"]);
    run(&["show", "goi"]);
    run(&["show", "goi", "--with-titles"]);
    run(&["minutes", "goi", "--out", "goi.docx"]);
    run(&["verify", "goi", "--trust", "k.pem"]);
    run(&["unpack", "goi", "--to", "out"]);
    run(&["diff", "goi", "out"]);
    run(&["inventory", "scans", &files]);
    let merge = ["merge", "goi", "--into", "vn:27163@2025", "--trust", "k.pem", "--out", "held"];
    run(&[&merge[..], &["--date", "2025-07-01"]].concat());
    run(&[&merge[..], &["--date", "2025-07-01"]].concat());
    run(&[&merge[..], &["--date", "2025-06-30"]].concat());
    run(&["show", "held", "--with-titles"]);
    run(&["diff", "held", "out"]);
    custody(&mut run, &tables, &files);
    tell_receipts(&mut run);

    tell_trust(&mut run);
    run(&["release", "goi", "--receipt", "receipt.json", "--trust", BY_LIST[1]]);
    run(&["plan", "transfers", "--routes", "routes.csv", "--receipts", "."]);
    let key = EncodedKey::parse(&fs::read_to_string(here.join("k.key")).unwrap()).unwrap();
    fs::create_dir(here.join("usb")).unwrap();
    pack_volumes(&key.unlock(None).unwrap(), &here.join("usb/p14.zip"));
    run(&["verify", "usb", "--trust", "k.pem"]);
    run(&[&["verify", "usb"], &BY_LIST[..]].concat());
    run(&["verify", "usb/p14.set.json", "--trust", "k.pem", "--journal", "journals"]);
    run(&["show", "usb"]);
    fs::remove_file(here.join("usb/p14-001.zip")).unwrap();
    run(&["verify", "usb"]);
    run(&["show", "usb", "--with-titles"]);
    fs::write(here.join("usb/p14.set.json"), "{}").unwrap();
    run(&["verify", "usb"]);
    run(&["show", "usb"]);

    // Every kind of change, of place and of verdict.
    let first = "01 Biên bản họp 1988/P14Q10.1988.01.VP.001.pdf";
    let second = "01 Biên bản họp 1988/P14Q10.1988.01.VP.002.pdf";
    let out = here.join("out");
    fs::copy(out.join(first), out.join("copy.pdf")).unwrap();
    fs::rename(out.join(second), out.join("moved.pdf")).unwrap();
    fs::write(out.join("CSDL/văn bản đi, đến 2025.csv"), "changed").unwrap();
    fs::remove_file(out.join("Chưa vào mục lục/ghi chú kho.txt")).unwrap();
    fs::create_dir(out.join("new")).unwrap();
    fs::write(out.join("Báo cáo mật.txt"), "x").unwrap();
    run(&["diff", "goi", "out"]);
    run(&["survey", "out", "--out", "s2"]);
    fs::write(out.join("new/x.pdf"), "%PDF-1.4").unwrap();
    run(&["inventory", "scans", "out"]);
    run(&["verify", "goi"]);
    fs::remove_file(here.join("goi/data").join(first)).unwrap();
    fs::write(here.join("no.zip"), "x").unwrap();
    fs::create_dir(here.join("none")).unwrap();
    run(&["verify", "goi", "no.zip", "none", "nothing"]);
    run(&["show", "none"]);
    run(&["unpack", "goi", "--to", "out2"]);
    run(&["no-such-command"]);
    assert!(!told.contains("mật.txt"), "a name under suspicion is told");

    fs::write(here.join("told"), &told).unwrap();
    let schemas = repository().join("docs/schema");
    let check = ["-c", CHECK, schemas.to_str().unwrap(), "told"];
    let seen = approved(&python(), &check, here);
    // What is signed is no object of its own; acts are held against theirs above.
    let signed_texts = ["transfer-1.json", "trust-1.json", "witness-1.json", "receipt-1.json"];
    let mut expected: Vec<String> = fs::read_dir(&schemas)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter(|name| !signed_texts.contains(&&**name))
        .map(|name| format!("handover/{}/1", name.trim_end_matches("-1.json")))
        .collect();
    expected.sort();
    assert_eq!(seen.trim(), expected.join(" "), "an object without a schema, or the reverse");

    // The schemas are no empty promise.
    fs::write(here.join("told"), told.replace("\"severity\":\"block\"", "\"severity\":1")).unwrap();
    assert!(!ask(&python(), &check, here).status.success());
}
