//! `handover key new` and `handover key show`.

use super::support::{Answers, Scratch, handover, handover_in, world};
use crate::exit;

const UNIT: &str = "vn:27169@2024";

#[test]
fn a_key_is_made_and_shown_with_the_same_fingerprint() {
    let folder = Scratch::new();
    let stem = folder.text("ubnd-p14");
    let pass = folder.write("pass", "mật khẩu\r\nsecond line");
    let made =
        handover(&["key", "new", "--unit", UNIT, "--out", &stem, "--passphrase-file", &pass]);
    assert_eq!(made.code, exit::DONE, "{}", made.err);
    let key = format!("{stem}.key");
    let pem = format!("{stem}.pem");
    let private = std::fs::read_to_string(&key).unwrap();
    assert!(private.starts_with("Unit: vn:27169@2024\n-----BEGIN ENCRYPTED PRIVATE KEY-----\n"));
    let of_pem = handover(&["key", "show", &pem, "--json"]);
    let of_key = handover(&["key", "show", &key, "--json", "--passphrase-file", &pass]);
    let json = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    let (of_pem, of_key) = (json(&of_pem.out), json(&of_key.out));
    assert_eq!(of_pem["schema"], "handover/key/1");
    assert_eq!(of_pem["key_id"], of_key["key_id"]);
    assert_eq!(of_key["unit"], UNIT);
    let id = of_pem["key_id"].as_str().unwrap();
    assert!(made.out.contains(id), "{}", made.out);
}

#[cfg(unix)]
#[test]
fn only_the_owner_reads_the_private_half() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Scratch::new();
    let stem = folder.text("k");
    let made = handover(&["key", "new", "--unit", UNIT, "--out", &stem, "--no-passphrase"]);
    assert_eq!(made.code, exit::DONE);
    assert!(made.err.contains("warning: the key has no passphrase"), "{}", made.err);
    let permissions = std::fs::metadata(folder.path("k.key")).unwrap().permissions();
    assert_eq!(permissions.mode() & 0o777, 0o600);
}

#[test]
fn nothing_is_overwritten_and_no_half_stays_alone() {
    let folder = Scratch::new();
    folder.write("k.pem", "there before");
    let stem = folder.text("k");
    let made = handover(&["key", "new", "--unit", UNIT, "--out", &stem, "--no-passphrase"]);
    assert_eq!((made.code, made.out.as_str()), (exit::UNFINISHED, ""));
    assert!(made.err.contains("k.pem exists already"), "{}", made.err);
    assert!(!folder.path("k.key").exists());
    assert_eq!(std::fs::read(folder.path("k.pem")).unwrap(), b"there before");
}

#[test]
fn a_passphrase_is_asked_for_twice() {
    let folder = Scratch::new();
    let cases: [(&[&'static str], u8, &str); 4] = [
        (&["a", "b"], exit::UNFINISHED, "not the same"),
        (&["", ""], exit::UNFINISHED, "empty"),
        (&[], exit::UNFINISHED, "nobody"),
        (&["mật", "mật"], exit::DONE, "Keep the .key"),
    ];
    for (answers, code, said) in cases {
        let mut world = world();
        world.passphrases = Box::new(Answers::new(answers));
        let stem = folder.text("k");
        let made = handover_in(&world, &["key", "new", "--unit", UNIT, "--out", &stem]);
        assert_eq!(made.code, code, "{}", made.err);
        assert!(made.err.contains(said), "{}", made.err);
    }
    let mut world = world();
    world.passphrases = Box::new(Answers::new(&["wrong"]));
    let shown = handover_in(&world, &["key", "show", &folder.text("k.key")]);
    assert_eq!(shown.code, exit::UNFINISHED);
    assert!(shown.err.contains("does not open"), "{}", shown.err);
}

#[test]
fn ctrl_c_at_the_question_leaves_nothing() {
    let folder = Scratch::new();
    let world = world();
    world.interrupted.store(true, std::sync::atomic::Ordering::Relaxed);
    let stem = folder.text("k");
    let made = handover_in(&world, &["key", "new", "--unit", UNIT, "--out", &stem]);
    assert_eq!(made.code, exit::INTERRUPTED);
    assert!(!folder.path("k.key").exists());
}

#[test]
fn what_is_no_key_is_refused_with_a_next_step() {
    let folder = Scratch::new();
    let empty = folder.write("empty", "");
    let text = folder.write("text", "Quyết định");
    let binary = folder.write("binary", [0xff, 0xfe]);
    let huge = folder.write("huge", vec![b'a'; 70_000]);
    let missing = folder.text("missing");
    for file in [&empty, &text, &binary, &huge, &missing] {
        let shown = handover(&["key", "show", file, "--lang", "vi"]);
        assert_eq!((shown.code, shown.out.as_str()), (exit::UNFINISHED, ""), "{file}");
        assert_eq!(shown.err.lines().count(), 2, "{}", shown.err);
        assert!(shown.err.contains(file.as_str()), "{}", shown.err);
    }
}

#[test]
fn an_empty_first_line_is_no_passphrase() {
    let folder = Scratch::new();
    let pass = folder.write("pass", "\nsecond");
    let stem = folder.text("k");
    let made =
        handover(&["key", "new", "--unit", UNIT, "--out", &stem, "--passphrase-file", &pass]);
    assert_eq!(made.code, exit::UNFINISHED);
    assert!(!folder.path("k.key").exists());
}

#[test]
fn a_note_that_would_not_stay_on_its_line_is_refused() {
    let folder = Scratch::new();
    let stem = folder.text("k");
    let made = handover(&["key", "new", "--unit", "a\nb", "--out", &stem, "--no-passphrase"]);
    assert_eq!(made.code, exit::USAGE, "{}", made.err);
    assert!(!folder.path("k.key").exists());
}
