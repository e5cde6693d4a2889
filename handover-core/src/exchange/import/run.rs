use std::fs;
use std::path::Path;

use super::super::legacy::TextEncoding;
use super::super::mapping::{Mapping, SheetMapping};
use super::super::problem::SheetProblem;
use super::super::sheet::{Workbook, open};
use super::super::tables_folder;
use super::beside::is_list_of;
use super::dossiers::{Dossiers, Met};
use super::look::look;
use super::output::Output;
use super::plan::{Origin, Plan, tables_of};
use super::rows::{Count, Rows};
use crate::description::secrecy::{Clearances, find_level, judge};
use crate::durable::{Workplace, publish_folder};
use crate::error::{ErrorKind, IoContext, Result};
use crate::finding::{Code, Collector, Finding, Location, Report, Severities};
use crate::inventory::{MAP_FILE, Table};
use crate::limits::Limits;
use crate::observe::{Observer, Phase, Work, check};

/// How sheets are imported.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct ImportOptions {
    /// The fonds of rows that name none.
    pub fonds: Option<String>,
    /// How the sheets are read; found out where nothing is given.
    pub map: Option<Mapping>,
    /// What each finding weighs.
    pub severities: Severities,
    /// Bounds on what the file may cost.
    pub limits: Limits,
}

/// What an import took.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Imported {
    /// How the sheets were read, as `map.toml` has it.
    pub mapping: Mapping,
    /// Rows that became rows of tables.
    pub taken: u64,
    /// Rows that did not, each with a finding of its own.
    pub not_taken: u64,
    /// The tables that were written, with their rows.
    pub tables: Vec<(Table, u64)>,
    /// What was found.
    pub report: Report,
}

/// Makes a folder of tables at `out` from a spreadsheet, a CSV file, or a
/// folder of CSV tables as [`super::super::export`] writes them.
///
/// A row that cannot be taken is a finding with sheet, row and column, and
/// stops nothing. Rows in which a field holds a level of secrecy are not
/// taken. No finding holds the text of a cell.
///
/// # Errors
/// Where the file cannot be read, no sheet is a list, or `out` is there.
pub fn import(
    file: &Path,
    out: &Path,
    options: &ImportOptions,
    observer: &dyn Observer,
) -> Result<Imported> {
    let limits = &options.limits;
    let mut book: Box<dyn Workbook> =
        if file.is_dir() { tables_folder(file, limits)? } else { open(file, limits)? };
    let looked = look(&mut *book, options.map.as_ref(), file)?;
    let work = Workplace::for_target(out)?;
    let folder = work.join("tables");
    fs::create_dir(&folder).writing(&folder)?;
    let tables = tables_of(&looked.mapping, options.fonds.as_deref());
    let mut output = Output::new(&folder, &tables);
    let identity = identity(&output);
    let mut dossiers = Dossiers::new(identity, work.folder(), limits);
    let sink = |finding: &Finding| observer.finding(finding);
    let mut findings = Collector::new(options.severities.clone(), limits.findings_kept, &sink);
    observer.begin(Phase::Tables, None);
    let names = book.sheets().to_vec();
    let dossiers_at = looked.exact(Table::Dossiers);
    for (sheet, problem) in &looked.skipped {
        if *problem == SheetProblem::TablesBeside
            && is_list_of(&mut *book, *sheet, dossiers_at, limits, observer)?
        {
            continue;
        }
        let location = Location::row(label(&names, *sheet), 0);
        findings.add(Finding::new(Code::SheetSkipped, location).with("problem", problem.code()));
    }
    let origin = if options.map.is_some() { Origin::Stated } else { Origin::Recognised };
    let mut count = Count::default();
    let (mut given, most) = (0, most_text(file, limits)?);
    for (mapping, sheet) in looked.mapping.sheets.iter().zip(&looked.sheets) {
        let label = label(&names, *sheet);
        about_columns(mapping, &label, &mut findings);
        let plan = Plan::new(mapping, origin, &tables);
        let merges = book.merges(*sheet)?;
        let fonds = options.fonds.as_deref();
        let stores = (&mut output, &mut dossiers);
        let mut rows = Rows::new(&plan, &label, fonds, &merges, stores, &mut findings);
        book.rows(*sheet, &mut |number, cells| {
            if number % 1024 == 0 {
                check(observer)?;
                observer.advance(Phase::Tables, Work { entries: 1024, bytes: 0 });
            }
            let goes_on = rows.take(number, cells)?;
            given += cells.iter().map(|cell| cell.text.len() as u64).sum::<u64>();
            if given > most {
                let (path, what) = (file.to_path_buf(), "bytes");
                return Err(ErrorKind::Limit { path, what, limit: most }.into());
            }
            Ok(goes_on)
        })?;
        let sheet = rows.finish();
        count.taken += sheet.taken;
        count.not_taken += sheet.not_taken;
    }
    let mut differ = Vec::new();
    let mut each = |met: Met| {
        for finding in output.secrecy(Table::Dossiers, &met.cells, &met.place) {
            findings.add(finding);
        }
        output.write(Table::Dossiers, &met.cells)
    };
    dossiers.finish(&mut each, &mut |place| differ.push(place))?;
    for place in differ {
        findings.at(Code::SheetDossierDiffers, place);
    }
    let tables = output.finish()?;
    let map = folder.join(MAP_FILE);
    fs::write(&map, looked.mapping.to_text()).writing(&map)?;
    observer.end(Phase::Tables);
    publish_folder(&folder, out)?;
    Ok(Imported {
        mapping: looked.mapping,
        taken: count.taken,
        not_taken: count.not_taken,
        tables,
        report: findings.finish(),
    })
}

