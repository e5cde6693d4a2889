use std::fs;
use std::io::Read;
use std::path::Path;

use rust_xlsxwriter::{Format, Workbook};

use super::book::{Failed, Texts};
use super::csv_folder;
use super::official::{Letterhead, Official};
use crate::description::code_list::code_list;
use crate::description::secrecy::Clearances;
use crate::durable::{Workplace, publish_file, publish_folder, refuse_inside};
use crate::error::{ErrorKind, IoContext, Result};
use crate::finding::{Code, Collector, Finding, Report, Severities};
use crate::inventory::{Table, TableReader, Tables, check_header_secrets, check_secrets};
use crate::limits::Limits;
use crate::observe::{Observer, Phase, Work, check};

code_list! {
    /// What tables are exported as.
    Form {
        Nd30 = "nd30", "mục lục theo Nghị định 30/2020/NĐ-CP, kèm các bảng";
        Tt05 = "tt05", "các bảng theo Thông tư 05/2025/TT-BNV";
        Csv = "csv", "thư mục các bảng CSV cho bảng tính";
    }
}

/// What an export wrote.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Exported {
    /// The tables, with their rows.
    pub tables: Vec<(Table, u64)>,
    /// What could not be read, and so was not written.
    pub report: Report,
}

/// Writes tables as a workbook, or as a folder of CSV for spreadsheets. An
/// import of it gives the same tables.
///
/// Every cell is a text, and none is a formula.
///
/// # Errors
/// `Refused` where a field holds a level of secrecy: what is secret is not
/// copied. Where `tables` cannot be read, `out` is there, or a sheet cannot hold a
/// table: more rows, or a longer cell, than the format has.
pub fn export(
    tables: &dyn Tables,
    out: &Path,
    form: Form,
    letterhead: &Letterhead,
    observer: &dyn Observer,
) -> Result<Exported> {
    let limits = Limits::default();
    let sink = |finding: &Finding| observer.finding(finding);
    let mut findings = Collector::new(Severities::default(), limits.findings_kept, &sink);
    let listed = tables.list(&mut |finding| findings.add(finding))?;
    if let Some(folder) = listed.first().map(|table| tables.path(*table))
        && let Some(folder) = folder.parent().filter(|folder| folder.is_dir())
    {
        refuse_inside(out, folder)?;
    }
    if listed.is_empty() {
        let path = tables.path(Table::Dossiers);
        return Err(ErrorKind::WrongKind { path, wanted: "inventory" }.into());
    }
    let work = Workplace::for_target(out)?;
    let made = work.join("export");
    let mut run = Run { tables, limits, observer, findings, counts: Vec::new() };
    observer.begin(Phase::Tables, None);
    match form {
        Form::Csv => run.folder(&listed, &made)?,
        Form::Nd30 | Form::Tt05 => run.book(&listed, &made, form, letterhead)?,
    }
    observer.end(Phase::Tables);
    if run.findings.report().count(Code::SecretLevel) > 0 {
        // The workplace goes, and what it held.
        return Err(ErrorKind::Refused { report: Box::new(run.findings.finish()) }.into());
    }
    match form {
        Form::Csv => publish_folder(&made, out)?,
        Form::Nd30 | Form::Tt05 => publish_file(&made, out)?,
    }
    Ok(Exported { tables: run.counts, report: run.findings.finish() })
}

struct Run<'a> {
    tables: &'a dyn Tables,
    limits: Limits,
    observer: &'a dyn Observer,
    findings: Collector<'a>,
    counts: Vec<(Table, u64)>,
}

impl<'a> Run<'a> {
    fn reader(&mut self, table: Table) -> Result<TableReader<Box<dyn Read + 'a>>> {
        let path = self.tables.path(table);
        let findings = &mut self.findings;
        let input = self.tables.open(table)?;
        TableReader::new(input, table, path, &self.limits, &mut |finding| findings.add(finding))
    }

    fn folder(&mut self, listed: &[Table], folder: &Path) -> Result<()> {
        fs::create_dir(folder).writing(folder)?;
        for table in listed {
            check(self.observer)?;
            let mut reader = self.reader(*table)?;
            let path = folder.join(table.file_name());
            let findings = &mut self.findings;
            let rows = csv_folder::write(&mut reader, &path, &mut |finding| findings.add(finding))?;
            self.counts.push((*table, rows));
        }
        Ok(())
    }

    fn book(
        &mut self,
        listed: &[Table],
        path: &Path,
        form: Form,
        letterhead: &Letterhead,
    ) -> Result<()> {
        let texts = Texts::new(path);
        let mut book = Workbook::new();
        if form == Form::Nd30 {
            let mut official = Official::new(&mut book, letterhead, &texts)?;
            if listed.contains(&Table::Dossiers) {
                let mut reader = self.reader(Table::Dossiers)?;
                // What is wrong with the table is told once, below.
                while let Some(row) = reader.read(&mut |_| {})? {
                    official.dossier(&row)?;
                }
            }
            official.finish(letterhead)?;
        }
        for table in listed {
            let rows = self.sheet(&mut book, *table, form, &texts)?;
            self.counts.push((*table, rows));
        }
        book.save(path).or_failed(&texts.failed())
    }

    /// A table on a sheet of its name, as texts; written row by row, so that
    /// memory stays flat.
    fn sheet(
        &mut self,
        book: &mut Workbook,
        table: Table,
        form: Form,
        texts: &Texts,
    ) -> Result<u64> {
        let mut reader = self.reader(table)?;
        let failed = texts.failed();
        let sheet = book.add_worksheet_with_constant_memory().or_failed(&failed)?;
        sheet.set_name(table.code()).or_failed(&failed)?;
        sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        let text = Format::new().set_num_format("@");
        let bold = Format::new().set_bold().set_text_wrap();
        let mut row = 0;
        let columns = reader.header().names().len();
        if columns > self.limits.sheet_columns {
            let limit = self.limits.sheet_columns as u64;
            let path = reader.path().to_path_buf();
            return Err(ErrorKind::Limit { path, what: "columns", limit }.into());
        }
        if form == Form::Tt05 {
            let schema = table.schema();
            for (column, name) in (0_u16..).zip(reader.header().names()) {
                let title = schema.column(name).map_or(name, |column| column.title);
                sheet.write_string_with_format(row, column, title, &bold).or_failed(&failed)?;
            }
            row += 1;
        }
        for (column, name) in (0_u16..).zip(reader.header().names()) {
            sheet
                .write_string_with_format(row, column, texts.fits(name)?, &bold)
                .or_failed(&failed)?;
        }
        for (column, name) in (0_u16..).zip(reader.header().names()) {
            sheet.set_column_width(column, width(name)).or_failed(&failed)?;
        }
        sheet.set_repeat_rows(0, row).or_failed(&failed)?;
        sheet.set_freeze_panes(row + 1, 0).or_failed(&failed)?;
        let mut rows = 0;
        let findings = &mut self.findings;
        let none = Clearances::default();
        check_header_secrets(reader.header(), &none, &mut |finding| findings.add(finding));
        while let Some(cells) = reader.read(&mut |finding| findings.add(finding))? {
            row = texts.next_row(row)?;
            rows += 1;
            check_secrets(&cells, &none, &mut |finding| findings.add(finding));
            for (column, (_, _, cell)) in (0_u16..).zip(cells.cells()) {
                if !cell.is_empty() {
                    let cell = texts.fits(cell)?;
                    sheet.write_string_with_format(row, column, cell, &text).or_failed(&failed)?;
                }
            }
            if rows % 1024 == 0 {
                check(self.observer)?;
                self.observer.advance(Phase::Tables, Work { entries: 1024, bytes: 0 });
            }
        }
        Ok(rows)
    }
}

