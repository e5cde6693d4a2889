//! `routes.csv`: the lines of a plan as a table (`docs/routes.md`).

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use csv::StringRecord;

use super::{Answer, Article, Ground, Reason, Records, Route, Status};
use crate::error::{Error, ErrorKind, Result};
use crate::limits::Limits;
use crate::unit::{AgencyRef, Level, Register, UnitRef};

/// The columns, in the order in which they are written. All of them are needed, in any order.
/// `giverUnit` and `receiverUnit` are names for people and are not read.
pub const COLUMNS: [&str; 15] = [
    "unit",
    "giver",
    "giverUnit",
    "receiver",
    "receiverUnit",
    "level",
    "block",
    "work",
    "term",
    "carrier",
    "effectiveOn",
    "dueOn",
    "status",
    "rule",
    "candidates",
];

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
            records.term.map_or("", super::Term::code).to_owned(),
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
        self.csv.write_record(cells).map_err(|error| match error.into_kind() {
            csv::ErrorKind::Io(source) => Error::write(&self.path, source),
            _ => Error::malformed(&self.path, None, "routes.row", "a row cannot be written"),
        })
    }
}

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

#[cfg(all(test, feature = "register"))]
mod tests {
    use super::*;
    use crate::plan::{Closing, Options, Rules, routes};

    fn table(plan: &[Route]) -> Vec<u8> {
        let (register, path) = (Register::vietnam(), Path::new("routes.csv"));
        let mut writer = RouteWriter::new(Vec::new(), register, path).unwrap();
        plan.iter().for_each(|route| writer.write(route).unwrap());
        writer.finish().unwrap()
    }

    fn read(bytes: &[u8], limits: &Limits) -> Result<Vec<Route>> {
        RouteReader::new(bytes, Path::new("routes.csv"), limits)?.collect()
    }

    fn plan(unit: &str) -> Vec<Route> {
        let rules = "schema = 'handover/rules/1'\nprovince = 'vn:79@2025'\ndecision = 'QĐ 1, \"x\"'\n\
                     [[rule]]\nblock = 'party'\nreceiver = 'province'\ndays = 3\n";
        let mut options = Options::default();
        options.rules = Some(Rules::read(rules, Path::new("r")).unwrap());
        let closing = Closing::Province(unit.parse().unwrap());
        routes(Register::vietnam(), closing, &options).unwrap().routes
    }

    #[test]
    fn a_plan_comes_back_as_it_was() {
        let plan = plan("vn:79@2024");
        assert!(plan.len() > 1000);
        let bytes = table(&plan);
        assert_eq!(read(&bytes, &Limits::default()).unwrap(), plan);
        assert_eq!(bytes, table(&plan));
        // Excel puts a mark before the header.
        let marked = [b"\xef\xbb\xbf", &bytes[..]].concat();
        assert_eq!(read(&marked, &Limits::default()).unwrap(), plan);
        assert!(read(&table(&[]), &Limits::default()).unwrap().is_empty());
    }

    #[test]
    fn what_is_no_route_is_told_by_line() {
        let text = String::from_utf8(table(&plan("vn:77@2024")[..1])).unwrap();
        let refused = |from: &str, to: &str| {
            assert!(text.contains(from), "{from} in {text}");
            let error = read(text.replacen(from, to, 1).as_bytes(), &Limits::default());
            match error.unwrap_err().kind() {
                ErrorKind::Malformed { code, line, .. } => (*code, *line),
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(refused("giverUnit", "giverName"), ("routes.column-unknown", Some(1)));
        assert_eq!(refused("giverUnit", "giver"), ("routes.column-missing", Some(1)));
        assert_eq!(refused(",candidates", ""), ("routes.column-missing", Some(1)));
        assert_eq!(refused(",candidates", ",candidates,unit"), ("routes.column-twice", Some(1)));
        assert_eq!(refused(",province,government", ",town,government"), ("routes.cell", Some(2)));
        assert_eq!(refused("2025-07-01", "01/07/2025"), ("routes.cell", Some(2)));
        assert_eq!(refused(",rule,\"TT", ",decide,\"TT"), ("routes.receiver", Some(2)));
        assert_eq!(refused("40.1, 39", "41"), ("routes.cell", Some(2)));
        assert_eq!(refused(",rule,\"TT", ",rule,x,\"TT"), ("routes.row", Some(2)));
    }

    #[test]
    fn a_table_has_a_bound() {
        let bytes = table(&plan("vn:77@2024"));
        let limits = Limits { table_bytes: 4000, ..Limits::default() };
        assert!(matches!(
            read(&bytes, &limits).unwrap_err().kind(),
            ErrorKind::Limit { what: "bytes", limit: 4000, .. }
        ));
    }
}
