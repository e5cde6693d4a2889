//! Looking at a collection of files: what is there, and which of it will not
//! travel. Nothing is ever written into it.

mod batch;
mod earlier;
mod examine;
mod media_type;
mod patient;
mod roots;
mod run;
mod source;

pub use earlier::Untouched;
pub(crate) use examine::{Examined, Examiner, Kept};
pub use media_type::media_type;
pub(crate) use patient::Patient;
pub use roots::Roots;
pub use run::{Options, Survey, survey, survey_since};
pub use source::{Folder, NoFiles, Source};
