//! The figures of the field, as reported in 2025: An Lạc, Bình Tân, Phường 14, Hanoi.

#[path = "../../examples/field/mod.rs"]
mod examples;

use std::path::Path;

use handover_core::description::{Metres, Retention};
use handover_core::plan::digitise::{WorkPlan, WorkRules, digitise};
use handover_core::plan::state::{Inventory, Options, WorkState, work_state};
use handover_core::unit::Register;

/// One of them.
fn of(name: &str) -> Inventory {
    let all = examples::inventories().unwrap();
    all.into_iter().find(|inventory| inventory.name == name).unwrap()
}

fn state(name: &str) -> WorkState {
    work_state(&[of(name)], Register::vietnam(), &Options::default(), &()).unwrap()
}

fn metres(text: &str) -> Metres {
    text.parse().unwrap()
}

/// The plan of the documents: An Lạc's days, capacities of our own.
fn plan(name: &str) -> WorkPlan {
    let text = include_str!("../../docs/plan.in/plan.toml");
    let rules = WorkRules::read(text, Path::new("plan.toml")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (out, start) = (folder.path().join("plan"), rules.start.unwrap());
    let options = Options::default();
    digitise(&[of(name)], &rules, start, Register::vietnam(), &out, &options, &()).unwrap()
}

#[test]
fn an_lac_scans_before_all_is_arranged() {
    let state = state("an-lac");
    let shelves = state.all;
    assert_eq!(shelves.arranged.dossiers, 760 + 201);
    assert_eq!(shelves.to_arrange(), metres("12"));
    let kept = |term| {
        let of = state.by_retention.iter().find(|of| of.of == Some(term)).unwrap();
        of.standing.arranged.dossiers
    };
    assert_eq!((kept(Retention::Permanent), kept(Retention::Years20)), (760, 201));
    let years: Vec<_> = state.by_year.iter().filter_map(|of| of.of).collect();
    assert_eq!((years.first(), years.last()), (Some(&2003), Some(&2020)));

    let plan = plan("an-lac");
    let party = &plan.classes[0];
    assert_eq!((party.name.as_str(), party.dossiers, party.containers), ("party", 961, 1));
    assert!(party.scanned_on < party.arranged_on, "{party:?}");
    let due: Vec<_> = plan.deadlines.iter().map(|deadline| deadline.due_on.to_string()).collect();
    assert!(due.contains(&"2025-06-25".to_owned()) && due.contains(&"2025-06-15".to_owned()));
}

#[test]
fn binh_tan_has_only_scanning_left_of_what_is_listed() {
    let state = state("binh-tan");
    assert_eq!(state.all.arranged.dossiers, 5230);
    assert_eq!(state.all.to_arrange(), metres("0"));
    let years: Vec<_> = state.by_year.iter().filter_map(|of| of.of).collect();
    assert_eq!((years.first(), years.last()), (Some(&2003), Some(&2018)));
    // At 40 dossiers and 8,000 pages to the metre: said to be an estimate.
    assert_eq!(state.all.pages.to_scan(), 5230 / 40 * 8000 + 6000);
    assert_eq!(state.all.pages.estimated, state.all.pages.to_scan());
    let plan = plan("binh-tan");
    assert_eq!((plan.classes[0].to_arrange, plan.classes[0].arranged_on), (metres("0"), None));
}

#[test]
fn phuong_14_is_only_counted_in_metres() {
    let state = state("phuong-14");
    assert_eq!(state.all.unarranged.metres, metres("156"));
    assert_eq!((state.all.unarranged.containers, state.all.unarranged.dossiers), (1, 0));
    assert_eq!((state.all.pages.to_scan(), state.all.pages.estimated), (1_248_000, 1_248_000));
}

#[test]
fn hanoi_has_ninety_four_million_pages() {
    let state = state("ha-noi");
    assert_eq!(state.all.pages.to_scan(), 94_000_000);
    assert_eq!(state.all.pages.estimated, 94_000_000);
    let city = state.rolled_up.iter().find(|of| of.of == "vn:01@2024".parse().ok()).unwrap();
    assert_eq!(city.standing.pages.to_scan(), 94_000_000);
}
