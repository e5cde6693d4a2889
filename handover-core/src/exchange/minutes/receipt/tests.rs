use super::*;
use crate::custody::{
    CheckedAs, Exception, ExceptionKind, Head, Line, Paper, ReceiptSignatory, TrustUsed,
    receipt_sample,
};
use crate::digest::Digest;
use crate::exchange::minutes::block::Grid;
use crate::finding::{Code, Severities, Severity};
use crate::limits::Limits;
use crate::signing::test_rng::key;
use crate::signing::{KeyId, Next, Role, SignedTrustList, Signer as _, TrustDraft, TrustedKey};
use crate::verify::{ListTrust, Trust, verify_receipt};

fn line(text: &str) -> Line {
    text.parse().unwrap()
}

/// Signed by key 7, and judged by this trust.
fn judged(receipt: Receipt, trust: &Trust) -> ReceiptVerification {
    let signed = SignedReceipt::sign(receipt, &[&key(7)]).unwrap();
    let bounds = (&Limits::default(), &Severities::default());
    verify_receipt(&signed.to_line().unwrap(), trust, None, bounds, &()).unwrap()
}

fn put(blocks: &[Block], lines: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Paragraph(_, text) => lines.push(text.clone()),
            Block::Grid(Grid { head, rows, .. }) => {
                lines.extend(head.iter().cloned());
                rows.iter().flatten().for_each(|cell| put(cell, lines));
            }
            Block::Code(..) | Block::Page => {}
        }
    }
}

/// The texts of the paper, cell by cell.
fn lines(judged: &ReceiptVerification) -> Vec<String> {
    let (blocks, _) = drawn(Path::new("r"), judged, &MinutesOptions::default()).unwrap();
    let mut lines = Vec::new();
    put(&blocks, &mut lines);
    lines
}

fn paper(change: impl FnOnce(&mut Receipt)) -> Vec<String> {
    let mut receipt = receipt_sample();
    change(&mut receipt);
    lines(&judged(receipt, &Trust::Nobody))
}

fn after<'a>(lines: &'a [String], name: &str, count: usize) -> Vec<&'a str> {
    let at = lines.iter().position(|line| line == name);
    let at = at.unwrap_or_else(|| panic!("no {name} in {lines:#?}"));
    lines[at + 1..].iter().take(count).map(String::as_str).collect()
}

fn excepting(receipt: &mut Receipt, exceptions: Vec<Exception>) {
    (receipt.answer, receipt.exceptions) = (Answer::AcceptedWith, exceptions);
    receipt.held_by = receipt.act.as_ref().map(|act| act.giver);
}

#[test]
fn three_figures_stand_as_they_are_and_a_word_alone_never_agrees() {
    let lines = paper(|receipt| {
        let totals = &mut receipt.totals;
        totals.declared.paper.containers = Some(16);
        (totals.declared.paper.dossiers, totals.computed.paper.dossiers) = (Some(34), Some(34));
        totals.counted.paper.dossiers = Some(33);
        totals.declared.paper.metres = Some("2.5".parse().unwrap());
        totals.counted.paper.metres = Some("2.5".parse().unwrap());
        (totals.declared.electronic.dossiers, totals.computed.electronic.dossiers) =
            (Some(5), Some(5));
        (totals.declared.electronic.files, totals.computed.electronic.files) =
            (Some(1234), Some(1234));
        totals.computed.electronic.bytes = Some(280);
    });
    let cells = |name| after(&lines, name, 4);
    assert_eq!(cells("Hộp (cặp)"), ["16", "–", "………", "Chỉ kê khai, chưa đếm"]);
    assert_eq!(cells("Hồ sơ (đơn vị bảo quản) giấy"), ["34", "34", "33", "CHÊNH LỆCH"]);
    assert_eq!(cells("Quy ra mét giá"), ["2,5", "–", "2,5", "Khớp"]);
    assert_eq!(cells("Hồ sơ điện tử"), ["5", "5", "–", "Khớp mục lục, chưa đếm"]);
    assert_eq!(cells("Tệp tin trong hồ sơ"), ["1.234", "1.234", "–", "Khớp"]);
    assert_eq!(cells("Dung lượng (byte)"), ["–", "280", "–", "Không kê khai"]);
}

#[test]
fn files_that_were_not_all_found_agree_with_the_lists_alone() {
    let lines = paper(|receipt| {
        (receipt.answer, receipt.reason) = (Answer::Refused, Some(line("thiếu tệp")));
        receipt.found = CheckedAs::Incomplete;
        let totals = &mut receipt.totals;
        (totals.declared.electronic.files, totals.computed.electronic.files) = (Some(9), Some(9));
    });
    assert_eq!(after(&lines, "Tệp tin trong hồ sơ", 4)[3], "Khớp mục lục, chưa đếm");
}

