//! What stands on a page, before it is HTML or a spreadsheet.

use chrono::NaiveDate;

use crate::description::Metres;

/// A page.
pub(super) struct Page {
    pub(super) title: String,
    /// One line below it.
    pub(super) about: String,
    pub(super) sections: Vec<Section>,
}

/// A part with a heading of its own.
pub(super) struct Section {
    /// Its anchor.
    pub(super) id: String,
    pub(super) heading: String,
    pub(super) parts: Vec<Part>,
}

/// What follows below a heading.
pub(super) enum Part {
    Text(String),
    /// An SVG of ours.
    Chart(String),
    Table(Table),
}

/// Whether a table is for looking up or for reading from top to bottom.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Labels and values.
    Facts,
    /// Rows that sort and filter.
    Rows,
}

/// A table, on the page and in spreadsheets.
pub(super) struct Table {
    /// Name of its sheet.
    pub(super) name: String,
    pub(super) kind: Kind,
    pub(super) caption: String,
    pub(super) headings: Vec<String>,
    pub(super) rows: Vec<Vec<Cell>>,
    /// Rows that were told of and are kept nowhere.
    pub(super) dropped: u64,
}

impl Table {
    pub(super) fn new(
        name: impl Into<String>,
        kind: Kind,
        caption: impl Into<String>,
        headings: Vec<String>,
    ) -> Self {
        let (name, caption) = (name.into(), caption.into());
        Table { name, kind, caption, headings, rows: Vec::new(), dropped: 0 }
    }
}

/// How something stands, with a sign that needs no colour.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Good,
    Caution,
    Bad,
    Aside,
}

impl Mark {
    pub(super) const fn sign(self) -> &'static str {
        match self {
            Mark::Good => "✓",
            Mark::Caution => "!",
            Mark::Bad => "✗",
            Mark::Aside => "○",
        }
    }

    pub(super) const fn class(self) -> &'static str {
        match self {
            Mark::Good => "good",
            Mark::Caution => "caution",
            Mark::Bad => "bad",
            Mark::Aside => "aside",
        }
    }
}

/// A cell.
pub(super) enum Cell {
    Text(String),
    Number(u64),
    Metres(Metres),
    Day(Option<NaiveDate>),
    Marked(Mark, String),
}
