//! The whole command, run in memory.

mod findings_doc;
mod keys;
mod support;
mod surface;
