//! The whole flow through the library, on the sample and on hostile bundles.

mod diff;
mod flow;
mod support;
mod unpack;
