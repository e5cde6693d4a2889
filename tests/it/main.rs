//! The whole flow through the library, on the sample and on hostile bundles.

// Plain text is put together here; clearness goes before an allocation.
#![allow(clippy::format_push_string, clippy::format_collect)]

mod attacks;
mod damage;
mod flow;
mod forge;
mod full_disk;
mod listed;
mod names;
mod properties;
mod support;
mod tree;
mod writing;
mod zip_damage;
