//! Minutes of a receipt, and by whom its signer is confirmed.

use serde_json::Value;

use super::support::{Outcome, Scratch, handover};
use crate::exit;

/// A ward that gave, a ward that refused, and a stranger with a key.
fn refused() -> Scratch {
    let folder = Scratch::new();
    std::fs::create_dir(folder.path("files")).unwrap();
    folder.write("files/a.txt", "a");
    folder.write(
        "act.toml",
        "giver = \"vn:27169@2024\"\nreceiver = \"vn:27163@2025\"\n\
         legal_basis = [\"Quyết định 1\"]\nsealed_on = \"2025-06-30\"\n\
         effective_on = \"2025-07-01\"\n",
    );
    let at = |name: &str| folder.text(name);
    for (key, unit) in [("p14", "vn:27169@2024"), ("clerk", "vn:27163@2025"), ("x", "vn:79@2025")] {
        let stem = at(key);
        let new = ["key", "new", "--unit", unit, "--no-passphrase", "--out", &stem];
        assert_eq!(handover(&[&new[..], &["--date", "2025-07-01"]].concat()).code, exit::DONE);
    }
    let (act, files, bundle) = (at("act.toml"), at("files"), at("b.zip"));
    let given = ["pack", "--transfer", &act, "--files", &files, "--key", &at("p14.key")];
    assert_eq!(handover(&[&given[..], &["--out", &bundle]].concat()).code, exit::DONE);
    let (key, out) = (at("clerk.key"), at("no.json"));
    let answer = ["receive", &bundle, "--refuse", "Hộp ướt", "--key", &key, "--out", &out];
    let by = ["--as", "vn:27163@2025", "--by", "Trần Thị B, Văn thư", "--date", "2025-07-02"];
    let received = handover(&[&answer[..], &by].concat());
    assert_eq!(received.code, exit::DONE, "{}", received.err);
    folder
}

fn draw(folder: &Scratch, of: &str, out: &str, more: &[&str]) -> Outcome {
    let (of, out) = (folder.text(of), folder.text(out));
    handover(&[&["--json", "minutes", &of, "--out", &out][..], more].concat())
}

fn told(outcome: &Outcome) -> (Value, Value, Value) {
    let object: Value = serde_json::from_str(outcome.out.trim()).unwrap();
    let part = |name: &str| object[name].clone();
    (part("answer"), part("signer_confirmed"), part("payload_checked"))
}

#[test]
fn a_refusal_has_its_paper_and_the_signer_is_who_was_named() {
    let folder = refused();
    let (clerk, stranger) = (folder.text("clerk.pem"), folder.text("x.pem"));
    let answer = |confirmed: bool| ("refused".into(), confirmed.into(), false.into());
    let nobody = draw(&folder, "no.json", "a.html", &[]);
    assert_eq!((nobody.code, told(&nobody)), (exit::DONE, answer(false)), "{}", nobody.err);
    assert!(!nobody.err.contains("receipt.unknown-key"), "{}", nobody.err);
    let paper = std::fs::read_to_string(folder.path("a.html")).unwrap();
    assert!(paper.contains("TỪ CHỐI TIẾP NHẬN") && paper.contains("Lý do: Hộp ướt"), "{paper}");
    assert!(paper.contains("chưa xác nhận người ký giấy xác nhận"), "{paper}");

    let known = draw(&folder, "no.json", "b.html", &["--trust", &clerk]);
    assert_eq!((known.code, told(&known)), (exit::DONE, answer(true)), "{}", known.err);
    let other = draw(&folder, "no.json", "c.html", &["--trust", &stranger]);
    assert_eq!((other.code, told(&other)), (exit::NO, answer(false)), "{}", other.err);
    assert!(other.err.contains("receipt.unknown-key"), "{}", other.err);
    let paper = std::fs::read_to_string(folder.path("c.html")).unwrap();
    assert!(paper.contains("[receipt.unknown-key]"), "the paper says so too: {paper}");
}

#[test]
fn an_option_that_would_do_nothing_is_refused() {
    let folder = refused();
    let pem = folder.text("p14.pem");
    let refused = draw(&folder, "b.zip", "a.html", &["--trust", &pem]);
    assert_eq!(refused.code, exit::USAGE);
    assert!(refused.err.contains("minutes-trust-of-receipt"), "{}", refused.err);
    let titles = draw(&folder, "no.json", "a.html", &["--with-titles"]);
    assert_eq!(titles.code, exit::USAGE);
    assert!(titles.err.contains("minutes-lists-of-receipt"), "{}", titles.err);
    assert!(!folder.path("a.html").exists());
}