#[test]
fn a_refusal_says_so_with_its_reason_and_custody_stays() {
    let lines = paper(|receipt| {
        (receipt.answer, receipt.reason) = (Answer::Refused, Some(line("HS.01 hỏng trên đường")));
        (receipt.found, receipt.act) = (CheckedAs::NotValid, None);
    });
    for wanted in [
        "Về việc từ chối tiếp nhận hồ sơ, tài liệu",
        "BÊN GIAO: ………………………………",
        "TỪ CHỐI TIẾP NHẬN, ngày 02/7/2025",
        "Lý do: HS.01 hỏng trên đường",
        "Không đọc được văn kiện bàn giao trong gói.",
        "Quyền quản lý tài liệu không chuyển sang bên nhận.",
    ] {
        assert!(lines.iter().any(|line| line == wanted), "{wanted}: {lines:#?}");
    }
    let all = lines.join("\n");
    assert!(all.contains("KHÔNG ĐẠT") && !all.contains("Tài liệu chuyển sang"), "{all}");
}

#[test]
fn what_is_not_taken_over_is_an_annex_and_suspicion_stays_off_it() {
    let lines = paper(|receipt| {
        let mut damaged = Exception::file(line("01/1.pdf"), ExceptionKind::Damaged);
        damaged.note = Some(line("mốc, danh sách tối mật"));
        let secret = Exception::file(line("02/Vụ án mật.pdf"), ExceptionKind::Missing);
        let again = Exception::file(line("02/Vụ việc mật.pdf"), ExceptionKind::Missing);
        let missing = Exception::dossier(Some(line("P14")), line("HS.03"), ExceptionKind::Missing);
        excepting(receipt, vec![damaged, secret, again, missing]);
        receipt.form.condition = Some(line("khô ráo"));
        receipt.form.seals = vec![line("NP 001"), line("NP 002")];
    });
    let withheld = say("withheld-receipt");
    let file = format!("Tệp tin {withheld}");
    assert_eq!(
        after(&lines, "Ghi chú", 16),
        [
            "1",
            "Tệp tin 01/1.pdf",
            "hư hỏng",
            withheld,
            "2",
            &file,
            "thiếu",
            "",
            "3",
            &file,
            "thiếu",
            "",
            "4",
            "Hồ sơ HS.03, phông P14",
            "thiếu",
            "",
        ]
    );
    let all = lines.join("\n");
    assert!(!all.contains("Vụ") && !all.contains("danh sách tối"), "{all}");
    for wanted in [
        "TIẾP NHẬN, CÓ NGOẠI LỆ, ngày 02/7/2025",
        "Không tiếp nhận 4 tệp tin, hồ sơ nêu tại Phụ lục 1.",
        "trừ tài liệu nêu tại Phụ lục 1 vẫn do Ủy ban nhân dân Phường 14, Quận 10",
        "Số niêm phong: NP 001; NP 002",
        "Số hiệu vật mang tin: ………………………………",
        "khô ráo",
    ] {
        assert!(all.contains(wanted), "{wanted}: {all}");
    }
}

#[test]
fn a_list_longer_than_an_annex_is_in_the_receipt_alone() {
    let of = |count: u32| {
        let file = |n| Exception::file(line(&format!("{n}.pdf")), ExceptionKind::Damaged);
        paper(|receipt| excepting(receipt, (0..count).map(file).collect()))
    };
    assert!(of(1000).contains(&"Tệp tin 999.pdf".to_owned()));
    let over = of(1001);
    assert!(!over.iter().any(|line| line.contains(".pdf")));
    assert!(over.iter().any(|line| line.starts_with("Danh sách dài hơn 1.000 dòng")), "{over:#?}");
}

#[test]
fn ledgers_lists_and_papers_that_it_rests_on_are_printed() {
    let print = |of: &[u8]| {
        let hex = Digest::sha256(of).to_string();
        let first: Vec<_> = (0..8).map(|at| &hex[4 * at..4 * at + 4]).collect();
        first.join(" ")
    };
    let lines = paper(|receipt| {
        receipt.found = CheckedAs::SignerUnknown;
        let (number, day) = (line("01/BB"), "2025-06-30".parse().unwrap());
        receipt.late = Some(Paper { number, day, sha256: Some(Digest::sha256(b"late")) });
        let ledger = "00112233445566778899aabbccddeeff".parse().unwrap();
        receipt.ledger_head = Some(Head { ledger, count: 12, digest: Digest::sha256(b"head") });
        receipt.act.as_mut().unwrap().ledger_head = Some(Digest::sha256(b"giver"));
        let (root, digest) = (Digest::sha256(b"root"), Digest::sha256(b"list"));
        receipt.trust = Some(TrustUsed { root, digest, counter: 3 });
        receipt.first = Some(Digest::sha256(b"first"));
    });
    for of in [&b"late"[..], b"head", b"giver", b"root", b"list", b"first", b"x"] {
        let wanted = print(of);
        assert!(lines.iter().any(|line| line.starts_with(&wanted)), "{wanted}: {lines:#?}");
    }
    let all = lines.join("\n");
    assert!(all.contains("(sổ 00112233445566778899aabbccddeeff, 12 sự kiện)"), "{all}");
    assert!(all.contains("dựa vào biên bản số 01/BB ngày 30/6/2025."), "{all}");
}

