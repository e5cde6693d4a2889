//! What is known of a file after a look into it.

use serde::Serialize;

use super::kind::Kind;
use crate::finding::{Code, Finding, Location};

/// What a look into a file saw. Nothing of its text is kept, and no name.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Inspection {
    /// What the file is, by its content.
    pub kind: Kind,
    /// Bytes.
    pub bytes: u64,
    /// Pages of a PDF, images of a TIFF, 1 for another image; unknown for the
    /// rest, and where a damaged or locked file does not tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<u64>,
    /// What only a PDF has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pdf: Option<Pdf>,
    /// Pages that are an image of a page, those of one quality together.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub scanned: Vec<ScannedPages>,
    /// What is wrong with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<Problem>,
}

impl Inspection {
    /// Pages that are an image of a page.
    pub fn scanned_pages(&self) -> u64 {
        self.scanned.iter().map(|group| group.pages).sum()
    }

    /// What is wrong with it, as findings at `location`.
    pub fn findings(&self, location: &Location) -> impl Iterator<Item = Finding> {
        let kind = self.kind.as_str();
        self.problems.iter().map(move |problem| {
            let at = |code| Finding::new(code, location.clone());
            match problem {
                Problem::Encrypted { opens: true } => {
                    at(Code::FileEncrypted).with("kind", "opens-without-password")
                }
                Problem::Encrypted { opens: false } => {
                    at(Code::FileEncrypted).with("kind", "needs-password")
                }
                Problem::Damaged => at(Code::FileDamaged).with("problem", "not-as-its-format"),
                Problem::Mended => at(Code::FileDamaged).with("problem", "objects-table"),
                Problem::TooCostly { bound } => at(Code::FileTooCostly).with("kind", *bound),
                Problem::Archive => at(Code::FileArchive).with("kind", kind),
                Problem::Executable => at(Code::FileExecutable),
                Problem::Extension => at(Code::FileExtension).with("kind", kind),
            }
        })
    }

    /// Whether everything that could be known is known.
    pub fn is_whole(&self) -> bool {
        let blind = |problem: &Problem| {
            matches!(
                problem,
                Problem::Damaged | Problem::Encrypted { .. } | Problem::TooCostly { .. }
            )
        };
        !self.problems.iter().any(blind)
    }
}

/// What only a PDF has.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Pdf {
    /// Version of the format, the higher of header and catalogue: `1.4`.
    pub version: String,
    /// The PDF/A claim, which nobody has checked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pdf_a: Option<PdfA>,
    /// Day on which the file says it was made, `2019-03-25`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub made_on: Option<String>,
    /// Signatures, in the order of their fields.
    pub signatures: Vec<Signature>,
    /// Pages with text that can be taken out, scanned or not.
    pub text_pages: u64,
}

/// The PDF/A claim of XMP metadata (ISO 19005): part and conformance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PdfA {
    /// `1` to `4`.
    pub part: String,
    /// `A`, `B`, `U`, `E`, `F`, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conformance: Option<String>,
}

/// A signature that is present in a PDF. It is not verified, and whose it is
/// cannot be known without the certificates of the State's authority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Signature {
    /// What it is for.
    pub kind: SignatureKind,
    /// Encoding by its registered name, such as `adbe.pkcs7.detached`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// Whether the bytes that it covers reach to the end of the file: where
    /// not, something was added later.
    pub to_the_end: bool,
}

/// What a signature of a PDF is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum SignatureKind {
    /// Of a person or an agency.
    Approval,
    /// The same, by the author, saying what may still be changed.
    Certification,
    /// A time stamp only.
    TimeStamp,
}

/// Pages of one quality that are an image of a page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct ScannedPages {
    /// Resolution: pixels for the size on the page, the lower of both
    /// directions; unknown for an image that does not say its size.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dpi: Option<u32>,
    /// Bits for each pixel: 1 black and white, 8 grey or a palette, 24 colour.
    pub bits: u32,
    /// Whether there is text that can be taken out.
    pub text: bool,
    /// The longer side of the page, rounded up to 10 mm; 0 where unknown.
    pub long_side_mm: u32,
    /// The longer side of the image in pixels, where the resolution is unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub long_side_pixels: Option<u32>,
    /// How many pages.
    pub pages: u64,
}

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "problem", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Problem {
    /// A PDF that is encrypted.
    Encrypted {
        /// Whether it opens without a password; unknown is no.
        opens: bool,
    },
    /// Not as its format has it; pages may be missing.
    Damaged,
    /// The table of a PDF's objects is lost or wrong; they were found without it.
    Mended,
    /// More than a bound allows; what was seen until then is told.
    TooCostly {
        /// Which bound, a stable word.
        bound: &'static str,
    },
    /// An archive, whose files nobody sees.
    Archive,
    /// A program.
    Executable,
    /// The content is not what the name's extension says.
    Extension,
}
