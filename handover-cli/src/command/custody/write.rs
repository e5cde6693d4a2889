//! `handover custody open` and `add`.

use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use handover_core::custody::{Event, Head, Kind, LedgerId};
use handover_core::description::Day;
use handover_core::error::ErrorKind;
use handover_core::ledger::{Ledger, Opening, Recovered};
use handover_core::limits::Limits;
use handover_core::observe::Observer;
use handover_core::signing::{PrivateKey, Signer};
use handover_core::unit::AgencyRef;
use serde::Serialize;

use super::event;
use crate::args::{CustodyAddArgs, CustodyOpenArgs};
use crate::context::{Context, Format};
use crate::exit;
use crate::failure::{Failure, Refusal};
use crate::keys;
use crate::locale::{Arguments, key_of};
use crate::progress::Findings;
use crate::random;
use crate::units;

/// How often, and how long apart, another writer is asked for: 30 seconds.
const ASKED: u32 = 300;
const APART: Duration = Duration::from_millis(100);

/// An event that is in a ledger, for programs.
#[derive(Serialize)]
struct Written<'a> {
    ledger: String,
    kind: Kind,
    day: Day,
    agency: AgencyRef,
    head: Head,
    /// The head as it is typed into `--head`.
    head_text: String,
    /// What a crash had left, if it had: `written`, `not-written` or `torn`.
    recovered: Option<&'a str>,
}

pub(super) fn open(args: &CustodyOpenArgs, context: &Context<'_>) -> Result<u8, Failure> {
    let writing = &args.writing;
    let day = writing.date.unwrap_or(context.today);
    let agency = units::agency_of(&args.agency, Some(day))?;
    let mut event = event::begun(Kind::Open, writing)?;
    event.predecessor = args.predecessor;
    complete(&event)?;
    let keys = private(&writing.key, writing.passphrase_file.as_deref(), context)?;
    let id = LedgerId::random(&mut random::system()?);
    let opening = Opening { id, agency, day: Day(day), event };
    let head = Ledger::create(&writing.ledger, opening, &signers(&keys))?;
    told(&writing.ledger, (Kind::Open, Day(day)), agency, head, None, context)
}

pub(super) fn add(args: &CustodyAddArgs, context: &Context<'_>) -> Result<u8, Failure> {
    let writing = &args.writing;
    let day = writing.date.unwrap_or(context.today);
    let event = event::of(args, day)?;
    complete(&event)?;
    let keys = private(&writing.key, writing.passphrase_file.as_deref(), context)?;
    let (mut ledger, recovered) = opened(&writing.ledger, context)?;
    let agency = ledger.agency();
    if let Some(text) = &args.agency {
        is_of(&ledger, units::agency_of(text, Some(day))?)?;
    }
    let kind = event.kind;
    let appended = ledger.append(event, Day(day), &signers(&keys))?;
    if appended.day_back {
        context.warn(&context.locale.text("custody-day-back"));
    }
    told(&writing.ledger, (kind, Day(day)), agency, appended.head, recovered.as_ref(), context)
}

/// Refuses an event that its kind would not take, before a passphrase is asked.
fn complete(event: &Event) -> Result<(), Failure> {
    let Some(problem) = event.problem() else { return Ok(()) };
    let flag = format!("--{}", problem.member().replace('_', "-"));
    let arguments = Arguments::new().text("member", problem.member()).text("flag", flag);
    let arguments = arguments.text("kind", event.kind.code());
    Err(Refusal::new(key_of("refused", problem.code()), exit::USAGE).with(arguments).into())
}

/// Refuses a ledger that is not that of `agency`.
pub(crate) fn is_of(ledger: &Ledger, agency: AgencyRef) -> Result<(), Failure> {
    if ledger.agency() == agency {
        return Ok(());
    }
    let arguments = Arguments::new().text("agency", ledger.agency().to_string());
    Err(Refusal::new("custody-other-agency", exit::NO).with(arguments).into())
}

/// The keys that sign.
pub(crate) fn private(
    keys: &[PathBuf],
    passphrase_file: Option<&Path>,
    context: &Context<'_>,
) -> Result<Vec<PrivateKey>, Failure> {
    let key = |path: &PathBuf| Ok(keys::private(path, passphrase_file, context)?.0);
    keys.iter().map(key).collect()
}

pub(crate) fn signers(keys: &[PrivateKey]) -> Vec<&dyn Signer> {
    keys.iter().map(|key| key as &dyn Signer).collect()
}

/// Opens a ledger; while another process writes, waits for it and says so.
pub(crate) fn opened(
    path: &Path,
    context: &Context<'_>,
) -> Result<(Ledger, Option<Recovered>), Failure> {
    let observer = context.observer(Findings::Aside);
    for asked in 0.. {
        match Ledger::open(path, &Limits::default(), &observer) {
            Err(error)
                if matches!(error.kind(), ErrorKind::Busy { .. })
                    && asked < ASKED
                    && !observer.cancelled() =>
            {
                if asked == 0 {
                    context.note(&context.locale.text("custody-waiting"));
                }
                thread::sleep(APART);
            }
            opened => return Ok(opened?),
        }
    }
    Err(ErrorKind::Busy { path: path.to_owned() }.into())
}

fn told(
    path: &Path,
    (kind, day): (Kind, Day),
    agency: AgencyRef,
    head: Head,
    recovered: Option<&Recovered>,
    context: &Context<'_>,
) -> Result<u8, Failure> {
    let locale = &context.locale;
    let arguments = Arguments::new().path("path", path);
    let recovered = recovered.map(|recovered| tell_recovered(path, recovered, context));
    if context.format == Format::Json {
        let (ledger, head_text) = (path.to_string_lossy().into_owned(), head.to_string());
        let written = Written { ledger, kind, day, agency, head, head_text, recovered };
        context.object("custody-added", &written)?;
        return Ok(exit::DONE);
    }
    let arguments = arguments
        .number("number", head.count)
        .text("kind", locale.text(&key_of("event", kind.code())))
        .text("head", head.to_string());
    context.result(&locale.with("custody-added", &arguments))?;
    Ok(exit::DONE)
}

/// Says what a crash had left, and gives the word for it.
pub(crate) fn tell_recovered(
    path: &Path,
    recovered: &Recovered,
    context: &Context<'_>,
) -> &'static str {
    let locale = &context.locale;
    let arguments = Arguments::new().path("path", path);
    match recovered {
        Recovered::Torn(aside) => {
            let arguments = arguments.path("aside", aside);
            context.warn(&locale.with("custody-recovered-torn", &arguments));
            "torn"
        }
        Recovered::Written => {
            context.warn(&locale.with("custody-recovered-written", &arguments));
            "written"
        }
        _ => {
            context.note(&locale.with("custody-recovered-nothing", &arguments));
            "not-written"
        }
    }
}
