//! Surveys of every released version stay readable.

use std::path::Path;

use handover_core::snapshot::{Name, SnapshotReader};

#[test]
fn a_survey_of_version_1_is_read() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/survey-1.survey");
    let reader = SnapshotReader::open(&kept).unwrap();
    assert_eq!(reader.began(), None);
    let records: Vec<_> = reader.map(Result::unwrap).collect();
    let names: Vec<_> = records.iter().map(|record| record.name.clone()).collect();
    let path = |path: &str| Name::Path(path.into());
    let hidden = Name::Hidden { folder: 2, ordinal: 1 };
    assert_eq!(names, [path("Hồ sơ 01/Quyết định.txt"), hidden, path("a.txt"), path("rong")]);
    assert!(records.iter().all(|record| record.stamp.is_none() && !record.taken_over));
    let decision = records[0].file.unwrap();
    assert_eq!((decision.size, records[0].modified), (11, 1_561_939_200));
    assert_eq!(decision.sha256, handover_core::digest::Digest::sha256("Điều 1.\n".as_bytes()));
    assert_eq!(records[3].file, None);
}
