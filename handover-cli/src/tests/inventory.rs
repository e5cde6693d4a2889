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
fn the_wrong_folder_is_no_sound_inventory() {
    let folder = world();
    let (files, out) = (folder.text("files"), folder.text("out"));
    for more in [&["check"][..], &["totals"], &["export", "--form", "csv", "--out", &out]] {
        let call = [&["--lang", "en", "inventory"], &more[..1], &[files.as_str()], &more[1..]];
        let refused = handover(&call.concat());
        assert_eq!(refused.code, exit::UNFINISHED, "{more:?}");
        assert!(refused.err.contains("files is no inventory folder"), "{}", refused.err);
    }
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

/// Words that stand in names, titles and headings under suspicion.
const SECRET: [&str; 3] = ["Kền", "kền", "phòng thủ"];

/// An inventory, a list and files that speak of secrets in every place.
fn secret_world() -> Scratch {
    let folder = Scratch::new();
    for dir in ["tables", "files", "files/Chuyên án Kền tuyệt mật", "files/A"] {
        std::fs::create_dir(folder.path(dir)).unwrap();
    }
    folder.write("files/Chuyên án Kền tuyệt mật/1.pdf", "x");
    folder.write("files/A/Kế hoạch phòng thủ Tối mật.PDF", "x");
    folder.write("files/A/2.pdf", "x");
    let fonds = "fonds,name,startDate\nKền tuyệt mật,Phông phòng thủ tối mật,1999-01-01\n";
    folder.write("tables/fonds.csv", fonds);
    let dossiers = "fonds,fileCode,title,startDate,description,Kền tối mật\n\
                    Kền tuyệt mật,A.1,Kế hoạch phòng thủ tuyệt mật,2001,x,y\n\
                    Kền tuyệt mật,A.1,Kền,3001,Tối mật,y\nF,Kền mật,Thường,2001\n";
    folder.write("tables/dossiers.csv", dossiers);
    let documents = "dossier,path,subject,issuedDate\n\
                     A.1,A/Ke hoach phong thu toi mat.pdf,Kế hoạch phòng thủ Tối mật,1/2/3\n\
                     A.1,Chuyên án Kền Tuyệt mật/1.pdf,Thường,2001\nKền mật,A/2.PDF,Mật,2002\n";
    folder.write("tables/documents.csv", documents);
    let list = "Chuyên án Kền tuyệt mật;;;\nHồ sơ số;Tiêu đề hồ sơ;Kền tối mật;Thời gian tài liệu\n\
                01;Kế hoạch phòng thủ tuyệt mật;x;2001\n02;Kền;Tối mật;2001\n\
                03;;Kền tuyệt mật;\nKền tuyệt mật năm 2002;;;\n04;Hai;x;2002;Kền mật\n";
    folder.write("list.csv", list);
    folder
}

#[test]
fn no_command_of_the_group_tells_what_is_under_suspicion() {
    for style in [&["--lang", "en"][..], &["--lang", "vi"], &["--json"], &["--quiet"]] {
        let folder = secret_world();
        let (tables, files) = (folder.text("tables"), folder.text("files"));
        let (list, out) = (folder.text("list.csv"), |name: &str| folder.text(name));
        let runs: &[(&[&str], u8)] = &[
            (&["import", &list, "--out", &out("a")], exit::NO),
            (&["import", "--from-files", &files, "--out", &out("b")], exit::NO),
            (&["check", &tables], exit::NO),
            (&["check", &tables, "--files", &files, "--profile", "archive"], exit::NO),
            (&["check", &tables, "--files", &files, "--fix-paths", &out("c")], exit::NO),
            (&["scans", &files], exit::NO),
            (&["totals", &tables, "--files", &files], exit::NO),
            (&["export", &tables, "--form", "nd30", "--out", &out("d.xlsx")], exit::NO),
            (&["export", &tables, "--form", "tt05", "--out", &out("e")], exit::NO),
            (&["export", &tables, "--form", "csv", "--out", &out("f.xlsx")], exit::NO),
        ];
        for (run, code) in runs {
            let arguments = [style, &["inventory"], run].concat();
            let told = handover(&arguments);
            assert_eq!(told.code, *code, "{arguments:?}: {}{}", told.out, told.err);
            for word in SECRET {
                for text in [&told.out, &told.err] {
                    assert!(!text.contains(word), "{word} in {arguments:?}: {text}");
                }
            }
        }
        for refused in ["c", "d.xlsx", "e", "f.xlsx"] {
            assert!(!folder.path(refused).exists(), "{refused}");
        }
    }
}
