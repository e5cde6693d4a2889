//! Looking again, and comparing.

use super::{Race, at_most, faster, race, tool};
use crate::harness::corpora::{A, B, N10M};
use crate::harness::peers::{COMM, DUCKDB, FIND};

pub(super) const AGAIN_TINY: Race = Race {
    corpora: &[B],
    before: r#""$HANDOVER" survey "$B" --out "$KEEP/b.survey""#,
    against: &[at_most(
        2.5,
        tool("find -newer", &[FIND], r#"find "$B" -newer "$KEEP/b.survey" -print > "$OUT/newer""#),
    )],
    ..race(
        "survey-again-tiny",
        "survey again, nothing changed: 200,000 files of 2 KB",
        r#""$HANDOVER" survey "$B" --since "$KEEP/b.survey" --out "$OUT/b.survey""#,
    )
};

pub(super) const AGAIN_SCANS: Race = Race {
    corpora: &[A],
    before: r#""$HANDOVER" survey "$A" --out "$KEEP/a.survey""#,
    against: &[at_most(
        0.15,
        tool(
            "handover --rehash",
            &[],
            r#""$HANDOVER" survey "$A" --since "$KEEP/a.survey" --rehash --out "$OUT/a.survey""#,
        ),
    )],
    ..race(
        "survey-again-scans",
        "survey again, nothing changed: 20,000 scans",
        r#""$HANDOVER" survey "$A" --since "$KEEP/a.survey" --out "$OUT/a.survey""#,
    )
};

pub(super) const DIFF: Race = Race {
    corpora: &[N10M],
    against: &[
        faster(
            3.0,
            tool("comm", &[COMM], r#"LC_ALL=C comm -3 "$N10M/a.txt" "$N10M/b.txt" > "$OUT/comm""#),
        ),
        faster(
            2.0,
            tool(
                "duckdb",
                &[DUCKDB],
                r#""$DUCKDB" "$REPOSITORY/handover-core/benches/duckdb_diff.py" "$N10M/a.txt" "$N10M/b.txt" "$OUT/duckdb""#,
            ),
        ),
    ],
    ..race(
        "diff-surveys",
        "diff of two surveys: 10,000,000 entries",
        r#""$HANDOVER" diff "$N10M/a.survey" "$N10M/b.survey" || test $? = 1"#,
    )
};
