//! The rules of volumes, for any files and rows, against the naive model.

use proptest::prelude::*;

use super::model::{self, Entry, Row};
use super::spool::{Spool, TOP};
use super::{Planning, VolumeSize};
use crate::inventory::{Columns, Table};
use crate::path::sort_key;

fn path_of_row() -> impl Strategy<Value = String> {
    prop_oneof![2 => Just(String::new()), 5 => "[ab](/[ab]){0,2}(/[fge])?"]
}

/// Rows of every table, with codes that meet, repeat and lead nowhere.
fn row() -> impl Strategy<Value = Row> {
    let table = prop_oneof![
        1 => Just(Table::Fonds),
        2 => Just(Table::Containers),
        4 => Just(Table::Dossiers),
        4 => Just(Table::Documents),
        1 => Just(Table::Systems),
        1 => Just(Table::Secrets),
        1 => Just(Table::Events),
    ];
    (table, path_of_row(), "[xyz]|", "[12]|", "[FG]|").prop_map(
        |(table, path, dossier, container, fonds)| {
            let cells = match table {
                Table::Fonds => vec![("code", fonds)],
                Table::Containers => vec![("code", container), ("fonds", fonds)],
                Table::Dossiers => vec![
                    ("fileCode", dossier),
                    ("container", container),
                    ("fonds", fonds),
                    ("path", path),
                ],
                Table::Documents => vec![("dossier", dossier), ("path", path)],
                Table::Systems => vec![("path", path)],
                _ => vec![("fonds", fonds)],
            };
            Row { table, cells }
        },
    )
}

fn entries() -> impl Strategy<Value = Vec<Entry>> {
    // A path that ends in `e` is an empty folder.
    proptest::collection::btree_map("([ab]/){0,3}[e-k]", 0_u64..400, 0..30).prop_map(|found| {
        let mut entries: Vec<_> = found
            .into_iter()
            .map(|(path, size)| {
                let size = (!path.ends_with('e')).then_some(size);
                Entry { path, size }
            })
            .collect();
        entries.sort_by_key(|entry| sort_key(&entry.path));
        entries
    })
}

/// Each row bears a number, by which it is known again, in a text that needs quotes.
fn numbered(mut rows: Vec<Row>) -> Vec<Row> {
    rows.sort_by_key(|row| row.table);
    for (number, row) in rows.iter_mut().enumerate() {
        row.cells.push(("description", format!("{number}, \"ế\"\r\n{}", "x".repeat(number * 9))));
    }
    rows
}

/// More than the files of a group and all that hangs on them can come to.
fn group_bytes(entries: &[&Entry], rows: &[Row]) -> u64 {
    let ruler = Planning::ruler(VolumeSize::Fat32, TOP.len());
    let len = |at: usize| -> u64 {
        let cells = rows[at].cells.iter().map(|(_, text)| text.len() as u64 + 4);
        cells.sum::<u64>() + Columns::all(rows[at].table).names().len() as u64
    };
    let boxes: u64 =
        (0..rows.len()).filter(|at| rows[*at].table == Table::Containers).map(len).sum();
    let with_parents = |at: usize| {
        let parents = model::parents(rows, at).into_iter();
        let dossiers = parents.filter(|parent| rows[*parent].table == Table::Dossiers);
        len(at) + boxes + dossiers.map(|dossier| len(dossier) + boxes).sum::<u64>()
    };
    let bytes = |entry: &&Entry| {
        let own = entry.size.map_or(0, |size| ruler.payload(&entry.path, size).bytes);
        let above = (0..rows.len()).filter(|at| {
            let path = rows[*at].get("path");
            !path.is_empty() && model::is_at_or_below(&entry.path, path)
        });
        own + 80 + entry.path.len() as u64 + above.map(with_parents).sum::<u64>()
    };
    entries.iter().map(bytes).sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn volumes_keep_every_rule(
        entries in entries(),
        rows in proptest::collection::vec(row(), 0..24).prop_map(numbered),
        room in prop_oneof![300_u64..3_000, 1_000_u64..12_000],
    ) {
        let spool = Spool::new(&entries, &rows);
        let capacity = spool.base() + room;
        let size = VolumeSize::Bytes(capacity);
        let volumes = match spool.plan(size, 16 << 20) {
            Ok(volumes) => volumes,
            Err(found) => {
                prop_assert!(!found.is_empty());
                return Ok(());
            }
        };
        // The budget of the sort changes nothing.
        prop_assert_eq!(&spool.plan(size, 1).unwrap(), &volumes);

        // Every file stands in one volume, in path order.
        let mut volume_of = vec![usize::MAX; entries.len()];
        for (at, volume) in volumes.iter().enumerate() {
            let mut last = None;
            for path in volume.column(Table::Files, "path") {
                let entry = entries.iter().position(|entry| entry.path == path).unwrap();
                prop_assert!(last < Some(entry), "path order");
                prop_assert_eq!(volume_of[entry], usize::MAX, "twice");
                last = Some(entry);
                volume_of[entry] = at;
            }
        }
        prop_assert!(volume_of.iter().all(|volume| *volume < volumes.len()));

        // Every row stands where it belongs, in its order, and nowhere else.
        let wanted = model::stand(&entries, &rows, &volume_of, volumes.len());
        for (volume, wanted) in volumes.iter().zip(wanted) {
            let mut found = Vec::new();
            for table in Table::ALL.iter().filter(|table| **table != Table::Files) {
                let numbers = volume.column(*table, "description").into_iter();
                found.extend(numbers.map(|text| {
                    text.split(',').next().unwrap().parse::<usize>().unwrap()
                }));
            }
            prop_assert_eq!(found, wanted);
        }

        // Groups begin in their order, and only what is too large is divided.
        let groups = model::groups(&entries, &rows);
        let mut last = 0;
        let mut seen = Vec::new();
        for group in &groups {
            if seen.contains(&group) {
                continue;
            }
            seen.push(group);
            let own: Vec<_> = (0..entries.len()).filter(|at| groups[*at] == *group).collect();
            let first = volume_of[own[0]];
            prop_assert!(first >= last, "a volume that was left is filled again");
            last = *own.iter().map(|at| &volume_of[*at]).max().unwrap();
            let files: Vec<_> = own.iter().map(|at| &entries[*at]).collect();
            if last != first {
                prop_assert!(group_bytes(&files, &rows) > room, "{} is divided", group);
            }
        }

        // And none is larger than it may be.
        for volume in &volumes {
            let (bytes, count) = volume.zip(&entries);
            // What another volume needs and this one does not hides nothing.
            let unused = spool.unused(volume);
            prop_assert!(bytes + unused <= capacity, "{bytes} + {unused} of {capacity}");
            prop_assert!(count <= 65_534);
        }
    }
}
