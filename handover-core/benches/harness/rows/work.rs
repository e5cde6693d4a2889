//! Arranging and scanning in a city of 500 units: a plan, progress, and the page of both.

use super::Ladder;
use crate::harness::corpora::{C5M, C50K, C500K};

/// A plan whose last days are missed is a plan.
const PLAN: &str = r#""$HANDOVER" plan digitise --inventory "$CORPUS/before" --date 2025-05-05 --out "$KEEP/plan" || test $? = 1; "$HANDOVER" plan progress --plan "$KEEP/plan" --inventory "$CORPUS/before" --date 2025-05-09 > /dev/null"#;

pub(super) const DIGITISE: Ladder = Ladder {
    name: "grow-digitise",
    about: "plan digitise for 500 units",
    steps: &[C50K, C500K, C5M],
    before: "true",
    line: r#""$HANDOVER" plan digitise --inventory "$CORPUS/before" --date 2025-05-05 --out "$OUT/plan" || test $? = 1"#,
};

pub(super) const PROGRESS: Ladder = Ladder {
    name: "grow-progress",
    about: "plan progress of the same weeks later",
    steps: &[C50K, C500K, C5M],
    before: PLAN,
    line: r#""$HANDOVER" plan progress --plan "$KEEP/plan" --inventory "$CORPUS/after" --date 2025-06-06 --look-only"#,
};

pub(super) const REPORT: Ladder = Ladder {
    name: "grow-report",
    about: "report of the same, page and .xlsx",
    steps: &[C50K, C500K, C5M],
    before: PLAN,
    line: r#""$HANDOVER" report --plan "$KEEP/plan" --inventory "$CORPUS/after" --date 2025-06-06 --out "$OUT/page.html" --figures "$OUT/page.xlsx""#,
};
