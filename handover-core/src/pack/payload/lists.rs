use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use crate::bundle::list::write_line;
use crate::digest::Digests;
use crate::error::{IoContext, Result};

/// The lists that the pass writes, in path order.
pub(in crate::pack) struct Lists {
    pub(in crate::pack) sha256: BufWriter<File>,
    pub(in crate::pack) blake3: BufWriter<File>,
}

impl Lists {
    /// Adds a file to both.
    pub(in crate::pack) fn line(&mut self, path: &str, digests: &Digests) -> io::Result<()> {
        // Every pass of this module computes both.
        let (Some(sha256), Some(blake3)) = (digests.sha256, digests.blake3) else {
            return Err(io::ErrorKind::InvalidInput.into());
        };
        write_line(&mut self.sha256, &sha256, path)?;
        write_line(&mut self.blake3, &blake3, path)
    }

    /// Ends both lists.
    pub(in crate::pack) fn finish(mut self, target: &Path) -> Result<()> {
        self.sha256.flush().writing(target)?;
        self.blake3.flush().writing(target)
    }
}
