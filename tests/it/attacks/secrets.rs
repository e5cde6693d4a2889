//! Words of secrecy: they block, and nothing that is told tells the name.

use std::path::Path;

use handover_core::bundle::Bundle;
use handover_core::error::ErrorKind;
use handover_core::finding::{Code, Finding, Report};
use handover_core::inventory::{FolderTables, NoTables, Tables};
use handover_core::limits::Limits;
use handover_core::observe::Recorder;
use handover_core::pack::{self, pack};
use handover_core::survey::Folder;
use handover_core::transfer::{Act, Clearance};
use handover_core::verify::{self, Checked, Verdict, verify};

use crate::forge::{ACT, FILES, Forge, MANIFEST, blocks, write_tree};
use crate::support::{key, least_act, pack_with, trust, verify_at};

/// A name that must be told nowhere, not even in part.
const NAME: &str = "Chuyên án Kền Kền mật";

#[track_caller]
fn tells_nothing(report: &Report, findings: &[Finding]) {
    let told = serde_json::to_string(&(report, findings)).unwrap() + &format!("{report:?}");
    for part in ["Chuyên", "chuyên", "án K", "Kền", "mật", "Mật", "MẬT"] {
        assert!(!told.contains(part), "{part:?} in {told}");
    }
}

/// Packs, and gives what was refused.
#[track_caller]
fn refused(files: &[(&str, &str)], tables: &[(&str, &str)], act: &Act) -> Report {
    let dir = tempfile::tempdir().unwrap();
    let (source, inventory) = (dir.path().join("files"), dir.path().join("inventory"));
    write_tree(&source, files);
    let tables: Box<dyn Tables> = if tables.is_empty() {
        Box::new(NoTables)
    } else {
        write_tree(&inventory, tables);
        Box::new(FolderTables::new(&inventory))
    };
    let seen = Recorder::default();
    let folder = Folder::open(&source).unwrap();
    let options = pack::Options::default();
    let out = dir.path().join("goi");
    let error = pack(&folder, &*tables, act, &[&key()], &out, &options, &seen).unwrap_err();
    assert!(!out.exists() && !dir.path().join("goi.partial").exists());
    let ErrorKind::Refused { report } = error.kind() else { panic!("{error}") };
    tells_nothing(report, &seen.findings());
    assert!(!error.to_string().contains("Kền"));
    (**report).clone()
}

fn dossiers(title: &str, description: &str) -> String {
    format!("fileCode,title,description\nP.1,{title},{description}\n")
}

#[test]
fn a_word_in_a_name_stops_the_packing() {
    let act = least_act();
    for name in [
        format!("{NAME}.pdf"),
        format!("{}/1.pdf", NAME.to_uppercase()),
        format!("a/{NAME}/b/1.pdf"),
        // Decomposed, and beside a name that cannot travel.
        format!("{}:.pdf", NAME.replace('ậ', "a\u{323}\u{302}")),
    ] {
        let report = refused(&[(&name, "x"), ("b.txt", "x")], &[], &act);
        assert_eq!(report.count(Code::SecretSuspected), 1, "{name}");
    }
}

#[test]
fn a_word_in_a_table_or_in_the_act_stops_the_packing() {
    let files = [("b.txt", "x")];
    let act = least_act();
    let text = dossiers(NAME, "");
    let report = refused(&files, &[("dossiers.csv", &text)], &act);
    assert_eq!(report.count(Code::SecretSuspected), 1);
    let level = dossiers("Hồ sơ", "TỐI MẬT");
    let report = refused(&files, &[("dossiers.csv", &level)], &act);
    assert_eq!(report.count(Code::SecretLevel), 1);
    let mut titled = act;
    titled.title = Some(NAME.to_owned());
    assert_eq!(refused(&files, &[], &titled).count(Code::SecretSuspected), 1);
}

/// The act with a clearance of each mark that `report` tells of.
fn cleared(mut act: Act, report: &Report) -> Act {
    for finding in &report.findings {
        let Some(mark) = finding.details.get("mark") else { continue };
        let mark: String = serde_json::from_value(serde_json::to_value(mark).unwrap()).unwrap();
        let by = "Trần Thị Ví Dụ".to_owned();
        act.cleared.push(Clearance { mark: mark.parse().unwrap(), by, reason: None });
    }
    act
}

