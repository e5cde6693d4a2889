use handover_core::exchange::{Form, Letterhead, export as write};
use handover_core::finding::Counts;
use handover_core::inventory::FolderTables;
use serde::Serialize;

use super::told::{TableRows, rows_of};
use crate::args::{ExportForm, InventoryExportArgs};
use crate::context::{Context, Format};
use crate::exit;
use crate::failure::Failure;
use crate::locale::Arguments;
use crate::output::{Role, closing, facts};
use crate::progress::Findings;

#[derive(Serialize)]
struct Exported {
    out: String,
    form: &'static str,
    tables: Vec<TableRows>,
    counts: Counts,
}

pub(crate) fn export(args: &InventoryExportArgs, context: &Context<'_>) -> Result<u8, Failure> {
    let form = match args.form {
        ExportForm::Nd30 => Form::Nd30,
        ExportForm::Tt05 => Form::Tt05,
        ExportForm::Csv => Form::Csv,
    };
    let mut letterhead = Letterhead::default();
    letterhead.superior.clone_from(&args.superior);
    letterhead.agency.clone_from(&args.agency);
    letterhead.year.clone_from(&args.year);
    letterhead.place_and_day.clone_from(&args.place);
    letterhead.compiler.clone_from(&args.compiler);
    let tables = FolderTables::new(&args.dir);
    let exported = {
        let observer = context.observer(Findings::Aside);
        write(&tables, &args.out, form, &letterhead, &observer)?
    };
    if context.format == Format::Json {
        let body = Exported {
            out: args.out.to_string_lossy().into_owned(),
            form: form.code(),
            tables: TableRows::of(&exported.tables),
            counts: exported.report.counts,
        };
        context.object("exported", &body)?;
    } else {
        let locale = &context.locale;
        let heading = locale.with("export-done", &Arguments::new().path("path", &args.out));
        context.result(&context.paint.text(Role::Heading, &heading))?;
        let label = locale.text("import-tables");
        context.result(&facts([(label.as_str(), rows_of(&exported.tables, locale))]))?;
        if !exported.report.by_code.is_empty() {
            context.result(&closing(&exported.report, locale, context.paint))?;
        }
    }
    Ok(if exported.report.passes() { exit::DONE } else { exit::NO })
}
