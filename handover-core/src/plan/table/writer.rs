//! From routes to a table.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use super::COLUMNS;
use crate::durable::{Workplace, publish_file};
use crate::error::{Error, IoContext, Result};
use crate::plan::{Route, Term};
use crate::unit::{AgencyRef, Register};

/// Writes routes into a new file, whole or not at all.
///
/// # Errors
/// `TargetExists`, `Busy`, `Write`, `DiskFull`.
pub fn write_table(routes: &[Route], register: &Register, target: &Path) -> Result<()> {
    let work = Workplace::for_target(target)?;
    let unfinished = work.join("routes");
    let file = BufWriter::new(File::create_new(&unfinished).writing(target)?);
    let mut writer = RouteWriter::new(file, register, target)?;
    routes.iter().try_for_each(|route| writer.write(route))?;
    let file =
        writer.finish()?.into_inner().map_err(|error| Error::write(target, error.into_error()))?;
    file.sync_all().writing(target)?;
    drop(file);
    publish_file(&unfinished, target)
}

/// Writes routes in the one dialect: UTF-8 without mark, LF, comma, quotes only where needed.
/// The header is written even where no line follows.
pub struct RouteWriter<'r, W: Write> {
    csv: csv::Writer<W>,
    path: PathBuf,
    register: &'r Register,
}

impl<'r, W: Write> RouteWriter<'r, W> {
    /// A writer with its header. `register` knows the names, `path` is what errors speak of.
    ///
    /// # Errors
    /// Where the output cannot be written.
    pub fn new(output: W, register: &'r Register, path: &Path) -> Result<Self> {
        let csv = csv::WriterBuilder::new()
            .terminator(csv::Terminator::Any(b'\n'))
            .quote_style(csv::QuoteStyle::Necessary)
            .from_writer(output);
        let mut writer = Self { csv, path: path.to_path_buf(), register };
        writer.record(COLUMNS)?;
        Ok(writer)
    }

    /// Writes one line.
    ///
    /// # Errors
    /// Where the output cannot be written.
    pub fn write(&mut self, route: &Route) -> Result<()> {
        let text = |agency: Option<AgencyRef>| agency.map_or_else(String::new, |a| a.to_string());
        let name = |agency: Option<AgencyRef>| {
            agency.and_then(|agency| self.register.full_name(&agency.unit())).unwrap_or_default()
        };
        let day = |day: Option<chrono::NaiveDate>| day.map_or_else(String::new, |d| d.to_string());
        let (giver, receiver) = (Some(route.giver), route.receiver());
        let candidates: Vec<_> = route.candidates().iter().map(AgencyRef::to_string).collect();
        let records = &route.records;
        let cells = [
            route.unit.to_string(),
            text(giver),
            name(giver),
            text(receiver),
            name(receiver),
            records.level.as_str().to_owned(),
            records.block.code().to_owned(),
            records.work.code().to_owned(),
            records.term.map_or("", Term::code).to_owned(),
            records.carrier.code().to_owned(),
            route.effective_on.to_string(),
            day(route.due_on),
            route.status().code().to_owned(),
            route.rule().to_owned(),
            candidates.join(";"),
        ];
        self.record(cells)
    }

    /// Brings everything to the output and gives it back.
    ///
    /// # Errors
    /// Where the output cannot be written.
    pub fn finish(mut self) -> Result<W> {
        self.csv.flush().map_err(|source| Error::write(&self.path, source))?;
        self.csv.into_inner().map_err(|error| Error::write(&self.path, error.into_error()))
    }

    fn record<I: IntoIterator<Item = T>, T: AsRef<[u8]>>(&mut self, cells: I) -> Result<()> {
        let failed = |error: csv::Error| Error::write(&self.path, error.into());
        self.csv.write_record(cells).map_err(failed)
    }
}
