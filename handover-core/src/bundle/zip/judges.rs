//! The tools that a receiver has must take what we write, Vietnamese names and
//! all. A missing judge is a failure: silence is no verdict.

use std::fs;
use std::process::Command;

use super::fixture::{Part, assemble, codes};
use crate::finding::Code;

const NAMES: [&str; 4] = [
    "gói/data/Hồ sơ số 01/Quyết định số 1145-QĐ-TTg.pdf",
    "gói/data/Hồ sơ số 01/tờ trình (bản ký).docx",
    "gói/data/trống",
    "gói/handover/transfer.json",
];

/// A file of our writer, in a folder of its own.
fn archive() -> tempfile::TempDir {
    let parts = NAMES.map(|name| Part::new(name, name.repeat(name.len() % 7).as_bytes()));
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("goi.zip"), assemble(&parts)).unwrap();
    folder
}

/// Runs a judge over `goi.zip`; it must be there and say yes.
fn judge(programs: &[&str], arguments: &[&str]) -> String {
    let folder = archive();
    for program in programs {
        let mut command = Command::new(program);
        command.args(arguments).arg("goi.zip").current_dir(folder.path());
        let command = command.env("LC_ALL", "C.UTF-8").env("PYTHONUTF8", "1");
        match command.output() {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            output => {
                let output = output.unwrap();
                let text = String::from_utf8_lossy(&output.stdout).into_owned();
                let errors = String::from_utf8_lossy(&output.stderr);
                assert!(output.status.success(), "{program}: {text}{errors}");
                assert!(!format!("{text}{errors}").to_lowercase().contains("warning"), "{text}");
                return text;
            }
        }
    }
    panic!("none of {programs:?} is installed");
}

fn names_all(text: &str) {
    for name in NAMES {
        assert!(text.contains(name), "{name} is not in\n{text}");
    }
}

#[test]
fn unzip_accepts() {
    names_all(&judge(&["unzip"], &["-t"]));
}

#[test]
fn seven_zip_accepts() {
    judge(&["7zz", "7z"], &["t"]);
    names_all(&judge(&["7zz", "7z"], &["l"]));
}

#[test]
fn python_accepts() {
    judge(&["python3"], &["-m", "zipfile", "-t"]);
    names_all(&judge(&["python3"], &["-m", "zipfile", "-l"]));
}

#[test]
fn bsdtar_accepts() {
    names_all(&judge(&["bsdtar"], &["-tf"]));
}

#[test]
fn what_python_zips_again_is_named_so() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("gói");
    fs::create_dir_all(root.join("handover")).unwrap();
    fs::write(root.join("bagit.txt"), "BagIt-Version: 1.0").unwrap();
    fs::write(root.join("handover/transfer.json"), "{}").unwrap();
    let mut command = Command::new("python3");
    command.args(["-m", "zipfile", "-c", "again.zip", "gói"]).current_dir(folder.path());
    assert!(command.env("PYTHONUTF8", "1").status().unwrap().success());
    let codes = codes(&fs::read(folder.path().join("again.zip")).unwrap());
    assert!(codes.contains(&Code::ZipRezipped), "{codes:?}");
    assert!(codes.contains(&Code::ZipCompressed), "{codes:?}");
}
