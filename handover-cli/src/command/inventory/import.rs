use std::path::Path;

use handover_core::description::secrecy::find_level;
use handover_core::exchange::{
    ColumnMapping, ImportOptions, Mapping, SheetMapping, SkeletonOptions, import as read, skeleton,
};
use handover_core::finding::Counts;
use handover_core::limits::Limits;
use serde::Serialize;

use super::told::{TableRows, rows_of};
use crate::args::InventoryImportArgs;
use crate::context::{Context, Format};
use crate::exit;
use crate::failure::Failure;
use crate::locale::{Arguments, Locale, grouped};
use crate::output::{Role, closing, escaped, facts, table};
use crate::progress::Findings;

#[derive(Serialize)]
struct Imported<'a> {
    out: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    map: Option<Vec<Column<'a>>>,
    taken: u64,
    not_taken: u64,
    tables: Vec<TableRows>,
    counts: Counts,
}

/// A column of the mapping, as programs read it.
#[derive(Serialize)]
struct Column<'a> {
    sheet: &'a str,
    at: &'a str,
    heading: Option<&'a str>,
    to: Option<String>,
}

pub(crate) fn import(args: &InventoryImportArgs, context: &Context<'_>) -> Result<u8, Failure> {
    match (&args.file, &args.from_files) {
        (_, Some(files)) => from_files(files, args, context),
        (Some(file), None) => from_sheet(file, args, context),
        // The parser asks for one of them.
        (None, None) => Ok(exit::USAGE),
    }
}

fn from_sheet(
    file: &Path,
    args: &InventoryImportArgs,
    context: &Context<'_>,
) -> Result<u8, Failure> {
    let mut options = ImportOptions::default();
    options.fonds.clone_from(&args.fonds);
    if let Some(map) = &args.map {
        options.map = Some(Mapping::read(map, &Limits::default())?);
    }
    let imported = {
        let observer = context.observer(Findings::Result);
        read(file, &args.out, &options, &observer)?
    };
    let counts = imported.report.counts;
    if context.format == Format::Json {
        let columns = imported.mapping.sheets.iter().flat_map(|sheet| {
            sheet.columns.iter().map(|column| Column {
                sheet: unsuspected(&sheet.name).unwrap_or_default(),
                at: &column.at,
                heading: unsuspected(&column.heading),
                to: target(column).filter(|_| unsuspected(&column.column).is_some()),
            })
        });
        let body = Imported {
            out: args.out.to_string_lossy().into_owned(),
            map: Some(columns.collect()),
            taken: imported.taken,
            not_taken: imported.not_taken,
            tables: TableRows::of(&imported.tables),
            counts,
        };
        context.object("imported", &body)?;
    } else {
        let locale = &context.locale;
        for sheet in &imported.mapping.sheets {
            context.result(&mapping(sheet, locale))?;
        }
        let lang = locale.lang();
        let mut rows = vec![
            ("import-taken", grouped(imported.taken, lang)),
            ("import-not-taken", grouped(imported.not_taken, lang)),
            ("import-tables", rows_of(&imported.tables, locale)),
        ];
        rows.push(("import-map", shown(&args.out.join("map.toml"))));
        done(args, rows, context)?;
        context.result(&closing(&imported.report, locale, context.paint))?;
    }
    let whole = imported.not_taken == 0 && imported.report.passes();
    Ok(if whole { exit::DONE } else { exit::NO })
}

fn from_files(
    files: &Path,
    args: &InventoryImportArgs,
    context: &Context<'_>,
) -> Result<u8, Failure> {
    let mut options = SkeletonOptions::default();
    options.fonds.clone_from(&args.fonds);
    let made = {
        let observer = context.observer(Findings::Result);
        skeleton(files, &args.out, &options, &observer)?
    };
    if context.format == Format::Json {
        let taken = made.tables.iter().map(|(_, rows)| rows).sum();
        let body = Imported {
            out: args.out.to_string_lossy().into_owned(),
            map: None,
            taken,
            not_taken: 0,
            tables: TableRows::of(&made.tables),
            counts: made.report.counts,
        };
        context.object("imported", &body)?;
    } else {
        let locale = &context.locale;
        done(args, vec![("import-tables", rows_of(&made.tables, locale))], context)?;
        context.note(&locale.text("import-skeleton"));
        context.result(&closing(&made.report, locale, context.paint))?;
    }
    Ok(if made.report.passes() { exit::DONE } else { exit::NO })
}

fn done(
    args: &InventoryImportArgs,
    rows: Vec<(&'static str, String)>,
    context: &Context<'_>,
) -> Result<(), Failure> {
    let locale = &context.locale;
    let arguments = Arguments::new().path("path", &args.out);
    let heading = locale.with("import-done", &arguments);
    context.result(&context.paint.text(Role::Heading, &heading))?;
    let rows = rows.into_iter().map(|(label, value)| (locale.text(label), value));
    let rows: Vec<_> = rows.collect();
    context.result(&facts(rows.iter().map(|(label, value)| (label.as_str(), value.clone()))))
}

/// How a sheet was read: each column, its heading, and what it fills.
fn mapping(sheet: &SheetMapping, locale: &Locale) -> String {
    let hidden = locale.text("import-hidden");
    let name = unsuspected(&sheet.name).unwrap_or(&hidden);
    let arguments = Arguments::new().data("sheet", name).number("row", sheet.header[1]);
    let mut text = locale.with("import-sheet", &arguments);
    text.push('\n');
    let heading = ["import-column", "import-heading", "import-fills"].map(|key| locale.text(key));
    let rows: Vec<Vec<String>> = sheet
        .columns
        .iter()
        .map(|column| {
            let own = unsuspected(&column.heading).map_or(hidden.clone(), one_line);
            let left_out = || locale.text("import-left-out");
            let fills = match target(column) {
                Some(_) if unsuspected(&column.column).is_none() => hidden.clone(),
                Some(target) => one_line(&target),
                None => left_out(),
            };
            vec![column.at.clone(), own, fills]
        })
        .collect();
    text.push_str(&table(&heading, &rows, &[]));
    text
}

/// Where a column goes: `dossiers.title`, and what of a date.
fn target(column: &ColumnMapping) -> Option<String> {
    let table = column.table?;
    let part = column.part.map(|part| format!(" ({part})")).unwrap_or_default();
    let text = column.text.map(|text| format!(" [{text}]")).unwrap_or_default();
    Some(format!("{table}.{}{part}{text}", column.column))
}

/// A heading may stand on several lines of its cell.
fn one_line(text: &str) -> String {
    escaped(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}

/// The text, unless it speaks of secrecy.
fn unsuspected(text: &str) -> Option<&str> {
    Some(text).filter(|text| find_level(text).is_none())
}

fn shown(path: &Path) -> String {
    escaped(&path.to_string_lossy()).into_owned()
}
