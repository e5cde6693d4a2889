//! Lists that say too much, too little, or it in another way.

use handover_core::finding::Code;
use handover_core::verify::{Checked, Verdict};

use crate::forge::{ACT, BLAKE3, FILES, Forge, MANIFEST, TAG_MANIFEST, blocks, digests};
use crate::support::{key, trust, verify_checked};

/// Changes a line of the SHA-256 list and seals again.
#[track_caller]
fn rewritten(change: impl Fn(&str) -> String, codes: &str) {
    let forge = Forge::small();
    let text = forge.text(MANIFEST);
    forge.write(MANIFEST, change(&text)).reseal();
    forge.blocked_by(codes);
}

#[test]
fn a_line_in_any_looser_form() {
    // The line is no line, so its file is in one list only.
    const BAD: &str = "list.malformed payload.lists-disagree";
    rewritten(|text| format!("# {text}"), BAD);
    rewritten(|text| text.replacen("  data/b", " *data/b", 1), BAD);
    rewritten(|text| text.replacen("  data/b", " data/b", 1), BAD);
    rewritten(|text| text.replacen("  data/b", "\tdata/b", 1), BAD);
    rewritten(|text| text.replace(".txt\n", ".txt\r\n"), BAD);
    rewritten(|text| format!("\u{feff}{text}"), BAD);
    rewritten(|text| format!("\\{text}"), BAD);
    rewritten(|text| text.to_uppercase().replace("DATA", "data").replace("TXT", "txt"), BAD);
    rewritten(|text| text.trim_end().to_owned(), BAD);
    rewritten(|text| format!("{text}\n"), "list.malformed");
    rewritten(|text| format!("# comment\n{text}"), "list.malformed");
    rewritten(
        |text| text.replacen("  data/b", "  ./data/b", 1),
        "list.path payload.lists-disagree",
    );
}

#[test]
fn order_and_repetition() {
    let turned = |text: &str| text.split_inclusive('\n').rev().collect::<String>();
    rewritten(turned, "list.order payload.lists-disagree");
    let twice = |text: &str| format!("{text}{}", text.split_inclusive('\n').next_back().unwrap());
    rewritten(twice, "list.listed-twice");
}

#[test]
fn a_comment_hides_a_file_from_both_lists() {
    let forge = Forge::small();
    forge.write("data/hidden.txt", "x").list_payload();
    for list in [MANIFEST, BLAKE3] {
        let text = forge.text(list);
        let at = text.trim_end().rfind('\n').unwrap() + 1;
        forge.write(list, format!("{}# {}", &text[..at], &text[at..]));
    }
    forge.reseal().blocked_by("bag.oxum list.malformed payload.unlisted");
}

#[test]
fn a_comment_hides_a_tag_file() {
    let forge = Forge::small();
    let text = forge.text(TAG_MANIFEST);
    let line = text.lines().find(|line| line.ends_with(ACT)).unwrap();
    forge.write(TAG_MANIFEST, text.replace(line, &format!("# {line}"))).sign(&key());
    forge.blocked_by("list.malformed tag.unlisted");
}

#[test]
fn paths_that_no_bundle_holds() {
    for path in [
        "../outside.txt",
        "/etc/passwd",
        "data/../outside.txt",
        "data//x",
        "data/./x",
        "data/",
        "data/a\\b",
        "data/e\u{301}.txt",
        "data/%41.txt",
        "data/aux.pdf",
        "data/x.",
        "data/x ",
        "data/a:b",
        "data/\u{202e}fdp.exe",
        "handover/README.txt",
        "tagmanifest-sha256.txt",
        "signatures/x",
        "elsewhere/x",
    ] {
        let forge = Forge::small();
        for list in [MANIFEST, BLAKE3] {
            let text = forge.text(list);
            forge.write(list, format!("{text}{}  {path}\n", "0".repeat(64)));
        }
        let found = forge.reseal().verify();
        assert_eq!(blocks(&found), "list.path", "{path}");
    }
    for path in ["data/a/1.txt", TAG_MANIFEST, "signatures/x", "../x", "/x", "x%41"] {
        let forge = Forge::small();
        let line = format!("{}  {path}\n", "0".repeat(64));
        forge.write(TAG_MANIFEST, forge.text(TAG_MANIFEST) + &line).sign(&key());
        forge.blocked_by("list.path");
    }
}

