use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use super::frame::{self, Frame, MAGIC, VERSION};
use super::record::{Record, Tally};
use crate::durable::{self, Workplace};
use crate::error::{IoContext, Result};

/// Records in one frame: about 100 KiB at usual path lengths.
const BATCH: usize = 512;

/// Writes a snapshot; nothing is there before [`SnapshotWriter::finish`].
#[derive(Debug)]
pub struct SnapshotWriter {
    target: PathBuf,
    unfinished: PathBuf,
    work: Workplace,
    writer: BufWriter<File>,
    batch: Vec<Record>,
    tally: Tally,
}

impl SnapshotWriter {
    /// Begins the snapshot `target`, which must not exist.
    ///
    /// # Errors
    /// `TargetExists`, `Write`, `DiskFull`.
    pub fn create(target: &Path) -> Result<Self> {
        let work = Workplace::for_target(target)?;
        let unfinished = work.join("survey");
        let file = File::create_new(&unfinished).writing(&unfinished)?;
        let mut writer = BufWriter::with_capacity(256 << 10, file);
        writer.write_all(MAGIC).writing(target)?;
        writer.write_all(&VERSION.to_le_bytes()).writing(target)?;
        let target = target.to_path_buf();
        let (batch, tally) = (Vec::with_capacity(BATCH), Tally::default());
        Ok(SnapshotWriter { target, unfinished, work, writer, batch, tally })
    }

    /// Adds the next record in path order.
    ///
    /// # Errors
    /// `Write`, `DiskFull`.
    pub fn push(&mut self, record: Record) -> Result<()> {
        match &record.file {
            Some(content) => self.tally.add_file(content.size),
            None => self.tally.empty_folders += 1,
        }
        self.batch.push(record);
        if self.batch.len() == BATCH { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<()> {
        if self.batch.is_empty() {
            return Ok(());
        }
        let records = std::mem::replace(&mut self.batch, Vec::with_capacity(BATCH));
        frame::write(&mut self.writer, &Frame::Records(records)).writing(&self.target)
    }

    /// Ends the snapshot and gives it its name.
    ///
    /// # Errors
    /// `Write`, `DiskFull`, `TargetExists`.
    pub fn finish(mut self) -> Result<Tally> {
        self.flush()?;
        let SnapshotWriter { target, unfinished, work, mut writer, tally, .. } = self;
        frame::write(&mut writer, &Frame::End(tally)).writing(&target)?;
        let file =
            writer.into_inner().map_err(std::io::IntoInnerError::into_error).writing(&target)?;
        file.sync_all().writing(&target)?;
        drop(file);
        durable::publish_file(&unfinished, &target)?;
        drop(work);
        Ok(tally)
    }
}
