//! Starting, and building.

use super::{Race, beside, race, tool};
use crate::harness::corpora::TEN;

pub(super) const VERSION: Race = Race {
    // How much of the time is the shell's.
    against: &[beside(tool("true", &[], "exec true"))],
    seconds: Some(0.010),
    ..race("start", "handover --version", r#"exec "$HANDOVER" --version"#)
};

pub(super) const TEN_FILES: Race = Race {
    corpora: &[TEN],
    before: r#""$HANDOVER" pack --transfer "$ACT" --files "$TEN" --key "$KEY" --out "$KEEP/ten.zip""#,
    seconds: Some(0.030),
    ..race(
        "verify-ten",
        "verify a bundle of ten files",
        r#"exec "$HANDOVER" verify "$KEEP/ten.zip" --trust "$PEM""#,
    )
};

pub(super) const BUILD: Race = Race {
    seconds: Some(60.0),
    rounds: Some(1),
    ..race(
        "build",
        "the core crate from nothing, its crates already fetched",
        r#"cd "$REPOSITORY"; CARGO_TARGET_DIR="$OUT/target" cargo build --quiet --locked --offline -p handover-core"#,
    )
};
