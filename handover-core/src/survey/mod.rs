//! Looking at a collection of files: what is there, and which of it will not
//! travel. Nothing is ever written into it.

mod examine;
mod media_type;
mod patient;
mod run;
mod source;

pub(crate) use examine::{Examiner, Kept};
pub use media_type::media_type;
pub(crate) use patient::Patient;
pub use run::{Options, Survey, survey};
pub use source::{Folder, NoFiles, Source};
