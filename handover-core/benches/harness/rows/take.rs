//! Taking over what was handed over.

use super::{Race, beside, race, tool};
use crate::harness::corpora::B;

pub(super) const MERGE: Race = Race {
    corpora: &[B],
    before: r#""$HANDOVER" pack --transfer "$ACT" --files "$B" --key "$KEY" --volume-size none --out "$KEEP/merge.zip""#,
    // What a merge costs beyond the check that it makes first.
    against: &[beside(tool(
        "handover verify --full",
        &[],
        r#""$HANDOVER" verify "$KEEP/merge.zip" --full --trust "$PEM""#,
    ))],
    ..race(
        "merge",
        "merge a bundle into new holdings, checked in full: 200,000 files of 2 KB",
        r#""$HANDOVER" merge "$KEEP/merge.zip" --into vn:27163@2025 --date 2025-07-01 --trust "$PEM" --out "$OUT/holdings""#,
    )
};
