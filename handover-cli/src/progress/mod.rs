//! What an operation tells while it works, on a screen or in a log.

mod findings;
mod meter;
mod observer;
#[cfg(test)]
mod tests;
mod throttle;

pub(crate) use findings::Findings;
pub(crate) use observer::Progress;