/// Bytes of text that the rows of a file may have. A few bytes of a workbook
/// can stand for very many; those of CSV cannot, however long it is.
fn most_text(file: &Path, limits: &Limits) -> Result<u64> {
    if file.is_dir() {
        return Ok(u64::MAX);
    }
    let stored = file.metadata().reading(file)?.len();
    Ok(limits.sheet_unfolded_bytes.max(stored.saturating_mul(4)))
}

/// The columns that say which dossier a row is of.
fn identity(output: &Output) -> Vec<usize> {
    let Some(columns) = output.columns(Table::Dossiers) else { return Vec::new() };
    let place = |name: &&str| columns.names().position(|known| known == *name);
    ["fonds", "inventory", "fileCode"].iter().filter_map(place).collect()
}

/// What findings call a sheet: its name, unless it speaks of secrecy.
fn label(names: &[String], sheet: usize) -> String {
    let speaks = |name: &str| {
        TextEncoding::ALL.iter().any(|encoding| find_level(&encoding.decode(name)).is_some())
    };
    let name = names.get(sheet).filter(|name| !name.is_empty() && !speaks(name));
    name.cloned().unwrap_or_else(|| format!("#{}", sheet + 1))
}

/// Tells which columns were converted, which nobody can read, and which are
/// headed with a word of secrecy.
fn about_columns(mapping: &SheetMapping, label: &str, findings: &mut Collector<'_>) {
    let mut told = Vec::new();
    for column in &mapping.columns {
        let place = Location::cell(label, mapping.header[1], column.at.clone());
        match column.text {
            Some(TextEncoding::Unknown) => findings.at(Code::SheetUnknownText, place.clone()),
            // Once a sheet: the mapping has it by column.
            Some(text) if text != TextEncoding::Unicode && !told.contains(&text) => {
                told.push(text);
                let sheet = Location::row(label, mapping.header[1]);
                let finding = Finding::new(Code::SheetConverted, sheet);
                findings.add(finding.with("encoding", text.code()));
            }
            _ => {}
        }
        if let Some(secret) = judge(&column.heading, place, &Clearances::default()) {
            // The name of a column is no field that holds a level.
            let finding = Finding::new(Code::SecretSuspected, secret.location);
            findings.add(Finding { details: secret.details, ..finding });
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::inventory::Columns;

    #[test]
    fn a_sheet_whose_name_speaks_of_secrecy_goes_by_its_number() {
        let names = ["2001", "Tối mật", "", "Tèi mËt"].map(str::to_owned);
        let labels: Vec<_> = (0..5).map(|sheet| label(&names, sheet)).collect();
        assert_eq!(labels, ["2001", "#2", "#3", "#4", "#5"]);
    }

    #[test]
    fn dossiers_of_two_fonds_may_share_a_code() {
        let columns = Columns::required(Table::Dossiers).with("fonds");
        let names: Vec<_> = columns.names().map(str::to_owned).collect();
        let output = Output::new(Path::new(""), &BTreeMap::from([(Table::Dossiers, columns)]));
        let told: Vec<_> = identity(&output).into_iter().map(|at| names[at].as_str()).collect();
        assert_eq!(told, ["fonds", "fileCode"]);
    }

    #[test]
    fn nothing_stays_of_an_import_that_was_stopped() {
        struct Stopped;
        impl Observer for Stopped {
            fn cancelled(&self) -> bool {
                true
            }
        }
        let folder = tempfile::tempdir().unwrap();
        let (file, out) = (folder.path().join("l.csv"), folder.path().join("tables"));
        fs::write(&file, format!("Hồ sơ số,Tiêu đề hồ sơ\n{}", "1,Tên\n".repeat(2000))).unwrap();
        assert!(import(&file, &out, &ImportOptions::default(), &Stopped).is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        import(&file, &out, &ImportOptions::default(), &()).unwrap();
    }
}
