//! The whole flow through the library, on the sample and on hostile bundles.

mod attacks;
mod damage;
mod flow;
mod forge;
mod support;
mod zip_damage;
