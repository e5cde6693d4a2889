//! Which records an event names: codes, as few spans as will do.

use std::collections::{BTreeMap, BTreeSet};

use crate::custody::{Cover, Line, Span};
use crate::limits::Limits;
use crate::path::nfc;

/// Codes that one event may name; see [`crate::custody::Event::problem`].
const CODES: usize = 100_000;

/// Collects codes of containers and dossiers by their fonds.
#[derive(Debug, Default)]
pub(super) struct Covering {
    fonds: BTreeMap<String, Codes>,
    bytes: usize,
    count: usize,
    room: Room,
    /// Whether there were too many codes: then only fonds are named.
    whole: bool,
}

#[derive(Debug, Default)]
struct Codes {
    containers: BTreeSet<String>,
    dossiers: BTreeSet<String>,
}

/// How much a covering may hold, and how much of it an event has room for.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Room {
    held: usize,
    said: usize,
}

impl Room {
    pub(super) const fn of(limits: &Limits) -> Self {
        // Half a line: the rest of an event needs room, too.
        Room { held: limits.fonds_bytes, said: limits.ledger_line_bytes / 2 }
    }
}

impl Covering {
    pub(super) fn new(room: Room) -> Self {
        Covering { room, ..Covering::default() }
    }

    pub(super) fn container(&mut self, fonds: &str, code: &str) {
        self.add(fonds, code, |codes| &mut codes.containers);
    }

    pub(super) fn dossier(&mut self, fonds: &str, code: &str) {
        self.add(fonds, code, |codes| &mut codes.dossiers);
    }

    fn add(&mut self, fonds: &str, code: &str, set: fn(&mut Codes) -> &mut BTreeSet<String>) {
        if code.is_empty() {
            return;
        }
        let code = nfc(code);
        let length = code.len();
        let codes = self.fonds.entry(nfc(fonds)).or_default();
        if self.whole || !set(codes).insert(code) {
            return;
        }
        self.count += 1;
        self.bytes += length;
        if self.count > CODES || self.bytes > self.room.held {
            self.whole = true;
            self.fonds.values_mut().for_each(|codes| *codes = Codes::default());
        }
    }

    /// The covers, by fonds. A code that is no line names nothing.
    pub(super) fn covers(self) -> Vec<Cover> {
        let fonds: Vec<String> = self.fonds.keys().cloned().collect();
        let cover = |(fonds, codes): (String, Codes)| Cover {
            fonds: fonds.parse::<Line>().ok(),
            containers: spans(codes.containers),
            dossiers: spans(codes.dossiers),
        };
        let covers: Vec<Cover> = self.fonds.into_iter().map(cover).collect();
        let too_long = covers.iter().map(written).sum::<usize>() > self.room.said;
        if !self.whole && !too_long {
            return covers.into_iter().filter(|cover| *cover != Cover::default()).collect();
        }
        let whole =
            |fonds: String| Some(Cover { fonds: Some(fonds.parse().ok()?), ..Cover::default() });
        fonds.into_iter().filter_map(whole).collect()
    }
}

/// Bytes of a cover in a line, where each quote is escaped twice.
fn written(cover: &Cover) -> usize {
    let text = serde_json::to_string(cover).unwrap_or_default();
    text.len() + 3 * text.bytes().filter(|byte| matches!(byte, b'"' | b'\\')).count()
}

/// Codes in order, put together where they run on by one number.
fn spans(codes: BTreeSet<String>) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut first: Option<String> = None;
    for code in codes {
        if code.contains("..") {
            // Its text would be read as a range.
            spans.extend(code.parse::<Line>().map(Span::One));
            first = None;
            continue;
        }
        let longer = first.as_ref().zip(spans.last()).and_then(|(first, last)| {
            let range: Span = format!("{first}..{code}").parse().ok()?;
            (range.count() == last.count() + 1).then_some(range)
        });
        match (longer, spans.last_mut()) {
            (Some(longer), Some(last)) => *last = longer,
            _ => {
                spans.extend(code.parse::<Line>().map(Span::One));
                first = Some(code);
            }
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(codes: &[&str]) -> Vec<String> {
        let codes = codes.iter().map(|code| (*code).to_owned()).collect();
        spans(codes).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn runs_are_ranges_and_nothing_else_is() {
        assert_eq!(told(&["HS.01", "HS.02", "HS.03", "HS.05"]), ["HS.01..HS.03", "HS.05"]);
        assert_eq!(told(&["HS.01", "HT.02"]), ["HS.01", "HT.02"]);
        assert_eq!(told(&["HS.09", "HS.10", "HS.11"]), ["HS.09..HS.11"]);
        assert_eq!(told(&["a..b", "a..c"]), ["a..b", "a..c"]);
        assert_eq!(told(&["1.1", "2.2"]), ["1.1", "2.2"]);
    }

    #[test]
    fn a_covering_names_each_code_once_and_at_last_only_the_fonds() {
        let mut covering = Covering::new(Room { held: 1000, said: 1000 });
        covering.dossier("P14", "HS.01");
        covering.dossier("P14", "HS.01");
        covering.dossier("P14", "HS.02");
        covering.dossier("", "HS.02");
        covering.container("P13", "1");
        let covers = covering.covers();
        assert_eq!(covers.len(), 3);
        assert_eq!((covers[0].fonds.is_none(), covers[0].count()), (true, 1));
        assert_eq!(covers[2].dossiers[0].to_string(), "HS.01..HS.02");

        for room in [Room { held: 12, said: 1000 }, Room { held: 1000, said: 12 }] {
            let mut covering = Covering::new(room);
            for code in ["HS.01", "HS.02", "HS.03", "HS.04"] {
                covering.dossier("P14", code);
            }
            let covers = covering.covers();
            assert_eq!(covers.len(), 1);
            assert!(covers[0].dossiers.is_empty() && covers[0].fonds.is_some());
        }
    }
}
