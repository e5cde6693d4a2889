//! Tables into sheets: the official list, and tables for spreadsheets.

mod book;
mod csv_folder;
mod height;
mod line;
mod official;
mod run;
mod words;

pub use official::Letterhead;
pub use run::{Exported, Form, export};

pub(super) use book::{Failed, Texts};
pub(super) use csv_folder::guarded;
pub(super) use line::line;
pub(super) use official::{HEADINGS as DOSSIER_HEADINGS, SHEET, TOTAL};
pub(super) use words::in_words;
