//! jq, openssl and sha256sum prove a ledger by hand, as the documents say, and
//! we believe a line that they have made.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::{Key, approved, ask, repository};

fn handover(folder: &Path, arguments: &[&str]) -> i32 {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handover-under-test"));
    command.args(["--json", "--lang", "en"]).args(arguments).current_dir(folder);
    command.stdin(Stdio::null()).output().unwrap().status.code().unwrap()
}

/// The lines that the format gives to whoever checks a ledger without us.
fn by_hand() -> String {
    let format = fs::read_to_string(repository().join("docs/format.md")).unwrap();
    let (_, section) = format.split_once("### 11.4 Custody ledger").unwrap();
    let (_, block) = section.split_once("```bash\n").unwrap();
    block.split_once("```").unwrap().0.to_owned()
}

/// A further event, made without us.
const APPENDED: &str = "\
tail -n 1 custody.jsonl | tr -d '\\n' > line.json
prev=$(sha256sum line.json | cut -c1-64)
jq -j .signed line.json | jq -j -c --arg prev \"$prev\" \
    --arg key \"$ID\" '.number += 1 | .prev = $prev | .signed_by = [$key] | .event.seal = \"NP 3\"' \
    > signed.txt
openssl pkeyutl -sign -inkey \"$KEY\" -rawin -in signed.txt -out line.sig
jq -c -n --rawfile signed signed.txt --arg key \"$ID\" --arg sig \"$(base64 -w0 line.sig)\" \
    '{signed: $signed, signatures: [{key: $key, sig: $sig}]}' >> custody.jsonl
";

#[test]
fn a_ledger_is_proven_by_hand_and_can_be_written_by_hand() {
    let (key, second) = (Key::new(), Key::new());
    let place = tempfile::tempdir().unwrap();
    let here = place.path();
    let pem = key.pem();
    let private = pem.with_file_name("key");
    let (pem, private) = (pem.to_str().unwrap(), private.to_str().unwrap());
    let signed = ["--by", "Trần Thị B, Văn thư", "--key", private, "--date", "2025-07-01"];
    let open = ["custody", "open", "--as", "vn:27163@2025"];
    assert_eq!(handover(here, &[&open[..], &signed].concat()), 0);
    let add = |seal| ["custody", "add", "seal", "--fonds", "P14", "--seal", seal];
    assert_eq!(handover(here, &[&add("NP 1")[..], &signed].concat()), 0);
    let other = second.pem().with_file_name("key");
    let both = [&add("NP 2")[..], &signed, &["--key", other.to_str().unwrap()]].concat();
    assert_eq!(handover(here, &both), 0);
    fs::create_dir(here.join("keys")).unwrap();
    for key in [&key, &second] {
        fs::copy(key.pem(), here.join(format!("keys/{}.pem", key.id()))).unwrap();
    }
    let proven = || {
        let output = ask("bash", &["-c", &by_hand()], here);
        (output.status.success(), String::from_utf8(output.stdout).unwrap())
    };
    let head = || {
        let arguments = ["--lang", "en", "custody", "head"];
        let mut command = Command::new(env!("CARGO_BIN_EXE_handover-under-test"));
        let output = command.args(arguments).current_dir(here).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let lines = "1 2025-07-01 open\n2 2025-07-01 seal\n3 2025-07-01 seal\n";
    assert_eq!(proven(), (true, lines.to_owned() + &head()));

    let verify = ["custody", "verify", "--trust", pem];
    let all = format!("set -e -o pipefail; ID={} KEY={private}\n{APPENDED}", key.id());
    approved("bash", &["-c", &all], here);
    assert_eq!(handover(here, &verify), 0);
    assert_eq!(proven(), (true, format!("{lines}4 2025-07-01 seal\n{}", head())));

    // What no longer holds for them does not hold for us.
    let text = fs::read_to_string(here.join("custody.jsonl")).unwrap();
    let lines: Vec<_> = text.lines().collect();
    for forged in [
        text.replacen("NP 1", "NP 7", 1),
        [lines[0], lines[2], lines[3], ""].join("\n"),
        [lines[0], lines[2], lines[1], lines[3], ""].join("\n"),
        [lines[0], lines[1], lines[1], lines[2], ""].join("\n"),
    ] {
        fs::write(here.join("custody.jsonl"), forged).unwrap();
        assert!(!proven().0);
        assert_eq!(handover(here, &verify), 1);
    }
}
