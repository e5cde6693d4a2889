//! Profiles: what an archive asks of an inventory beyond the shape of its
//! tables. They are data that an archivist can correct.

mod built_in;
mod model;
mod read;
mod written;

pub use built_in::BuiltIn;
pub use model::{Allowed, Length, Profile, Wanted, Weight, When};

/// The schema that a profile file names.
pub const SCHEMA: &str = "handover/profile/1";

/// The problems of cells that a profile can weigh (`table.cell`).
pub const CELL_PROBLEMS: &[&str] = &[
    "required",
    "wanted",
    "too-long",
    "control-character",
    "not-in-list",
    "not-allowed",
    "not-a-date",
    "not-a-day",
    "not-a-time",
    "not-a-number",
    "not-metres",
    "not-an-agency",
    "not-a-path",
    "not-hex",
    "not-gaps",
    "before-start",
];
