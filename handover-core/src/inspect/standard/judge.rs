use serde::Serialize;

use super::criteria::{Material, Older, Standard};
use crate::inspect::kind::Kind;
use crate::inspect::value::{Inspection, Pdf, ScannedPages, SignatureKind};

/// What a file is fit for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Sort {
    /// Meets what can be checked.
    Meets,
    /// Made under an older standard: keep it as it is.
    Keep,
    /// The images are good: convert, do not scan again.
    Convert,
    /// The images are too coarse or without colour: scan again.
    Rescan,
    /// No scan.
    NotAScan,
    /// Damaged, locked or too costly to look at.
    NotJudged,
}

impl Sort {
    /// Every sort, in the order in which they are told.
    pub const ALL: &'static [Sort] =
        &[Sort::Meets, Sort::Keep, Sort::Convert, Sort::Rescan, Sort::NotAScan, Sort::NotJudged];

    /// A stable word that messages are keyed by.
    pub const fn as_str(self) -> &'static str {
        match self {
            Sort::Meets => "meets",
            Sort::Keep => "keep",
            Sort::Convert => "convert",
            Sort::Rescan => "rescan",
            Sort::NotAScan => "not-a-scan",
            Sort::NotJudged => "not-judged",
        }
    }
}

/// What a file does not meet, or what was taken for granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Rule {
    /// Pixels an inch.
    Resolution,
    /// The image does not say its size, and is held to be of the usual one.
    ResolutionAssumed,
    /// Bits for each pixel.
    Depth,
    /// No PDF/A claim.
    PdfA,
    /// No text on the scanned pages.
    TextLayer,
    /// No signature.
    Signature,
}

impl Rule {
    /// Every rule, for translators.
    pub const ALL: &'static [Rule] = &[
        Rule::Resolution,
        Rule::ResolutionAssumed,
        Rule::Depth,
        Rule::PdfA,
        Rule::TextLayer,
        Rule::Signature,
    ];

    /// A stable word that messages are keyed by.
    pub const fn as_str(self) -> &'static str {
        match self {
            Rule::Resolution => "resolution",
            Rule::ResolutionAssumed => "resolution-assumed",
            Rule::Depth => "depth",
            Rule::PdfA => "pdf-a",
            Rule::TextLayer => "text-layer",
            Rule::Signature => "signature",
        }
    }
}

/// A rule, and what stands against it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// The rule.
    pub rule: Rule,
    /// Pages that are concerned.
    pub pages: u64,
    /// The least that was found: dpi or bits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found: Option<u32>,
    /// What is wanted for that page: dpi or bits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wanted: Option<u32>,
}

/// What a conversion has to do, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Step {
    /// Take the file as it was before it was signed: what follows would break
    /// the signature.
    Unsigned,
    /// Recognise the text.
    Ocr,
    /// Convert to PDF/A.
    PdfA,
    /// Sign, after everything else.
    Sign,
}

impl Step {
    /// Every step, for translators.
    pub const ALL: &'static [Step] = &[Step::Unsigned, Step::Ocr, Step::PdfA, Step::Sign];

    /// A stable word that messages are keyed by.
    pub const fn as_str(self) -> &'static str {
        match self {
            Step::Unsigned => "unsigned",
            Step::Ocr => "ocr",
            Step::PdfA => "pdf-a",
            Step::Sign => "sign",
        }
    }
}

/// The technical answer for one file. It accepts nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Judgement {
    /// What it is fit for.
    pub sort: Sort,
    /// What it was held to be.
    pub material: Material,
    /// What stands between it and the first sort.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
    /// What a conversion has to do.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
    /// The older standard that it meets.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub older: Option<String>,
}

impl Standard {
    /// Sorts what was seen in a file that was held to be of a material.
    pub fn judge(&self, seen: &Inspection, material: Material) -> Judgement {
        let mut judged = Judgement {
            sort: Sort::NotAScan,
            material,
            reasons: Vec::new(),
            steps: Vec::new(),
            older: None,
        };
        let (scanned, pages) = (seen.scanned_pages(), seen.pages.unwrap_or(0));
        let looks_scanned = scanned > 0
            && scanned.saturating_mul(100) >= pages.saturating_mul(self.scans.pages_percent);
        if !seen.is_whole() {
            judged.sort = Sort::NotJudged;
        } else if looks_scanned {
            self.sort(seen, scanned, &mut judged);
        }
        judged
    }

