//! Folders of plans that earlier versions made stay readable.
#![cfg(feature = "register")]

use std::path::Path;

use handover_core::limits::Limits;
use handover_core::plan::progress::{Keeping, Pace, progress, read_plan};
use handover_core::plan::state::Options;
use handover_core::unit::Register;

#[test]
fn the_first_version_is_read() {
    let plan = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/work-plan-1");
    let read = read_plan(&plan, &Limits::default()).unwrap();
    assert_eq!((read.to_arrange.to_string().as_str(), read.to_scan), ("156", 1_248_000));
    assert_eq!(read.deadlines.iter().filter(|deadline| !deadline.is_kept()).count(), 1);
    let on = "2025-06-20".parse().unwrap();
    let (register, options) = (Register::vietnam(), Options::default());
    let now = progress(&plan, &[], on, register, Keeping::LookOnly, &options, &()).unwrap();
    let ward = &now.by_inventory[0];
    assert_eq!((ward.inventory.as_str(), ward.pace), ("phuong-14", Pace::Late));
    assert_eq!(ward.heard_on, "2025-06-06".parse().ok());
    assert_eq!(now.planned.metres.to_string(), "10.5");
}
