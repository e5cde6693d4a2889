//! The page of a report as others see it: a browser opens, sorts, filters and
//! prints it, poppler reads the print, openpyxl the figures.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use handover_core::description::{Arrangement, Dossier, Fonds, Stated};
use handover_core::exchange::{ReportOptions, ReportSources, Titles, report};
use handover_core::inventory::{RowTables, Table};
use handover_core::plan::digitise::{WorkRules, digitise};
use handover_core::plan::state::{self, Inventory};
use handover_core::transfer::Language;
use handover_core::unit::{Level, Register, Unit, UnitRef};
use serde_json::Value;

use crate::support::{approved, python, repository};

const HOSTILE: &str = "<script>document.title = 1</script><img src=x onerror=alert(1)>";

/// An inventory of a ward with a few dossiers, some of them done.
fn ward(name: String, unit: UnitRef, number: u64) -> Inventory {
    let mut fonds = Fonds::new("=cmd|' /C calc'!A1", "Phông");
    fonds.creator = Some(format!("{unit}/ubnd"));
    let rows = (0..4).map(|place| {
        let mut dossier = Dossier::new(format!("D{place}"), HOSTILE);
        dossier.fonds = Some(fonds.code.clone());
        dossier.number_of_page = Some(Stated::from(50 + number * 37 % 400));
        let done = place < number % 5;
        dossier.arrangement = done.then(|| Arrangement::Arranged.into());
        dossier.path = done.then(|| format!("{place:02}"));
        dossier
    });
    let mut tables = RowTables::new();
    tables.add(Table::Dossiers, rows.collect::<Vec<_>>()).unwrap();
    tables.add(Table::Fonds, [fonds]).unwrap();
    Inventory::new(name, Box::new(tables))
}

/// Inventories of so many wards of Hanoi as it was.
fn wards(count: usize) -> Vec<Inventory> {
    let register = Register::vietnam();
    let hanoi: UnitRef = "vn:01@2024".parse().unwrap();
    let of_hanoi = |unit: &UnitRef| register.parents(unit).any(|up| up.reference() == hanoi);
    let communes = register.units().filter(|unit| unit.level() == Level::Commune);
    let communes = communes.map(Unit::reference).filter(of_hanoi).take(count);
    let mut wards: Vec<_> = (0..).zip(communes).collect();
    assert_eq!(wards.len(), count);
    let name = |number: u64| match number {
        0 => HOSTILE.replace('/', "|"),
        number => format!("phuong-{number:03}"),
    };
    wards.drain(..).map(|(number, unit)| ward(name(number), unit, number)).collect()
}

/// The page, and its figures beside it.
fn page(folder: &Path, count: usize, language: Language) -> PathBuf {
    let (register, reading) = (Register::vietnam(), state::Options::default());
    let (plan, out) = (folder.join("plan"), folder.join("page.html"));
    let inventories = wards(count);
    let rules = WorkRules::hanoi().unwrap();
    let start = "2025-05-05".parse().unwrap();
    digitise(&inventories, &rules, start, register, &plan, &reading, &()).unwrap();
    let audit = folder.join("audit.jsonl");
    let text = format!(
        "{{\"schema\":\"handover/fate/1\",\"at\":{{\"kind\":\"row\",\"table\":\"dossiers\",\
         \"row\":1}},\"fate\":\"gone\",\"title\":{},\"listed\":1,\"missing\":1}}\n\
         {{\"schema\":\"handover/audit/1\",\"totals\":{{\"dossiers\":1,\"gone\":1}},\
         \"counts\":{{\"block\":0,\"warn\":0,\"info\":0}}}}\n",
        Value::from(HOSTILE)
    );
    fs::write(&audit, text).unwrap();
    let told = [audit];
    let sources = ReportSources {
        plan: Some(&plan),
        inventories: &inventories,
        routes: None,
        receipts: None,
        told: &told,
        on: "2025-06-06".parse().unwrap(),
        register,
    };
    let mut options = ReportOptions::default();
    options.language = language;
    options.titles = Titles::Printed;
    options.figures = Some(folder.join("figures.xlsx"));
    report(&sources, &out, &options, &()).unwrap();
    out
}

/// What the browser saw, and the print.
fn seen(page: &Path, word: &str) -> (Value, PathBuf) {
    let folder = page.parent().unwrap();
    let script = repository().join("tests/judges/report.py");
    let pdf = folder.join("page.pdf");
    let arguments = [script.to_str().unwrap(), page.to_str().unwrap(), word, pdf.to_str().unwrap()];
    let told = approved(&python(), &arguments, folder);
    (serde_json::from_str(&told).expect(&told), pdf)
}

fn numbers(value: &Value) -> Vec<u64> {
    let numbers = value.as_array().unwrap().iter();
    numbers.map(|number| number.as_u64().unwrap()).collect()
}

