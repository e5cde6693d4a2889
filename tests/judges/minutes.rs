//! Minutes as others see them: LibreOffice lays the paper out, poppler reads
//! its text, zbar reads its QR code.

use std::fs;
use std::path::{Path, PathBuf};

use handover_core::bundle::Bundle;
use handover_core::custody::{
    Answer, CheckedAs, Exception, ExceptionKind, Parcel, Person, Receipt, ReceivedAct,
};
use handover_core::digest::Digest;
use handover_core::exchange::{MinutesOf, MinutesOptions, PaperKind, Titles, minutes};
use handover_core::finding::Severities;
use handover_core::limits::Limits;
use handover_core::signing::SignedReceipt;
use handover_core::verify::verify_receipt;

use crate::support::{Key, approved, ask, pack_sample, printed};

/// The minutes of the sample, and what their code should say.
fn drawn(folder: &Path, name: &str) -> (PathBuf, String) {
    let key = Key::new();
    let (path, out) = (folder.join("p14.zip"), folder.join(name));
    pack_sample(&key, &path);
    let bundle = Bundle::open(&path, &Limits::default()).unwrap();
    let mut options = MinutesOptions::default();
    options.titles = Titles::Printed;
    let kind = PaperKind::of(&out).unwrap();
    let made = minutes(MinutesOf::Bundle(&bundle), &out, kind, &options, &()).unwrap();
    let digest = made.digest.unwrap();
    (out, format!("bundle={digest}\nkey={}", key.id()))
}

/// The minutes of an answer that takes over all but one dossier, and what their
/// code should say.
fn answered(folder: &Path) -> (PathBuf, String) {
    let key = Key::new();
    let act = ReceivedAct {
        id: "0190b3e4-0000-7000-8000-000000000014".parse().unwrap(),
        issue: 2,
        giver: "vn:27169@2024".parse().unwrap(),
        on_behalf_of: None,
        sealed_on: "2025-06-30".parse().unwrap(),
        effective_on: "2025-07-01".parse().unwrap(),
        ledger_head: Some(Digest::sha256(b"head")),
    };
    let line = |text: &str| text.parse().unwrap();
    let by =
        vec![Person { name: line("Trần Thị Ví Dụ"), title: line("Công chức văn thư") }];
    let mut receipt = Receipt::new(
        (Parcel::Bundle, Digest::sha256(b"bundle")),
        Some(act),
        ("vn:27163@2025".parse().unwrap(), "2025-07-03".parse().unwrap()),
        by,
        Answer::AcceptedWith,
        CheckedAs::Valid,
    );
    let mut missing = Exception::dossier(Some(line("P14")), line("HS.03"), ExceptionKind::Missing);
    missing.note = Some(line("Không có trong hộp 01"));
    (receipt.exceptions, receipt.held_by) = (vec![missing], receipt.act.as_ref().map(|a| a.giver));
    let totals = &mut receipt.totals;
    (totals.declared.paper.dossiers, totals.computed.paper.dossiers) = (Some(1234), Some(1234));
    totals.counted.paper.dossiers = Some(1233);
    totals.declared.paper.containers = Some(16);
    receipt.form.condition = Some(line("khô ráo, hộp còn nguyên niêm phong"));
    let signed = SignedReceipt::sign(receipt, &[&key.private()]).unwrap();
    let bounds = (&Limits::default(), &Severities::default());
    let text = signed.to_line().unwrap();
    let judged = verify_receipt(&text, &key.trust(), None, bounds, &()).unwrap();
    let out = folder.join("m.docx");
    let of = MinutesOf::Receipt(Path::new("receipt.json"), &judged);
    minutes(of, &out, PaperKind::Docx, &MinutesOptions::default(), &()).unwrap();
    let (bundle, own) = (Digest::sha256(b"bundle"), signed.digest());
    let said = format!(
        "handover/receipt-minutes/1\nact=0190b3e4-0000-7000-8000-000000000014\nissue=2\n\
         bundle={bundle}\nreceipt={own}\nanswer=accepted-with\nkey={}",
        key.id()
    );
    (out, said)
}

/// The text of a paper that LibreOffice has laid out, without its blanks, and
/// what zbar reads on its pages.
fn laid_out(paper: &Path, folder: &Path) -> (String, String) {
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let arguments =
        [profile.as_str(), "--headless", "--convert-to", "pdf", paper.to_str().unwrap()];
    approved("soffice", &arguments, folder);
    let text = approved("pdftotext", &["-layout", "m.pdf", "-"], folder);
    approved("pdftoppm", &["-r", "200", "-png", "-l", "6", "m.pdf", "page"], folder);
    let pages = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let pages = pages.filter(|path| path.extension().is_some_and(|ending| ending == "png"));
    let codes = pages.map(|page| code(&page, folder)).collect();
    // Justified lines come with blanks inside words.
    (text.split_whitespace().collect(), codes)
}

