//! Lists into tables, and what is asked of the tables.

use super::{Ladder, Race, race};
use crate::harness::corpora::{L1M, L2M, L100K, X};

const INTO_TABLES: &str = r#""$HANDOVER" inventory import "$CORPUS/list.csv" --out "$KEEP/tables""#;

pub(super) const BOOK: Race = Race {
    corpora: &[X],
    ..race(
        "import-xlsx",
        "import of an .xlsx of 200,000 rows",
        r#""$HANDOVER" inventory import "$X/list.xlsx" --out "$OUT/tables""#,
    )
};

pub(super) const IMPORT: Ladder = Ladder {
    name: "grow-import",
    about: "import of a CSV, a row a document",
    steps: &[L100K, L1M, L2M],
    before: "true",
    line: r#""$HANDOVER" inventory import "$CORPUS/list.csv" --out "$OUT/tables""#,
};

pub(super) const CHECK: Ladder = Ladder {
    name: "grow-check",
    about: "check of the tables that grow-import makes",
    steps: &[L100K, L1M, L2M],
    before: INTO_TABLES,
    line: r#""$HANDOVER" inventory check "$KEEP/tables" || test $? = 1"#,
};

pub(super) const TOTALS: Ladder = Ladder {
    name: "grow-totals",
    about: "totals of the tables that grow-import makes",
    steps: &[L100K, L1M, L2M],
    before: INTO_TABLES,
    line: r#""$HANDOVER" inventory totals "$KEEP/tables" || test $? = 1"#,
};
