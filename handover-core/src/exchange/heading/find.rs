use super::aliases::{Meaning, PLACE, meaning};
use super::fold::fold;
use super::{Part, Target};
use crate::exchange::sheet::{Cell, Merge};
use crate::inventory::Table;

/// The header of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::exchange) struct Found {
    /// Its first and its last row, by the numbers of the program.
    pub(in crate::exchange) rows: (u64, u64),
    /// Each column's heading and what it fills.
    pub(in crate::exchange) columns: Vec<(String, Option<Target>)>,
}

/// Rows that a header may stand in: forms have a letterhead above it.
const DEEPEST: usize = 60;

/// Finds the header among the first rows of a sheet: the row, or pair of rows,
/// with the most headings that are known.
pub(in crate::exchange) fn find(rows: &[(u64, Vec<Cell>)], merges: &[Merge]) -> Option<Found> {
    let mut best: Option<(usize, Found)> = None;
    for (at, row) in rows.iter().enumerate().take(DEEPEST) {
        let below = rows.get(at + 1).filter(|below| below.0 == row.0 + 1);
        let single = headings(row, None, merges);
        let pair = below.map(|below| headings(row, Some(below), merges));
        let candidates = [(Some(single), row.0), (pair, row.0 + 1)];
        for (headings, last) in candidates {
            let Some(headings) = headings else { continue };
            let known = headings.iter().filter(|heading| is_known(heading)).count();
            // Of two that know as much, the one without a line above it.
            let better = |(most, found): &(usize, Found)| {
                known > *most || (known == *most && found.rows.0 < row.0 && found.rows.1 == last)
            };
            if known >= 2 && best.as_ref().is_none_or(better) {
                let columns = resolve(headings);
                if columns.iter().any(|(_, target)| target.is_some_and(says_something)) {
                    best = Some((known, Found { rows: (row.0, last), columns }));
                }
            }
        }
    }
    best.map(|(_, found)| found)
}

/// Whether a column is one that a list cannot do without.
fn says_something(target: Target) -> bool {
    matches!(target.column, "title" | "subject" | "path" | "fileCode")
}

/// The candidates for a column's heading, the most telling first.
type Candidates = Vec<String>;

fn is_known(candidates: &Candidates) -> bool {
    candidates.iter().any(|heading| matches!(meaning(&fold(heading)), Some(Meaning::Either { .. })))
}

fn headings(
    row: &(u64, Vec<Cell>),
    below: Option<&(u64, Vec<Cell>)>,
    merges: &[Merge],
) -> Vec<Candidates> {
    let text = |cells: &[Cell], column: usize| {
        cells.get(column).map(|cell| cell.text.trim().to_owned()).unwrap_or_default()
    };
    let Some(below) = below else {
        return (0..row.1.len()).map(|column| vec![text(&row.1, column)]).collect();
    };
    let merged = |column: usize| {
        let holds = |merge: &&Merge| {
            (merge.first_row..=merge.last_row).contains(&row.0)
                && (merge.first_column..=merge.last_column).contains(&column)
        };
        merges.iter().find(holds)
    };
    let mut group = String::new();
    let columns = row.1.len().max(below.1.len());
    (0..columns)
        .map(|column| {
            let (own, sub) = (text(&row.1, column), text(&below.1, column));
            match merged(column) {
                Some(merge) => group = text(&row.1, merge.first_column),
                // Without a merge a group runs on over the blanks beside it.
                None if !own.is_empty() || sub.is_empty() => group.clone_from(&own),
                None => {}
            }
            match (group.is_empty(), sub.is_empty()) {
                (true, _) => vec![sub],
                (_, true) => vec![group.clone()],
                _ if fold(&group) == fold(&sub) => vec![sub],
                _ => vec![format!("{group} {sub}"), sub],
            }
        })
        .collect()
}

