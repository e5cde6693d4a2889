//! A trust list from its draft to a verdict, and what its days change.

use serde_json::Value;

use super::support::{Outcome, Scratch, handover};
use crate::exit;

const WARD: &str = "vn:27169@2024";
const ARCHIVE: &str = "vn:79@2025/luu-tru-lich-su";

/// A province, a ward that closes, an archive that looks on.
struct Story(Scratch);

impl Story {
    fn new() -> Self {
        let folder = Scratch::new();
        std::fs::create_dir(folder.path("files")).unwrap();
        folder.write("files/a.txt", "a");
        folder.write(
            "act.toml",
            "giver = \"vn:27169@2024\"\nreceiver = \"vn:27163@2025\"\n\
             legal_basis = [\"Quyết định 1\"]\nsealed_on = \"2025-06-30\"\n\
             effective_on = \"2025-07-01\"\n",
        );
        let story = Story(folder);
        for (stem, unit) in
            [("root", "vn:79@2025"), ("clerk", WARD), ("head", WARD), ("archive", ARCHIVE)]
        {
            let stem = story.at(stem);
            let new = ["key", "new", "--unit", unit, "--no-passphrase", "--out", &stem];
            done(&handover(&[&new[..], &["--date", "2025-07-01"]].concat()));
        }
        story
    }

    fn at(&self, name: &str) -> String {
        self.0.text(name)
    }

    fn add(&self, key: &str, agency: &str, person: &str, more: &[&str]) -> Outcome {
        let (draft, pem) = (self.at("trust.toml"), self.at(&format!("{key}.pem")));
        let who = ["--agency", agency, "--person", person, "--title", "Văn thư"];
        let days = ["--from", "2025-01-01", "--until", "2025-06-30"];
        let call = ["trust", "add", &draft, "--key", &pem];
        handover(&[&call[..], &who, &days, more].concat())
    }

    fn sign(&self, out: &str, more: &[&str]) -> Outcome {
        let (draft, key, out) = (self.at("trust.toml"), self.at("root.key"), self.at(out));
        let call = ["trust", "sign", &draft, "--key", &key, "--out", &out, "--date", "2025-06-01"];
        handover(&[&call[..], more].concat())
    }

    fn list(&self) {
        done(&self.add("clerk", WARD, "Lê Văn A", &["--role", "seal", "--threshold", "1"]));
        done(&self.add("head", WARD, "Trần Thị B", &["--role", "seal"]));
        done(&self.add("archive", ARCHIVE, "Phạm C", &["--role", "witness"]));
        done(&self.sign("trust-1.json", &[]));
    }

    fn pack(&self, keys: &[&str], out: &str) {
        let (act, files, out) = (self.at("act.toml"), self.at("files"), self.at(out));
        let keys: Vec<String> = keys.iter().map(|key| self.at(&format!("{key}.key"))).collect();
        let mut call = vec!["pack", "--transfer", &act, "--files", &files, "--out", &out];
        for key in &keys {
            call.extend(["--key", key]);
        }
        done(&handover(&call));
    }

    fn verify(&self, bundle: &str, on: &str, more: &[&str]) -> (u8, Value) {
        self.verify_by("trust-1.json", bundle, on, more)
    }

    fn verify_by(&self, list: &str, bundle: &str, on: &str, more: &[&str]) -> (u8, Value) {
        let (bundle, list, root) = (self.at(bundle), self.at(list), self.at("root.pem"));
        let call = ["--json", "verify", &bundle, "--trust", &list, "--root", &root];
        let seen = handover(&[&call[..], &["--date", on], more].concat());
        let last = seen.out.lines().last();
        let report = last.unwrap_or_else(|| panic!("{}", seen.err));
        let mut report: Value = serde_json::from_str(report).unwrap();
        report["codes"] = codes(&seen).into();
        (seen.code, report)
    }
}

#[track_caller]
fn done(outcome: &Outcome) {
    assert_eq!(outcome.code, exit::DONE, "{}{}", outcome.out, outcome.err);
}

/// The codes of severity `block` in JSON lines.
fn codes(outcome: &Outcome) -> String {
    let lines = outcome.out.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let blocks = lines.filter(|line| line["severity"] == "block");
    let mut codes: Vec<_> = blocks.map(|line| line["code"].as_str().unwrap().to_owned()).collect();
    codes.dedup();
    codes.join(" ")
}

