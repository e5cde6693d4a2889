//! openssl and jq prove trust lists and witnesses by hand, sign what we read,
//! and sign for us; the schemas take the signed texts.

// The example is judged as it stands; its `main` is for people.
#[allow(dead_code)]
#[path = "../../examples/openssl_signer.rs"]
mod openssl_signer;

use std::fs;
use std::path::Path;
use std::process::Command;

use handover_core::limits::Limits;
use handover_core::signing::{SignedTrustList, Witness};

use crate::support::{Key, approved, ask, pack_sample, python, repository};

fn handover(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_handover-under-test"))
        .args(["--lang", "en"])
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    let text = crate::support::printed(&output);
    assert!(output.status.success(), "{text}");
    text
}

/// A list and a witness by keys that openssl made.
fn made() -> (tempfile::TempDir, Key) {
    let (place, root) = (tempfile::tempdir().unwrap(), Key::new());
    let here = place.path();
    root.copy_to(here, "root");
    let add = ["trust", "add", "trust.toml", "--key", "root.pem", "--agency", "vn:79@2025"];
    let who = ["--person", "Lê Văn A", "--title", "Chánh Văn phòng", "--role", "witness"];
    let days = ["--from", "2025-01-01", "--until", "2030-12-31"];
    handover(here, &[&add[..], &who, &days].concat());
    let sign = ["trust", "sign", "trust.toml", "--key", "root.key", "--out", "trust.json"];
    handover(here, &[&sign[..], &["--date", "2025-06-01"]].concat());
    pack_sample(&root, &here.join("goi"));
    let witness = ["witness", "goi", "--key", "root.key", "--as", "vn:79@2025"];
    let more = ["--date", "2025-07-01", "--out", "witness.json"];
    handover(here, &[&witness[..], &more].concat());
    (place, root)
}

#[test]
fn lists_and_witnesses_are_proved_by_hand() {
    let (place, root) = made();
    for (file, key) in [("trust.json", ".root"), ("witness.json", ".key")] {
        // Only the root's fingerprint is known from elsewhere.
        let lines = format!(
            "set -e -o pipefail\n\
             jq -j .signed {file} > text\n\
             jq -r .signatures[0].sig {file} | base64 -d > sig\n\
             jq -r {key} text | base64 -d > key.der\n\
             test \"$(sha256sum key.der | cut -c1-64)\" = {id}\n\
             test \"$(jq -r .signatures[0].key {file})\" = {id}\n\
             openssl pkeyutl -verify -pubin -keyform DER -inkey key.der -rawin -in text -sigfile sig",
            id = root.id()
        );
        approved("bash", &["-c", &lines], place.path());
        let honest = fs::read_to_string(place.path().join(file)).unwrap();
        fs::write(place.path().join(file), honest.replacen("2025-", "2024-", 1)).unwrap();
        assert!(!ask("bash", &["-c", &lines], place.path()).status.success(), "{file}");
    }
}

#[test]
fn what_openssl_signs_is_read() {
    let (place, root) = made();
    let here = place.path();
    for file in ["trust.json", "witness.json"] {
        let lines = format!(
            "set -e -o pipefail\n\
             jq -j .signed {file} | sed 's/2025-0[67]-01/2025-06-02/' > text\n\
             openssl pkeyutl -sign -rawin -inkey root.key -in text -out sig\n\
             jq -c -n --rawfile text text --arg key {} --arg sig \"$(base64 -w0 sig)\" \
             '{{signed: $text, signatures: [{{key: $key, sig: $sig}}]}}' > {file}.new",
            root.id()
        );
        approved("bash", &["-c", &lines], here);
    }
    let text = |name: &str| fs::read_to_string(here.join(name)).unwrap();
    let list = SignedTrustList::read(&text("trust.json.new"), &Limits::default()).unwrap();
    assert_eq!(list.list().day.to_string(), "2025-06-02");
    let witness = Witness::read(&text("witness.json.new"), &Limits::default()).unwrap();
    assert_eq!(witness.on.to_string(), "2025-06-02");
    let digest = approved("sha256sum", &["goi/tagmanifest-sha256.txt"], here);
    assert_eq!(witness.digest.to_string(), digest[..64]);
}

#[test]
fn the_schemas_take_the_signed_texts() {
    let (place, _root) = made();
    let check = "import json, sys, jsonschema\n\
        schema = json.load(open(sys.argv[1], encoding='utf-8'))\n\
        jsonschema.Draft202012Validator.check_schema(schema)\n\
        text = json.loads(json.load(open(sys.argv[2], encoding='utf-8'))['signed'])\n\
        jsonschema.Draft202012Validator(schema).validate(text)\n\
        text['more'] = 1\n\
        assert not jsonschema.Draft202012Validator(schema).is_valid(text)\n";
    for kind in ["trust", "witness"] {
        let schema = repository().join(format!("docs/schema/{kind}-1.json"));
        let file = format!("{kind}.json");
        let arguments = ["-c", check, schema.to_str().unwrap(), &file];
        approved(&python(), &arguments, place.path());
    }
}

#[test]
fn the_openssl_program_signs_for_us() {
    let (place, root) = made();
    let here = place.path();
    let out = here.join("token");
    openssl_signer::pack_sample(here.join("root.key"), &out).unwrap();
    let said = handover(here, &["verify", "token", "--fingerprint", &root.id()]);
    assert!(said.contains("VALID: COMPLETE"), "{said}");
}
