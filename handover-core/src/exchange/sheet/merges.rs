use super::Cell;

/// A rectangle of cells that were made one; rows from 1 as the program shows
/// them, columns from 0, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::exchange) struct Merge {
    pub(in crate::exchange) first_row: u64,
    pub(in crate::exchange) last_row: u64,
    pub(in crate::exchange) first_column: usize,
    pub(in crate::exchange) last_column: usize,
}

/// Repeats the text of cells that were merged downwards in the rows below, as
/// a reader sees it: a dossier's cells beside all of its documents. Text that
/// was merged across stays in its first column.
pub(in crate::exchange) struct Filled {
    /// Those not begun yet, the next one last.
    ahead: Vec<Merge>,
    open: Vec<(Merge, Cell)>,
}

impl Filled {
    pub(in crate::exchange) fn new(merges: &[Merge]) -> Self {
        let mut ahead: Vec<_> =
            merges.iter().filter(|merge| merge.last_row > merge.first_row).copied().collect();
        ahead.sort_by_key(|merge| std::cmp::Reverse((merge.first_row, merge.first_column)));
        Filled { ahead, open: Vec::new() }
    }

    /// Fills the cells of the next row.
    pub(in crate::exchange) fn fill(&mut self, row: u64, cells: &mut Vec<Cell>) {
        self.open.retain(|(merge, _)| merge.last_row >= row);
        for (merge, cell) in &self.open {
            let column = merge.first_column;
            if cells.len() <= column {
                cells.resize_with(column + 1, Cell::default);
            }
            if cells[column].is_blank() {
                cells[column] = cell.clone();
            }
        }
        while let Some(merge) = self.ahead.pop_if(|merge| merge.first_row <= row) {
            let origin = cells.get(merge.first_column).filter(|_| merge.first_row == row);
            if let Some(origin) = origin.filter(|cell| !cell.is_blank()) {
                // Cells of a column are merged once; what says otherwise is no reason to hold
                // its text as often.
                self.open.retain(|(known, _)| known.first_column != merge.first_column);
                self.open.push((merge, origin.clone()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::rows;
    use super::*;

    fn filled(merges: &[Merge], text: &str) -> Vec<String> {
        let mut filled = Filled::new(merges);
        let lines = rows(text).into_iter().map(|(number, mut cells)| {
            filled.fill(number, &mut cells);
            cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("|")
        });
        lines.collect()
    }

    #[test]
    fn text_goes_down_to_the_end_of_its_merge_and_not_across() {
        let merge = Merge { first_row: 1, last_row: 3, first_column: 1, last_column: 2 };
        let got = filled(&[merge], "a|x||b\nc\nd|\ne|");
        assert_eq!(got, ["a|x||b", "c|x", "d|x", "e|"]);
    }

    #[test]
    fn a_cell_that_says_something_itself_keeps_it() {
        let merge = Merge { first_row: 1, last_row: 2, first_column: 0, last_column: 0 };
        assert_eq!(filled(&[merge], "x\ny"), ["x", "y"]);
    }

    #[test]
    fn merges_that_lie_over_each_other_hold_one_text() {
        let merge = |last_row| Merge { first_row: 1, last_row, first_column: 0, last_column: 0 };
        let merges: Vec<_> = (2..1000).map(merge).collect();
        let mut filled = Filled::new(&merges);
        let mut cells = vec![Cell::text("x")];
        filled.fill(1, &mut cells);
        assert_eq!((filled.open.len(), filled.ahead.len()), (1, 0));
    }

    #[test]
    fn a_merge_across_or_without_text_fills_nothing() {
        let across = Merge { first_row: 1, last_row: 1, first_column: 0, last_column: 2 };
        let blank = Merge { first_row: 1, last_row: 3, first_column: 1, last_column: 1 };
        // Its first row is not there at all.
        let headless = Merge { first_row: 2, last_row: 4, first_column: 0, last_column: 0 };
        let got = filled(&[across, blank, headless], "x| |\n\nc|b\n|d");
        assert_eq!(got, ["x| |", "c|b", "|d"]);
    }
}