#[test]
fn extra_manifests_and_fetch() {
    for (name, code) in [
        ("manifest-md5.txt", "bag.extra-manifest"),
        ("manifest-sha512.txt", "bag.extra-manifest"),
        ("tagmanifest-md5.txt", "bag.extra-manifest"),
        ("fetch.txt", "bag.fetch"),
    ] {
        let forge = Forge::small();
        forge.write(name, "").blocked_by(&format!("{code} tag.unlisted"));
        forge.list_tags().sign(&key()).blocked_by(code);
    }
}

#[test]
fn tag_files_that_nobody_knows() {
    let forge = Forge::small();
    forge.write("handover/notes.txt", "x").blocked_by("tag.unlisted");
    assert_eq!(forge.reseal().is_valid().report.count(Code::TagUnknown), 1);
    forge.write("handover/manifest-md5.txt", "x").reseal().is_valid();
    forge.write("handover/inventory/maps.csv", "x\n").reseal();
    assert_eq!(forge.is_valid().report.count(Code::TableUnknown), 1);
}

#[test]
fn files_that_nobody_listed() {
    let forge = Forge::small();
    forge.write("data/a/new.txt", "x").blocked_by("bag.oxum payload.unlisted");
    // Both lists, and not the table of files.
    forge.list_payload().reseal().blocked_by("bag.oxum payload.lists-disagree");
}

#[test]
fn a_digest_of_one_content_in_one_list_and_of_another_in_the_other() {
    let (sha256, blake3) = digests(b"TWO TWO");
    let (true_sha256, true_blake3) = digests(b"two two");
    let quick = |forge: &Forge| verify_checked(&forge.root(), &trust(), Checked::Blake3);

    let forge = Forge::small();
    forge.replace(MANIFEST, &true_sha256.to_string(), &sha256.to_string()).reseal();
    forge.blocked_by("payload.lists-disagree");
    // Quick, it is valid, and the answer says which digests were computed.
    let found = quick(&forge);
    assert_eq!((found.verdict, found.checked), (Verdict::Valid, Checked::Blake3));

    let forge = Forge::small();
    forge.replace(BLAKE3, &true_blake3.to_string(), &blake3.to_string()).reseal();
    forge.blocked_by("payload.lists-disagree");
    assert_eq!(blocks(&quick(&forge)), "payload.digest");

    let forge = Forge::small();
    forge.replace(MANIFEST, &true_sha256.to_string(), &sha256.to_string());
    forge.replace(BLAKE3, &true_blake3.to_string(), &blake3.to_string()).reseal();
    forge.blocked_by("payload.digest");
}

#[test]
fn the_table_of_files_lies() {
    let forge = Forge::small();
    forge.replace(FILES, "b.txt,7,", "b.txt,8,").reseal().blocked_by("payload.size");
    let forge = Forge::small();
    forge.replace(FILES, "b.txt,7,", "c.txt,7,").reseal().blocked_by("payload.lists-disagree");
    let forge = Forge::small();
    forge.replace(FILES, "b.txt,7,", "../b.txt,7,").reseal();
    forge.blocked_by("payload.lists-disagree table.row");
    let forge = Forge::small();
    forge.replace(FILES, "path,size", "path,weight").reseal();
    assert_eq!(forge.verify().verdict, Verdict::NotValid);
}

#[test]
fn no_payload_at_all() {
    let forge = Forge::small();
    forge.write(MANIFEST, "").write(BLAKE3, "").reseal();
    forge.blocked_by("payload.empty payload.unlisted");
    std::fs::remove_dir_all(forge.place("data")).unwrap();
    forge.blocked_by("bag.oxum payload.empty payload.lists-disagree");
}
