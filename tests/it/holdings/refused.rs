//! What does not come in.

use super::*;

#[test]
fn only_what_is_the_custodians_and_proven_comes_in() {
    let desk = Desk::new();
    let bundle = ward(&desk, "a.zip", "P12", "27163", INTO);
    let out = desk.place("out");
    let refused = |into: &str, on: &str| {
        let options = merge::Options::new(on.parse().unwrap());
        let incoming = [verified(&bundle)];
        let error = merge(agency(into), &incoming, &out, &options, &()).unwrap_err();
        let report = error.refusal().unwrap().by_code.clone();
        assert!(!out.exists() && !desk.place("out.partial").exists());
        report.into_iter().collect::<Vec<_>>()
    };
    let other = refused("vn:27169@2025/ubnd", "2025-07-15");
    assert_eq!(other, [(Code::HoldingsReceiver, 1)]);
    assert_eq!(refused(INTO, "2025-06-30"), [(Code::HoldingsNotYet, 1)]);

    // One list was not checked.
    let open = Bundle::open(&bundle, &Limits::default()).unwrap();
    let found = verify(&open, &trust(), &verify::Options::default(), &()).unwrap();
    let quick = Incoming::bundle(&bundle, found.into_verified().unwrap());
    let error = merge(agency(INTO), &[quick], &out, &options(), &()).unwrap_err();
    assert_eq!(error.refusal().unwrap().count(Code::HoldingsNotFull), 1);

    // Another agency of the same unit: said, and not refused.
    let council = agency("vn:27163@2025/hdnd");
    let merged = merge(council, &[verified(&bundle)], &out, &options(), &()).unwrap();
    assert_eq!(codes(&merged), [(Code::HoldingsAgency, 1)]);
    let events = rows(&out, Table::Events);
    assert_eq!(column(&events, "to"), [INTO]);
}

#[test]
fn a_bundle_that_changed_after_its_verify_is_refused() {
    let desk = Desk::new();
    for changed in ["handover/inventory/dossiers.csv", "handover/payload-blake3.txt", "exchanged"] {
        let bundle = ward(&desk, changed.rsplit('/').next().unwrap(), "P12", "27163", INTO);
        let incoming = verified(&bundle);
        let place = bundle.join(changed);
        if changed == "exchanged" {
            fs::rename(&bundle, desk.place("moved")).unwrap();
            let files = desk.place("exchanged.files");
            fs::write(files.join("01/a.txt"), "another").unwrap();
            let tables = FolderTables::new(&desk.place("exchanged.tables"));
            let source = Folder::open(&files).unwrap();
            let (act, options) = (act("27163", INTO), pack::Options::default());
            pack(&source, &tables, &act, &[&key()], &bundle, &options, &()).unwrap();
        } else {
            let text = fs::read_to_string(&place).unwrap();
            fs::write(&place, text.replacen("01", "09", 1)).unwrap();
        }
        let out = desk.place("out");
        let error = merge(agency(INTO), &[incoming], &out, &options(), &()).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Changed { .. }), "{changed}: {error}");
        assert!(!out.exists());
    }
}

#[test]
fn holdings_that_somebody_changed_are_not_built_upon() {
    let desk = Desk::new();
    let (a, b) =
        (ward(&desk, "a.zip", "P12", "27163", INTO), ward(&desk, "b.zip", "P13", "27166", INTO));
    let fresh = |name: &str| {
        let out = desk.place(name);
        merged(&[&a], &out);
        out
    };
    let refused = |out: &Path| try_merge(&[&b], out).unwrap_err();

    let out = fresh("row gone");
    let table = out.join("inventory/dossiers.csv");
    let text = fs::read_to_string(&table).unwrap();
    let cut = text.trim_end().rsplit_once('\n').unwrap().0.to_owned() + "\n";
    fs::write(&table, cut).unwrap();
    let before = tree(&out);
    assert!(matches!(refused(&out).kind(), ErrorKind::Read { .. }));
    assert_eq!(tree(&out), before);

    let out = fresh("table gone");
    fs::remove_file(out.join("inventory/files.csv")).unwrap();
    assert!(matches!(refused(&out).kind(), ErrorKind::Read { .. }));

    let out = fresh("index cut");
    fs::remove_file(out.join("bundles.csv")).unwrap();
    assert!(matches!(refused(&out).kind(), ErrorKind::Malformed { code: "holdings.table", .. }));

    let out = fresh("somebody's file");
    fs::write(out.join("inventory/notes.txt"), "mine").unwrap();
    assert!(matches!(refused(&out).kind(), ErrorKind::TargetExists { .. }));
    assert!(out.join("inventory/notes.txt").exists());

    let out = fresh("newer");
    let marker = fs::read_to_string(out.join("holdings.json")).unwrap();
    fs::write(out.join("holdings.json"), marker.replace("holdings/1", "holdings/2")).unwrap();
    assert!(matches!(refused(&out).kind(), ErrorKind::Malformed { code: "holdings.newer", .. }));

    let out = fresh("another's");
    let council = merge(agency("vn:27163@2025/hdnd"), &[verified(&b)], &out, &options(), &());
    let error = council.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Malformed { code: "holdings.custodian", .. }));

    let folder = desk.place("no holdings");
    fs::create_dir(&folder).unwrap();
    assert!(matches!(refused(&folder).kind(), ErrorKind::TargetExists { .. }));
}
