//! Growth of time and memory with the number of entries.

use super::Ladder;
use crate::harness::corpora::{M, M50K, N1M, N10K, N10M, N100K};

pub(super) const PACK: Ladder = Ladder {
    name: "grow-pack",
    about: "pack to ZIP in volumes of the default size, files of 1 KB",
    steps: &[M50K, M],
    before: "true",
    line: r#""$HANDOVER" pack --transfer "$ACT" --files "$CORPUS" --key "$KEY" --out "$OUT/m.zip""#,
};

pub(super) const VERIFY: Ladder = Ladder {
    name: "grow-verify",
    about: "verify what grow-pack packs",
    steps: &[M50K, M],
    before: r#""$HANDOVER" pack --transfer "$ACT" --files "$CORPUS" --key "$KEY" --out "$KEEP/m.zip""#,
    // One volume bears the name as it was given, a set its own.
    line: r#"cd "$KEEP"; if test -e m.set.json; then m=m.set.json; else m=m.zip; fi; "$HANDOVER" verify "$m" --trust "$PEM""#,
};

pub(super) const SURVEY: Ladder = Ladder {
    name: "grow-survey",
    about: "survey, files of 1 KB",
    steps: &[M50K, M],
    before: "true",
    line: r#""$HANDOVER" survey "$CORPUS" --out "$OUT/m.survey""#,
};

pub(super) const BUNDLES: Ladder = Ladder {
    name: "grow-diff-folder",
    about: "diff of a bundle and its survey, files of 1 KB",
    steps: &[M50K, M],
    before: r#""$HANDOVER" pack --transfer "$ACT" --files "$CORPUS" --key "$KEY" --out "$KEEP/m"; "$HANDOVER" survey "$CORPUS" --out "$KEEP/m.survey""#,
    line: r#""$HANDOVER" diff "$KEEP/m.survey" "$KEEP/m""#,
};

pub(super) const DIFF: Ladder = Ladder {
    name: "grow-diff",
    about: "diff of two surveys that never were",
    steps: &[N10K, N100K, N1M, N10M],
    before: "true",
    line: r#""$HANDOVER" diff "$CORPUS/a.survey" "$CORPUS/b.survey" || test $? = 1"#,
};
