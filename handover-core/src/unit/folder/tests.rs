//! What a folder of tables may say, and what is refused.

use super::*;

const UNITS: &str = "code,level,kind,name,parent_code\n1,province,province,Tỉnh A,\n\
                     11,commune,ward,Phường B,1\n";
const LINKS: &str = "old_code,new_code,extent\n11,11,whole\n";

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn open(files: &[(&str, &str)]) -> Result<Register> {
    Register::open(folder(files).path(), &Limits::default())
}

#[test]
fn names_of_tables_say_what_they_are() {
    let register = open(&[
        ("units-until-2025-06-30.csv", UNITS),
        ("units-from-2025-07-01-until-2027-12-31.csv", UNITS),
        ("units-from-2028-01-01.csv", UNITS),
        ("succession-2028-01-01.csv", LINKS),
        ("succession-2025-07-01.csv", LINKS),
        ("README.md", "no table"),
    ])
    .unwrap();
    let ids = register.editions().iter().map(|edition| edition.id().to_string());
    assert_eq!(ids.collect::<Vec<_>>(), ["2024", "2025", "2028"]);
    let later =
        register.relatives_on(&"vn:11@2024".parse().unwrap(), "2030-01-01".parse().unwrap());
    assert_eq!(later[0].unit.to_string(), "vn:11@2028");
}

#[cfg(feature = "register")]
#[test]
fn the_tables_that_are_compiled_in_load_from_their_folder() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/vn-2025");
    let register = Register::open(&data, &Limits::default()).unwrap();
    let compiled = Register::vietnam();
    assert_eq!(register.editions(), compiled.editions());
    assert!(register.units().eq(compiled.units()));
    assert_eq!(register.successions(), compiled.successions());
}

#[test]
fn a_manifest_names_country_and_editions() {
    let text = "country = 'xx'\n[[edition]]\nid = 'a'\ntable = 'old.csv'\nuntil = '1999-12-31'\n\
                [[edition]]\nid = 'b'\ntable = 'new.csv'\nfrom = '2000-01-01'\n\
                [[succession]]\nfrom = 'a'\nto = 'b'\ntable = 'links.csv'\n";
    let files = [("old.csv", UNITS), ("new.csv", UNITS), ("links.csv", LINKS), (MANIFEST, text)];
    let register = open(&files).unwrap();
    assert_eq!(register.successors(&"xx:11@a".parse().unwrap()).len(), 1);
    for (from, to, line) in [
        ("country = 'xx'", "land = 'xx'", Some(1)),
        ("old.csv", "../old.csv", None),
        ("'1999-12-31'", "'31.12.1999'", Some(5)),
    ] {
        let edited = text.replace(from, to);
        let files = [("old.csv", UNITS), ("new.csv", UNITS), (MANIFEST, &edited)];
        match open(&files).unwrap_err().kind() {
            ErrorKind::Malformed { code: "register.syntax", line: found, .. } => {
                assert_eq!(*found, line);
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn problems_name_table_and_row() {
    let broken = UNITS.replace("Phường B,1", "Phường B,7");
    let error = open(&[("units-from-2025-07-01.csv", &broken)]).unwrap_err();
    match error.kind() {
        ErrorKind::Malformed { path, line: Some(3), code: "unit-table-parent", .. } => {
            assert!(path.ends_with("units-from-2025-07-01.csv"));
        }
        other => panic!("{other:?}"),
    }
    let error = open(&[("units-from-2025-07-01.csv", UNITS), ("succession-2025-07-01.csv", "")]);
    assert!(matches!(
        error.unwrap_err().kind(),
        ErrorKind::Malformed { code: "register.no-edition-of-day", .. }
    ));
    let error = open(&[]).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::WrongKind { wanted: "register", .. }));
}

#[test]
fn a_table_has_a_bound() {
    let folder = folder(&[("units-from-2025-07-01.csv", UNITS)]);
    let limits = Limits { table_bytes: 50, ..Limits::default() };
    let error = Register::open(folder.path(), &limits).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Limit { what: "bytes", limit: 50, .. }));
}
