//! `handover inventory totals`: how much there is.

use handover_core::description::Block;
use handover_core::finding::Counts;
use handover_core::inventory::{Amount, CheckOptions, Extent, FolderTables, FondsAmount, extent};
use handover_core::survey::{Folder, Source};
use handover_core::walk::Names;
use serde::Serialize;

use crate::args::InventoryTotalsArgs;
use crate::context::{Context, Format};
use crate::exit;
use crate::failure::Failure;
use crate::locale::{Arguments, Locale, grouped, key_of};
use crate::output::{bytes, closing, decimal, escaped, facts, table};
use crate::progress::Findings;

/// The last line for programs.
#[derive(Serialize)]
struct Summary<'a> {
    folder: String,
    #[serde(flatten)]
    extent: &'a Extent,
    counts: Counts,
}

pub(crate) fn totals(args: &InventoryTotalsArgs, context: &Context<'_>) -> Result<u8, Failure> {
    let tables = FolderTables::new(&args.dir);
    let options = CheckOptions::default();
    let source = args.files.as_deref().map(Folder::open).transpose()?;
    let mut steps = match &source {
        Some(source) => Some(source.entries(Names::Refuse, &options.limits)?),
        None => None,
    };
    let extent = {
        let observer = context.observer(Findings::Result);
        let steps = steps.as_mut().map(|steps| &mut **steps as _);
        extent(&tables, steps, &options, &observer)?
    };
    if context.format == Format::Json {
        let folder = args.dir.to_string_lossy().into_owned();
        let counts = extent.report.counts;
        context.object("totals", &Summary { folder, extent: &extent, counts })?;
    } else {
        let locale = &context.locale;
        let heading = Arguments::new().path("path", &args.dir);
        context.result(&locale.with("totals-done", &heading))?;
        let rows = rows(&extent, locale);
        context
            .result(&facts(rows.iter().map(|(label, value)| (label.as_str(), value.clone()))))?;
        for part in parts(&extent, locale) {
            context.result(&part)?;
        }
        context.result(&closing(&extent.report, locale, context.paint))?;
    }
    Ok(if extent.report.passes() { exit::DONE } else { exit::NO })
}

fn rows(extent: &Extent, locale: &Locale) -> Vec<(String, String)> {
    let lang = locale.lang();
    let number = |number| grouped(number, lang);
    let metres = Arguments::new()
        .text("metres", decimal(&extent.metres.to_string(), lang))
        .number("stated", extent.metres_stated)
        .number("containers", extent.containers);
    let files = Arguments::new().number("files", extent.files);
    let files = match extent.bytes.map(|size| bytes(size, lang)) {
        Some(size) => locale.with("totals-counted-files", &files.text("bytes", size)),
        None => locale.with("totals-named-files", &files),
    };
    let kinds = |prefix: &str, each: &mut dyn Iterator<Item = (&'static str, u64)>| {
        let some = each.filter(|(_, count)| *count > 0);
        let told = some.map(|(word, count)| {
            format!("{}: {}", locale.text(&key_of(prefix, word)), number(count))
        });
        told.collect::<Vec<_>>().join("\n")
    };
    let rows = [
        ("totals-containers", number(extent.containers)),
        ("totals-metres", locale.with("totals-metres-stated", &metres)),
        ("totals-dossiers", number(extent.dossiers)),
        ("totals-documents", number(extent.documents)),
        ("totals-pages", number(extent.pages)),
        ("totals-files", files),
        ("totals-by-retention", kinds("retention", &mut extent.by_retention.each())),
        ("totals-by-carrier", kinds("carrier", &mut extent.by_carrier.each())),
        ("totals-by-arrangement", kinds("arrangement", &mut extent.by_arrangement.each())),
        ("totals-by-work", kinds("work", &mut extent.by_work.each())),
        ("totals-by-depth", kinds("only", &mut extent.by_depth.each())),
    ];
    let said = rows.into_iter().filter(|(_, value)| !value.is_empty());
    said.map(|(label, value)| (locale.text(label), value)).collect()
}

/// The tables by fonds, block and year, where there is more than one line.
fn parts(extent: &Extent, locale: &Locale) -> Vec<String> {
    let block = |block: Option<Block>| match block {
        Some(block) => locale.text(&key_of("block", block.code())),
        None => locale.text("totals-not-stated"),
    };
    let fonds = extent.by_fonds.iter().map(|of| {
        let name = of.fonds.as_deref().map(|code| escaped(code).into_owned());
        let name = name.unwrap_or_else(|| locale.text("totals-not-stated"));
        (name, Some(&of.amount), of.amount.amount)
    });
    let blocks = extent.by_block.iter();
    let blocks = blocks.map(|of| (block(of.block), Some(&of.amount), of.amount.amount));
    let years = extent.by_year.iter().map(|of| {
        let year = of.year.map(|year| year.to_string());
        (year.unwrap_or_else(|| locale.text("totals-not-stated")), None, of.amount)
    });
    let parts = [
        part("totals-column-fonds", true, fonds, locale),
        part("totals-column-block", true, blocks, locale),
        part("totals-column-year", false, years, locale),
    ];
    parts.into_iter().flatten().collect()
}

fn part<'e>(
    heading: &str,
    with_shelves: bool,
    lines: impl Iterator<Item = (String, Option<&'e FondsAmount>, Amount)>,
    locale: &Locale,
) -> Option<String> {
    let lang = locale.lang();
    let lines = lines.map(|(name, shelves, amount)| {
        let mut cells = vec![name];
        if let Some(shelves) = shelves {
            cells.push(grouped(shelves.containers, lang));
            cells.push(decimal(&shelves.metres.to_string(), lang));
        }
        let numbers = [amount.dossiers, amount.documents, amount.pages, amount.files];
        cells.extend(numbers.map(|number| grouped(number, lang)));
        cells.push(bytes(amount.bytes, lang));
        cells
    });
    let lines: Vec<Vec<String>> = lines.collect();
    let mut columns = vec![heading];
    if with_shelves {
        columns.extend(["totals-column-containers", "totals-column-metres"]);
    }
    columns.extend([
        "totals-column-dossiers",
        "totals-column-documents",
        "totals-column-pages",
        "totals-column-files",
        "totals-column-bytes",
    ]);
    let headings: Vec<String> = columns.iter().map(|key| locale.text(key)).collect();
    let right: Vec<usize> = (1..headings.len()).collect();
    (!lines.is_empty()).then(|| table(&headings, &lines, &right))
}
