//! What is written comes back; what is no table of routes is told by line.

use std::path::Path;

use super::{RouteReader, RouteWriter, write_table};
use crate::error::{ErrorKind, Result};
use crate::limits::Limits;
use crate::plan::{Closing, Options, Route, Rules, routes};
use crate::unit::Register;

fn table(plan: &[Route]) -> Vec<u8> {
    let (register, path) = (Register::vietnam(), Path::new("routes.csv"));
    let mut writer = RouteWriter::new(Vec::new(), register, path).unwrap();
    for route in plan {
        writer.write(route).unwrap();
    }
    writer.finish().unwrap()
}

fn read(bytes: &[u8], limits: &Limits) -> Result<Vec<Route>> {
    RouteReader::new(bytes, Path::new("routes.csv"), limits)?.collect()
}

fn plan(unit: &str) -> Vec<Route> {
    let rules = "schema = 'handover/rules/1'\nprovince = 'vn:79@2025'\ndecision = 'QĐ 1, \"x\"'\n\
                 [[rule]]\nblock = 'party'\nreceiver = 'province'\ndays = 3\n";
    let rules = Some(Rules::read(rules, Path::new("r")).unwrap());
    let options = Options { rules, on: None };
    let closing = Closing::Province(unit.parse().unwrap());
    routes(Register::vietnam(), closing, &options).unwrap().routes
}

#[test]
fn a_plan_comes_back_as_it_was() {
    let plan = plan("vn:79@2024");
    assert!(plan.len() > 1000);
    let bytes = table(&plan);
    assert_eq!(read(&bytes, &Limits::default()).unwrap(), plan);
    assert_eq!(bytes, table(&plan));
    // Excel puts a mark before the header.
    let marked = [b"\xef\xbb\xbf", &bytes[..]].concat();
    assert_eq!(read(&marked, &Limits::default()).unwrap(), plan);
    assert!(read(&table(&[]), &Limits::default()).unwrap().is_empty());
}

#[test]
fn a_file_is_written_once() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("routes.csv");
    let plan = plan("vn:77@2024");
    write_table(&plan, Register::vietnam(), &target).unwrap();
    assert_eq!(std::fs::read(&target).unwrap(), table(&plan));
    let again = write_table(&[], Register::vietnam(), &target).unwrap_err();
    assert!(matches!(again.kind(), ErrorKind::TargetExists { .. }));
    assert_eq!(std::fs::read(&target).unwrap(), table(&plan));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn what_is_no_route_is_told_by_line() {
    let text = String::from_utf8(table(&plan("vn:77@2024")[..1])).unwrap();
    let refused = |from: &str, to: &str| {
        assert!(text.contains(from), "{from} in {text}");
        let error = read(text.replacen(from, to, 1).as_bytes(), &Limits::default());
        match error.unwrap_err().kind() {
            ErrorKind::Malformed { code, line, .. } => (*code, *line),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(refused("giverUnit", "giverName"), ("routes.column-unknown", Some(1)));
    assert_eq!(refused("giverUnit", "giver"), ("routes.column-missing", Some(1)));
    assert_eq!(refused(",candidates", ""), ("routes.column-missing", Some(1)));
    assert_eq!(refused(",candidates", ",candidates,unit"), ("routes.column-twice", Some(1)));
    assert_eq!(refused(",province,government", ",town,government"), ("routes.cell", Some(2)));
    assert_eq!(refused("2025-07-01", "01/07/2025"), ("routes.cell", Some(2)));
    assert_eq!(refused(",rule,\"TT", ",decide,\"TT"), ("routes.receiver", Some(2)));
    assert_eq!(refused("40.1, 39", "41"), ("routes.cell", Some(2)));
    assert_eq!(refused(",rule,\"TT", ",rule,x,\"TT"), ("routes.row", Some(2)));
}

#[test]
fn a_table_has_a_bound() {
    let bytes = table(&plan("vn:77@2024"));
    let limits = Limits { table_bytes: 4000, ..Limits::default() };
    assert!(matches!(
        read(&bytes, &limits).unwrap_err().kind(),
        ErrorKind::Limit { what: "bytes", limit: 4000, .. }
    ));
}
