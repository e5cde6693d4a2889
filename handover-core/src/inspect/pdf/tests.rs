//! Hostile files end at a bound, or are damaged; honest ones that lost
//! something are found.

use crate::inspect::{Bounds, Inspection, Problem, inspect};
use crate::read_at::Shared;

fn look(body: &str) -> Inspection {
    let bytes = format!("%PDF-1.7\n{body}\ntrailer<</Root 1 0 R>>").into_bytes();
    let bounds = Bounds { work_bytes: 1 << 20, stream_bytes: 64 << 10, ..Bounds::default() };
    inspect(&Shared::new(std::io::Cursor::new(bytes)), "x.pdf", &bounds, &()).unwrap()
}

const ROOT: &str = "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n";

#[test]
fn a_lost_table_is_made_anew() {
    let seen = look(&format!(
        "{ROOT}2 0 obj<</Kids[3 0 R]>>endobj 3 0 obj<</Contents 4 0 R/MediaBox[0 0 72 72]\
         /Resources<</XObject<</I 5 0 R>>>>>>endobj\n\
         4 0 obj<</Length 0>>stream\nq 72 0 0 72 0 0 cm /I Do Q\nendstream endobj\n\
         5 0 obj<</Subtype/Image/Width 300/Height 301/ColorSpace/DeviceRGB/Length 1>>stream\n\
         x\nendstream endobj"
    ));
    assert_eq!((seen.pages, &seen.problems[..]), (Some(1), &[Problem::Mended][..]));
    assert_eq!((seen.scanned[0].dpi, seen.scanned[0].bits), (Some(300), 24));
}

#[test]
fn pages_that_hold_each_other_are_damage() {
    let seen = look(&format!("{ROOT}2 0 obj<</Kids[3 0 R]>>endobj 3 0 obj<</Kids[2 0 R]>>endobj"));
    assert!(seen.problems.contains(&Problem::Damaged), "{seen:?}");
    let seen = look(&format!("{ROOT}2 0 obj 2 0 R endobj"));
    assert!(seen.problems.contains(&Problem::Damaged), "{seen:?}");
}

#[test]
fn forms_that_draw_each_other_end_at_a_bound() {
    let page = "2 0 obj<</Kids[3 0 R]>>endobj 3 0 obj<</Contents 4 0 R/Resources 6 0 R>>endobj\n\
         6 0 obj<</XObject<</F 4 0 R>>>>endobj\n";
    let form = "4 0 obj<</Subtype/Form/Length 12>>stream\n/F Do /F Do\nendstream endobj";
    let seen = look(&format!("{ROOT}{page}{form}"));
    assert!(matches!(seen.problems[..], [.., Problem::TooCostly { .. }]), "{seen:?}");
    assert!(!seen.is_whole());
}
