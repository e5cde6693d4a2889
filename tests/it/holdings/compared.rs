//! Holdings beside what went into them.

use super::*;

#[test]
fn three_wards_come_to_their_successors_and_nothing_is_missing() {
    let desk = Desk::new();
    // The register names the successors: 12 and 13 (whole) and 14 (in part).
    let register = Register::vietnam();
    let mut by_receiver: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for (fonds, giver) in [("P13", "27166"), ("P15", "27172"), ("P8", "27187")] {
        let unit = format!("vn:{giver}@2024").parse().unwrap();
        let successor = register.successors(&unit).first().unwrap().to;
        let into = format!("{successor}/ubnd");
        let bundle = ward(&desk, &format!("{fonds}.zip"), fonds, giver, &into);
        by_receiver.entry(into).or_default().push(bundle);
    }
    let receivers: Vec<_> = by_receiver.keys().map(String::as_str).collect();
    assert_eq!(receivers, ["vn:27163@2025/ubnd", "vn:27169@2025/ubnd"]);
    for (number, (into, bundles)) in by_receiver.iter().enumerate() {
        let incoming: Vec<_> = bundles.iter().map(|path| verified(path)).collect();
        let out = desk.place(&format!("holdings-{number}"));
        let merged = merge(agency(into), &incoming, &out, &options(), &()).unwrap();
        assert!(merged.report.by_code.is_empty(), "{:?}", merged.report);
        let count = bundles.len();
        assert_eq!((merged.added.len(), merged.known.len()), (count, 0));
        let fonds = rows(&out, Table::Fonds);
        assert_eq!(column(&fonds, "status"), vec!["closed"; count]);
        assert_eq!(column(&fonds, "closedOn"), vec!["2025-06-30"; count]);
        assert_eq!(rows(&out, Table::Dossiers).len(), 3 * count);
        let events = rows(&out, Table::Events);
        assert_eq!(column(&events, "kind"), vec!["transferred"; count]);
        assert_eq!(column(&events, "to"), vec![into.clone(); count]);
        assert_eq!(column(&events, "fonds"), column(&fonds, "code"));
        assert_eq!(column(&events, "from"), column(&fonds, "creator"));
        for bundle in bundles {
            let inventory = PathBuf::from(format!("{}.tables", bundle.display()));
            for source in [bundle, &inventory] {
                let (told, sums) = compare_dossiers(source, &out);
                assert_eq!((sums.removed, sums.changed, sums.unchanged), (0, 0, 3), "{told:?}");
                assert_eq!(sums.added, 3 * (count as u64 - 1));
            }
            // One on paper that was left out of the bundle is named.
            let table = inventory.join("dossiers.csv");
            let mut text = fs::read_to_string(&table).unwrap();
            let fonds = text.lines().nth(1).unwrap().split(',').next().unwrap().to_owned();
            on_paper(&mut text, &fonds, "9");
            fs::write(&table, text).unwrap();
            let (told, sums) = compare_dossiers(&inventory, &out);
            assert_eq!((sums.removed, sums.unchanged), (1, 3));
            assert!(told.contains(&format!("-{fonds}.2003.9 dossiers[4]")), "{told:?}");
            assert_eq!(compare_dossiers(&out, &inventory).1.added, 1);
            let files = PathBuf::from(format!("{}.files", bundle.display()));
            for source in [bundle, &files] {
                let (changes, summary) = compare(source, &out);
                assert_eq!((summary.removed, summary.changed, summary.moved), (0, 0, 0));
                assert_eq!(summary.unchanged, 3, "{changes:?}");
                assert_eq!(summary.added, 3 * (count as u64 - 1));
            }
            // One dossier that the bundle has not is named.
            write_tree(&files, &[("03/left out.txt", "left out")]);
            let (changes, summary) = compare(&files, &out);
            assert_eq!((summary.removed, summary.unchanged, summary.dossiers), (1, 3, None));
            let named = Change::Removed { at: Location::file("03/left out.txt"), size: Some(8) };
            assert!(changes.contains(&named), "{changes:?}");
        }
        assert!(compare(&out, &out).1.is_same());
    }
}

