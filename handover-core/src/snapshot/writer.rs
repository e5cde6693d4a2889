use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use super::frame::{self, MAGIC};
use super::record::{Record, Tally};
use super::version_2::{self, End, RECORDS, VERSION};
use crate::durable::{self, Workplace};
use crate::error::{IoContext, Result};
use crate::walk::Moment;

/// Bytes from which on a frame is written: so many records that what each
/// frame costs is little, and few enough to be held with some read ahead.
const FULL: usize = 512 << 10;

/// Writes a snapshot; nothing is there before [`SnapshotWriter::finish`].
#[derive(Debug)]
pub struct SnapshotWriter {
    target: PathBuf,
    unfinished: PathBuf,
    work: Workplace,
    writer: BufWriter<File>,
    body: Vec<u8>,
    tally: Tally,
    taken_over: u64,
}

impl SnapshotWriter {
    /// Begins the snapshot `target`, which must not exist. A survey begins
    /// after this: the snapshot says when, by the clock of the disk it is on.
    ///
    /// # Errors
    /// `TargetExists`, `Write`, `DiskFull`.
    pub fn create(target: &Path) -> Result<Self> {
        let work = Workplace::for_target(target)?;
        let unfinished = work.join("survey");
        let file = File::create_new(&unfinished).writing(&unfinished)?;
        let made = file.metadata().and_then(|metadata| metadata.modified()).writing(&unfinished)?;
        let mut writer = BufWriter::with_capacity(256 << 10, file);
        writer.write_all(MAGIC).writing(target)?;
        writer.write_all(&VERSION.to_le_bytes()).writing(target)?;
        let mut body = Vec::with_capacity(FULL);
        version_2::write_begin(&mut body, Moment::of(made)).writing(target)?;
        frame::write(&mut writer, &body).writing(target)?;
        body.clear();
        let target = target.to_path_buf();
        let tally = Tally::default();
        Ok(SnapshotWriter { target, unfinished, work, writer, body, tally, taken_over: 0 })
    }

    /// Adds the next record in path order.
    ///
    /// # Errors
    /// `Write`, `DiskFull`.
    pub fn push(&mut self, record: &Record) -> Result<()> {
        match &record.file {
            Some(content) => self.tally.add_file(content.size),
            None => self.tally.empty_folders += 1,
        }
        self.taken_over += u64::from(record.taken_over);
        if self.body.is_empty() {
            self.body.push(RECORDS);
        }
        version_2::write_record(&mut self.body, record).writing(&self.target)?;
        if self.body.len() >= FULL { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<()> {
        if !self.body.is_empty() {
            frame::write(&mut self.writer, &self.body).writing(&self.target)?;
            self.body.clear();
        }
        Ok(())
    }

    /// Ends the snapshot and gives it its name.
    ///
    /// # Errors
    /// `Write`, `DiskFull`, `TargetExists`.
    pub fn finish(mut self) -> Result<Tally> {
        self.flush()?;
        let SnapshotWriter { target, unfinished, work, mut writer, mut body, tally, taken_over } =
            self;
        version_2::write_end(&mut body, &End { tally, taken_over }).writing(&target)?;
        frame::write(&mut writer, &body).writing(&target)?;
        let file =
            writer.into_inner().map_err(std::io::IntoInnerError::into_error).writing(&target)?;
        file.sync_all().writing(&target)?;
        drop(file);
        durable::publish_file(&unfinished, &target)?;
        drop(work);
        Ok(tally)
    }
}
