//! The programs of every office machine, and the lines that `docs/format.md`
//! gives to people.

use std::fs;
use std::path::Path;

use crate::support::{
    Key, approved, ask, bagit, each_bundle, files_below, pack_sample, printed, python, repository,
    seven_zip,
};

fn lines(path: &Path) -> usize {
    fs::read_to_string(path).unwrap().lines().count()
}

#[test]
fn openssl_verifies_the_seal_and_names_the_key() {
    let key = Key::new();
    each_bundle(&key, |_, folder, _| {
        let id = key.id();
        let (pem, sig) = (format!("signatures/{id}.pem"), format!("signatures/{id}.sig"));
        let message = "tagmanifest-sha256.txt";
        let line = ["pkeyutl", "-verify", "-pubin", "-inkey", &pem, "-rawin", "-in", message];
        let line = [&line[..], &["-sigfile", &sig]].concat();
        assert!(approved("openssl", &line, folder).contains("Verified Successfully"));
        assert_eq!(fs::read(key.pem()).unwrap(), fs::read(folder.join(pem)).unwrap());
    });
}

#[test]
fn sha256sum_and_b3sum_confirm_every_line() {
    each_bundle(&Key::new(), |_, folder, _| {
        let payload = files_below(&folder.join("data")).len();
        let tags = files_below(folder).len() - payload - 3;
        for (program, list, expected) in [
            ("sha256sum", "tagmanifest-sha256.txt", tags),
            ("sha256sum", "manifest-sha256.txt", payload),
            ("b3sum", "handover/payload-blake3.txt", payload),
        ] {
            let strict = if program == "sha256sum" { "--strict" } else { "--" };
            let arguments = ["--check", strict, list];
            let said = approved(program, &arguments, folder);
            let confirmed = said.lines().filter(|line| line.ends_with(": OK")).count();
            assert_eq!((confirmed, lines(&folder.join(list))), (expected, expected), "{said}");
        }
    });
}

#[test]
fn the_lines_for_people_in_the_format_say_yes() {
    let page = fs::read_to_string(repository().join("docs/format.md")).unwrap();
    let section = page.split("\n## 14. ").nth(1).unwrap().split("\n## ").next().unwrap();
    let blocks: Vec<_> = section.split("```\n").skip(1).step_by(2).take(2).collect();
    let key = Key::new();
    each_bundle(&key, |_, folder, _| {
        let mut answers = Vec::new();
        for line in blocks.iter().flat_map(|block| block.lines()) {
            let line = line.replace("<key-id>", &key.id());
            let output = ask("bash", &["-c", &line], folder);
            answers.push(printed(&output));
        }
        let id = format!("{}  -\n", key.id());
        let expected = [&id, "Signature Verified Successfully\n", "", "ok\n", "", "", "", ""];
        assert_eq!(answers, expected);
    });
}

#[test]
fn every_unzipper_takes_the_zip() {
    each_bundle(&Key::new(), |place, folder, _| {
        let mut names = String::new();
        for (program, arguments) in [
            ("unzip", &["-t", "gói.zip"][..]),
            (seven_zip(), &["t", "gói.zip"]),
            ("bsdtar", &["-tf", "gói.zip"]),
            ("python3", &["-m", "zipfile", "-t", "gói.zip"]),
        ] {
            let said = approved(program, arguments, place);
            assert!(!said.to_lowercase().contains("warning"), "{program}: {said}");
            if program == "bsdtar" {
                names = said;
            }
        }
        let mut expected: Vec<_> =
            files_below(folder).into_iter().map(|path| format!("gói/{path}")).collect();
        let mut names: Vec<_> = names.lines().map(str::to_owned).collect();
        expected.sort();
        names.sort();
        assert_eq!(names, expected);
    });
}

#[test]
fn bagit_py_validates_both_shapes() {
    each_bundle(&Key::new(), |place, folder, _| {
        fs::create_dir(place.join("out")).unwrap();
        approved("unzip", &["-q", "gói.zip", "-d", "out"], place);
        for bag in [folder, &place.join("out/gói")] {
            let said = approved(&bagit(), &["--validate", bag.to_str().unwrap()], place);
            assert!(said.contains("is valid"), "{said}");
        }
    });
}

#[test]
fn the_schema_of_the_act_takes_the_acts() {
    let schema = repository().join("docs/schema/transfer-1.json");
    let check = "import json, sys, jsonschema\n\
        schema = json.load(open(sys.argv[1], encoding='utf-8'))\n\
        jsonschema.Draft202012Validator.check_schema(schema)\n\
        jsonschema.Draft202012Validator(schema).validate(json.load(open(sys.argv[2], encoding='utf-8')))\n";
    let schema = schema.to_str().unwrap();
    let key = Key::new();
    each_bundle(&key, |_, folder, _| {
        approved(&python(), &["-c", check, schema, "handover/transfer.json"], folder);
    });
    let place = tempfile::tempdir().unwrap();
    pack_sample(&key, &place.path().join("goi"));
    let act = place.path().join("goi/handover/transfer.json");
    let text = fs::read_to_string(&act).unwrap().replacen("\"issue\":1", "\"issue\":0", 1);
    fs::write(&act, text).unwrap();
    let wrong = ["-c", check, schema, act.to_str().unwrap()];
    assert!(!ask(&python(), &wrong, place.path()).status.success());
}
