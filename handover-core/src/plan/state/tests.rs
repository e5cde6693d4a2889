use super::{Inventory, Options, Pages, WorkState, work_state};
use crate::description::{Arrangement, Container, Dossier, Fonds, Metres, Stated};
use crate::inventory::{RowTables, Table};
use crate::unit::Register;

fn fonds() -> Fonds {
    let mut fonds = Fonds::new("P", "Phông");
    fonds.creator = Some("vn:27169@2024/ubnd".to_owned());
    fonds
}

fn dossier(code: &str, container: &str) -> Dossier {
    let mut dossier = Dossier::new(code, "Hồ sơ");
    dossier.fonds = Some("P".to_owned());
    dossier.container = (!container.is_empty()).then(|| container.to_owned());
    dossier.start_date = Some(Stated::read("2003"));
    dossier
}

fn container(code: &str, metres: &str) -> Container {
    let mut container = Container::new(code);
    container.fonds = Some("P".to_owned());
    container.metres = (!metres.is_empty()).then(|| Stated::read(metres));
    container
}

fn state_of(tables: RowTables, scans: Option<&str>) -> WorkState {
    let dir = tempfile::tempdir().unwrap();
    let mut inventory = Inventory::new("p", Box::new(tables));
    if let Some(scans) = scans {
        let path = dir.path().join("p.jsonl");
        std::fs::write(&path, scans).unwrap();
        inventory.scans = Some(path);
    }
    let mut options = Options { temporary: Some(dir.path().to_owned()), ..Options::default() };
    // Every record is spilled at once.
    options.limits.sort_bytes = 4;
    let register = crate::unit::Register::vietnam();
    work_state(&[inventory], register, &options, &()).unwrap()
}

#[test]
fn a_container_is_shared_out_to_the_millimetre() {
    let mut tables = RowTables::new();
    tables.add(Table::Fonds, [fonds()]).unwrap();
    tables.add(Table::Containers, [container("1", "0.1"), container("2", "")]).unwrap();
    let mut three: Vec<Dossier> = ["A", "B", "C"].map(|code| dossier(code, "1")).into();
    three[0].arrangement = Some(Arrangement::Arranged.into());
    three[1].number_of_page = Some(Stated::from(30));
    three[2].number_of_paper = Some(Stated::from(10));
    tables.add(Table::Dossiers, three).unwrap();
    let state = state_of(tables, None);
    let all = &state.all;
    assert_eq!(all.arranged.metres.to_string(), "0.033");
    assert_eq!(all.not_stated.metres.to_string(), "0.067");
    assert_eq!(
        (all.arranged.estimated, all.not_stated.estimated),
        (Metres::default(), Metres::default())
    );
    // The second has no dossier and no length: the rule of the field, as an estimate.
    assert_eq!((all.unarranged.containers, all.unarranged.dossiers), (1, 0));
    assert_eq!(all.unarranged.estimated.to_string(), "0.125");
    // 33 mm at 8,000 pages a metre; 30 as stated; 10 sheets of 2; 125 mm again.
    assert_eq!(all.pages.not_scanned, 264 + 30 + 20 + 1000);
    assert_eq!(all.pages.estimated, 264 + 20 + 1000);
}

#[test]
fn what_is_scanned_is_known_by_looking() {
    let tables = |pages: u64| {
        let mut tables = RowTables::new();
        tables.add(Table::Fonds, [fonds()]).unwrap();
        let mut own = dossier("A", "");
        own.path = Some("01".to_owned());
        own.number_of_page = Some(Stated::from(pages));
        tables.add(Table::Dossiers, [own, dossier("B", "")]).unwrap();
        tables
    };
    // A file is there, and nobody looked.
    let unseen = state_of(tables(10), None).all.pages;
    assert_eq!((unseen.not_judged, unseen.to_scan() - 200), (10, 0));
    let line = |path: &str, sort: &str, pages: u64| {
        format!(
            "{{\"schema\":\"handover/scan/1\",\"location\":{{\"kind\":\"file\",\"path\":\"{path}\"}},\
             \"sort\":\"{sort}\",\"file\":{{\"kind\":\"pdf\",\"scanned\":[{{\"pages\":{pages}}}]}}}}\n"
        )
    };
    let scans = [
        line("02/x.pdf", "meets", 50),
        line("01/b/c.pdf", "rescan", 3),
        line("01/a.pdf", "meets", 4),
        // Told twice, and once only counted.
        line("01/a.pdf", "meets", 4),
        line("01/k.pdf", "keep", 1),
        "{\"schema\":\"handover/scans/1\"}\n".to_owned(),
    ];
    let seen = state_of(tables(10), Some(&scans.concat())).all.pages;
    let wanted = Pages { not_scanned: 202, good: 4, older: 1, rescan: 3, estimated: 200, ..seen };
    assert_eq!((seen, seen.to_scan()), (wanted, 205));
    // More scans than pages are stated.
    let short = state_of(tables(5), Some(&scans.concat())).all.pages;
    assert_eq!(short.all(), 200 + 8);
}

#[test]
fn units_are_rolled_up_from_ward_to_city() {
    let mut tables = RowTables::new();
    tables.add(Table::Fonds, [fonds()]).unwrap();
    tables.add(Table::Dossiers, [dossier("A", "")]).unwrap();
    let state = state_of(tables, None);
    let units: Vec<_> = state.rolled_up.iter().filter_map(|of| of.of).collect();
    let wanted = ["vn:27169@2024", "vn:771@2024", "vn:79@2024"].map(|unit| unit.parse().unwrap());
    assert_eq!(units.len(), 3);
    assert!(wanted.iter().all(|unit| units.contains(unit)), "{units:?}");
    assert!(state.rolled_up.iter().all(|of| of.standing == state.all));
    assert_eq!(state.by_level[0].of.map(crate::description::Level::code), Some("commune"));
    assert_eq!(state.by_year[0].of, Some(2003));
}

#[test]
fn what_is_digital_alone_is_neither_shelf_nor_page() {
    let mut tables = RowTables::new();
    let mut own = dossier("A", "7");
    own.carrier = Some(crate::description::Carrier::Digital.into());
    own.number_of_page = Some(Stated::from(9));
    tables.add(Table::Dossiers, [own]).unwrap();
    let all = state_of(tables, None).all;
    assert_eq!((all.digital, all.pages.all(), all.not_stated.metres), (1, 0, Metres::default()));
}

#[test]
fn two_inventories_of_one_name_are_refused() {
    let twice = [(), ()].map(|()| Inventory::new("p", Box::new(RowTables::new())));
    let error = work_state(&twice, Register::vietnam(), &Options::default(), &()).unwrap_err();
    assert_eq!(error.code(), "error.malformed");
}