#[test]
fn a_browser_opens_sorts_filters_and_prints_five_hundred_units() {
    let place = tempfile::tempdir().unwrap();
    let page = page(place.path(), 500, Language::Vietnamese);
    let (seen, pdf) = seen(&page, "phuong-49");

    assert_eq!(seen["requests"], Value::from(Vec::<Value>::new()), "{}", seen["requests"]);
    assert_eq!(seen["said"], Value::from(Vec::<Value>::new()), "{}", seen["said"]);
    assert_eq!((&seen["lang"], &seen["scripts"]), (&Value::from("vi"), &Value::from(1)));
    assert_eq!(seen["foreign"], 0);
    assert_eq!(seen["wide"], 0);
    // What strangers wrote stands there as text: once as a name, once as a title.
    let text = seen["text"].as_str().unwrap();
    assert!(text.contains(HOSTILE) && text.contains(&HOSTILE.replace('/', "|")));
    assert!(text.contains("=cmd|' /C calc'!A1"));

    for table in seen["tables"].as_array().unwrap() {
        assert!(table["scopes"] == true && table["caption"] != "", "{table}");
    }
    assert_eq!(seen["pictures"].as_array().unwrap().len(), 3);
    for picture in seen["pictures"].as_array().unwrap() {
        let said = picture.as_array().unwrap().iter().all(|text| text.as_str().unwrap() != "");
        assert!(picture[0] == "img" && said, "{picture}");
    }
    let roles = &seen["roles"];
    for landmark in ["banner", "navigation", "main", "contentinfo"] {
        assert_eq!(roles[landmark].as_array().unwrap().len(), 1, "{landmark}");
    }
    for named in ["table", "image", "navigation", "searchbox", "button"] {
        let names = roles[named].as_array().unwrap();
        assert!(names.iter().all(|name| name.as_str().unwrap().trim() != ""), "{named}: {names:?}");
    }

    let clicked = numbers(&seen["clicked"][1]);
    assert_eq!(seen["clicked"][0], "ascending");
    assert!(clicked.len() > 500 && clicked.is_sorted() && clicked.first() < clicked.last());
    let typed = numbers(&seen["typed"][1]);
    assert_eq!((&seen["typed"][0], &seen["tabbed"]), (&"descending".into(), &1.into()));
    assert!(typed.is_sorted_by(|a, b| a >= b));
    assert_eq!(seen["filtered"][1], "Số dòng khớp: 0");

    let facts = approved("pdfinfo", &[pdf.to_str().unwrap()], place.path());
    assert!(facts.contains("A4"), "{facts}");
    let pages = facts.lines().find_map(|line| line.strip_prefix("Pages:")).unwrap();
    let pages: usize = pages.trim().parse().unwrap();
    let text = approved("pdftotext", &["-layout", "page.pdf", "-"], place.path());
    // A table over many pages has its headings on each of them.
    let headed = text.split('\u{c}').filter(|page| page.contains("Mã đơn vị"));
    let headed = headed.count();
    assert!((20..200).contains(&pages) && headed >= 10, "{headed} of {pages}");
}

#[test]
fn the_same_in_english_for_few_units() {
    let place = tempfile::tempdir().unwrap();
    let page = page(place.path(), 12, Language::English);
    // Without the marks of the name, as people type it.
    let (seen, pdf) = seen(&page, "dien bien");
    assert_eq!(seen["lang"], "en");
    assert_eq!(seen["said"].as_array().unwrap().len(), 0, "{}", seen["said"]);
    let rows = seen["filtered"][0].as_array().unwrap();
    assert!(rows.len() == 1 && rows[0].as_str().unwrap().contains("Điện Biên"), "{rows:?}");
    assert_eq!(seen["filtered"][1], "Rows that match: 1");
    let text = approved("pdftotext", &["-layout", pdf.to_str().unwrap(), "-"], place.path());
    assert!(text.contains("Pages left to scan") && text.contains("Units by how much they have"));
    // What is only there to be clicked is not printed.
    assert!(!text.contains("Filter the table") && !text.contains('↕'), "{text}");

    let open = "import openpyxl, sys
book = openpyxl.load_workbook('figures.xlsx')
for sheet in book:
    for row in sheet.iter_rows():
        assert all(cell.data_type != 'f' for cell in row), sheet.title
print(' '.join(sheet.title for sheet in book))";
    let sheets = approved(&python(), &["-c", open], place.path());
    let sheets: BTreeSet<&str> = sheets.split_whitespace().collect();
    for wanted in ["totals", "units", "units-progress", "by-fonds", "result-dossiers"] {
        assert!(sheets.contains(wanted), "{sheets:?}");
    }
}
