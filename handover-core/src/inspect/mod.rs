//! Looking into files: what they are, and what digitised pages are fit for.
//!
//! [`inspect`] looks into one file; [`Standard`] sorts what it saw. Nothing is
//! verified that needs more than a look: a PDF/A claim is only a claim, and a
//! signature is only there.

mod bounds;
mod image;
mod kind;
mod pdf;
mod run;
mod source;
mod standard;

mod value;

pub use bounds::Bounds;
pub use kind::Kind;
pub use run::inspect;

pub use standard::{Judgement, Material, Reason, Rule, Sort, Standard, Step};
pub use value::{Inspection, Pdf, PdfA, Problem, ScannedPages, Signature, SignatureKind};
