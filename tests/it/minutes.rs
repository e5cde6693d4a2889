//! The minutes of a handover, through the library.

use std::fs;
use std::io::Read;
use std::path::Path;

use handover_core::bundle::{Bundle, VolumeSet};
use handover_core::error::{Error, ErrorKind};
use handover_core::exchange::{
    Minutes, MinutesForm, MinutesOf, MinutesOptions, PaperKind, Titles, minutes,
};
use handover_core::finding::Code;
use handover_core::inventory::{FolderTables, NoTables};
use handover_core::limits::Limits;
use handover_core::signing::Signer;
use handover_core::transfer::{Act, Side, Signatory};

use crate::support::{act, key, least_act, pack_sample, pack_with, sample};
use crate::volumes::Volumes;

/// The text of a paper, a paragraph or cell a line.
fn lines(paper: &Path) -> Vec<String> {
    let bytes = fs::read(paper).unwrap();
    let text = if PaperKind::of(paper) == Some(PaperKind::Docx) {
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        zip.by_name("word/document.xml").unwrap().read_to_string(&mut text).unwrap();
        text.replace("</w:p>", "\n").replace("<w:br/>", "\n")
    } else {
        let text = String::from_utf8(bytes).unwrap();
        let (_, body) = text.split_once("<main>").unwrap();
        body.replace("</p>", "\n").replace("</th>", "\n")
    };
    let mut plain = String::new();
    let mut inside = false;
    for c in text.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => plain.push(c),
            _ => {}
        }
    }
    let plain = plain.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    let plain = plain.replace("&apos;", "'").replace("&amp;", "&");
    plain.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

/// The cells after the first line that is `name`.
fn after<'a>(lines: &'a [String], name: &str, count: usize) -> Vec<&'a str> {
    let at = lines.iter().position(|line| line == name);
    let at = at.unwrap_or_else(|| panic!("no {name} in {lines:#?}"));
    lines[at + 1..].iter().take(count).map(String::as_str).collect()
}

fn draw(bundle: &Path, out: &Path, options: &MinutesOptions<'_>) -> Result<Minutes, Error> {
    let bundle = Bundle::open(bundle, &Limits::default()).unwrap();
    let kind = PaperKind::of(out).unwrap();
    minutes(MinutesOf::Bundle(&bundle), out, kind, options, &())
}