#[test]
fn those_who_answer_sign_where_the_form_names_nobody() {
    let unnamed = paper(|_| {});
    let person = "Ông (bà): Trần Thị B; chức vụ: Văn thư lưu trữ".to_owned();
    assert!(unnamed.contains(&person), "{unnamed:#?}");
    let named = paper(|receipt| {
        let sides = [(ReceiptSide::Receiver, "Lê Văn C"), (ReceiptSide::Giver, "Phạm Thị D")];
        let person = |(side, name)| ReceiptSignatory { side, name: line(name), title: line("x") };
        receipt.form.signatories = sides.map(person).to_vec();
    });
    assert!(!named.contains(&person), "{named:#?}");
    assert_eq!(after(&named, "ĐẠI DIỆN BÊN NHẬN", 3)[2], "Lê Văn C");
    assert_eq!(after(&named, "ĐẠI DIỆN BÊN GIAO", 3)[2], "Phạm Thị D");
}

#[test]
fn it_says_whether_anybody_knows_the_signer() {
    let found = judged(receipt_sample(), &Trust::Nobody);
    assert!(lines(&found).contains(&say("signer-unknown").to_owned()));
    let known = judged(receipt_sample(), &Trust::Key(key(7).public_key()));
    assert!(lines(&known).contains(&say("signer-by-key").to_owned()));
    assert_eq!(known.trusted, [key(7).public_key().key_id()]);
    // Another key was expected: that weighs, and stands in an annex.
    let other = judged(receipt_sample(), &Trust::Key(key(8).public_key()));
    let paper = lines(&other);
    assert!(paper.contains(&say("signer-unknown").to_owned()));
    assert_eq!(after(&paper, "PHỤ LỤC 1", 1), ["Chênh lệch và vấn đề phát hiện"]);
    assert!(paper.contains(&"receipt.unknown-key".to_owned()), "{paper:#?}");
}

#[test]
fn a_list_says_whose_the_key_is_if_its_root_is_known() {
    let days = ("2025-07-01".parse().unwrap(), "2026-07-01".parse().unwrap());
    let (agency, who) = ("vn:27163@2025".parse().unwrap(), ("Trần Thị B", "Văn thư lưu trữ"));
    let bound = TrustedKey::new(key(7).public_key(), agency, who, [Role::Receive], days);
    let draft = TrustDraft::new(Vec::new(), vec![bound]);
    let next = Next::new(None, "2025-06-01".parse().unwrap());
    let list = SignedTrustList::sign(&draft, next, &key(9)).unwrap();
    let by = |root: Option<KeyId>| {
        let list = ListTrust::new(list.clone(), root, "2025-07-03".parse().unwrap());
        lines(&judged(receipt_sample(), &Trust::List(Box::new(list)))).join("\n")
    };
    let known = by(Some(key(9).public_key().key_id()));
    assert!(known.contains("danh sách khóa tin cậy số 1, ngày 01/6/2025:"), "{known}");
    assert!(
        known.contains(": Trần Thị B, Văn thư lưu trữ, Ủy ban nhân dân Phường Hòa Hưng"),
        "{known}"
    );
    for root in [None, Some(key(8).public_key().key_id())] {
        let unknown = by(root);
        assert!(unknown.contains(say("signer-unknown")), "{unknown}");
        assert!(!unknown.contains("đã xác nhận người ký theo danh sách"), "{unknown}");
    }
}

#[test]
fn what_is_no_receipt_gets_no_paper() {
    let refused = |line: &str, severities: &Severities| {
        let bounds = (&Limits::default(), severities);
        let found = verify_receipt(line, &Trust::Nobody, None, bounds, &()).unwrap();
        let drawn = drawn(Path::new("r"), &found, &MinutesOptions::default());
        match drawn.unwrap_err().kind() {
            ErrorKind::Refused { report } => report.by_code.keys().copied().collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        }
    };
    let signed = SignedReceipt::sign(receipt_sample(), &[&key(7)]).unwrap();
    let changed = signed.to_line().unwrap().replace("Trần Thị B", "Trần Thị C");
    let standard = Severities::default();
    assert_eq!(refused(&changed, &standard), [Code::ReceiptBroken]);
    assert_eq!(refused("{}", &standard), [Code::ReceiptMalformed]);
    // However little a caller thinks of it.
    let lenient = Severities::default().with(Code::ReceiptBroken, Severity::Info);
    assert_eq!(refused(&changed, &lenient), [Code::ReceiptBroken]);
}

#[test]
fn a_receipt_of_endless_people_is_no_paper() {
    let mut receipt = receipt_sample();
    receipt.by = vec![receipt.by[0].clone(); 51];
    let found = judged(receipt, &Trust::Nobody);
    let error = drawn(Path::new("r"), &found, &MinutesOptions::default()).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Limit { what: "signatories", limit: 50, .. }));
}
