//! A set of volumes from the shell.

use std::path::Path;

use handover_core::inventory::NoTables;
use handover_core::pack::{self, VolumeSize, pack};
use handover_core::signing::EncodedKey;
use handover_core::survey::Folder;
use handover_core::transfer::{Draft, read_toml};
use serde_json::Value;

use super::support::{Scratch, handover};
use crate::exit;

const ACT: &str = "giver = \"vn:27169@2024\"\nreceiver = \"vn:27163@2025\"\n\
    legal_basis = [\"Quyết định 1\"]\nsealed_on = \"2025-06-30\"\neffective_on = \"2025-07-01\"\n";

/// Three volumes and their list in `usb`, the key beside it.
fn volumes() -> Scratch {
    let folder = Scratch::new();
    for name in ["files/a", "files/b", "files/c"] {
        std::fs::create_dir_all(folder.path(name)).unwrap();
        folder.write(&format!("{name}/1.pdf"), name.repeat(30_000));
    }
    std::fs::create_dir(folder.path("usb")).unwrap();
    let stem = folder.text("k");
    let made =
        handover(&["key", "new", "--unit", "vn:27169@2024", "--out", &stem, "--no-passphrase"]);
    assert_eq!(made.code, exit::DONE, "{}", made.err);
    let key = std::fs::read_to_string(folder.path("k.key")).unwrap();
    let key = EncodedKey::parse(&key).unwrap().unlock(None).unwrap();
    let Draft::Complete(act) = read_toml(ACT, Path::new("act.toml")).unwrap() else {
        panic!("the act is complete")
    };
    let source = Folder::open(&folder.path("files")).unwrap();
    let mut options = pack::Options::default();
    options.volume_size = Some(VolumeSize::Bytes(300_000));
    let out = folder.path("usb/p14.zip");
    let sealed = pack(&source, &NoTables, &act, &[&key], &out, &options, &()).unwrap();
    assert_eq!(sealed.volumes.len(), 3);
    folder
}

fn objects(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_set_goes_round() {
    let folder = volumes();
    let (set, usb) = (folder.text("usb/p14.set.json"), folder.text("usb"));
    let trust = folder.text("k.pem");
    for path in [&set, &usb] {
        let verified = handover(&["verify", path, "--trust", &trust, "--json"]);
        assert_eq!(verified.code, exit::DONE, "{}", verified.out);
        let told = objects(&verified.out);
        let reports = told.iter().filter(|line| line["schema"] == "handover/report/1");
        assert_eq!(reports.count(), 3);
        let last = told.last().unwrap();
        assert_eq!(last["schema"], "handover/set-report/1");
        assert_eq!((&last["verdict"], &last["files"]), (&"valid".into(), &3.into()));
        assert_eq!(last["volumes"].as_array().unwrap().len(), 3);
    }
    let human = handover(&["verify", &set, "--trust", &trust, "--lang", "vi"]);
    assert!(human.out.contains("có 3 trong 3 tập"), "{}", human.out);
    assert!(human.out.contains("TẬP: ĐẦY ĐỦ, NGUYÊN VẸN, ĐÚNG NGƯỜI KÝ"), "{}", human.out);
    assert_eq!(handover(&["verify", &set]).code, exit::NO);
    let strict = handover(&["verify", &set, "--trust", &trust, "--strict"]);
    assert_eq!(strict.code, exit::NO, "files without rows warn");

    let to = folder.text("out");
    let unpacked = handover(&["unpack", &set, "--to", &to]);
    assert_eq!(unpacked.code, exit::DONE, "{}", unpacked.err);
    for (a, b) in [(&set, &to), (&to, &set), (&to, &folder.text("files"))] {
        let compared = handover(&["diff", a, b]);
        assert_eq!(compared.code, exit::DONE, "{}", compared.out);
    }
    let shown = handover(&["show", &set, "--lang", "en"]);
    assert_eq!(shown.code, exit::DONE, "{}", shown.err);
    assert!(shown.out.contains("p14-003.zip"), "{}", shown.out);
}

#[test]
fn a_volume_that_is_missing_is_named_and_found_on_another_disk() {
    let folder = volumes();
    let (set, trust) = (folder.text("usb/p14.set.json"), folder.text("k.pem"));
    std::fs::create_dir(folder.path("two")).unwrap();
    std::fs::rename(folder.path("usb/p14-002.zip"), folder.path("two/x.zip")).unwrap();
    let verified = handover(&["verify", &set, "--trust", &trust, "--json"]);
    assert_eq!(verified.code, exit::NO);
    let told = objects(&verified.out);
    let last = told.last().unwrap();
    assert_eq!((&last["verdict"], &last["missing"]), (&"incomplete".into(), &vec![2].into()));
    let missing = told.iter().find(|line| line["code"] == "volume.missing").unwrap();
    assert_eq!(missing["bundle"], set.as_str());
    let shown = handover(&["show", &set, "--json"]);
    assert_eq!(shown.code, exit::NO);
    assert!(objects(&shown.out)[0]["volumes"][1]["bundle"].is_null(), "{}", shown.out);
    let to = folder.text("out");
    assert_eq!(handover(&["unpack", &set, "--to", &to]).code, exit::NO);
    assert!(!folder.path("out").exists());

    let two = folder.text("two");
    let further = ["--volumes", &two];
    let whole = handover(&[&["verify", &set, "--trust", &trust][..], &further].concat());
    assert_eq!(whole.code, exit::DONE, "{}", whole.out);
    assert_eq!(handover(&[&["show", &set][..], &further].concat()).code, exit::DONE);
    assert_eq!(handover(&[&["unpack", &set, "--to", &to][..], &further].concat()).code, exit::DONE);
}

#[test]
fn a_set_keeps_its_journals_in_a_folder() {
    let folder = volumes();
    let (set, trust) = (folder.text("usb/p14.set.json"), folder.text("k.pem"));
    let journals = folder.text("journals");
    for files in [0, 3] {
        let call = ["verify", &set, "--trust", &trust, "--journal", &journals, "--json"];
        let verified = handover(&call);
        assert_eq!(verified.code, exit::DONE, "{}", verified.err);
        assert_eq!(objects(&verified.out).last().unwrap()["resumed"]["files"], files);
    }
}

#[test]
fn two_lists_in_one_folder_want_a_name() {
    let folder = volumes();
    std::fs::copy(folder.path("usb/p14.set.json"), folder.path("usb/p15.set.json")).unwrap();
    let told = handover(&["verify", &folder.text("usb"), "--lang", "vi"]);
    assert_eq!(told.code, exit::UNFINISHED);
    assert!(told.err.contains("nhiều danh sách"), "{}", told.err);
}
