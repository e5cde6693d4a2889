//! How many files are read at once.

use std::num::NonZeroUsize;

use clap::Args;
use handover_core::concurrency::Concurrency;

/// How many files at once, for every command that reads many.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct AtOnce {
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
    #[arg(long, value_name = "N")]
    readers: Option<NonZeroUsize>,
}

impl AtOnce {
    /// What was asked for, and the core's own numbers for the rest.
    pub(crate) fn concurrency(self) -> Concurrency {
        let usual = Concurrency::default();
        Concurrency::new(
            self.threads.unwrap_or(usual.threads),
            self.readers.unwrap_or(usual.readers),
        )
    }
}