#[test]
fn what_an_officer_cleared_passes_and_a_level_never_does() {
    let dir = tempfile::tempdir().unwrap();
    let files = [("Mật ong/1.txt", "x")];
    let text = dossiers("Bảo mật mạng", "");
    let act = cleared(least_act(), &refused(&files, &[("dossiers.csv", &text)], &least_act()));
    write_tree(&dir.path().join("files"), &files);
    write_tree(&dir.path().join("inventory"), &[("dossiers.csv", &text)]);
    let tables = FolderTables::new(&dir.path().join("inventory"));
    for out in [dir.path().join("goi"), dir.path().join("goi.zip")] {
        let sealed = pack_with(&dir.path().join("files"), &tables, &act, &out).unwrap();
        assert_eq!(sealed.report.count(Code::SecretClearanceUnused), 0);
        let found = verify_at(&out);
        assert_eq!((blocks(&found).as_str(), found.verdict), ("", Verdict::Valid));
        assert_eq!(found.report.count(Code::SecretCleared), 2);
    }
    let level = [("dossiers.csv", dossiers("Hồ sơ", "Mật"))];
    let level = [(level[0].0, level[0].1.as_str())];
    let files = [("b.txt", "x")];
    let act = cleared(least_act(), &refused(&files, &level, &least_act()));
    assert_eq!(refused(&files, &level, &act).count(Code::SecretLevel), 1);
}

#[test]
fn a_clearance_that_fits_nothing_is_told_by_pack_and_verify() {
    let mut act = least_act();
    let (mark, by) = ("0123456789abcdef".parse().unwrap(), "x".to_owned());
    act.cleared.push(Clearance { mark, by, reason: None });
    let forge = Forge::with(&[("b.txt", "x")], &[], &act);
    assert_eq!(forge.is_valid().report.count(Code::SecretClearanceUnused), 1);
}

/// A sealed bundle that holds a file of that name, made by another program.
fn smuggled() -> Forge {
    let forge = Forge::small();
    std::fs::rename(forge.place("data/b.txt"), forge.place(&format!("data/{NAME}.txt"))).unwrap();
    forge.list_payload();
    let row = forge.text(FILES).lines().last().unwrap().replace("b.txt", &format!("{NAME}.txt"));
    let rows = forge.text(FILES);
    let (header, rows) = rows.split_once('\n').unwrap();
    let first = rows.lines().next().unwrap();
    // In path order: `C` is before `a`.
    forge.write(FILES, format!("{header}\n{row}\n{first}\n")).reseal();
    forge
}

#[track_caller]
fn blocked_and_silent(root: &Path, codes: &str) {
    let seen = Recorder::default();
    let bundle = Bundle::open(root, &Limits::default()).unwrap();
    let mut options = verify::Options::default();
    options.checked = Checked::Full;
    let found = verify(&bundle, &trust(), &options, &seen).unwrap();
    tells_nothing(&found.report, &seen.findings());
    assert_eq!((blocks(&found).as_str(), found.verdict), (codes, Verdict::NotValid));
}

#[test]
fn whatever_else_is_wrong_with_such_a_file_its_name_is_not_told() {
    let place = format!("data/{NAME}.txt");
    let forge = smuggled();
    blocked_and_silent(&forge.root(), "secret.suspected");
    forge.write(&place, "TWO TWO");
    blocked_and_silent(&forge.root(), "payload.digest secret.suspected");
    forge.write(&place, "two");
    blocked_and_silent(&forge.root(), "bag.oxum payload.size secret.suspected");
    forge.remove(&place);
    blocked_and_silent(&forge.root(), "bag.oxum payload.missing secret.suspected");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("/", forge.place(&place)).unwrap();
        let codes = "bag.oxum payload.missing payload.unlisted secret.suspected";
        blocked_and_silent(&forge.root(), codes);
    }
    let forge = smuggled();
    forge.write(MANIFEST, forge.text(MANIFEST).replace(NAME, "x")).reseal();
    let found = forge.verify();
    tells_nothing(&found.report, &[]);
}

#[test]
fn a_zip_that_is_wrong_in_itself_does_not_tell_the_name_either() {
    let forge = smuggled();
    let entries: Vec<_> = forge.paths().into_iter().map(|p| (p.clone(), forge.read(&p))).collect();
    let zip = forge.beside("goi.zip");
    std::fs::write(&zip, super::rezipped::deflated("goi/", &entries)).unwrap();
    blocked_and_silent(&zip, "zip.compressed zip.rezipped");
}

#[test]
fn a_table_and_an_act_of_another_program() {
    let text = dossiers("Hồ sơ", "x");
    let forge = Forge::with(&[("b.txt", "x")], &[("dossiers.csv", &text)], &least_act());
    let table = "handover/inventory/dossiers.csv";
    forge.replace(table, "Hồ sơ", NAME).reseal();
    blocked_and_silent(&forge.root(), "secret.suspected");
    forge.replace(table, NAME, "Tuyệt mật").reseal();
    blocked_and_silent(&forge.root(), "secret.level");
    let forge = Forge::small();
    forge.replace(ACT, "\"giver\"", &format!("\"title\":\"{NAME}\",\"giver\"")).reseal();
    blocked_and_silent(&forge.root(), "secret.suspected");
}
