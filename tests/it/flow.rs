//! A ward packs its archive; its successor verifies it.

use handover_core::finding::{Code, Severity};
use handover_core::verify::{Trust, Verdict};

use crate::support::{pack_sample, verify_as, verify_at};

#[test]
fn the_sample_is_packed_and_found_valid_in_both_shapes() {
    let dir = tempfile::tempdir().unwrap();
    for name in ["goi", "goi.zip"] {
        let out = dir.path().join(name);
        let sealed = pack_sample(&out);
        assert_eq!((sealed.tally.files, sealed.tally.bytes), (35, 3_630_660));
        let found = verify_at(&out);
        let blocks: Vec<_> =
            found.report.findings.iter().filter(|f| f.severity == Severity::Block).collect();
        assert_eq!(found.verdict, Verdict::Valid, "{name}: {blocks:#?}");
        assert_eq!(found.digest, Some(sealed.digest));
        assert_eq!(found.report.count(Code::FileWithoutRow), 2);
        let unknown = verify_as(&out, &Trust::Nobody);
        assert_eq!(unknown.verdict, Verdict::IntactSignerUnknown);
    }
}
