//! What a person sees: the console blocks of the walk-throughs, in both
//! languages, run as they stand.
//!
//! After a change of words: `TRYCMD=overwrite cargo test --test cli`, then read
//! the difference.

use std::path::Path;

#[test]
fn the_walk_throughs_are_true() {
    let handover = Path::new(env!("CARGO_BIN_EXE_handover-under-test"));
    trycmd::TestCases::new()
        .register_bin("handover", handover)
        .case("docs/walkthrough.md")
        .case("docs/vi/walkthrough.md")
        .case("docs/units.md")
        .case("docs/vi/units.md")
        .case("docs/custody.md")
        .case("docs/vi/custody.md");
}
