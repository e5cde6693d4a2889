use super::*;
use crate::inspect::value::{PdfA, Problem, Signature};

/// A scan that meets everything, spoiled by `spoil`.
fn judged(material: Material, spoil: impl FnOnce(&mut Inspection, &mut Pdf)) -> Judgement {
    let group = ScannedPages {
        dpi: Some(200),
        bits: 24,
        text: true,
        long_side_mm: 300,
        long_side_pixels: None,
        pages: 3,
    };
    let mut pdf = Pdf {
        version: "1.7".to_owned(),
        pdf_a: Some(PdfA { part: "2".to_owned(), conformance: None }),
        made_on: Some("2026-01-01".to_owned()),
        signatures: vec![Signature {
            kind: SignatureKind::Approval,
            encoding: None,
            to_the_end: true,
        }],
        text_pages: 3,
    };
    let mut seen = Inspection {
        kind: Kind::Pdf,
        bytes: 1,
        pages: Some(3),
        pdf: None,
        scanned: vec![group],
        problems: Vec::new(),
    };
    spoil(&mut seen, &mut pdf);
    seen.pdf = (seen.kind == Kind::Pdf).then_some(pdf);
    Standard::compiled_in().unwrap().judge(&seen, material)
}

fn paper(spoil: impl FnOnce(&mut Inspection, &mut Pdf)) -> Judgement {
    judged(Material::Paper, spoil)
}

fn rules(judged: &Judgement) -> Vec<Rule> {
    judged.reasons.iter().map(|reason| reason.rule).collect()
}

#[test]
fn what_lacks_nothing_meets() {
    let whole = paper(|_, _| {});
    assert_eq!((whole.sort, whole.reasons.len(), whole.steps.len()), (Sort::Meets, 0, 0));
    assert_eq!(paper(|seen, _| seen.scanned[0].dpi = Some(199)).sort, Sort::Rescan);
}

#[test]
fn good_images_are_converted_and_signed_last() {
    let bare = paper(|seen, pdf| {
        seen.scanned[0].text = false;
        (pdf.pdf_a, pdf.signatures) = (None, Vec::new());
    });
    assert_eq!(bare.sort, Sort::Convert);
    assert_eq!(bare.steps, [Step::Ocr, Step::PdfA, Step::Sign]);
    assert_eq!(rules(&bare), [Rule::PdfA, Rule::TextLayer, Rule::Signature]);
    let unsigned = paper(|_, pdf| pdf.signatures.clear());
    assert_eq!((unsigned.sort, unsigned.steps), (Sort::Convert, vec![Step::Sign]));
    let stamped = paper(|_, pdf| pdf.signatures[0].kind = SignatureKind::TimeStamp);
    assert_eq!(stamped.steps, [Step::Sign]);
}

#[test]
fn what_was_signed_under_the_older_standard_is_kept() {
    let old = paper(|_, pdf| (pdf.pdf_a, pdf.made_on) = (None, Some("2025-06-30".to_owned())));
    assert_eq!((old.sort, old.older.as_deref()), (Sort::Keep, Some("TT 01/2019/TT-BNV")));
    assert_eq!(old.steps, []);
    let later = paper(|_, pdf| (pdf.pdf_a, pdf.made_on) = (None, Some("2025-07-01".to_owned())));
    assert_eq!(later.sort, Sort::Convert);
    assert_eq!(later.steps, [Step::Unsigned, Step::PdfA, Step::Sign]);
    let ancient = paper(|_, pdf| {
        (pdf.pdf_a, pdf.made_on, pdf.version) = (None, None, "1.3".to_owned());
    });
    assert_eq!(ancient.sort, Sort::Convert);
}

#[test]
fn coarse_or_colourless_pages_are_scanned_again_and_counted() {
    let mixed = paper(|seen, _| {
        let good = seen.scanned[0].clone();
        seen.scanned.push(ScannedPages { dpi: Some(150), pages: 2, ..good.clone() });
        seen.scanned.push(ScannedPages { dpi: Some(100), bits: 1, pages: 1, ..good });
        seen.pages = Some(6);
    });
    assert_eq!(mixed.sort, Sort::Rescan);
    let coarse = Reason { rule: Rule::Resolution, pages: 3, found: Some(100), wanted: Some(200) };
    let flat = Reason { rule: Rule::Depth, pages: 1, found: Some(1), wanted: Some(24) };
    assert_eq!(mixed.reasons, [coarse, flat]);
}

#[test]
fn maps_and_drawings_want_more() {
    assert_eq!(judged(Material::Drawing, |_, _| {}).sort, Sort::Rescan);
    assert_eq!(paper(|seen, _| seen.scanned[0].long_side_mm = 600).sort, Sort::Rescan);
    let map = judged(Material::Drawing, |seen, _| {
        (seen.scanned[0].dpi, seen.scanned[0].text) = (Some(300), false);
    });
    assert_eq!(map.sort, Sort::Meets);
}

#[test]
fn images_that_do_not_say_their_size_are_held_to_be_a4() {
    let image = |material, pixels| {
        judged(material, |seen, _| {
            (seen.kind, seen.pages) = (Kind::Jpeg, Some(3));
            (seen.scanned[0].dpi, seen.scanned[0].long_side_pixels) = (None, Some(pixels));
            seen.scanned[0].text = false;
        })
    };
    let fine = image(Material::Paper, 2339);
    assert_eq!((fine.sort, fine.reasons[0].rule), (Sort::Convert, Rule::ResolutionAssumed));
    assert_eq!(image(Material::Paper, 2330).sort, Sort::Rescan);
    assert_eq!(image(Material::Photograph, 2339).sort, Sort::Meets);
}

#[test]
fn what_is_no_scan_and_what_cannot_be_seen() {
    assert_eq!(paper(|seen, _| seen.scanned.clear()).sort, Sort::NotAScan);
    assert_eq!(paper(|seen, _| seen.pages = Some(7)).sort, Sort::NotAScan);
    let locked = paper(|seen, _| seen.problems.push(Problem::Encrypted { opens: true }));
    assert_eq!((locked.sort, locked.reasons.len()), (Sort::NotJudged, 0));
    assert_eq!(paper(|seen, _| seen.problems.push(Problem::Mended)).sort, Sort::Meets);
}
