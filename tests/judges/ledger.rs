//! jq, openssl and sha256sum prove a ledger by hand, as the documents say, and
//! we believe a line that they have made.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::{Key, approved};

fn handover(folder: &Path, arguments: &[&str]) -> i32 {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handover-under-test"));
    command.args(["--json", "--lang", "en"]).args(arguments).current_dir(folder);
    command.stdin(Stdio::null()).output().unwrap().status.code().unwrap()
}

/// Checks each line, and that it holds the digest of the line before.
const BY_HAND: &str = "\
n=0
while IFS= read -r line; do
    printf '%s' \"$line\" > line.json
    jq -j .signed line.json > signed.txt
    jq -r '.signatures[] | select(.key == \"'$ID'\") | .sig' line.json | base64 -d > line.sig
    openssl pkeyutl -verify -pubin -inkey \"$PEM\" -rawin -in signed.txt -sigfile line.sig >/dev/null
    test \"$(jq -r '.prev // \"none\"' signed.txt)\" = \"${prev:-none}\"
    n=$((n + 1))
    test \"$(jq -r .number signed.txt)\" = \"$n\"
    jq -r '.schema + \" \" + .event.kind' signed.txt
    prev=$(sha256sum line.json | cut -c1-64)
done < custody.jsonl
echo \"$prev\"
";

/// A further event, made without us.
const APPENDED: &str = "\
tail -n 1 custody.jsonl | tr -d '\\n' > line.json
prev=$(sha256sum line.json | cut -c1-64)
jq -j .signed line.json | jq -j -c --arg prev \"$prev\" \
    '.number += 1 | .prev = $prev | .event.seal = \"NP 3\"' > signed.txt
openssl pkeyutl -sign -inkey \"$KEY\" -rawin -in signed.txt -out line.sig
jq -c -n --rawfile signed signed.txt --arg key \"$ID\" --arg sig \"$(base64 -w0 line.sig)\" \
    '{signed: $signed, signatures: [{key: $key, sig: $sig}]}' >> custody.jsonl
";

#[test]
fn a_ledger_is_proven_by_hand_and_can_be_written_by_hand() {
    let key = Key::new();
    let place = tempfile::tempdir().unwrap();
    let here = place.path();
    let pem = key.pem();
    let private = pem.with_file_name("key");
    let (pem, private) = (pem.to_str().unwrap(), private.to_str().unwrap());
    let signed = ["--by", "Trần Thị B, Văn thư", "--key", private, "--date", "2025-07-01"];
    let open = ["custody", "open", "--as", "vn:27163@2025"];
    assert_eq!(handover(here, &[&open[..], &signed].concat()), 0);
    for seal in ["NP 1", "NP 2"] {
        let add = ["custody", "add", "seal", "--fonds", "P14", "--seal", seal];
        assert_eq!(handover(here, &[&add[..], &signed].concat()), 0);
    }
    let script = |text: &str| {
        let all = format!("set -e -o pipefail; ID={} PEM={pem} KEY={private}\n{text}", key.id());
        approved("bash", &["-c", &all], here)
    };
    let said = script(BY_HAND);
    let kinds: Vec<_> = said.lines().take(3).collect();
    let line = |kind: &str| format!("handover/custody-event/1 {kind}");
    assert_eq!(kinds, [line("open"), line("seal"), line("seal")]);

    let verify = ["custody", "verify", "--trust", pem];
    script(APPENDED);
    assert_eq!(handover(here, &verify), 0);
    assert_eq!(script(BY_HAND).lines().count(), 5);

    // What no longer holds for them does not hold for us.
    let text = fs::read_to_string(here.join("custody.jsonl")).unwrap();
    fs::write(here.join("custody.jsonl"), text.replacen("NP 1", "NP 7", 1)).unwrap();
    assert_eq!(handover(here, &verify), 1);
}