#[test]
fn while_the_key_is_good_its_seal_stands_and_the_list_is_in_the_verdict() {
    let story = Story::new();
    story.list();
    story.pack(&["clerk"], "b.zip");
    let (code, report) = story.verify("b.zip", "2025-06-30", &[]);
    assert_eq!((code, &report["verdict"]), (exit::DONE, &"valid".into()), "{report}");
    assert_eq!(report["trust"]["counter"], 1);
    assert_eq!(report["trust"]["root_confirmed"], true);
    assert_eq!(report["sealed_by"][0]["person"], "Lê Văn A");
    let told = handover(&[
        "--lang",
        "vi",
        "verify",
        &story.at("b.zip"),
        "--trust",
        &story.at("trust-1.json"),
        "--root",
        &story.at("root.pem"),
    ]);
    let digest = report["trust"]["digest"].as_str().unwrap();
    for said in ["Lê Văn A, Văn thư", "số 1, ngày 01/06/2025", digest, "đúng khóa gốc đã nêu"]
    {
        assert!(told.out.contains(said), "{said}: {}", told.out);
    }
    assert!(!told.out.contains("seal.unit-not-checked"), "{}", told.out);

    // The same list with a root that nobody gave, or with another one.
    let (bundle, list) = (story.at("b.zip"), story.at("trust-1.json"));
    let other = "0123 ".repeat(16);
    for root in [&[][..], &["--root", &other]] {
        let call = ["--json", "verify", &bundle, "--trust", &list];
        let seen = handover(&[&call[..], root].concat());
        assert_eq!((seen.code, codes(&seen).as_str()), (exit::NO, "trust.root-unknown"));
        assert!(seen.out.contains("intact-signer-unknown"), "{}", seen.out);
    }
}

#[test]
fn afterwards_it_stands_only_with_a_witness() {
    let story = Story::new();
    story.list();
    story.pack(&["clerk"], "b");
    let (code, report) = story.verify("b", "2025-07-01", &[]);
    assert_eq!((code, &report["codes"]), (exit::NO, &"seal.time-unproven".into()));
    assert_eq!(report["verdict"], "intact-signer-unknown");

    let (bundle, key, out) = (story.at("b"), story.at("archive.key"), story.at("w.json"));
    let call = ["witness", &bundle, "--key", &key, "--as", ARCHIVE, "--date", "2025-06-30"];
    // A witness needs the list of tags only.
    std::fs::rename(story.at("b/data"), story.at("gone")).unwrap();
    let made = handover(&[&call[..], &["--out", &out]].concat());
    done(&made);
    assert!(made.out.contains("It does not say that the bundle is complete"), "{}", made.out);
    std::fs::rename(story.at("gone"), story.at("b/data")).unwrap();
    let again = handover(&[&call[..], &["--out", &out]].concat());
    assert_eq!(again.code, exit::UNFINISHED);

    let (code, report) = story.verify("b", "2055-07-01", &["--witness", &out]);
    assert_eq!((code, &report["codes"]), (exit::DONE, &"".into()), "{report}");

    // The witness by itself, and another bundle.
    let (code, seen) = story.verify("w.json", "2055-07-01", &[]);
    assert_eq!((code, &seen["schema"]), (exit::DONE, &"handover/witness-report/1".into()));
    assert_eq!(seen["witness"]["digest"], report["digest"]);
    assert_eq!(handover(&["verify", &out]).code, exit::NO);
    let text = std::fs::read_to_string(&out).unwrap();
    story.0.write("forged.json", text.replace("2025-06-30", "2025-06-29"));
    let (code, forged) = story.verify("forged.json", "2055-07-01", &[]);
    assert_eq!((code, &forged["codes"]), (exit::NO, &"witness.bad-signature".into()));
    let forged = story.at("forged.json");
    let refused =
        handover(&["verify", &bundle, "--trust", &story.at("trust-1.json"), "--witness", &forged]);
    assert_eq!((refused.code, refused.out.as_str()), (exit::UNFINISHED, ""), "{}", refused.err);
}

