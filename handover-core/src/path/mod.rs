//! Paths of a bundle: which names travel, their order, and when two are one.
//!
//! A path here is text with `/` between components, relative, in Unicode
//! form C. Joining one to a folder of the disk is [`BundlePath::under`].

mod alias;
mod bare;
mod bundle_path;
mod neighbours;
mod order;
mod rules;
mod twins;

pub use alias::alias;
pub(crate) use bare::bare_letters;
pub use bundle_path::{BundlePath, NotABundlePath};
pub(crate) use neighbours::Neighbours;
pub(crate) use order::{common, compare_bytes};
pub use order::{compare, components, parent, sort_key};
pub use rules::{
    COMPONENT_BYTES, PATH_UNITS, PATH_UNITS_WARN, Problem, check_component, check_length,
    collision_key, is_nfc, nfc,
};
pub use twins::Twins;
