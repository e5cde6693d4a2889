//! What an operation tells while it works, on a screen or in a log.

mod meter;
mod observer;
#[cfg(test)]
mod tests;
mod throttle;

pub(crate) use observer::{Findings, Progress};