#[test]
fn a_list_with_its_witness_lets_a_merge_take_what_a_closed_unit_sealed() {
    let story = Story::new();
    story.list();
    story.pack(&["clerk"], "b");
    let (bundle, list, root) = (story.at("b"), story.at("trust-1.json"), story.at("root.pem"));
    let (key, seen, out) = (story.at("archive.key"), story.at("w.json"), story.at("holdings"));
    let call = ["witness", &bundle, "--key", &key, "--as", ARCHIVE, "--date", "2025-06-30"];
    done(&handover(&[&call[..], &["--out", &seen]].concat()));
    let merge = |more: &[&str]| {
        let call = ["merge", "--into", "vn:27163@2025", "--date", "2025-07-15", "--out", &out];
        handover(&[&call[..], &["--trust", &list, &bundle], more].concat())
    };
    // Neither without the witness nor without the root.
    for (more, code) in [
        (&["--root", &root][..], "seal.time-unproven"),
        (&["--witness", &seen][..], "trust.root-unknown"),
    ] {
        let refused = merge(more);
        assert_eq!(refused.code, exit::NO);
        assert!(refused.err.contains(code), "{}", refused.err);
        assert!(!story.0.path("holdings").exists());
    }
    let both = ["--root", &root, "--witness", &seen];
    done(&merge(&both));

    // What the ledger needs is asked before anything is merged.
    let (ledger, clerk) = (story.at("custody.jsonl"), story.at("archive.key"));
    let own = ["--ledger", &ledger, "--key", &clerk, "--by", "Trần Thị B, Văn thư"];
    assert_eq!(merge(&[&both[..], &own[..2]].concat()).code, exit::USAGE);
    assert_eq!(merge(&[&both[..], &own].concat()).code, exit::UNFINISHED, "no ledger there");
    let open = ["custody", "open", "--ledger", &ledger, "--key", &clerk, "--by", "A, B"];
    done(&handover(&[&open[..], &["--as", ARCHIVE]].concat()));
    let refused = merge(&[&both[..], &own].concat());
    assert_eq!(refused.code, exit::NO, "another agency's ledger: {}", refused.err);
    std::fs::remove_file(&ledger).unwrap();
    let open = [&open[..], &["--as", "vn:27163@2025", "--date", "2025-07-01"]].concat();
    done(&handover(&open));
    let merged = merge(&[&both[..], &own, &["--json"]].concat());
    done(&merged);
    let merged: Value = serde_json::from_str(merged.out.lines().last().unwrap()).unwrap();
    assert_eq!(merged["ledger"]["entered"].as_array().unwrap().len(), 1, "{merged}");
    assert_eq!(merged["ledger"]["head"]["count"], 2);
}

#[test]
fn a_ledger_is_judged_by_a_list() {
    let story = Story::new();
    story.list();
    let ledger = story.at("custody.jsonl");
    let (clerk, head) = (story.at("clerk.key"), story.at("head.key"));
    let open = ["custody", "open", "--ledger", &ledger, "--key", &clerk, "--by", "A, B"];
    done(&handover(&[&open[..], &["--as", WARD, "--date", "2025-06-01"]].concat()));
    let (list, root, pem) = (story.at("trust-1.json"), story.at("root.pem"), story.at("clerk.pem"));
    let ask = |more: &[&str]| {
        let call = ["--json", "custody", "verify", "--ledger", &ledger];
        handover(&[&call[..], more].concat())
    };
    // The clerk may seal, and may not write the ledger.
    let found = ask(&["--trust", &list, "--root", &root]);
    assert_eq!((found.code, codes(&found).as_str()), (exit::NO, "ledger.signer-not-bound"));
    let last: Value = serde_json::from_str(found.out.lines().last().unwrap()).unwrap();
    assert_eq!((&last["trust"]["counter"], &last["signers_judged"]), (&1.into(), &true.into()));
    let found = ask(&["--trust", &list]);
    assert_eq!((found.code, codes(&found).as_str()), (exit::NO, "trust.root-unknown"));
    assert_eq!(ask(&["--trust", &list, "--trust", &pem]).code, exit::USAGE);
    assert_eq!(ask(&["--trust", &pem, "--root", &root]).code, exit::USAGE);
    done(&ask(&["--trust", &pem]));
    // Whoever asks for a dossier gets no answer from a ledger that is not believed.
    let add = ["custody", "add", "seal", "--ledger", &ledger, "--key", &head, "--by", "A, B"];
    let what = ["--fonds", "P14", "--seal", "NP1", "--date", "2025-06-02"];
    done(&handover(&[&add[..], &what].concat()));
    let who = ["custody", "who", "HS.1", "--fonds", "P14", "--ledger", &ledger];
    let found = handover(&[&who[..], &["--trust", &list, "--root", &root]].concat());
    assert_eq!(found.code, exit::NO);
}