fn stands_in(text: &str, wanted: &[&str]) {
    for wanted in wanted {
        let wanted: String = wanted.split_whitespace().collect();
        assert!(text.contains(&wanted), "{wanted} is not in {text}");
    }
}

/// What zbar reads in a picture.
fn code(picture: &Path, folder: &Path) -> String {
    let arguments = ["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", picture.to_str().unwrap()];
    printed(&ask("zbarimg", &arguments, folder))
}

#[test]
fn a_word_processor_prints_the_minutes_on_a4() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path();
    let (paper, said) = drawn(folder, "m.docx");
    let (text, codes) = laid_out(&paper, folder);
    let facts = approved("pdfinfo", &["m.pdf"], folder);
    assert!(facts.contains("A4"), "{facts}");
    // Courier New and Times New Roman, or what stands for them where they are not.
    let fonts = approved("pdffonts", &["m.pdf"], folder);
    assert!(fonts.contains("LiberationSerif") || fonts.contains("TimesNewRoman"), "{fonts}");

    let wanted = [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Giao nhận hồ sơ, tài liệu",
        "Căn cứ Nghị quyết số 1685/NQ-UBTVQH15 ngày 16 tháng 6 năm 2025",
        "BÊN NHẬN: Ủy ban nhân dân Phường Hòa Hưng, Thành phố Hồ Chí Minh",
        "Hộp (cặp) 16 10 ……… Chỉ kê khai,",
        "Dung lượng (byte) 3.630.660 3.630.660 3.630.660 Khớp",
        "bìa rời, mép giấy mủn",
        "Chữ ký gói không phải là con dấu",
        "ĐẠI DIỆN BÊN GIAO ĐẠI DIỆN BÊN NHẬN",
        "PHỤ LỤC 5",
    ];
    stands_in(&text, &wanted);
    assert!(codes.contains("handover/minutes/1\nact=") && codes.contains(&said), "{codes}");
}

#[test]
fn a_word_processor_prints_the_minutes_of_a_receipt() {
    let place = tempfile::tempdir().unwrap();
    let (paper, said) = answered(place.path());
    let (text, codes) = laid_out(&paper, place.path());
    let wanted = [
        "ỦY BAN NHÂN DÂN",
        "BÊN GIAO: Ủy ban nhân dân Phường 14, Quận 10, Thành phố Hồ Chí Minh",
        "Ông (bà): Trần Thị Ví Dụ; chức vụ: Công chức văn thư",
        "Hộp (cặp) 16 – ……… Chỉ kê khai,",
        "1.234 1.234 1.233 CHÊNH",
        "khô ráo, hộp còn nguyên niêm phong",
        "TIẾP NHẬN, CÓ NGOẠI LỆ, ngày 03/7/2025",
        "Chữ ký đó không phải là con dấu",
        "ĐẠI DIỆN BÊN GIAO ĐẠI DIỆN BÊN NHẬN",
        "PHỤ LỤC 1",
        "Hồ sơ HS.03, phông P14",
        "Không có trong hộp 01",
    ];
    stands_in(&text, &wanted);
    assert!(codes.contains(&said), "{said} is not in {codes}");
}

#[test]
fn the_code_of_the_page_is_read_back() {
    /// Dots of a module.
    const DOTS: usize = 5;
    let place = tempfile::tempdir().unwrap();
    let folder = place.path();
    let (paper, said) = drawn(folder, "m.html");
    let page = fs::read_to_string(paper).unwrap();
    let (_, from) = page.split_once("viewBox=\"0 0 ").unwrap();
    let edge: usize = from.split_once(' ').unwrap().0.parse().unwrap();
    let (_, path) = from.split_once("<path d=\"").unwrap();
    let path = path.split_once('"').unwrap().0;
    let mut dark = vec![false; edge * edge];
    for module in path.split('M').filter(|module| !module.is_empty()) {
        let (column, row) = module.strip_suffix("h1v1h-1z").unwrap().split_once(' ').unwrap();
        let (column, row): (usize, usize) = (column.parse().unwrap(), row.parse().unwrap());
        dark[row * edge + column] = true;
    }
    let side = edge * DOTS;
    let mut picture = format!("P5 {side} {side} 255\n").into_bytes();
    for dot in 0..side * side {
        let (row, column) = (dot / side / DOTS, dot % side / DOTS);
        picture.push(if dark[row * edge + column] { 0 } else { 255 });
    }
    let file = folder.join("code.pgm");
    fs::write(&file, picture).unwrap();
    let codes = code(&file, folder);
    assert!(codes.contains(&said), "{codes}");
}
