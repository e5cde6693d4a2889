//! The whole flow through the library, on the sample and on hostile bundles.

mod flow;
mod support;