#[test]
fn a_receiver_is_told_that_he_used_a_newer_list_before() {
    let story = Story::new();
    let (stem, receipts) = (story.at("receiver"), story.0.path("receipts"));
    let new = ["key", "new", "--unit", "vn:27163@2025", "--no-passphrase", "--out", &stem];
    done(&handover(&[&new[..], &["--date", "2025-07-01"]].concat()));
    let days = ["--role", "receive", "--from", "2025-01-01", "--until", "2026-06-30"];
    let (draft, pem) = (story.at("trust.toml"), story.at("receiver.pem"));
    let who = ["--agency", "vn:27163@2025", "--person", "Trần B", "--title", "Văn thư"];
    let add = ["trust", "add", &draft, "--key", &pem];
    done(&handover(&[&add[..], &who, &days].concat()));
    story.list();
    done(&story.sign("trust-2.json", &["--previous", &story.at("trust-1.json")]));
    std::fs::create_dir(&receipts).unwrap();
    let answer = |bundle: &str, list: &str, out: &str| {
        story.pack(&["clerk"], bundle);
        let (bundle, list, out) = (story.at(bundle), story.at(list), story.at(out));
        let (key, root) = (story.at("receiver.key"), story.at("root.pem"));
        let (folder, on) = (story.at("receipts"), "2025-07-02");
        let call = ["receive", &bundle, "--refuse", "Hộp ướt", "--key", &key, "--out", &out];
        let trust = ["--trust", &list, "--root", &root, "--receipts", &folder, "--date", on];
        let answered = handover(&[&call[..], &trust, &["--as", "vn:27163@2025"]].concat());
        done(&answered);
        answered.err.contains("[trust.older-list]")
    };
    assert!(!answer("1.zip", "trust-2.json", "receipts/1.json"));
    assert!(answer("2.zip", "trust-1.json", "receipts/2.json"));
    assert!(!answer("3.zip", "trust-2.json", "receipts/3.json"));
}

#[test]
fn a_draft_is_kept_by_commands_and_by_hand() {
    let story = Story::new();
    story.list();
    let twice = story.add("clerk", WARD, "X", &["--role", "seal"]);
    assert_eq!(twice.code, exit::UNFINISHED, "{}", twice.err);
    let two = story.add("clerk", "vn:27163@2025", "X", &["--role", "seal"]);
    assert!(two.err.contains("bound to two agencies"), "{}", two.err);
    let draft = story.at("trust.toml");
    let revoke = ["trust", "revoke", &draft, "--key", &story.at("clerk.pem")];
    done(&handover(&[&revoke[..], &["--compromised", "2025-05-01"]].concat()));
    let none =
        ["trust", "revoke", &draft, "--key", &story.at("root.pem"), "--ceased", "2025-05-01"];
    assert_eq!(handover(&none).code, exit::NO);
    assert_eq!(handover(&revoke).code, exit::USAGE);
    done(&story.sign("trust-2.json", &["--previous", &story.at("trust-1.json")]));
    assert_eq!(story.sign("trust-2.json", &[]).code, exit::UNFINISHED);
    // Without the list before, the counter would go back to 1.
    let again = story.sign("trust-3.json", &[]);
    assert_eq!(again.code, exit::NO);
    assert!(again.err.contains("trust-2.json is list no. 2"), "{}", again.err);
    assert!(!story.0.path("trust-3.json").exists());
    let listed = handover(&[
        "--json",
        "trust",
        "list",
        &story.at("trust-2.json"),
        "--root",
        &story.at("root.pem"),
        "--date",
        "2025-06-01",
    ]);
    done(&listed);
    let listed: Value = serde_json::from_str(listed.out.trim()).unwrap();
    assert_eq!((&listed["counter"], &listed["root_confirmed"]), (&2.into(), &true.into()));
    assert_eq!(listed["keys"][0]["standing"], "compromised");
    let drafted = handover(&["--lang", "vi", "trust", "list", &draft]);
    assert!(drafted.out.contains("bản nháp, chưa ký"), "{}", drafted.out);

    // Another root may not go on with the list, unless the list says so.
    let key = story.at("head.key");
    let (one, two) = (story.at("trust-1.json"), story.at("three.json"));
    let stranger = ["trust", "sign", &draft, "--key", &key, "--previous", &one, "--out", &two];
    let refused = handover(&stranger);
    assert!(refused.err.contains("does not let the root"), "{}", refused.err);
    let text = std::fs::read_to_string(&draft).unwrap();
    story.0.write("trust.toml", text.replace("person =", "people ="));
    let typo = story.sign("four.json", &[]);
    assert!(typo.code == exit::UNFINISHED && typo.err.contains("line "), "{}", typo.err);
}

#[cfg(unix)]
#[test]
fn a_private_key_that_others_can_read_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let story = Story::new();
    let (key, quiet) = (story.at("head.key"), |out: &Outcome| !out.err.contains("chmod 600"));
    assert!(quiet(&handover(&["key", "show", &key])));
    std::fs::set_permissions(&key, PermissionsExt::from_mode(0o640)).unwrap();
    assert!(!quiet(&handover(&["key", "show", &key])));
}
