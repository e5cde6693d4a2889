//! What a verify that was cut off had done, so that the next one goes on.
//!
//! A journal is a file beside the bundle, outside the format, and proves
//! nothing: it spares its owner's time. It is bound to the tag manifest, which
//! fixes the lists, and to the digests that were computed; what it vouches for
//! was read and found sound while it had the size and time it still has.

mod book;
mod groups;
mod line;
mod resume;

pub(super) use book::{Binding, Book};
pub(super) use groups::Stamp;
pub(super) use resume::Resume;
