//! What a person sees: the console blocks of the documents, in both
//! languages, run as they stand.
//!
//! After a change of words: `TRYCMD=overwrite cargo test --test cli`, then read
//! the difference.

mod secrets;

use std::path::Path;

/// Runs the console blocks of pages.
fn are_true(pages: &[&str]) {
    let handover = Path::new(env!("CARGO_BIN_EXE_handover-under-test"));
    let cases = trycmd::TestCases::new();
    cases.register_bin("handover", handover);
    // The courier, and whoever takes a dossier away.
    for tool in ["cp", "rm"] {
        cases.register_bin(tool, Path::new("/bin").join(tool));
    }
    for page in pages {
        cases.case(page);
    }
}

#[test]
fn the_walk_throughs_are_true() {
    are_true(&["docs/walkthrough.md", "docs/vi/walkthrough.md"]);
    are_true(&["docs/units.md", "docs/vi/units.md"]);
}

#[test]
fn trust_lists_and_witnesses_are_as_the_page_says() {
    are_true(&["docs/trust.md", "docs/vi/trust.md"]);
}

#[test]
fn bundles_become_holdings_as_the_page_says() {
    are_true(&["docs/holdings.md", "docs/vi/holdings.md"]);
}

#[test]
fn what_is_confirmed_is_told_as_the_page_says() {
    are_true(&["docs/release.md", "docs/vi/release.md"]);
}

#[test]
fn custody_is_kept_as_the_page_says() {
    are_true(&["docs/custody.md", "docs/vi/custody.md"]);
}

#[test]
fn the_story_of_a_receipt_goes_as_the_page_says() {
    are_true(&["docs/receipts.md", "docs/vi/receipts.md"]);
}

#[test]
fn checking_an_inventory_is_as_the_page_says() {
    are_true(&["docs/inventory-check.md", "docs/vi/inventory-check.md"]);
}

#[test]
fn minutes_are_drawn_up_as_the_page_says() {
    are_true(&["docs/minutes.md", "docs/vi/minutes.md"]);
}

#[test]
fn lists_become_tables_and_lists_again_as_the_page_says() {
    are_true(&["docs/inventory.md", "docs/vi/inventory.md"]);
}

#[test]
fn scans_are_sorted_as_the_page_says() {
    are_true(&["docs/inspect.md", "docs/vi/inspect.md"]);
}

#[test]
fn a_page_is_made_as_the_page_says() {
    are_true(&["docs/report.md", "docs/vi/report.md"]);
}

#[test]
fn arranging_and_scanning_go_as_the_page_says() {
    are_true(&["docs/plan.md", "docs/vi/plan.md"]);
}
