//! Digests and fingerprints in groups, and a QR code beside them for those who
//! would not compare 64 digits.

use std::fmt::Write as _;

use super::block::{Block, Grid, Style};
use super::code::Code;
use super::words::{in_groups, say};

/// What is printed, and the lines of the code.
pub(super) struct Prints {
    blocks: Vec<Block>,
    code: String,
}

impl Prints {
    /// `kind` is the first line of the code.
    pub(super) fn new(kind: &str) -> Self {
        Prints { blocks: Vec::new(), code: kind.to_owned() }
    }

    /// For people.
    pub(super) fn print(&mut self, label: &str, hex: &str) {
        self.blocks.push(Block::Paragraph(Style::Cell, label.to_owned()));
        self.blocks.push(Block::Paragraph(Style::Print, in_groups(hex)));
    }

    /// In place of a print that should be there.
    pub(super) fn alarm(&mut self, text: &str) {
        self.blocks.push(Block::Paragraph(Style::CellAlarm, text.to_owned()));
    }

    /// A line of the code.
    pub(super) fn code(&mut self, word: &str, value: &str) {
        // Writing to a string does not fail.
        let _ = write!(self.code, "\n{word}={value}");
    }

    /// The prints with the code at their right; `label` tells those who do not
    /// see it what it holds.
    pub(super) fn beside_code(self, label: &str) -> Block {
        let picture = match Code::new(&self.code) {
            Some(code) => Block::Code(code, label.to_owned()),
            None => Block::Paragraph(Style::Cell, say("code-too-long").to_owned()),
        };
        Grid::bare(&[68, 32], vec![self.blocks, vec![picture]])
    }
}
