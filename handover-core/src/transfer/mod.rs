//! The act: who hands what to whom, on which basis and which days.
//!
//! An [`Act`] is what people write (`transfer.toml`) and what a bundle carries
//! (`handover/transfer.json`): the same members in the same order.

mod act;
mod check;
mod draft;
mod json;
mod parts;
mod template;
mod texts;
mod toml_text;

pub use act::{Act, ActBuilder, ActKind};
pub use check::{Editions, check, unused_clearances};
pub use draft::{OPEN_MARK, OpenMark};
pub use json::{NotAnAct, namespace};
pub use parts::{
    Clearance, DeclaredElectronic, DeclaredPaper, Exclusion, Lot, NamedAgency, OnBehalfOf, Side,
    Signatory,
};
pub use template::{DraftFacts, DraftLot, Language, Party, write_draft};
pub use toml_text::{Draft, read_toml};
