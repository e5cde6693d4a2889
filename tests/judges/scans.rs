//! Files that others have made, looked into by us and by poppler and qpdf.

use std::fs::File;
use std::path::Path;

use handover_core::inspect::{Bounds, Inspection, Kind, Problem, Sort, Standard, inspect};

use crate::support::{approved, ask, documents, files_below, printed, python, repository};

fn look(folder: &Path, path: &str) -> Inspection {
    let file = File::open(folder.join(path)).unwrap();
    inspect(&file, path, &Bounds::default(), &()).unwrap()
}

/// The value behind a label of `pdfinfo`.
fn told<'a>(text: &'a str, label: &str) -> Option<&'a str> {
    text.lines().find_map(|line| line.strip_prefix(label)).map(str::trim)
}

/// Holds what we say of a PDF against what pdfinfo, pdftotext and qpdf say.
fn agrees(folder: &Path, path: &str, seen: &Inspection) {
    let pdf = seen.pdf.as_ref().unwrap();
    let code = |option: &str| ask("qpdf", &[option, path], folder).status.code();
    // qpdf: 0 is yes, 2 is no; a password is required (0), or not (3).
    let encrypted = code("--is-encrypted") == Some(0);
    let locked = encrypted && code("--requires-password") == Some(0);
    let told_locks = seen.problems.iter().find_map(|problem| match problem {
        Problem::Encrypted { opens } => Some(*opens),
        _ => None,
    });
    assert_eq!(told_locks, encrypted.then_some(!locked), "{path}");
    if locked {
        assert_eq!(seen.pages, None, "{path}");
        return;
    }
    let info = printed(&ask("pdfinfo", &[path], folder));
    let pages = told(&info, "Pages:").map(|pages| pages.parse().unwrap());
    assert_eq!(seen.pages, pages, "{path}: {info}");
    assert_eq!(Some(pdf.version.as_str()), told(&info, "PDF version:"), "{path}");
    let metadata = printed(&ask("pdfinfo", &["-meta", path], folder));
    assert_eq!(pdf.pdf_a.is_some(), metadata.contains("http://www.aiim.org/pdfa/ns/id/"), "{path}");
    let text = printed(&ask("pdftotext", &["-q", path, "-"], folder));
    let any = text.chars().any(|c| !c.is_whitespace());
    assert_eq!(pdf.text_pages > 0, any, "{path}");
}

#[test]
fn real_documents_are_what_others_say() {
    let Some(folder) = documents() else { return };
    let (mut pdfs, mut encrypted, mut claims) = (0, 0, 0);
    for path in files_below(&folder) {
        let seen = look(&folder, &path);
        let whole = !seen.problems.contains(&Problem::Damaged);
        assert!(whole && !seen.problems.contains(&Problem::Extension), "{path}: {seen:?}");
        if seen.kind == Kind::Pdf {
            agrees(&folder, &path, &seen);
            pdfs += 1;
            encrypted += u32::from(!seen.is_whole());
            claims += u32::from(seen.pdf.is_some_and(|pdf| pdf.pdf_a.is_some()));
        }
    }
    assert_eq!((pdfs, encrypted, claims), (18, 4, 1));
    let tiff = look(&folder, "images/old-style-jpeg-compression.tif");
    assert_eq!((tiff.kind, tiff.pages), (Kind::Tiff, Some(1)));
    assert_eq!((tiff.scanned[0].dpi, tiff.scanned[0].bits), (Some(300), 24));
}

