//! How real lists head their columns: the forms of Decree 30/2020, the
//! template of a provincial archive, the tags of TT 05/2025, TT 02/2019 and
//! Decree 30/2020 Annex VI, and the file-level CSV of the UK's National
//! Archives. Everything folded; the titles of our own tables are added.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::fold::{fold, is_near};
use super::{Part, Target};
use crate::inventory::Table;

/// What a heading may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// The number of the row.
    Ordinal,
    /// A column of dossiers or of documents, by what stands around it.
    Either { dossier: Option<Target>, document: Option<Target> },
}

/// Columns that say which dossier a row belongs to, in lists of dossiers and of
/// documents alike.
pub(super) const PLACE: &[&str] = &["fonds", "inventory", "container", "fileCode", "lot"];

type Rows = &'static [(&'static str, Option<Part>, &'static [&'static str])];

const DOSSIERS: Rows = &[
    ("fonds", None, &["phong", "ma phong", "ten phong", "phong so"]),
    ("inventory", None, &["muc luc", "muc luc so", "so muc luc", "ml so"]),
    (
        "container",
        None,
        &[
            "hop so",
            "hop cap so",
            "hop cap",
            "hop",
            "so hop",
            "cap so",
            "hopso",
            "cap hop so",
            "box",
        ],
    ),
    (
        "fileCode",
        None,
        &[
            "so va ky hieu ho so",
            "so ky hieu ho so",
            "ky hieu ho so",
            "ho so so",
            "so ho so",
            "hoso so",
            "ma so ho so",
            "arcfilecode",
            "ma ho so luu tru",
            "so ky hieu hs",
            "ma hs",
            "so va ki hieu ho so",
            "so ki hieu ho so",
            "dvbq so",
            "don vi bao quan so",
            "so dvbq",
            "hs so",
            "file code",
            "filenotation",
        ],
    ),
    (
        "title",
        None,
        &[
            "tieu de ho so",
            "ten ho so",
            "tieu de hs",
            "tieu de ho so don vi bao quan",
            "ten hs",
            "noi dung ho so",
            "trich yeu ho so",
            "tieu de ho so tai lieu",
        ],
    ),
    ("maintenance", None, &["thoi han bao quan ho so", "thbq ho so", "thoi han luu tru ho so"]),
    (
        "startDate",
        Some(Part::Range),
        &[
            "thoi gian tai lieu",
            "thoi gian ho so",
            "ngay thang bat dau va ket thuc",
            "thoi gian bat dau va ket thuc",
            "thoi gian bat dau ket thuc",
            "thoi gian bd kt",
            "thoi gian cua ho so tai lieu",
            "thoi gian",
        ],
    ),
    (
        "startDate",
        None,
        &[
            "bat dau",
            "tu ngay",
            "ngay thang nam bat dau",
            "ngay thang bat dau",
            "thoi gian tu",
            "thoi gian tai lieu bat dau",
            "thoi gian tai lieu tu ngay",
            "thoi gian bat dau",
            "start date",
        ],
    ),
    ("startDate", Some(Part::Day), &["ngay bat dau", "thoi gian bat dau ngay", "bat dau ngay"]),
    (
        "startDate",
        Some(Part::Month),
        &["thang bat dau", "thoi gian bat dau thang", "bat dau thang"],
    ),
    ("startDate", Some(Part::Year), &["nam bat dau", "thoi gian bat dau nam", "bat dau nam"]),
    (
        "endDate",
        None,
        &[
            "ket thuc",
            "den ngay",
            "ngay thang nam ket thuc",
            "ngay thang ket thuc",
            "thoi gian den",
            "thoi gian tai lieu ket thuc",
            "thoi gian tai lieu den ngay",
            "thoi gian ket thuc",
            "end date",
        ],
    ),
    ("endDate", Some(Part::Day), &["ngay ket thuc", "thoi gian ket thuc ngay", "ket thuc ngay"]),
    (
        "endDate",
        Some(Part::Month),
        &["thang ket thuc", "thoi gian ket thuc thang", "ket thuc thang"],
    ),
    ("endDate", Some(Part::Year), &["nam ket thuc", "thoi gian ket thuc nam", "ket thuc nam"]),
    (
        "totalDoc",
        None,
        &[
            "tong so van ban trong ho so",
            "tong so van ban",
            "tong so tai lieu trong ho so",
            "so luong van ban",
            "so luong tai lieu",
            "doctotal",
        ],
    ),
    ("numberOfPaper", None, &["so luong to", "so to so trang", "so to trang", "so luong to trang"]),
    ("numberOfPage", None, &["pagetotal", "tong so trang"]),
    ("paperFileCode", None, &["ma ho so giay goc", "ma ho so goc"]),
    ("work", None, &["tinh trang giai quyet ho so"]),
];

