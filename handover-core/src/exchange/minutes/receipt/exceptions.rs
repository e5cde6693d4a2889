//! What the receiver does not take over, one by one.

use crate::custody::{Exception, Line};

use super::super::block::{Blocks, Grid, Style};
use super::super::listing::LONGEST;
use super::super::words::{Printer, fill, grouped, say};

pub(super) fn exceptions(exceptions: &[Exception], printer: &Printer, paper: &mut Blocks) {
    if exceptions.len() > LONGEST {
        let most = grouped(LONGEST as u64);
        paper.say(Style::Text, fill("excepted-over", &[("n", &most)]));
        return;
    }
    paper.say(Style::Remark, say("excepted-how"));
    let head = [say("head-number"), say("head-excepted"), say("head-kind"), say("head-note")];
    let rows = (1..).zip(exceptions).map(|(number, exception): (u64, _)| {
        let note = exception.note.as_ref().map(|note| printer.text(note.as_str()));
        vec![
            (Style::CellNumber, number.to_string()),
            (Style::Cell, subject(exception, printer)),
            (Style::Cell, exception.kind.label().to_owned()),
            (Style::Cell, note.unwrap_or_default()),
        ]
    });
    paper.add(Grid::ruled(&[7, 48, 17, 28], &head, rows.collect()));
}

/// The file, or the dossier with its fonds.
fn subject(exception: &Exception, printer: &Printer) -> String {
    let text = |line: &Option<Line>| line.as_ref().map(|line| printer.text(line.as_str()));
    match (text(&exception.path), text(&exception.dossier), text(&exception.fonds)) {
        (Some(path), ..) => fill("excepted-file", &[("path", &path)]),
        (None, Some(code), Some(fonds)) => {
            fill("excepted-of-fonds", &[("code", &code), ("fonds", &fonds)])
        }
        (None, code, _) => fill("excepted-dossier", &[("code", &code.unwrap_or_default())]),
    }
}
