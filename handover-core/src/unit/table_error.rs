//! Why a table of units is not one.

use thiserror::Error;

use super::{EditionId, ParseRefError};

/// A table that cannot be taken in, with the place in it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("table {table}{}: {problem}", line.map(|line| format!(", line {line}")).unwrap_or_default())]
#[non_exhaustive]
pub struct TableError {
    /// The table, by the name that the caller gave it.
    pub table: String,
    /// The line, counted from 1 with the header; `None` when the table as a whole is meant.
    pub line: Option<u64>,
    /// What is wrong there.
    pub problem: TableProblem,
}

/// What is wrong with a table of units.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum TableProblem {
    /// Not readable, not UTF-8, or no CSV with equally long rows.
    #[error("not readable as UTF-8 CSV: {0}")]
    Unreadable(String),
    /// A needed column is missing.
    #[error("the column {0} is missing")]
    ColumnMissing(&'static str),
    /// A column that this table does not have.
    #[error("unknown column {0}")]
    ColumnUnknown(String),
    /// A code that is not 1 to 12 digits.
    #[error("{code:?} is not a code")]
    Code {
        /// The text that stands there.
        code: String,
        /// Why it is not a code.
        source: ParseRefError,
    },
    /// A word that is none of the words of its column.
    #[error("unknown {column} {word:?}")]
    Word {
        /// The column.
        column: &'static str,
        /// The word that stands there.
        word: String,
    },
    /// The kind belongs to another level than the one that stands beside it.
    #[error("level and kind contradict each other")]
    LevelOfKind,
    /// A unit without a name.
    #[error("the name is empty")]
    NameEmpty,
    /// The same unit, or the same succession, twice.
    #[error("stands there a second time")]
    Twice,
    /// A unit below the province without a parent on a higher level in its edition.
    #[error("the parent is missing, unknown, or not on a higher level")]
    Parent,
    /// One end of a succession is not in its edition.
    #[error("code {code:?} is not in edition {edition}")]
    EndUnknown {
        /// The code.
        code: String,
        /// The edition that it should be in.
        edition: EditionId,
    },
    /// A succession names an edition that no table gives.
    #[error("edition {0} has no table")]
    EditionUnknown(EditionId),
    /// A succession into an edition whose first day is not known.
    #[error("edition {0} has no first day, so nothing can take effect on it")]
    NoFirstDay(EditionId),
    /// Two editions have one name, or are in force on the same day.
    #[error("edition {0} and another have the same name or a day in common")]
    EditionsOverlap(EditionId),
    /// A succession into an edition that is not later than the one it comes from: such tables
    /// could run in a circle.
    #[error("edition {0} is not later than the one that the successions come from")]
    AgainstTime(EditionId),
    /// A row says `whole` of a unit that has several successors.
    #[error("a unit with several successors went nowhere as a whole")]
    DividedAndWhole,
}

impl TableError {
    /// Every code that [`TableError::code`] may give.
    pub const CODES: &'static [&'static str] = &[
        "unit-table-unreadable",
        "unit-table-column-missing",
        "unit-table-column-unknown",
        "unit-table-code",
        "unit-table-word",
        "unit-table-level-of-kind",
        "unit-table-name-empty",
        "unit-table-twice",
        "unit-table-parent",
        "unit-table-end-unknown",
        "unit-table-edition-unknown",
        "unit-table-no-first-day",
        "unit-table-editions-overlap",
        "unit-table-against-time",
        "unit-table-divided-and-whole",
    ];

    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self.problem {
            TableProblem::Unreadable(_) => "unit-table-unreadable",
            TableProblem::ColumnMissing(_) => "unit-table-column-missing",
            TableProblem::ColumnUnknown(_) => "unit-table-column-unknown",
            TableProblem::Code { .. } => "unit-table-code",
            TableProblem::Word { .. } => "unit-table-word",
            TableProblem::LevelOfKind => "unit-table-level-of-kind",
            TableProblem::NameEmpty => "unit-table-name-empty",
            TableProblem::Twice => "unit-table-twice",
            TableProblem::Parent => "unit-table-parent",
            TableProblem::EndUnknown { .. } => "unit-table-end-unknown",
            TableProblem::EditionUnknown(_) => "unit-table-edition-unknown",
            TableProblem::NoFirstDay(_) => "unit-table-no-first-day",
            TableProblem::EditionsOverlap(_) => "unit-table-editions-overlap",
            TableProblem::AgainstTime(_) => "unit-table-against-time",
            TableProblem::DividedAndWhole => "unit-table-divided-and-whole",
        }
    }
}