/// How wide a column of a table is, in characters: what people read gets room.
fn width(name: &str) -> u16 {
    match name {
        "title" | "subject" | "name" | "path" | "description" | "history" => 40,
        name => u16::try_from(name.chars().count() + 2).map_or(40, |wide| wide.clamp(12, 40)),
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;
    use std::path::PathBuf;

    use super::*;
    use crate::exchange::sheet;
    use crate::inventory::{FolderTables, NoTables};

    fn tables(dossiers: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let tables = folder.path().join("tables");
        fs::create_dir(&tables).unwrap();
        fs::write(tables.join("dossiers.csv"), dossiers).unwrap();
        (folder, tables)
    }

    #[test]
    fn tables_are_headed_by_the_circular_s_titles_and_by_their_names() {
        let (folder, tables) = tables("fileCode,title,Kho\n007,,A\n");
        let out = folder.path().join("out.xlsx");
        let source = FolderTables::new(&tables);
        let exported = export(&source, &out, Form::Tt05, &Letterhead::default(), &()).unwrap();
        assert_eq!(exported.tables, [(Table::Dossiers, 1)]);
        let mut book = sheet::open(&out, &Limits::default()).unwrap();
        let mut lines = Vec::new();
        book.rows(0, &mut |_, cells| {
            lines.push(cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("|"));
            Ok(ControlFlow::Continue(()))
        })
        .unwrap();
        let title = |name| Table::Dossiers.schema().column(name).unwrap().title;
        let titles = format!("{}|{}|Kho", title("fileCode"), title("title"));
        assert_eq!(lines, [titles.as_str(), "fileCode|title|Kho", "007||A"]);
    }

    #[test]
    fn nothing_is_left_where_nothing_can_be_exported() {
        let (folder, tables) = tables("fileCode,title\n01,Một\n");
        let out = folder.path().join("out.xlsx");
        let export = |source: &dyn Tables, out: &Path| {
            export(source, out, Form::Nd30, &Letterhead::default(), &())
                .map_err(|error| error.code())
        };
        assert_eq!(export(&NoTables, &out).unwrap_err(), "error.wrong-kind");
        assert!(!out.exists());
        let source = FolderTables::new(&tables);
        let inside = tables.join("out.xlsx");
        assert!(export(&source, &inside).is_err());
        assert!(!inside.exists());
        export(&source, &out).unwrap();
        // What is there stays.
        assert!(export(&source, &out).is_err());
    }

    #[test]
    fn a_level_of_secrecy_is_not_copied_and_a_word_is_told() {
        for form in Form::ALL {
            let (folder, tables) = tables("fileCode,title\n01,Nuôi ong lấy mật\n02,Tối mật\n");
            let out = folder.path().join("out");
            let run =
                || export(&FolderTables::new(&tables), &out, *form, &Letterhead::default(), &());
            assert_eq!(run().unwrap_err().code(), "error.refused", "{form}");
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
            fs::write(tables.join("dossiers.csv"), "fileCode,title\n01,Nuôi ong lấy mật\n")
                .unwrap();
            assert_eq!(run().unwrap().report.count(Code::SecretSuspected), 1);
        }
    }

    #[test]
    fn a_damaged_table_is_told_once() {
        let (folder, tables) = tables("fileCode,title\n01,Một\n02\n03,Ba\n");
        let out = folder.path().join("out.xlsx");
        let source = FolderTables::new(&tables);
        let exported = export(&source, &out, Form::Nd30, &Letterhead::default(), &()).unwrap();
        assert_eq!(exported.report.count(Code::TableRow), 1);
        assert_eq!(exported.tables, [(Table::Dossiers, 2)]);
    }
}
