//! One handover from the shell: survey, act, pack, verify, show, unpack, diff.

use std::path::Path;

use serde_json::Value;

use super::support::{Outcome, Scratch, handover};
use crate::exit;

struct Ward {
    folder: Scratch,
}

impl Ward {
    /// Some files, a key and an act that is complete.
    fn new() -> Self {
        let folder = Scratch::new();
        std::fs::create_dir_all(folder.path("files/a")).unwrap();
        folder.write("files/a/Quyết định số 1.pdf", "%PDF-1.7");
        folder.write("files/b.txt", "b");
        folder.write(
            "act.toml",
            "giver = \"vn:27169@2024\"\nreceiver = \"vn:27163@2025\"\n\
             legal_basis = [\"Quyết định 1\"]\nsealed_on = \"2025-06-30\"\n\
             effective_on = \"2025-07-01\"\n",
        );
        let ward = Self { folder };
        let stem = ward.at("k");
        let made =
            handover(&["key", "new", "--unit", "vn:27169@2024", "--out", &stem, "--no-passphrase"]);
        assert_eq!(made.code, exit::DONE, "{}", made.err);
        ward
    }

    fn at(&self, name: &str) -> String {
        self.folder.text(name)
    }

    fn pack(&self, out: &str, more: &[&str]) -> Outcome {
        let (act, files) = (self.at("act.toml"), self.at("files"));
        let (key, out) = (self.at("k.key"), self.at(out));
        let call = ["pack", "--transfer", &act, "--files", &files, "--key", &key, "--out", &out];
        handover(&[&call[..], more].concat())
    }
}

fn last(outcome: &Outcome) -> Value {
    serde_json::from_str(outcome.out.lines().last().unwrap()).unwrap()
}

#[test]
fn a_bundle_goes_round() {
    let ward = Ward::new();
    std::fs::create_dir(ward.folder.path("usb")).unwrap();
    std::fs::copy(ward.at("k.pem"), ward.at("usb/k.pem")).unwrap();
    for bundle in ["b.zip", "b"] {
        let packed = ward.pack(bundle, &["--json"]);
        assert_eq!(packed.code, exit::DONE, "{}", packed.err);
        let path = ward.at(bundle);
        let trust = ward.at("usb/k.pem");
        let verified = handover(&[&path, "--trust", &trust, "--json"]);
        assert_eq!(verified.code, exit::DONE, "{}", verified.out);
        let report = last(&verified);
        assert_eq!(report["schema"], "handover/report/1");
        assert_eq!(report["verdict"], "valid");
        assert_eq!(report["digest"], last(&packed)["digest"]);
        assert_eq!(report["counted"]["unlisted_files"], 2);
        let strict = handover(&["verify", &path, "--trust", &trust, "--strict"]);
        assert_eq!(strict.code, exit::NO);
        let out = ward.at(&format!("{bundle}-out"));
        let unpacked = handover(&["unpack", &path, "--to", &out]);
        assert_eq!(unpacked.code, exit::DONE, "{}", unpacked.err);
        assert!(unpacked.err.contains("not confirmed"), "{}", unpacked.err);
        let same = handover(&["diff", &out, &path]);
        assert_eq!(same.code, exit::DONE, "{}", same.out);
        let shown = handover(&["show", &path, "--lang", "vi"]);
        assert_eq!(shown.code, exit::DONE, "{}", shown.err);
        assert!(shown.out.contains("Ủy ban nhân dân Phường 14, Quận 10"), "{}", shown.out);
    }
}

#[test]
fn the_verdict_is_in_the_agreed_words_with_the_fingerprint() {
    let ward = Ward::new();
    assert_eq!(ward.pack("b.zip", &[]).code, exit::DONE);
    let seen = handover(&["verify", &ward.at("b.zip"), "--lang", "vi"]);
    assert_eq!(seen.code, exit::NO);
    assert!(seen.out.contains("NGUYÊN VẸN, CHƯA XÁC NHẬN NGƯỜI KÝ"), "{}", seen.out);
    assert!(seen.out.contains("Dấu vân tay khóa"), "{}", seen.out);
    let short = handover(&["verify", &ward.at("b.zip"), "--fingerprint", "0123"]);
    assert_eq!(short.code, exit::USAGE);
    let other = handover(&["verify", &ward.at("b.zip"), "--fingerprint", &"0123 ".repeat(16)]);
    assert_eq!(other.code, exit::NO);
}

#[test]
fn a_key_from_the_bundle_is_refused_and_one_beside_it_warns() {
    let ward = Ward::new();
    assert_eq!(ward.pack("b", &[]).code, exit::DONE);
    let bundle = ward.at("b");
    let inside = std::fs::read_dir(Path::new(&bundle).join("signatures")).unwrap();
    let mut inside = inside.map(|entry| entry.unwrap().path());
    let pem = inside.find(|path| path.extension().is_some_and(|end| end == "pem")).unwrap();
    let refused = handover(&["verify", &bundle, "--trust", pem.to_str().unwrap()]);
    assert_eq!((refused.code, refused.out.as_str()), (exit::NO, ""));
    assert!(refused.err.contains("lies inside"), "{}", refused.err);
    // The unpacked folder does not vouch for the ZIP either.
    assert_eq!(ward.pack("b.zip", &[]).code, exit::DONE);
    let copy = handover(&["verify", &ward.at("b.zip"), "--trust", pem.to_str().unwrap()]);
    assert_eq!(copy.code, exit::NO);
    let beside = handover(&["verify", &bundle, "--trust", &ward.at("k.pem")]);
    assert_eq!(beside.code, exit::DONE, "{}", beside.err);
    assert!(beside.out.contains("seal.trust-beside"), "{}", beside.out);
}