/// File, pages, least dpi, least bits, sort.
type Expected = (&'static str, u64, Option<u32>, u32, Sort);

const SCANS: &[Expected] = &[
    ("a3-250.pdf", 1, Some(250), 24, Sort::Convert),
    ("black-200.png", 1, Some(200), 1, Sort::Rescan),
    ("black-300.pdf", 1, Some(300), 1, Sort::Rescan),
    ("centimetres.tif", 1, Some(200), 8, Sort::Rescan),
    ("colour-200.jpg", 1, Some(200), 24, Sort::Convert),
    ("colour-200.pdf", 1, Some(200), 24, Sort::Convert),
    ("colour-300.png", 1, Some(300), 24, Sort::Convert),
    ("colour-300.tif", 1, Some(300), 24, Sort::Convert),
    ("exif-240.jpg", 1, Some(240), 24, Sort::Convert),
    ("flate-300.pdf", 1, Some(300), 24, Sort::Convert),
    ("four.tif", 4, Some(200), 1, Sort::Rescan),
    ("grey-150.pdf", 1, Some(150), 8, Sort::Rescan),
    ("grey-300.jpg", 1, Some(300), 8, Sort::Rescan),
    ("jpx-200.pdf", 1, Some(200), 24, Sort::Convert),
    ("layered.pdf", 1, Some(200), 24, Sort::Convert),
    ("linear.pdf", 1, Some(300), 24, Sort::Convert),
    ("lost-table.pdf", 1, Some(200), 24, Sort::Convert),
    ("old-signed.pdf", 1, Some(200), 24, Sort::Keep),
    ("palette-200.pdf", 1, Some(200), 8, Sort::Rescan),
    ("renamed.pdf", 1, Some(200), 24, Sort::Convert),
    ("shifted.pdf", 1, Some(200), 24, Sort::Convert),
    ("telephone.jpg", 1, None, 24, Sort::Convert),
    ("three-pages.pdf", 3, Some(200), 8, Sort::Rescan),
    ("turned.pdf", 1, Some(200), 24, Sort::Convert),
    ("unsized.jpg", 1, None, 24, Sort::Rescan),
    ("whole.pdf", 1, Some(200), 24, Sort::Meets),
    ("aes128-opens.pdf", 1, Some(200), 24, Sort::NotJudged),
    ("aes256-opens.pdf", 1, Some(200), 24, Sort::NotJudged),
    ("rc4-opens.pdf", 1, Some(200), 24, Sort::NotJudged),
];

/// Resolution and depth of the first image, by poppler.
fn image_of(folder: &Path, path: &str) -> (u32, u32) {
    let list = approved("pdfimages", &["-list", path], folder);
    let row: Vec<&str> = list.lines().nth(2).unwrap().split_whitespace().collect();
    let number = |column: usize| row[column].parse::<u32>().unwrap();
    // page num type width height color comp bpc enc interp object ID x-ppi y-ppi
    (number(12).min(number(13)), number(6) * number(7))
}

#[test]
fn foreign_scans_of_every_quality_are_sorted() {
    let place = tempfile::tempdir().unwrap();
    let here = place.path();
    let maker = repository().join("tests/judges/scans.py");
    approved(&python(), &[maker.as_os_str(), here.as_os_str()], here);
    let standard = Standard::compiled_in().unwrap();
    for (name, pages, dpi, bits, sort) in SCANS {
        let seen = look(here, name);
        let least = seen.scanned.iter().map(|group| group.dpi).min().flatten();
        let flattest = seen.scanned.iter().map(|group| group.bits).min();
        assert_eq!((seen.pages, least, flattest), (Some(*pages), *dpi, Some(*bits)), "{name}");
        assert_eq!(seen.scanned_pages(), *pages, "{name}");
        let judged = standard.judge(&seen, standard.material(name));
        assert_eq!(judged.sort, *sort, "{name}: {judged:?}");
        // Poppler reads neither a lost table alike nor a form by its placement.
        if seen.kind == Kind::Pdf && !["lost-table.pdf", "shifted.pdf"].contains(name) {
            agrees(here, name, &seen);
        }
        if seen.kind == Kind::Pdf && *pages == 1 {
            let (theirs, depth) = image_of(here, name);
            assert!(theirs.abs_diff(dpi.unwrap()) <= 1, "{name}: {theirs}");
            assert_eq!(depth, *bits, "{name}");
        }
    }
    agrees(here, "aes256-locked.pdf", &look(here, "aes256-locked.pdf"));
    assert!(look(here, "cut.pdf").problems.contains(&Problem::Damaged));
    assert_eq!(look(here, "shifted.pdf").problems, [Problem::Mended]);
    assert_eq!(look(here, "renamed.pdf").problems, [Problem::Extension]);
}
