//! What an operation tells while it works, on a screen or in a log.

mod meter;
mod observer;
mod throttle;

pub(crate) use observer::{Findings, Progress};
