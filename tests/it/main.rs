//! The whole flow through the library, on the sample and on hostile bundles.

mod attacks;
mod damage;
mod diff;
mod flow;
mod forge;
mod full_disk;
mod listed;
mod names;
mod properties;
mod sheets;
mod support;
mod threads;
mod tree;
mod unpack;
mod writing;
mod zip_damage;
