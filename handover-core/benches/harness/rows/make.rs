//! Making a package.

use super::{Race, Tool, at_most, beside, faster, race, tool};
use crate::harness::corpora::{A, B, G};
use crate::harness::peers::{BAGIT, FIND, SEVEN_ZIP, SHA256SUM, TAR, ZIP};

const PACK_A: &str =
    r#""$HANDOVER" pack --transfer "$ACT" --files "$A" --key "$KEY" --out "$OUT/a.zip""#;

pub(super) const SCANS: Race = Race {
    corpora: &[A],
    against: &[
        at_most(2.0, tool("cat", &[FIND], r#"find "$A" -type f -exec cat {} + > "$OUT/a""#)),
        faster(
            4.0,
            Tool {
                reset: r#"cp -al "$A" "$NEAR/a""#,
                ..tool(
                    "bagit.py --sha256, then zip -0",
                    &[BAGIT, ZIP],
                    r#""$BAGIT" --sha256 "$NEAR/a"; cd "$NEAR"; zip -0qr "$OUT/a.zip" a"#,
                )
            },
        ),
        faster(
            6.0,
            tool(
                "zip -0, then sha256sum",
                &[ZIP, SHA256SUM],
                r#"cd "$A"; zip -0qr "$OUT/a.zip" .; find . -type f -exec sha256sum {} + > "$OUT/a.sha256""#,
            ),
        ),
        beside(tool("tar", &[TAR], r#"tar -cf "$OUT/a.tar" -C "$A" ."#)),
        beside(tool("zip -0", &[ZIP], r#"cd "$A"; zip -0qr "$OUT/a.zip" ."#)),
        beside(tool("7z -mx0", &[SEVEN_ZIP], r#"cd "$A"; "$SEVEN_ZIP" a -mx0 -bd "$OUT/a.7z" ."#)),
    ],
    ..race("pack-scans", "pack to ZIP: 20,000 scans of 100 KB", PACK_A)
};

pub(super) const TINY: Race = Race {
    corpora: &[B],
    against: &[
        at_most(1.3, tool("tar", &[TAR], r#"tar -cf "$OUT/b.tar" -C "$B" ."#)),
        faster(3.0, tool("zip -0", &[ZIP], r#"cd "$B"; zip -0qr "$OUT/b.zip" ."#)),
        faster(
            12.0,
            Tool {
                reset: r#"cp -al "$B" "$NEAR/b""#,
                ..tool("bagit.py", &[BAGIT], r#""$BAGIT" "$NEAR/b""#)
            },
        ),
    ],
    ..race(
        "pack-tiny",
        "pack to ZIP: 200,000 files of 2 KB",
        r#""$HANDOVER" pack --transfer "$ACT" --files "$B" --key "$KEY" --out "$OUT/b.zip""#,
    )
};

pub(super) const LARGE: Race = Race {
    corpora: &[G],
    against: &[
        at_most(1.3, tool("tar", &[TAR], r#"tar -cf "$OUT/g.tar" -C "$G" ."#)),
        faster(4.0, tool("zip -0", &[ZIP], r#"cd "$G"; zip -0qr "$OUT/g.zip" ."#)),
    ],
    ..race(
        "pack-large",
        "pack to ZIP: four files of 1 GB",
        r#""$HANDOVER" pack --transfer "$ACT" --files "$G" --key "$KEY" --out "$OUT/g.zip""#,
    )
};

pub(super) const COLD: Race = Race {
    corpora: &[A],
    cold: true,
    against: &[at_most(
        1.2,
        tool(
            "cat, eight readers",
            &[FIND],
            // The names go through a pipe; the bytes do not.
            r#"find "$A" -type f -print0 | xargs -0 -P 8 -n 64 cat > /dev/null"#,
        ),
    )],
    ..race("pack-cold", "pack to ZIP from a cold disk: 20,000 scans", PACK_A)
};

pub(super) const IN_PLACE: Race = Race {
    corpora: &[A],
    ours: Tool {
        reset: r#"mkdir "$NEAR/a"; cp -al "$A" "$NEAR/a/data""#,
        ..tool(
            super::OURS,
            &[],
            r#""$HANDOVER" pack --in-place --transfer "$ACT" --files "$NEAR/a" --key "$KEY"; sync -f "$NEAR""#,
        )
    },
    against: &[faster(
        2.5,
        Tool {
            reset: r#"cp -al "$A" "$NEAR/a""#,
            ..tool(
                "bagit.py --sha256 --processes 2",
                &[BAGIT],
                r#""$BAGIT" --sha256 --processes 2 "$NEAR/a"; sync -f "$NEAR""#,
            )
        },
    )],
    ..race("pack-in-place", "pack --in-place: 20,000 scans", "")
};