#[test]
fn many_bundles_give_one_report_with_the_worst_code() {
    let ward = Ward::new();
    assert_eq!(ward.pack("b.zip", &[]).code, exit::DONE);
    let (good, missing) = (ward.at("b.zip"), ward.at("missing"));
    let seen = handover(&["verify", &good, &missing, "--trust", &ward.at("k.pem")]);
    assert_eq!(seen.code, exit::UNFINISHED);
    assert!(seen.out.contains("COULD NOT BE READ"), "{}", seen.out);
}

#[test]
fn a_draft_is_complete_once_its_marks_are_filled_in() {
    let ward = Ward::new();
    let (draft, files) = (ward.at("draft.toml"), ward.at("files"));
    for lang in ["vi", "en"] {
        let to = "phuong hoa hung/ubnd";
        let call = ["transfer", "new", "--from", "phuong 14 quan 10", "--to", to];
        let more = ["--files", &files, "--out", &draft, "--lang", lang, "--json"];
        let made = handover(&[&call[..], &more[..]].concat());
        assert_eq!(made.code, exit::DONE, "{}", made.err);
        assert_eq!(last(&made)["sealed_on"], "2025-06-30");
        let text = std::fs::read_to_string(&draft).unwrap();
        assert!(text.contains("files = 2\nbytes = 9\n"), "{text}");
        ward.folder.write("act.toml", &text);
        let open = ward.pack("d.zip", &[]);
        assert_eq!(open.code, exit::NO, "{}", open.err);
        let marks = last(&made)["open"].as_array().unwrap().len();
        assert_eq!(open.err.matches("act.open-mark]").count(), marks, "{}", open.err);
        let filled: String = text
            .split("\"???")
            .enumerate()
            .map(|(index, piece)| match piece.split_once('"') {
                Some((_, rest)) if index > 0 => format!("\"a\"{rest}"),
                _ => piece.to_owned(),
            })
            .collect();
        ward.folder.write("act.toml", filled);
        let packed = ward.pack(&format!("d-{lang}.zip"), &[]);
        assert_eq!(packed.code, exit::DONE, "{}", packed.err);
        let again = handover(&[&call[..], &more[..]].concat());
        assert_eq!(again.code, exit::UNFINISHED);
        std::fs::remove_file(&draft).unwrap();
    }
}

#[test]
fn a_survey_never_writes_into_what_it_looks_at() {
    let ward = Ward::new();
    let files = ward.at("files");
    let inside = handover(&["survey", &files, "--out", &ward.at("files/x.survey")]);
    assert_eq!(inside.code, exit::UNFINISHED, "{}", inside.err);
    let out = ward.at("x.survey");
    let seen = handover(&["survey", &files, "--out", &out, "--json"]);
    assert_eq!(seen.code, exit::DONE, "{}", seen.err);
    assert_eq!(last(&seen)["files"], 2);
    assert_eq!(handover(&["survey", &files, "--out", &out]).code, exit::UNFINISHED);
    ward.folder.write("files/c.txt", "c");
    let differs = handover(&["diff", &out, &files, "--json"]);
    assert_eq!(differs.code, exit::NO);
    assert_eq!(last(&differs)["added"], 1);
}

#[test]
fn a_damaged_bundle_is_not_unpacked() {
    let ward = Ward::new();
    assert_eq!(ward.pack("b", &[]).code, exit::DONE);
    ward.folder.write("b/data/b.txt", "c");
    let out = ward.at("out");
    let unpacked = handover(&["unpack", &ward.at("b"), "--to", &out, "--lang", "vi"]);
    assert_eq!((unpacked.code, unpacked.out.as_str()), (exit::NO, ""));
    assert!(unpacked.err.contains("payload.digest"), "{}", unpacked.err);
    assert!(!Path::new(&out).exists());
    let verified = handover(&["verify", &ward.at("b"), "--lang", "vi"]);
    assert_eq!(verified.code, exit::NO);
    assert!(verified.out.contains("KẾT LUẬN: KHÔNG ĐẠT"), "{}", verified.out);
}

#[test]
fn minutes_are_written_all_the_same_and_say_no() {
    let ward = Ward::new();
    assert_eq!(ward.pack("b", &[]).code, exit::DONE);
    let draw = |out: &str, more: &[&str]| {
        let (bundle, out) = (ward.at("b"), ward.at(out));
        handover(&[&["minutes", &bundle, "--out", &out][..], more].concat())
    };
    let sound = draw("a.html", &["--json", "--form", "archive"]);
    assert_eq!(sound.code, exit::DONE, "{}", sound.err);
    let told = last(&sound);
    assert_eq!(
        (told["form"].as_str(), told["payload_checked"].as_bool()),
        (Some("archive"), Some(false))
    );
    assert_eq!(draw("b.html", &["--copies", "1"]).code, exit::USAGE);

    // A file that nobody read can be missing: names and sizes tell.
    std::fs::remove_file(ward.at("b/data/b.txt")).unwrap();
    let differs = draw("c.html", &["--lang", "en"]);
    assert_eq!(differs.code, exit::NO, "{}", differs.err);
    assert!(differs.err.contains("totals.differ"), "{}", differs.err);
    // The paper speaks Vietnamese whatever the command speaks.
    let paper = std::fs::read_to_string(ward.at("c.html")).unwrap();
    assert!(paper.contains("CHÊNH LỆCH") && paper.contains("[totals.differ]"), "{paper}");
    assert!(paper.contains("tổng số"), "{paper}");
}
