//! The minutes of a handover, for both sides to sign and stamp: Decree
//! 30/2020, Annex V, "Biên bản giao nhận hồ sơ, tài liệu"; into a historical
//! archive "Biên bản thu nộp" (Circular 06/2025/TT-BNV).
//!
//! [`minutes`] looks at envelope, lists and inventory of a bundle or set,
//! counts what lies in it, and lays the paper out by Decree 30/2020, Annex I.
//! What is known stands there; what only people know is left for the pen. What
//! was only declared is never printed as agreed. Of a receipt that was judged
//! the paper says what the receiver counted, answered and did not take over.

mod amounts;
mod annexes;
mod block;
mod body;
mod code;
mod docx;
mod facts;
mod figures;
mod gather;
mod heading;
mod html;
mod listing;
mod options;
mod parties;
mod prints;
mod receipt;
mod run;
mod seal;
mod words;

pub use options::{Describe, MinutesForm, MinutesOptions, PaperKind, Titles};
pub use run::{Minutes, MinutesOf, minutes};
