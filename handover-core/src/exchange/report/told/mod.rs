//! What commands printed with `--json`: checks of bundles, comparisons, audits.

mod facts;
mod lines;
mod rows;

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::page::{Cell, Kind, Mark, Part, Section, Table};
use super::words::Words;
use crate::error::Result;
use crate::limits::Limits;
use rows::Rows;

/// Results that one page has room for.
const MOST: u64 = 5000;

/// The objects that end the result of a command.
const CLOSING: [&str; 8] = [
    "report",
    "set-report",
    "witness-report",
    "receipt-report",
    "checked",
    "diff",
    "audit",
    "ledger",
];

/// A part for each result in the files, behind a table of all of them; and how many there are.
pub(super) fn sections(
    paths: &[PathBuf],
    limits: &Limits,
    words: &Words<'_>,
) -> Result<(Vec<Section>, u64)> {
    if paths.is_empty() {
        return Ok((Vec::new(), 0));
    }
    let mut all = All { words, sections: Vec::new(), overview: overview(words), count: 0 };
    for path in paths {
        all.file(path, limits)?;
    }
    let heading = words.say("section-results").to_owned();
    let parts = vec![Part::Text(words.say("results-how").to_owned()), Part::Table(all.overview)];
    let first = Section { id: "results".to_owned(), heading, parts };
    Ok((std::iter::once(first).chain(all.sections).collect(), all.count))
}

fn overview(words: &Words<'_>) -> Table {
    let headings = words.headings(&[
        "column-number",
        "column-result",
        "column-subject",
        "column-answer",
        "column-blocks",
        "column-warn",
        "column-info",
        "column-file",
    ]);
    Table::new("results", Kind::Rows, words.say("caption-results"), headings)
}

/// What a result says in one word.
struct Answer {
    mark: Mark,
    text: String,
}

struct All<'w> {
    words: &'w Words<'w>,
    sections: Vec<Section>,
    overview: Table,
    count: u64,
}

impl All<'_> {
    fn file(&mut self, path: &Path, limits: &Limits) -> Result<()> {
        let mut rows = Rows::new(self.words);
        lines::read(path, limits, |kind, object, line| {
            if CLOSING.contains(&kind) {
                let rows = std::mem::replace(&mut rows, Rows::new(self.words));
                if self.count == MOST {
                    return Err(lines::malformed(path, line, "told.many"));
                }
                self.result(path, kind, object, rows);
                return Ok(());
            }
            if rows.take(kind, object) {
                return Ok(());
            }
            Err(lines::malformed(path, line, "told.kind"))
        })?;
        // Findings with nothing behind them: the command did not come to its end.
        if !rows.is_empty() {
            self.result(path, "unfinished", &Value::Null, rows);
        }
        Ok(())
    }

    fn result(&mut self, path: &Path, kind: &str, object: &Value, rows: Rows<'_>) {
        let words = self.words;
        self.count += 1;
        let number = words.number(self.count);
        let name = words.say(facts::name_of(kind));
        let subject = facts::subject(kind, object, words);
        let answer = facts::answer(kind, object, words);
        let counts = ["block", "warn", "info"].map(|severity| {
            object.pointer(&format!("/counts/{severity}")).and_then(Value::as_u64).unwrap_or(0)
        });
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        let mut row = vec![
            Cell::Number(self.count),
            Cell::Text(name.to_owned()),
            Cell::Text(subject.clone()),
            Cell::Marked(answer.mark, answer.text.clone()),
        ];
        row.extend(counts.map(Cell::Number));
        row.push(Cell::Text(words.data(&file)));
        self.overview.rows.push(row);

        let heading = if subject.is_empty() {
            format!("{number}. {name}")
        } else {
            format!("{number}. {name}: {subject}")
        };
        let mut parts = facts::parts(kind, object, &answer, words);
        parts.extend(rows.parts());
        self.sections.push(Section { id: format!("result-{}", self.count), heading, parts });
    }
}
