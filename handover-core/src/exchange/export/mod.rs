//! Tables into sheets: the official list, and tables for spreadsheets.

mod book;
mod csv_folder;
mod height;
mod line;
mod official;
mod run;
mod words;

pub(super) use line::line;
pub use official::Letterhead;
pub(super) use official::{SHEET, TOTAL};
pub use run::{Exported, Form, export};
