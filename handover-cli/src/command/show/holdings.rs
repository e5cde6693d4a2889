//! Holdings at a glance: whose, which fonds, from which bundles.

use handover_core::holdings::{HeldBundle, Holdings, TableSum};
use handover_core::limits::Limits;
use handover_core::show::{HeldFonds, HoldingsOverview, show_holdings};
use handover_core::unit::AgencyRef;
use serde::Serialize;

use crate::args::ShowArgs;
use crate::context::{Context, Format};
use crate::exit;
use crate::failure::Failure;
use crate::locale::{Arguments, Locale};
use crate::output::{Role, escaped, facts, held_line, held_tables, short};
use crate::progress::Findings;
use crate::units;

#[derive(Serialize)]
struct Shown<'a> {
    path: String,
    custodian: AgencyRef,
    bundles: &'a [HeldBundle],
    tables: &'a [TableSum],
    all_fonds: u64,
    fonds: Vec<FondsShown<'a>>,
}

#[derive(Serialize)]
struct FondsShown<'a> {
    code: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    status: Option<&'a str>,
    closed_on: Option<&'a str>,
    creator: Option<&'a str>,
    bundle: String,
}

pub(super) fn run(args: &ShowArgs, context: &Context<'_>) -> Result<u8, Failure> {
    let limits = Limits::default();
    let holdings = Holdings::open(&args.bundle, &limits)?;
    let seen = {
        let observer = context.observer(Findings::Aside);
        show_holdings(&holdings, &limits, &observer)?
    };
    if context.format == Format::Json {
        context.object("held", &shown(&holdings, &seen, args.with_titles))?;
    } else {
        human(&holdings, &seen, args.with_titles, context)?;
    }
    Ok(exit::DONE)
}

fn shown<'a>(holdings: &'a Holdings, seen: &'a HoldingsOverview, titles: bool) -> Shown<'a> {
    let fonds = seen.fonds.iter().map(|fonds| FondsShown {
        code: fonds.code.as_deref(),
        name: fonds.name.as_deref().filter(|_| titles),
        status: fonds.status.as_deref(),
        closed_on: fonds.closed_on.as_deref(),
        creator: fonds.creator.as_deref(),
        bundle: fonds.bundle.to_string(),
    });
    Shown {
        path: holdings.folder().to_string_lossy().into_owned(),
        custodian: holdings.custodian(),
        bundles: holdings.bundles(),
        tables: holdings.tables(),
        all_fonds: seen.all_fonds,
        fonds: fonds.collect(),
    }
}

fn human(
    holdings: &Holdings,
    seen: &HoldingsOverview,
    titles: bool,
    context: &Context<'_>,
) -> Result<(), Failure> {
    let locale = &context.locale;
    let bundles: Vec<_> =
        holdings.bundles().iter().map(|bundle| held_line(bundle, locale)).collect();
    let mut fonds: Vec<_> =
        seen.fonds.iter().map(|fonds| fonds_line(fonds, titles, locale)).collect();
    if seen.all_fonds > seen.fonds.len() as u64 {
        fonds.push("…".to_owned());
    }
    let mut rows = vec![
        ("holdings-custodian", units::agency(&holdings.custodian(), &[], locale)),
        ("holdings-tables", held_tables(holdings.tables(), locale)),
        ("holdings-bundles", bundles.join("\n")),
    ];
    if !fonds.is_empty() {
        rows.push(("holdings-fonds", fonds.join("\n")));
    }
    let rows = rows.into_iter().map(|(label, text)| (locale.text(label), text));
    let rows: Vec<_> = rows.collect();
    let name = holdings.folder().to_string_lossy();
    context.result(&context.paint.text(Role::Heading, &escaped(&name)))?;
    context.result(&facts(rows.iter().map(|(label, text)| (label.as_str(), text.clone()))))?;
    context.note(&locale.text("holdings-not-signed"));
    Ok(())
}

/// Code, state and creator; the name with `--with-titles`.
fn fonds_line(fonds: &HeldFonds, titles: bool, locale: &Locale) -> String {
    let text = |text: &Option<String>| {
        text.as_deref().map_or_else(|| "–".to_owned(), |text| escaped(text).into_owned())
    };
    let state = match (&fonds.closed_on, fonds.status.as_deref()) {
        (Some(day), _) => {
            locale.with("holdings-closed-on", &Arguments::new().text("day", escaped(day)))
        }
        (None, Some("closed")) => locale.text("holdings-closed"),
        (None, Some("open")) => locale.text("holdings-open"),
        (None, _) => locale.text("holdings-unknown"),
    };
    let arguments = Arguments::new()
        .text("code", text(&fonds.code))
        .text("state", state)
        .text("creator", text(&fonds.creator))
        .text("bundle", short(&fonds.bundle.to_string()));
    let line = locale.with("holdings-fonds-line", &arguments);
    if titles { format!("{line}\n  {}", text(&fonds.name)) } else { line }
}
