//! `handover plan digitise`: who puts in order and scans what, when.

use handover_core::description::Metres;
use handover_core::exchange::Figure;
use handover_core::finding::Counts;
use handover_core::plan::digitise::{Deadline, DeadlineOf, Stage, WorkPlan, digitise};
use handover_core::unit::Register;
use serde::Serialize;

use super::figures::{self, Part};
use super::work::{self, metres, number};
use crate::args::PlanDigitiseArgs;
use crate::context::{Context, Format};
use crate::exit;
use crate::failure::Failure;
use crate::locale::{Arguments, Locale, key_of};
use crate::output::{closing, day, escaped, facts};
use crate::progress::Findings;

#[derive(Serialize)]
struct Summary<'a> {
    out: String,
    #[serde(flatten)]
    plan: &'a WorkPlan,
    counts: Counts,
}

pub(super) fn run(
    args: &PlanDigitiseArgs,
    register: &Register,
    context: &Context<'_>,
) -> Result<u8, Failure> {
    let rules = work::rules(args.rules.as_deref())?;
    let inventories = work::inventories(&args.of)?;
    let start = args.date.or(rules.start).unwrap_or(context.today);
    let options = work::options(&args.of);
    let plan = {
        let observer = context.observer(Findings::Aside);
        digitise(&inventories, &rules, start, register, &args.out, &options, &observer)?
    };
    let locale = &context.locale;
    let parts = parts(&plan, locale);
    if context.format == Format::Json {
        let out = args.out.to_string_lossy().into_owned();
        let counts = plan.report.counts;
        context.object("digitisation-plan", &Summary { out, plan: &plan, counts })?;
    } else {
        let heading = Arguments::new().path("path", &args.out).number("count", plan.inventories);
        context.result(&locale.with("digitise-done", &heading))?;
        let rows = rows(&plan, locale);
        context
            .result(&facts(rows.iter().map(|(label, value)| (label.as_str(), value.clone()))))?;
        figures::show(&parts, context)?;
        for deadline in &plan.deadlines {
            context.result(&sentence(deadline, locale))?;
        }
        context.result(&closing(&plan.report, locale, context.paint))?;
    }
    work::keep_figures(&parts, &args.of, context)?;
    let kept = plan.deadlines.iter().all(Deadline::is_kept);
    Ok(if kept && plan.report.passes() { exit::DONE } else { exit::NO })
}

fn rows(plan: &WorkPlan, locale: &Locale) -> Vec<(String, String)> {
    let lang = locale.lang();
    let of = |all: String, estimated: String| {
        let arguments = Arguments::new().text("all", all).text("estimated", estimated);
        locale.with("digitise-estimated", &arguments)
    };
    let shelf = of(metres(plan.to_arrange, locale), metres(plan.to_arrange_estimated, locale));
    let pages = of(number(plan.to_scan, locale), number(plan.to_scan_estimated, locale));
    let rows = [
        ("digitise-dossiers", number(plan.dossiers, locale)),
        ("digitise-containers", number(plan.containers, locale)),
        ("digitise-to-arrange", shelf),
        ("state-to-scan", pages),
        ("digitise-scanned", number(plan.scanned, locale)),
        ("pages-not-judged", number(plan.not_judged, locale)),
        ("digitise-start", day(plan.start, lang)),
        ("digitise-end", plan.done_on.map_or_else(|| "–".to_owned(), |end| day(end, lang))),
    ];
    rows.into_iter().map(|(key, value)| (locale.text(key), value)).collect()
}

fn parts(plan: &WorkPlan, locale: &Locale) -> Vec<Part> {
    let headings = [
        "digitise-column-class",
        "digitise-column-title",
        "digitise-column-dossiers",
        "digitise-column-containers",
        "digitise-column-metres",
        "digitise-column-pages",
        "digitise-column-arranged-on",
        "digitise-column-scanned-on",
    ];
    let mut classes = Part::new("classes", &headings, locale);
    for class in &plan.classes {
        classes.row(vec![
            figures::text(&class.name),
            figures::text(&class.title),
            Figure::Number(class.dossiers),
            Figure::Number(class.containers),
            figures::metres(class.to_arrange),
            Figure::Number(class.to_scan),
            figures::date(class.arranged_on, locale),
            figures::date(class.scanned_on, locale),
        ]);
    }
    let headings = [
        "digitise-column-phase",
        "digitise-column-metres",
        "digitise-column-pages",
        "digitise-column-done-on",
    ];
    let mut phases = Part::new("phases", &headings, locale);
    for phase in &plan.phases {
        phases.row(vec![
            figures::text(&phase.name),
            figures::metres(phase.to_arrange),
            Figure::Number(phase.to_scan),
            figures::date(phase.done_on, locale),
        ]);
    }
    vec![classes, phases]
}

/// A last day in one sentence: kept, or by how much not and what would keep it.
fn sentence(deadline: &Deadline, locale: &Locale) -> String {
    let lang = locale.lang();
    let amount = |amount: u64| match deadline.stage {
        Stage::Arranging => metres(Metres::from_millimetres(amount), locale),
        _ => locale.with("digitise-pages", &Arguments::new().number("pages", amount)),
    };
    let of = match deadline.of {
        DeadlineOf::Phase => "digitise-of-phase",
        _ => "digitise-of-class",
    };
    let of = locale.with(of, &Arguments::new().text("name", escaped(&deadline.name)));
    let mut arguments = Arguments::new()
        .text("of", of)
        .text("stage", locale.text(&key_of("stage", deadline.stage.code())))
        .text("due", day(deadline.due_on, lang))
        .number("days", deadline.days_late)
        .text("left", amount(deadline.left))
        .text("now", amount(deadline.a_day));
    if let Some(done) = deadline.done_on {
        arguments = arguments.text("done", day(done, lang));
    }
    let key = match (deadline.done_on, deadline.is_kept(), deadline.needed_a_day) {
        (None, ..) => "digitise-nothing",
        (_, true, _) => "digitise-kept",
        (_, false, None) => "digitise-cannot",
        (_, false, Some(needed)) => {
            arguments = arguments.text("needed", amount(needed));
            "digitise-late"
        }
    };
    locale.with(key, &arguments)
}
