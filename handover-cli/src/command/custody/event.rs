//! An event from the flags of the command line.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use handover_core::custody::{Cover, Event, Incident, Kind, Line, Paper, Person, Renewal};
use handover_core::description::Day;
use handover_core::digest::{Algorithms, Digest, read_through};
use handover_core::error::ErrorKind;
use handover_core::unit::AgencyRef;

use crate::args::{CustodyAddArgs, Writing};
use crate::exit;
use crate::failure::{Failure, Refusal};
use crate::locale::Arguments;
use crate::{text_file, units};

/// What `open` and `add` share.
pub(super) fn begun(kind: Kind, writing: &Writing) -> Result<Event, Failure> {
    let mut event = Event::new(kind);
    event.by = people(&writing.by)?;
    event.act = paper("--act", writing.act.as_deref(), writing.act_file.as_deref())?;
    event.note = line("--note", writing.note.as_deref())?;
    Ok(event)
}

/// The event that `add` is told of, by flags or by a file.
pub(super) fn of(args: &CustodyAddArgs, day: NaiveDate) -> Result<Event, Failure> {
    if let Some(path) = &args.event {
        let event = Event::from_toml(&text_file::read(path)?, path)?;
        if event.kind != args.kind {
            let arguments = Arguments::new()
                .path("path", path)
                .text("found", event.kind.code())
                .text("wanted", args.kind.code());
            return Err(Refusal::new("custody-other-kind", exit::USAGE).with(arguments).into());
        }
        return Ok(event);
    }
    let mut event = begun(args.kind, &args.writing)?;
    event.from = agency(args.from.as_deref(), day)?;
    event.to = agency(args.to.as_deref(), day)?;
    let cover = Cover {
        fonds: line("--fonds", args.fonds.as_deref())?,
        containers: args.containers.clone(),
        dossiers: args.dossiers.clone(),
    };
    event.covers = Some(cover).filter(|cover| *cover != Cover::default()).into_iter().collect();
    (event.bundle, event.receipt) = (args.bundle, args.receipt);
    event.borrower = line("--borrower", args.borrower.as_deref())?;
    event.until = args.until.map(Day);
    event.regime = args.regime;
    event.place = line("--place", args.place.as_deref())?;
    event.seal = line("--seal", args.seal.as_deref())?;
    event.incident = incident(args)?;
    let papers = |flag, text: &Option<String>, file: &Option<PathBuf>| {
        paper(flag, text.as_deref(), file.as_deref())
    };
    event.council_minutes =
        papers("--council-minutes", &args.council_minutes, &args.council_minutes_file)?;
    event.handover_minutes =
        papers("--handover-minutes", &args.handover_minutes, &args.handover_minutes_file)?;
    event.destruction_minutes =
        papers("--destruction-minutes", &args.destruction_minutes, &args.destruction_minutes_file)?;
    if let (Some(old), Some(algorithm), Some(new)) = (
        args.old,
        line("--algorithm", args.algorithm.as_deref())?,
        line("--new", args.new.as_deref())?,
    ) {
        event.renewal = Some(Renewal { old, algorithm, new });
    }
    Ok(event)
}

/// Those that `--by` names.
pub(crate) fn people(by: &[String]) -> Result<Vec<Person>, Failure> {
    by.iter().map(|text| person("--by", text)).collect()
}

fn incident(args: &CustodyAddArgs) -> Result<Option<Incident>, Failure> {
    let record = paper("--record", args.record.as_deref(), args.record_file.as_deref())?;
    let answers = args.answers.as_deref().map(|text| person("--answers", text)).transpose()?;
    let all = args.what.zip(record).zip(answers);
    Ok(all.map(|((what, record), answers)| Incident { what, record, answers }))
}

fn agency(text: Option<&str>, day: NaiveDate) -> Result<Option<AgencyRef>, Failure> {
    text.map(|text| units::agency_of(text, Some(day))).transpose()
}

pub(crate) fn line(flag: &str, text: Option<&str>) -> Result<Option<Line>, Failure> {
    let read = |text: &str| text.trim().parse().map_err(|_| unreadable("custody-bad-line", flag));
    text.map(read).transpose()
}

/// `NAME, TITLE`.
pub(crate) fn person(flag: &str, text: &str) -> Result<Person, Failure> {
    let wrong = || unreadable("custody-bad-person", flag);
    let (name, title) = text.split_once(',').ok_or_else(wrong)?;
    let read = |text: &str| text.trim().parse::<Line>().map_err(|_| wrong());
    Ok(Person { name: read(name)?, title: read(title)? })
}

/// `NUMBER, DATE`, and the digest of its file.
pub(crate) fn paper(
    flag: &str,
    text: Option<&str>,
    file: Option<&Path>,
) -> Result<Option<Paper>, Failure> {
    let Some(text) = text else { return Ok(None) };
    let wrong = || unreadable("custody-bad-paper", flag);
    let (number, day) = text.rsplit_once(',').ok_or_else(wrong)?;
    let number = number.trim().parse().map_err(|_| wrong())?;
    let day = day.trim().parse().map_err(|_| wrong())?;
    let sha256 = file.map(digest).transpose()?;
    Ok(Some(Paper { number, day, sha256 }))
}

/// SHA-256 of a file, however large.
fn digest(path: &Path) -> Result<Digest, Failure> {
    let failed = |source| ErrorKind::Read { path: path.to_owned(), source };
    let file = std::fs::File::open(path).map_err(failed)?;
    let mut buffer = vec![0; 128 << 10];
    let read = read_through(file, &mut buffer, Algorithms::SHA256, |_| Ok(())).map_err(failed)?;
    Ok(read.sha256.unwrap_or_else(|| Digest::sha256(&[])))
}

fn unreadable(key: &str, flag: &str) -> Failure {
    Refusal::new(key, exit::USAGE).with(Arguments::new().data("flag", flag)).into()
}
