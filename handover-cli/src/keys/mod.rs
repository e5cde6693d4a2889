//! Keys that the command line names: as files, and as typed from paper.

mod fingerprint;
mod list;
mod read;
mod receipts;
mod refusal;

pub(crate) use fingerprint::typed;
pub(crate) use list::{is_list, list, list_refused, named};
pub(crate) use read::{either, private, public};
pub(crate) use receipts::{kind_of, receipt_files, receipt_line, receipts, witnessed};
pub(crate) use refusal::of_key;