const DOCUMENTS: Rows = &[
    (
        "docOrdinal",
        None,
        &[
            "so thu tu van ban trong ho so",
            "stt van ban",
            "so thu tu van ban",
            "stt vb",
            "stt trong ho so",
            "so thu tu tai lieu",
            "stt tai lieu",
        ],
    ),
    ("typeName", None, &["ten loai van ban", "loai van ban", "ten loai", "doctype", "loai vb"]),
    ("codeNumber", None, &["so cua van ban", "so van ban", "so vb"]),
    (
        "codeNotation",
        None,
        &[
            "ky hieu cua van ban",
            "ky hieu van ban",
            "so ky hieu van ban",
            "so va ky hieu van ban",
            "so ky hieu vb",
            "so va ky hieu vb",
            "so ky hieu tai lieu",
        ],
    ),
    (
        "issuedDate",
        None,
        &[
            "ngay thang nam van ban",
            "ngay thang van ban",
            "ngay thang nam vb",
            "ngay ban hanh",
            "ngay thang nam ban hanh",
            "ngay thang ban hanh",
            "date of the record",
            "thoi gian van ban",
        ],
    ),
    ("issuedDate", Some(Part::Day), &["ngay van ban", "ngay vb"]),
    ("issuedDate", Some(Part::Month), &["thang van ban", "thang vb"]),
    ("issuedDate", Some(Part::Year), &["nam van ban", "nam vb"]),
    (
        "organName",
        None,
        &[
            "ten co quan ban hanh",
            "co quan ban hanh",
            "tac gia",
            "tac gia van ban",
            "noi ban hanh",
            "ten co quan to chuc ban hanh",
            "co quan ca nhan ban hanh",
            "don vi ban hanh",
            "ten co quan to chuc ca nhan ban hanh van ban",
        ],
    ),
    (
        "subject",
        None,
        &[
            "trich yeu",
            "trich yeu noi dung van ban",
            "ten loai va trich yeu noi dung van ban",
            "ten loai va trich yeu",
            "ten loai va trich yeu noi dung",
            "noi dung van ban",
            "trich yeu van ban",
            "tieu de van ban",
            "filename",
            "file name",
        ],
    ),
    ("docCode", None, &["documentcode", "ma luu tru van ban"]),
    ("docId", None, &["ma dinh danh van ban"]),
    ("sheet", None, &["to so trang so", "trang so", "to so vb"]),
    ("numberOfPage", None, &["pageamount", "so luong trang cua van ban", "so trang van ban"]),
    (
        "path",
        None,
        &[
            "filepath",
            "file path",
            "duong dan file",
            "duong dan tep",
            "duong dan tep tin",
            "ten file",
            "ten tep",
            "ten tep tin",
            "file dinh kem",
            "link file",
        ],
    ),
];