fn drawn(act: &Act, change: impl FnOnce(&mut MinutesOptions<'_>)) -> Vec<String> {
    let dir = tempfile::tempdir().unwrap();
    let (bundle, out) = (dir.path().join("b.zip"), dir.path().join("m.docx"));
    let files = dir.path().join("files");
    fs::create_dir(&files).unwrap();
    fs::write(files.join("a.txt"), "ab").unwrap();
    pack_with(&files, &NoTables, act, &bundle).unwrap();
    let mut options = MinutesOptions::default();
    change(&mut options);
    draw(&bundle, &out, &options).unwrap();
    lines(&out)
}

#[test]
fn the_sample_has_its_minutes_in_both_kinds() {
    let dir = tempfile::tempdir().unwrap();
    let bundle = dir.path().join("p14.zip");
    let sealed = pack_sample(&bundle);
    let mut papers = Vec::new();
    for name in ["m.docx", "m.html"] {
        let out = dir.path().join(name);
        let made = draw(&bundle, &out, &MinutesOptions::default()).unwrap();
        assert_eq!((made.form, made.digest), (MinutesForm::Nd30, Some(sealed.digest)));
        let lines = lines(&out);
        for line in [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "ỦY BAN NHÂN DÂN",
            "PHƯỜNG 14",
            "BÊN GIAO: Ủy ban nhân dân Phường 14, Quận 10, Thành phố Hồ Chí Minh",
            "Ông (bà): Nguyễn Văn Mẫu; chức vụ: Chủ tịch Ủy ban nhân dân Phường 14, Quận 10",
            "Tài liệu chuyển sang bên nhận quản lý từ ngày 01/7/2025.",
            "Biên bản này được lập thành hai bản; bên giao giữ một bản, bên nhận giữ một bản.",
        ] {
            assert!(lines.iter().any(|found| found == line), "{line}: {lines:#?}");
        }
        // Sealed packets are in no list: what is only declared never agrees.
        let declared = "Chỉ kê khai, chưa đếm";
        assert_eq!(after(&lines, "Hộp (cặp)", 4), ["16", "10", "………", declared]);
        assert_eq!(after(&lines, "Tệp tin trong hồ sơ", 4), ["35", "35", "35", "Khớp"]);
        assert_eq!(after(&lines, "Dung lượng (byte)", 3), ["3.630.660"; 3]);
        let key = key().public_key().key_id().fingerprint().to_string();
        let all = lines.join(" ");
        assert!(all.contains(&key), "{key} is not in groups in {all}");
        let digest = sealed.digest.to_string();
        assert!(all.replace(' ', "").contains(&digest));
        // Titles of dossiers are personal data; unfinished work goes on all the same.
        assert!(!all.contains("Sổ đăng ký khai sinh"));
        assert!(all.contains("P14Q10.2025.02.TC (xem mục lục) 2 Ủy ban nhân dân Phường Hòa Hưng"));
        papers.push(fs::read(&out).unwrap());
        fs::remove_file(&out).unwrap();
        draw(&bundle, &out, &MinutesOptions::default()).unwrap();
        assert_eq!(papers.last(), Some(&fs::read(&out).unwrap()), "equal input, equal bytes");
    }
    let mut options = MinutesOptions::default();
    options.titles = Titles::Printed;
    let out = dir.path().join("titles.html");
    draw(&bundle, &out, &options).unwrap();
    assert!(lines(&out).join(" ").contains("Sổ đăng ký khai sinh năm 1976, quyển 01"));
}

#[test]
fn a_difference_is_printed_as_one() {
    let dir = tempfile::tempdir().unwrap();
    let (bundle, out) = (dir.path().join("p14"), dir.path().join("m.docx"));
    pack_sample(&bundle);
    // It is in the sealed lists, and no longer there.
    fs::remove_file(bundle.join("data/Chưa vào mục lục/ghi chú kho.txt")).unwrap();
    let made = draw(&bundle, &out, &MinutesOptions::default()).unwrap();
    assert_eq!(made.report.by_code.get(&Code::TotalsDiffer), Some(&1), "{:?}", made.report);
    let lines = lines(&out);
    let cells = after(&lines, "Tệp tin trong hồ sơ", 4);
    assert_eq!(cells, ["35", "35", "34", "CHÊNH LỆCH"]);
    assert_eq!(after(&lines, "Dung lượng (byte)", 4)[3], "CHÊNH LỆCH");

    let mut act = act(&sample().join("transfer.toml"));
    act.lots[0].paper.as_mut().unwrap().dossiers = Some(34);
    let tables = FolderTables::new(&sample().join("inventory"));
    let bundle = dir.path().join("other.zip");
    let refused = pack_with(&sample().join("files"), &tables, &act, &bundle);
    assert!(refused.is_err(), "a pack stops at totals that differ");
}

#[test]
fn who_is_not_named_is_left_for_the_pen() {
    let lines = drawn(&least_act(), |_| {});
    let blank = "Ông (bà): ………………………………; chức vụ: ………………………………";
    assert_eq!(lines.iter().filter(|line| *line == blank).count(), 2, "{lines:#?}");
    assert!(lines.contains(&"…………, ngày …… tháng …… năm ……".to_owned()));
    assert_eq!(after(&lines, "Tệp tin trong hồ sơ", 4), ["–", "1", "1", "Không kê khai"]);
}

#[test]
fn an_archive_has_its_own_paper() {
    let mut act = least_act();
    act.receiver = "vn:79@2025/luu-tru-lich-su".parse().unwrap();
    let lines = drawn(&act, |options| {
        options.superior = Some("Sở Nội vụ".to_owned());
        options.place_and_day = Some("Bến Thành, ngày 02 tháng 7 năm 2025".to_owned());
    });
    for line in [
        "SỞ NỘI VỤ",
        "LƯU TRỮ LỊCH SỬ",
        "Bến Thành, ngày 02 tháng 7 năm 2025",
        "Thu nộp tài liệu vào lưu trữ lịch sử",
        "Biên bản này được lập thành …… bản; bên giao giữ …… bản, bên nhận giữ …… bản.",
    ] {
        assert!(lines.iter().any(|found| found == line), "{line}: {lines:#?}");
    }
    let three = drawn(&act, |options| options.copies = Some(3));
    assert!(three.iter().any(|line| line.contains("lập thành ba bản")), "{three:#?}");
}

#[test]
fn hostile_words_stay_words() {
    let mut act = least_act();
    let hostile = "</w:t><script>alert('1')</script> & \"x\" ]]> {n} =cmd()\u{202e}gnp.exe\u{0}";
    act.title = Some(hostile.to_owned());
    act.condition = Some("ế".repeat(1_300_000));
    act.legal_basis = vec!["Căn cứ Quyết định số 1;".to_owned()];
    let name = "\u{200b}Nguyễn\nVăn A".to_owned();
    act.signatories = vec![Signatory { side: Side::Witness, name, title: "<b>".to_owned() }];
    let shown = "</w:t><script>alert('1')</script> & \"x\" ]]> {n} =cmd()\\u{202e}gnp.exe\\u{0}";
    let lines = drawn(&act, |_| {});
    assert!(lines.contains(&shown.to_owned()), "{lines:#?}");
    assert!(lines.contains(&"Căn cứ Quyết định số 1,".to_owned()), "{lines:#?}");
    assert!(lines.iter().any(|line| line.ends_with("[còn 1.296.000 ký tự, xem tại gói]")));
    assert!(lines.iter().any(|line| line.contains("\\u{200b}Nguyễn")), "{lines:#?}");
}

#[test]
fn a_set_has_one_paper_and_a_missing_volume_is_said() {
    let volumes = Volumes::packed();
    let list = volumes.set();
    let draw = |name: &str| {
        let set = VolumeSet::open(&list, &[], &Limits::default()).unwrap();
        let out = volumes.place(name);
        let of = MinutesOf::Set(&set);
        let made = minutes(of, &out, PaperKind::Html, &MinutesOptions::default(), &()).unwrap();
        assert_eq!(made.digest, set.digest());
        (made, lines(&out))
    };
    let (made, whole) = draw("whole.html");
    assert!(made.report.passes(), "{:?}", made.report);
    assert_eq!(after(&whole, "Tệp tin trong hồ sơ", 4), ["8", "8", "8", "Khớp"]);
    assert!(!whole.contains(&"THIẾU".to_owned()));

    fs::remove_file(volumes.volume(2)).unwrap();
    let (made, part) = draw("part.html");
    assert!(!made.report.passes());
    assert!(part.contains(&"THIẾU".to_owned()), "{part:#?}");
    assert_eq!(after(&part, "Tệp tin trong hồ sơ", 4)[3], "Chưa đối chiếu");
    assert!(!part.contains(&"Khớp".to_owned()), "{part:#?}");
}

#[test]
fn it_never_writes_into_a_bundle_nor_over_a_file() {
    let dir = tempfile::tempdir().unwrap();
    let bundle = dir.path().join("p14");
    pack_sample(&bundle);
    let inside = draw(&bundle, &bundle.join("m.docx"), &MinutesOptions::default()).unwrap_err();
    assert!(matches!(inside.kind(), ErrorKind::TargetInside { .. }), "{inside:?}");
    let out = dir.path().join("m.docx");
    fs::write(&out, "mine").unwrap();
    let there = draw(&bundle, &out, &MinutesOptions::default()).unwrap_err();
    assert!(matches!(there.kind(), ErrorKind::TargetExists { .. }), "{there:?}");
    assert_eq!(fs::read(&out).unwrap(), b"mine");
    // Without an act that can be believed there is nothing to say.
    fs::write(bundle.join("handover/transfer.json"), "{}\n").unwrap();
    let refused = draw(&bundle, &dir.path().join("n.docx"), &MinutesOptions::default());
    assert!(matches!(refused.unwrap_err().kind(), ErrorKind::Refused { .. }));
}

#[test]
fn an_act_of_endless_parts_is_no_paper() {
    let mut act = least_act();
    let person = |number| Signatory {
        side: Side::Giver,
        name: format!("Người {number}"),
        title: "x".to_owned(),
    };
    act.signatories = (0..51).map(person).collect();
    let dir = tempfile::tempdir().unwrap();
    let (bundle, out) = (dir.path().join("b.zip"), dir.path().join("m.docx"));
    pack_with(&sample().join("files"), &NoTables, &act, &bundle).unwrap();
    let error = draw(&bundle, &out, &MinutesOptions::default()).unwrap_err();
    let wanted = "signatories";
    assert!(
        matches!(error.kind(), ErrorKind::Limit { what, limit: 50, .. } if *what == wanted),
        "{error:?}"
    );
    assert!(!out.exists());
}