    fn sort(&self, seen: &Inspection, scanned: u64, judged: &mut Judgement) {
        let good = self.images(seen, judged);
        if judged.material == Material::Photograph
            && self.photograph.kinds.iter().any(|kind| kind == seen.kind.as_str())
        {
            judged.sort = if good { Sort::Meets } else { Sort::Rescan };
            return;
        }
        let wanted = if judged.material == Material::Drawing { &self.drawing } else { &self.paper };
        let nothing = Pdf::default();
        let pdf = seen.pdf.as_ref().unwrap_or(&nothing);
        let textless: u64 = seen.scanned.iter().filter(|group| !group.text).map(|g| g.pages).sum();
        let has_text =
            (scanned - textless).saturating_mul(100) >= scanned.saturating_mul(wanted.text_percent);
        let signed = is_signed(pdf);
        let (pdf_a, text) = (pdf.pdf_a.is_some() || !wanted.pdf_a, has_text);
        let mut lacks = |met: bool, rule: Rule, pages: u64| {
            if !met {
                judged.reasons.push(Reason { rule, pages, found: None, wanted: None });
            }
        };
        lacks(pdf_a, Rule::PdfA, scanned);
        lacks(text, Rule::TextLayer, textless);
        lacks(signed || !wanted.signature, Rule::Signature, scanned);
        judged.sort = if good && pdf_a && text && (signed || !wanted.signature) {
            Sort::Meets
        } else if let Some(older) = self.older.iter().find(|older| older.is_met(seen, pdf)) {
            judged.older = Some(older.name.clone());
            Sort::Keep
        } else if good {
            let changes = !pdf_a || !text;
            let steps = [
                (changes && signed, Step::Unsigned),
                (!text, Step::Ocr),
                (!pdf_a, Step::PdfA),
                (changes || !signed, Step::Sign),
            ];
            judged.steps = steps.into_iter().filter(|step| step.0).map(|step| step.1).collect();
            Sort::Convert
        } else {
            Sort::Rescan
        };
    }

    /// Whether every scanned page is fine enough and deep enough.
    fn images(&self, seen: &Inspection, judged: &mut Judgement) -> bool {
        let (mut coarse, mut flat, mut assumed) = (None, None, 0);
        for group in &seen.scanned {
            let (dpi, bits) = self.wanted(judged.material, group);
            let found = group.dpi.unwrap_or_else(|| {
                assumed += group.pages;
                self.assumed(group)
            });
            worse(&mut coarse, group.pages, found, dpi);
            worse(&mut flat, group.pages, group.bits, bits);
        }
        for (rule, against) in [(Rule::Resolution, coarse), (Rule::Depth, flat)] {
            if let Some((pages, found, wanted)) = against {
                let (found, wanted) = (Some(found), Some(wanted));
                judged.reasons.push(Reason { rule, pages, found, wanted });
            }
        }
        if assumed > 0 {
            let rule = Rule::ResolutionAssumed;
            judged.reasons.push(Reason { rule, pages: assumed, found: None, wanted: None });
        }
        coarse.is_none() && flat.is_none()
    }

    /// The dpi and bits that a page of this size must have.
    fn wanted(&self, material: Material, group: &ScannedPages) -> (u32, u32) {
        match material {
            Material::Photograph => (self.photograph.dpi, self.photograph.bits),
            Material::Drawing => (self.drawing.dpi, self.drawing.bits),
            Material::Paper if self.is_drawing(group.long_side_mm) => {
                (self.drawing.dpi, self.drawing.bits)
            }
            Material::Paper => (self.paper.dpi, self.paper.bits),
        }
    }

    /// The resolution of an image that does not say its size.
    fn assumed(&self, group: &ScannedPages) -> u32 {
        let pixels = u64::from(group.long_side_pixels.unwrap_or(0));
        let tenths = u64::from(self.scans.unsized_long_side_mm) * 10;
        // Rounded, as on pages: scanners cut a pixel off.
        let dpi = (pixels * 254 + tenths / 2) / tenths;
        u32::try_from(dpi).unwrap_or(u32::MAX)
    }
}

/// Counts pages below what is wanted, and keeps the least that was found.
fn worse(against: &mut Option<(u64, u32, u32)>, pages: u64, found: u32, wanted: u32) {
    if found < wanted {
        let (sum, least, of) = against.unwrap_or((0, found, wanted));
        let (least, of) = if found < least { (found, wanted) } else { (least, of) };
        *against = Some((sum + pages, least, of));
    }
}

/// Whether somebody signed; a time stamp is nobody's word.
fn is_signed(pdf: &Pdf) -> bool {
    pdf.signatures.iter().any(|signature| signature.kind != SignatureKind::TimeStamp)
}

impl Older {
    fn is_met(&self, seen: &Inspection, pdf: &Pdf) -> bool {
        let images = seen.scanned.iter();
        let fine = |group: &ScannedPages| {
            group.dpi.is_some_and(|dpi| dpi >= self.dpi) && group.bits >= self.bits
        };
        // Days and versions are fixed in their length: text compares them.
        let in_time = pdf.made_on.as_ref().is_none_or(|day| *day < self.made_before);
        seen.kind == Kind::Pdf
            && pdf.version >= self.pdf_version
            && in_time
            && (is_signed(pdf) || !self.signature)
            && images.into_iter().all(fine)
    }
}

#[cfg(test)]
mod tests;