/// Which of the meanings each heading has here. Where dossiers and documents
/// share a heading, it belongs to the section that stands to its left.
fn resolve(headings: Vec<Candidates>) -> Vec<(String, Option<Target>)> {
    let known: Vec<(String, Option<Meaning>)> = headings.into_iter().map(best_reading).collect();
    let sections = || known.iter().filter_map(|(_, meaning)| section(*meaning));
    let has_dossiers = sections().any(|table| table == Table::Dossiers);
    let has_documents = sections().any(|table| table == Table::Documents);
    let mut current =
        if has_dossiers || !has_documents { Table::Dossiers } else { Table::Documents };
    let mut taken: Vec<Target> = Vec::new();
    let mut columns: Vec<(String, Option<Target>)> = Vec::new();
    for (heading, meaning) in &known {
        let Some(Meaning::Either { dossier, document }) = *meaning else {
            columns.push((heading.clone(), None));
            continue;
        };
        if let Some(table) = section(*meaning) {
            current = table;
        }
        let document = document.filter(|_| has_documents);
        let dossier =
            dossier.filter(|dossier| has_dossiers || !has_documents || is_place(*dossier));
        let order =
            if current == Table::Documents { [document, dossier] } else { [dossier, document] };
        let free = |target: &Target| !taken.contains(target);
        let target = order.into_iter().flatten().find(free);
        taken.extend(target);
        columns.push((heading.clone(), target));
    }
    whole_days(&mut columns);
    number_as_code(&known, &mut columns);
    columns
}

/// The reading of a heading that is known, or its last words.
fn best_reading(candidates: Candidates) -> (String, Option<Meaning>) {
    let found = candidates.iter().find_map(|heading| Some((heading, meaning(&fold(heading))?)));
    match found {
        Some((heading, meaning)) => (heading.clone(), Some(meaning)),
        None => (candidates.into_iter().next().unwrap_or_default(), None),
    }
}

/// The section that a heading opens: one that only one table has, and that
/// does not merely say which dossier a row belongs to.
fn section(meaning: Option<Meaning>) -> Option<Table> {
    let Some(Meaning::Either { dossier, document }) = meaning else { return None };
    match (dossier, document) {
        (Some(target), None) if !is_place(target) => Some(Table::Dossiers),
        (None, Some(_)) => Some(Table::Documents),
        _ => None,
    }
}

fn is_place(target: Target) -> bool {
    target.table == Table::Dossiers && PLACE.contains(&target.column)
}

/// "Ngày bắt đầu" is a day of the month only beside a month or a year.
fn whole_days(columns: &mut [(String, Option<Target>)]) {
    let parts: Vec<Target> = columns.iter().filter_map(|(_, target)| *target).collect();
    for (_, target) in columns {
        if let Some(target) = target
            && target.part == Some(Part::Day)
        {
            let beside = |other: &Target| {
                (other.table, other.column) == (target.table, target.column)
                    && matches!(other.part, Some(Part::Month | Part::Year))
            };
            if !parts.iter().any(beside) {
                target.part = None;
            }
        }
    }
}