#[test]
fn dossiers_are_told_apart_by_fonds_and_what_their_rows_say() {
    let desk = Desk::new();
    let header = "fileCode,title,container,maintenance";
    let give = |name: &str, giver: &str, rows: &str| {
        let fonds = format!("code,name,creator\n{giver},x,vn:{giver}@2024/ubnd\n");
        let table = format!("{header}\n{rows}");
        let tables = [("fonds.csv", &*fonds), ("dossiers.csv", &*table)];
        desk.pack(name, &act(giver, INTO), &[], &tables)
    };
    // No row names its fonds, and the first of both wards say the same.
    let a = give("a.zip", "27166", "01,Đất,1,02\n02,Nhà,1,\n");
    let b = give("b.zip", "27169", "01,Đất,1,02\n02,Đường,2,\n");
    let (both, one) = (desk.place("both"), desk.place("one"));
    merged(&[&a, &b], &both);
    merged(&[&b], &one);
    // Which ward stands first in holdings, its digest decides.
    let (told, sums) = compare_dossiers(&a, &both);
    assert_eq!((sums.added, sums.unchanged), (2, 2));
    assert!(told[0].starts_with("+01 ") && told[1].starts_with("+02 "), "{told:?}");
    assert_eq!(compare_dossiers(&a, &one).0[..2], ["-01 dossiers[1]", "-02 dossiers[2]"]);

    let list = |name: &str, rows: &str| {
        let place = desk.place(name);
        let fonds = "code,name\n27166,x\n";
        write_tree(&place, &[("fonds.csv", fonds), ("dossiers.csv", rows)]);
        place
    };
    // Other columns, the fonds spelled out, and a cell that was corrected.
    let later = "fonds,title,fileCode,container,x\n27166,Đất,01,7,y\n27166,Nhà ở,02,1,\n";
    let later = list("later", later);
    let told = compare_dossiers(&a, &later).0;
    assert_eq!(told, ["01 dossiers[1] container,maintenance,x", "02 dossiers[2] title"]);
    // Beside holdings another title may be another dossier.
    let told = compare_dossiers(&later, &both).0;
    assert_eq!(told.len(), 5, "{told:?}");
    assert!(told[0].ends_with(" container,maintenance,x"), "{told:?}");
    assert_eq!(told[1], "-02 dossiers[2]");

    // Of one code several times, each that is too much is told.
    let few = list("few", "fileCode,title\n1,a\n1,a\n1,b\n");
    let many = list("many", "fileCode,title\n1,a\n1,c\n1,d\n1,e\n");
    let (_, sums) = compare_dossiers(&few, &many);
    assert_eq!((sums.removed, sums.added, sums.changed, sums.unchanged), (2, 3, 0, 1));

    // What is under suspicion has a row and no name.
    let secret = list("secret", "fileCode,title\nHS.Mật.1,a\n2,Hồ sơ tối mật\n");
    let told = compare_dossiers(&secret, &few).0;
    assert_eq!(told.iter().filter(|line| line.starts_with("-?")).count(), 2, "{told:?}");

    // A row that cannot be read could be any dossier.
    let broken = list("broken", "fileCode,title\n1\n");
    let limits = Limits::default();
    let sides = [&broken, &few].map(|place| Side::open(place, &limits).unwrap());
    let error = diff(&sides[0], &sides[1], |_| Ok(()), &diff::Options::default(), &());
    assert_eq!(error.unwrap_err().code(), "error.malformed");
    // A folder that has anything else is an archive.
    write_tree(&few, &[("scan.pdf", "x")]);
    assert!(matches!(Side::open(&few, &limits).unwrap(), Side::Folder(_)));
}
