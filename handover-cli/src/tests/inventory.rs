//! Checking and summing up inventories: exit codes, refusals, JSON.

use super::support::{Scratch, handover};
use crate::exit;

/// A folder with tables and one file that a row misses by its case.
fn world() -> Scratch {
    let folder = Scratch::new();
    std::fs::create_dir(folder.path("tables")).unwrap();
    std::fs::create_dir(folder.path("files")).unwrap();
    folder.write("tables/dossiers.csv", "fileCode,title,startDate\nA.1,x,2001\n");
    folder.write("tables/documents.csv", "dossier,path,subject\nA.1,B.pdf,y\n");
    folder.write("files/b.pdf", "x");
    folder
}

#[test]
fn the_profile_says_what_is_a_no() {
    let folder = world();
    let tables = folder.text("tables");
    let check = |profile: &str| handover(&["inventory", "check", &tables, "--profile", profile]);
    assert_eq!(check("tt05").code, exit::DONE);
    assert_eq!(check("archive").code, exit::NO, "retention is not stated");
    let mine = "schema = \"handover/profile/1\"\nname = \"x\"\ntitle = \"Của\u{202e} tôi\"\n";
    let path = folder.write("mine.toml", mine);
    let own = check(&path);
    assert!(own.out.contains("Của\\u{202e} tôi"), "{}", own.out);
    let wrong = folder.write("wrong.toml", format!("{mine}[severty]\n"));
    let refused = handover(&["--lang", "vi", "inventory", "check", &tables, "--profile", &wrong]);
    assert_eq!((refused.code, refused.out.as_str()), (exit::UNFINISHED, ""));
    assert!(
        refused.err.contains("wrong.toml") && refused.err.contains("dòng 4"),
        "{}",
        refused.err
    );
    assert!(refused.err.contains("docs/vi/inventory-check.md"), "{}", refused.err);
    assert_eq!(check("nowhere").code, exit::UNFINISHED);
}

#[test]
fn corrected_tables_stand_apart_and_replace_nothing() {
    let folder = world();
    let (tables, files) = (folder.text("tables"), folder.text("files"));
    let fix = |out: &str| {
        handover(&["inventory", "check", &tables, "--files", &files, "--fix-paths", out])
    };
    let out = folder.text("fixed");
    assert_eq!(fix(&out).code, exit::NO, "what was read is as it was");
    let fixed = std::fs::read_to_string(folder.path("fixed/documents.csv")).unwrap();
    assert_eq!(fixed, "dossier,path,subject\nA.1,b.pdf,y\n");
    let again = handover(&["inventory", "check", &out, "--files", &files]);
    assert_eq!(again.code, exit::DONE, "{}", again.out);
    assert_eq!(fix(&out).code, exit::UNFINISHED, "it is there already");
    assert_eq!(fix(&folder.text("files/inside")).code, exit::UNFINISHED);
    assert_eq!(fix(&folder.text("tables/inside")).code, exit::UNFINISHED);
    let alone = handover(&["inventory", "check", &tables, "--fix-paths", &folder.text("x")]);
    assert_eq!(alone.code, exit::USAGE, "{}", alone.err);
    folder.write("tables/documents.csv", "dossier,path,subject\nA.1,B.pdf,Vụ tối mật\n");
    let secret = fix(&folder.text("secret"));
    assert_eq!(secret.code, exit::NO);
    assert!(!secret.out.contains("Vụ") && !secret.err.contains("Vụ"), "{}", secret.out);
    assert!(!folder.path("secret").exists());
}

#[test]
fn totals_for_programs_have_their_integers_at_the_top() {
    let folder = world();
    let (tables, files) = (folder.text("tables"), folder.text("files"));
    let told = handover(&["--json", "inventory", "totals", &tables, "--files", &files]);
    assert_eq!(told.code, exit::DONE);
    let line = told.out.lines().last().unwrap();
    let json: serde_json::Value = serde_json::from_str(line).unwrap();
    let number = |name: &str| json[name].as_u64().unwrap();
    assert_eq!((number("dossiers"), number("documents"), number("files")), (1, 1, 1));
    assert_eq!(handover(&["inventory", "totals", &folder.text("none")]).code, exit::UNFINISHED);
}
