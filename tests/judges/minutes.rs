//! Minutes as others see them: LibreOffice lays the paper out, poppler reads
//! its text, zbar reads its QR code.

use std::fs;
use std::path::{Path, PathBuf};

use handover_core::bundle::Bundle;
use handover_core::exchange::{MinutesOf, MinutesOptions, PaperKind, Titles, minutes};
use handover_core::limits::Limits;

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
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let arguments =
        [profile.as_str(), "--headless", "--convert-to", "pdf", paper.to_str().unwrap()];
    approved("soffice", &arguments, folder);

    let facts = approved("pdfinfo", &["m.pdf"], folder);
    assert!(facts.contains("A4"), "{facts}");
    // Courier New and Times New Roman, or what stands for them where they are not.
    let fonts = approved("pdffonts", &["m.pdf"], folder);
    assert!(fonts.contains("LiberationSerif") || fonts.contains("TimesNewRoman"), "{fonts}");

    let text = approved("pdftotext", &["-layout", "m.pdf", "-"], folder);
    // Justified lines come with blanks inside words.
    let text: String = text.split_whitespace().collect();
    for wanted in [
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
    ] {
        let wanted: String = wanted.split_whitespace().collect();
        assert!(text.contains(&wanted), "{wanted} is not in {text}");
    }

    approved("pdftoppm", &["-r", "200", "-png", "-l", "6", "m.pdf", "page"], folder);
    let pages = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let pages = pages.filter(|path| path.extension().is_some_and(|ending| ending == "png"));
    let codes: String = pages.map(|page| code(&page, folder)).collect();
    assert!(codes.contains("handover/minutes/1\nact=") && codes.contains(&said), "{codes}");
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
