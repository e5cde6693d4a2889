//! Checking a bundle.

use super::{Race, at_most, beside, faster, race, tool};
use crate::harness::corpora::A;
use crate::harness::peers::{B3SUM, BAGIT, SEVEN_ZIP, SHA256SUM, UNZIP};

const TO_ZIP: &str =
    r#""$HANDOVER" pack --transfer "$ACT" --files "$A" --key "$KEY" --out "$KEEP/a.zip""#;
const TO_FOLDER: &str =
    r#""$HANDOVER" pack --transfer "$ACT" --files "$A" --key "$KEY" --out "$KEEP/a""#;
const ZIP: &str = r#""$HANDOVER" verify "$KEEP/a.zip" --trust "$PEM""#;

pub(super) const WARM: Race = Race {
    corpora: &[A],
    before: TO_ZIP,
    against: &[
        at_most(2.8, tool("cat", &[], r#"cat "$KEEP/a.zip" > /dev/null"#)),
        faster(15.0, tool("unzip -t", &[UNZIP], r#"unzip -tqq "$KEEP/a.zip""#)),
        beside(tool("7z t", &[SEVEN_ZIP], r#""$SEVEN_ZIP" t -bd "$KEEP/a.zip""#)),
    ],
    ..race("verify-zip", "verify a ZIP: 20,000 scans", ZIP)
};

pub(super) const COLD: Race = Race {
    corpora: &[A],
    before: TO_ZIP,
    cold: true,
    against: &[at_most(1.1, tool("cat", &[], r#"cat "$KEEP/a.zip" > /dev/null"#))],
    ..race("verify-zip-cold", "verify a ZIP on a cold disk: 20,000 scans", ZIP)
};

const BY_BAGIT: super::Tool = tool(
    "bagit.py --validate --processes 2",
    &[BAGIT],
    r#""$BAGIT" --validate --processes 2 --quiet "$KEEP/a""#,
);

pub(super) const FOLDER: Race = Race {
    corpora: &[A],
    before: TO_FOLDER,
    against: &[
        faster(6.0, BY_BAGIT),
        beside(tool(
            "b3sum --check",
            &[B3SUM],
            r#"cd "$KEEP/a"; b3sum --quiet --check handover/payload-blake3.txt"#,
        )),
        beside(tool(
            "sha256sum --check",
            &[SHA256SUM],
            r#"cd "$KEEP/a"; sha256sum --quiet --check manifest-sha256.txt"#,
        )),
    ],
    ..race(
        "verify-folder",
        "verify a folder: 20,000 scans",
        r#""$HANDOVER" verify "$KEEP/a" --trust "$PEM""#,
    )
};

pub(super) const FULL: Race = Race {
    corpora: &[A],
    before: TO_FOLDER,
    against: &[faster(2.5, BY_BAGIT)],
    ..race(
        "verify-full",
        "verify --full a folder, SHA-256 as well: 20,000 scans",
        r#""$HANDOVER" verify "$KEEP/a" --full --trust "$PEM""#,
    )
};