/// A list of dossiers without codes goes by its row numbers.
fn number_as_code(known: &[(String, Option<Meaning>)], columns: &mut [(String, Option<Target>)]) {
    let targets = || columns.iter().filter_map(|(_, target)| *target);
    let has = |column: &str| targets().any(|target| target.column == column);
    let is_list = has("title") && !targets().any(|target| target.table == Table::Documents);
    if !is_list || has("fileCode") {
        return;
    }
    let ordinal = known.iter().position(|(_, meaning)| *meaning == Some(Meaning::Ordinal));
    if let Some(at) = ordinal {
        let column = Table::Dossiers.schema().column("fileCode");
        columns[at].1 =
            column.map(|column| Target { table: Table::Dossiers, column: column.name, part: None });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::sheet::rows;

    /// `heading → table.column part` of each column that is understood.
    fn told(found: &Found) -> Vec<String> {
        let known = found.columns.iter().filter_map(|(heading, target)| {
            let target = (*target)?;
            let part = target.part.map(|part| format!(" {part}")).unwrap_or_default();
            Some(format!("{heading} → {}.{}{part}", target.table, target.column))
        });
        known.collect()
    }

    #[test]
    fn a_header_stands_below_its_letterhead() {
        let text = "UBND PHƯỜNG 14\nMỤC LỤC HỒ SƠ\n\nSTT|Số, ký hiệu hồ sơ|TIEU DE HO SO\n1|01|Một";
        let found = find(&rows(text), &[]).unwrap();
        assert_eq!(found.rows, (4, 4));
        assert_eq!(
            told(&found),
            ["Số, ký hiệu hồ sơ → dossiers.fileCode", "TIEU DE HO SO → dossiers.title"]
        );
    }

    #[test]
    fn a_group_above_speaks_for_the_columns_below_it() {
        let text = "Hồ sơ số|Tiêu đề hồ sơ|Thời gian bắt đầu||\n||Ngày|Tháng|Năm\n01|Một|5|3|2001";
        let found = find(&rows(text), &[]).unwrap();
        assert_eq!(found.rows, (1, 2));
        assert_eq!(
            told(&found)[2..],
            [
                "Thời gian bắt đầu Ngày → dossiers.startDate day",
                "Thời gian bắt đầu Tháng → dossiers.startDate month",
                "Thời gian bắt đầu Năm → dossiers.startDate year",
            ]
        );
    }

    #[test]
    fn a_group_ends_at_a_column_without_any_heading() {
        let text = "Hồ sơ số|Tiêu đề hồ sơ|Thời gian bắt đầu|||\n||Tháng|Năm||Ngày\n1|a|3|2001||x";
        let found = find(&rows(text), &[]).unwrap();
        assert_eq!(found.columns[3].0, "Thời gian bắt đầu Năm");
        assert_eq!(found.columns[5].0, "Ngày");
    }

    #[test]
    fn a_merged_group_ends_where_its_merge_ends() {
        let text =
            "Hồ sơ số|Tiêu đề hồ sơ|Thời gian bắt đầu||\n||Tháng|Năm|Ghi chú\n01|Một|3|2001|x";
        let merge = Merge { first_row: 1, last_row: 1, first_column: 2, last_column: 3 };
        let found = find(&rows(text), &[merge]).unwrap();
        assert_eq!(told(&found)[4], "Ghi chú → dossiers.description");
    }

    #[test]
    fn a_shared_heading_belongs_to_the_section_on_its_left() {
        let text = "Mã hồ sơ|Tiêu đề hồ sơ|Ghi chú|Trích yếu|Ghi chú\n1|a|b|c|d";
        let found = find(&rows(text), &[]).unwrap();
        let wanted = ["Ghi chú → dossiers.description", "Ghi chú → documents.description"];
        let told = told(&found);
        assert_eq!([told[2].as_str(), told[4].as_str()], wanted);
    }

    #[test]
    fn a_day_without_month_and_year_beside_it_is_a_date() {
        let found = find(&rows("Hồ sơ số|Tiêu đề hồ sơ|Ngày bắt đầu\n1|a|5/3/2001"), &[]).unwrap();
        assert_eq!(told(&found)[2], "Ngày bắt đầu → dossiers.startDate");
    }

    #[test]
    fn a_list_without_codes_goes_by_its_row_numbers() {
        let found = find(&rows("STT|Tiêu đề hồ sơ|Ghi chú\n1|a|b"), &[]).unwrap();
        assert_eq!(told(&found)[0], "STT → dossiers.fileCode");
    }

    #[test]
    fn what_has_no_known_headings_has_no_header() {
        for text in ["", "a|b|c\n1|2|3", "Ghi chú|STT\n1|2", "Tiêu đề hồ sơ\nMột"] {
            assert_eq!(find(&rows(text), &[]), None, "{text}");
        }
        let deep = format!("{}Hồ sơ số|Tiêu đề hồ sơ", "x\n".repeat(DEEPEST + 1));
        assert_eq!(find(&rows(&deep), &[]), None);
    }
}
