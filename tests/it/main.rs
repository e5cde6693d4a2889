//! The whole flow through the library, on the sample and on hostile bundles.

mod attacks;
mod damage;
mod diff;
mod flow;
mod forge;
mod support;
mod unpack;
mod zip_damage;