/// What either may have; a column of both tables, or one of each.
const EITHER: &[(&str, Option<Part>, &str, &[&str])] = &[
    ("fileCode", None, "codeNotation", &["so ky hieu", "so va ky hieu", "ky hieu"]),
    ("title", None, "subject", &["tieu de", "ten tai lieu", "trich yeu noi dung", "noi dung"]),
    ("startDate", Some(Part::Range), "issuedDate", &["ngay thang", "ngay thang nam"]),
    (
        "maintenance",
        None,
        "maintenance",
        &["thoi han bao quan", "thbq", "thoi han luu tru", "thoi han"],
    ),
    ("mode", None, "mode", &["che do su dung", "rights", "muc do tiep can"]),
    ("language", None, "language", &["ngon ngu"]),
    ("inforSign", None, "inforSign", &["ky hieu thong tin"]),
    ("keyword", None, "keyword", &["tu khoa"]),
    ("confidenceLevel", None, "confidenceLevel", &["muc do tin cay"]),
    ("format", None, "format", &["tinh trang vat ly"]),
    ("description", None, "description", &["ghi chu", "description"]),
    ("numberOfPage", None, "numberOfPage", &["so luong trang", "so trang"]),
    ("numberOfPaper", None, "sheet", &["so to"]),
];

static KNOWN: LazyLock<HashMap<String, Meaning>> = LazyLock::new(|| {
    let mut known = HashMap::new();
    for heading in ["stt", "so tt", "tt", "so thu tu", "no"] {
        known.insert(heading.to_owned(), Meaning::Ordinal);
    }
    for (dossier, part, document, headings) in EITHER {
        let meaning = Meaning::Either {
            dossier: target(Table::Dossiers, dossier, *part),
            document: target(Table::Documents, document, None),
        };
        known.extend(headings.iter().map(|heading| ((*heading).to_owned(), meaning)));
    }
    for (table, rows) in [(Table::Dossiers, DOSSIERS), (Table::Documents, DOCUMENTS)] {
        for (column, part, headings) in rows {
            for heading in *headings {
                add(&mut known, heading, table, target(table, column, *part));
            }
        }
        for column in table.schema().columns {
            // The tag, and the title of the circular; a name that means more
            // than one column stands above.
            for heading in [fold(column.name), fold(column.title)] {
                add(&mut known, &heading, table, target(table, column.name, None));
            }
        }
    }
    known
});

fn target(table: Table, column: &str, part: Option<Part>) -> Option<Target> {
    table.schema().column(column).map(|column| Target { table, column: column.name, part })
}

/// Adds a meaning; one that stands already is only completed.
fn add(known: &mut HashMap<String, Meaning>, heading: &str, table: Table, new: Option<Target>) {
    let empty = Meaning::Either { dossier: None, document: None };
    let meaning = known.entry(heading.to_owned()).or_insert(empty);
    if let Meaning::Either { dossier, document } = meaning {
        let place = if table == Table::Dossiers { dossier } else { document };
        *place = place.or(new);
    }
}

/// What a folded heading means, a slip of typing forgiven.
pub(super) fn meaning(heading: &str) -> Option<Meaning> {
    if let Some(meaning) = KNOWN.get(heading) {
        return Some(*meaning);
    }
    // The longest first, so that the answer does not hang on the map's order.
    let near = KNOWN.iter().filter(|(known, _)| is_near(heading, known));
    near.max_by_key(|(known, _)| (known.len(), std::cmp::Reverse(*known))).map(|(_, found)| *found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_alias_is_folded_and_names_a_column() {
        for (table, rows) in [(Table::Dossiers, DOSSIERS), (Table::Documents, DOCUMENTS)] {
            for (column, _, headings) in rows {
                assert!(table.schema().column(column).is_some(), "{table}.{column}");
                for heading in *headings {
                    assert_eq!(*heading, fold(heading));
                }
            }
        }
        for (dossier, _, document, headings) in EITHER {
            assert!(Table::Dossiers.schema().column(dossier).is_some(), "{dossier}");
            assert!(Table::Documents.schema().column(document).is_some(), "{document}");
            headings.iter().for_each(|heading| assert_eq!(*heading, fold(heading)));
        }
    }
}
