//! The paper as paragraphs and tables, before anybody knows what file it
//! becomes.

use super::code::Code;

/// How a paragraph looks: Decree 30/2020, Annex I, part I (Times New Roman,
/// 13 or 14 points; tables 12).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Style {
    /// The body above: capitals, upright, centred.
    Superior,
    /// The agency, and the name of the State: capitals, bold, centred.
    Agency,
    /// The motto: bold, centred.
    Motto,
    /// The line below agency and motto.
    Rule,
    /// Place and day: italic, centred.
    Day,
    /// "BIÊN BẢN", "PHỤ LỤC": capitals, bold, centred.
    Kind,
    /// What it is about: bold, centred.
    Subject,
    /// A basis: italic.
    Basis,
    /// What is said.
    Text,
    /// The last of what is said: no page has signatures alone.
    Closing,
    /// The heading of a part: bold.
    Part,
    /// A remark: italic.
    Remark,
    /// In a table.
    Cell,
    /// A heading of a table: bold, centred.
    CellHead,
    /// A number in a table.
    CellNumber,
    /// Something that must not be overlooked in a table: bold.
    CellAlarm,
    /// A fingerprint, in letters of one width.
    Print,
    /// Above a signature: bold, centred.
    Signature,
    /// How it is signed: italic, centred.
    SignatureHow,
    /// Room for signature and stamp.
    Room,
}

impl Style {
    /// Every style, in the order of the template.
    #[cfg(test)]
    pub(super) const ALL: [Style; 20] = [
        Style::Superior,
        Style::Agency,
        Style::Motto,
        Style::Rule,
        Style::Day,
        Style::Kind,
        Style::Subject,
        Style::Basis,
        Style::Text,
        Style::Closing,
        Style::Part,
        Style::Remark,
        Style::Cell,
        Style::CellHead,
        Style::CellNumber,
        Style::CellAlarm,
        Style::Print,
        Style::Signature,
        Style::SignatureHow,
        Style::Room,
    ];

    /// Its name in the template of .docx and in the style sheet of .html.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Style::Superior => "superior",
            Style::Agency => "agency",
            Style::Motto => "motto",
            Style::Rule => "rule",
            Style::Day => "day",
            Style::Kind => "kind",
            Style::Subject => "subject",
            Style::Basis => "basis",
            Style::Text => "text",
            Style::Closing => "closing",
            Style::Part => "part",
            Style::Remark => "remark",
            Style::Cell => "cell",
            Style::CellHead => "cell-head",
            Style::CellNumber => "cell-number",
            Style::CellAlarm => "cell-alarm",
            Style::Print => "print",
            Style::Signature => "signature",
            Style::SignatureHow => "signature-how",
            Style::Room => "room",
        }
    }
}

/// A piece of the paper.
#[derive(Debug, Clone)]
pub(super) enum Block {
    /// A paragraph; line feeds are line breaks. The text is legible already.
    Paragraph(Style, String),
    /// A table.
    Grid(Grid),
    /// A QR code, with what it says for those who do not see it.
    Code(Code, String),
    /// What follows begins a page.
    Page,
}

/// Whether a table has lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    /// Only things side by side.
    Bare,
    /// A table that is read.
    Ruled,
}

/// A table.
#[derive(Debug, Clone)]
pub(super) struct Grid {
    pub(super) lines: Lines,
    /// Widths of the columns, in hundredths of the width of the text.
    pub(super) widths: Vec<u16>,
    /// Heads of the columns, repeated on every page.
    pub(super) head: Vec<String>,
    /// Rows of cells; a cell holds paragraphs and codes.
    pub(super) rows: Vec<Vec<Vec<Block>>>,
}

impl Grid {
    pub(super) fn bare(widths: &[u16], row: Vec<Vec<Block>>) -> Block {
        let (lines, head) = (Lines::Bare, Vec::new());
        Block::Grid(Grid { lines, widths: widths.to_vec(), head, rows: vec![row] })
    }

    /// A table of texts.
    pub(super) fn ruled(widths: &[u16], head: &[&str], rows: Vec<Vec<(Style, String)>>) -> Block {
        let cell = |(style, text)| vec![Block::Paragraph(style, text)];
        let rows = rows.into_iter().map(|row| row.into_iter().map(cell).collect()).collect();
        let head = head.iter().map(|text| (*text).to_owned()).collect();
        Block::Grid(Grid { lines: Lines::Ruled, widths: widths.to_vec(), head, rows })
    }
}

/// The paper as it grows.
#[derive(Debug, Default)]
pub(super) struct Blocks(Vec<Block>);

impl Blocks {
    pub(super) fn say(&mut self, style: Style, text: impl Into<String>) {
        self.0.push(Block::Paragraph(style, text.into()));
    }

    pub(super) fn add(&mut self, block: Block) {
        self.0.push(block);
    }

    pub(super) fn finish(self) -> Vec<Block> {
        self.0
    }
}
