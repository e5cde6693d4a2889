//! From a table to routes, however it was made.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use csv::StringRecord;

use super::COLUMNS;
use crate::error::{Error, ErrorKind, Result};
use crate::limits::Limits;
use crate::plan::{Answer, Article, Ground, Reason, Records, Route, Status};
use crate::unit::{AgencyRef, Level, UnitRef};

/// Reads routes, line by line. What follows the first error is not to be read.
pub struct RouteReader<R: Read> {
    csv: csv::Reader<std::io::Take<R>>,
    path: PathBuf,
    places: [usize; COLUMNS.len()],
    record: StringRecord,
    limit: u64,
}

impl<R: Read> RouteReader<R> {
    /// A reader; `path` is what errors speak of.
    ///
    /// # Errors
    /// `Malformed` where a column is missing or unknown; `Read`.
    pub fn new(input: R, path: &Path, limits: &Limits) -> Result<Self> {
        // One byte more than allowed, so that the end of the limit is not the end of the table.
        let csv = csv::Reader::from_reader(input.take(limits.table_bytes.saturating_add(1)));
        let mut reader = Self {
            csv,
            path: path.to_path_buf(),
            places: [0; COLUMNS.len()],
            record: StringRecord::new(),
            limit: limits.table_bytes,
        };
        let header = reader.csv.headers().cloned();
        let header = header.map_err(|error| reader.unreadable(error))?;
        let mut names = header.iter().enumerate().map(|(at, name)| match at {
            0 => name.trim_start_matches('\u{feff}'),
            _ => name,
        });
        if names.clone().any(|name| !COLUMNS.contains(&name)) {
            return Err(reader.wrong("routes.column-unknown"));
        }
        for (place, column) in reader.places.iter_mut().zip(COLUMNS) {
            let Some(at) = names.clone().position(|name| name == column) else {
                return Err(Error::malformed(path, Some(1), "routes.column-missing", column));
            };
            *place = at;
        }
        if names.nth(COLUMNS.len()).is_some() {
            return Err(reader.wrong("routes.column-twice"));
        }
        Ok(reader)
    }

    fn read(&mut self) -> Result<Option<Route>> {
        let more = self.csv.read_record(&mut self.record);
        let more = more.map_err(|error| self.unreadable(error))?;
        self.within_limit()?;
        if more { self.route().map(Some) } else { Ok(None) }
    }

    fn route(&self) -> Result<Route> {
        let cell = |column: &str| {
            let place = COLUMNS.iter().position(|name| *name == column);
            let place = place.and_then(|place| self.places.get(place));
            place.and_then(|place| self.record.get(*place)).unwrap_or_default()
        };
        let level = Level::ALL.into_iter().find(|level| level.as_str() == cell("level"));
        let records = Records {
            level: level.ok_or_else(|| self.wrong("routes.cell"))?,
            block: self.value(cell("block"))?,
            work: self.value(cell("work"))?,
            term: self.maybe(cell("term"))?,
            carrier: self.value(cell("carrier"))?,
        };
        let candidates = cell("candidates").split(';').filter(|text| !text.is_empty());
        let candidates = candidates.map(|text| self.value(text)).collect::<Result<Vec<_>>>()?;
        let receiver: Option<AgencyRef> = self.maybe(cell("receiver"))?;
        let status: Status = self.value(cell("status"))?;
        let answer = match (status, receiver) {
            (Status::Decide, None) => {
                Answer::Decide { reason: self.value::<Reason>(cell("rule"))?, candidates }
            }
            (Status::Rule, Some(to)) => {
                let article: Article = self.value(cell("rule"))?;
                Answer::Goes { to, by: Ground::Article(article) }
            }
            (Status::Province, Some(to)) if !cell("rule").is_empty() => {
                Answer::Goes { to, by: Ground::Decision(cell("rule").to_owned()) }
            }
            _ => return Err(self.wrong("routes.receiver")),
        };
        let unit: UnitRef = self.value(cell("unit"))?;
        let effective_on = self.value(cell("effectiveOn"))?;
        let mut route = Route::new(unit, self.value(cell("giver"))?, records, effective_on, answer);
        route.due_on = self.maybe(cell("dueOn"))?;
        Ok(route)
    }

    fn value<T: FromStr>(&self, text: &str) -> Result<T> {
        text.parse().map_err(|_| self.wrong("routes.cell"))
    }

    fn maybe<T: FromStr>(&self, text: &str) -> Result<Option<T>> {
        if text.is_empty() { Ok(None) } else { self.value(text).map(Some) }
    }

    /// At the row that was read last, or the header; never with a cell's text.
    fn wrong(&self, code: &'static str) -> Error {
        let line = self.record.position().map_or(1, csv::Position::line);
        Error::malformed(&self.path, Some(line), code, code)
    }

    fn within_limit(&self) -> Result<()> {
        if self.csv.get_ref().limit() > 0 {
            return Ok(());
        }
        let (path, limit) = (self.path.clone(), self.limit);
        Err(ErrorKind::Limit { path, what: "bytes", limit }.into())
    }

    fn unreadable(&self, error: csv::Error) -> Error {
        // A row that the limit cut is no fault of its own.
        if let Err(limit) = self.within_limit() {
            return limit;
        }
        let line = error.position().map(csv::Position::line);
        match error.into_kind() {
            csv::ErrorKind::Io(source) => Error::read(&self.path, source),
            _ => Error::malformed(&self.path, line, "routes.row", "not a row of equal length"),
        }
    }
}

impl<R: Read> Iterator for RouteReader<R> {
    type Item = Result<Route>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read().transpose()
    }
}
