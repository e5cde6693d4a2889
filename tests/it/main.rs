//! The whole flow through the library, on the sample and on hostile bundles.

mod attacks;
mod damage;
mod diff;
mod entering;
mod field;
mod flow;
mod forge;
mod full_disk;
mod holdings;
mod in_place;
mod journal;
mod killed;
mod listed;
mod minutes;
mod names;
mod properties;
mod receive;
mod release;
mod resume;
mod sheets;
#[cfg(target_os = "linux")]
mod small_disk;
mod support;
mod threads;
mod threat_model;
mod tree;
mod unpack;
mod volumes;
mod writing;
mod zip_damage;
