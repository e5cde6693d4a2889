//! All events against all dossiers, in sorted streams.
//!
//! Each event gives a record for every code that it names, each dossier one for
//! every way in which an event could name it. Both are sorted by that name and
//! pass by each other once; what belongs together is then sorted back by
//! dossier. So a million dossiers and a million events cost disk, not memory.

use std::iter::Peekable;
use std::path::Path;

use chrono::{Datelike, NaiveDate};

use super::history::{Deed, History};
use super::verify::Checked;
use crate::custody::{Cover, DossierRef, Line};
use crate::description::Day;
use crate::error::{Error, Result};
use crate::path::nfc;
use crate::sorted::{Record, Sorted, Sorter};

/// What a name names.
#[derive(Clone, Copy)]
enum Space {
    Fonds = 1,
    Container = 2,
    Dossier = 3,
    AnyContainer = 4,
    AnyDossier = 5,
}

/// Collects the events of a ledger, then the dossiers that are asked for.
#[derive(Debug)]
pub struct Coverage {
    events: Sorter,
    asked: Sorter,
    answers: Sorter,
    /// Which spaces the events use: others need not be asked.
    used: u8,
}

impl Coverage {
    /// One that sorts within `budget` bytes and spills into `temporary`.
    pub fn new(budget: usize, temporary: &Path) -> Self {
        let sorter = || Sorter::new(budget / 3, temporary);
        Coverage { events: sorter(), asked: sorter(), answers: sorter(), used: 0 }
    }

    /// Takes an event of `on` or before. All events come before the first dossier.
    ///
    /// # Errors
    /// If the temporary folder cannot be written.
    pub fn event(&mut self, checked: &Checked, on: Day) -> Result<()> {
        let history = History::of(checked);
        if checked.entry.day > on || history.is_empty() {
            return Ok(());
        }
        let value = to_bytes(&history);
        for cover in &checked.entry.event.covers {
            self.cover(cover, &value)?;
        }
        Ok(())
    }

    fn cover(&mut self, cover: &Cover, value: &[u8]) -> Result<()> {
        let fonds = cover.fonds.as_ref().map(Line::as_str);
        let spaces = match fonds {
            Some(_) => (Space::Container, Space::Dossier),
            None => (Space::AnyContainer, Space::AnyDossier),
        };
        if cover.containers.is_empty() && cover.dossiers.is_empty() {
            return self.name(Space::Fonds, fonds.unwrap_or_default(), "", value);
        }
        for (space, spans) in [(spaces.0, &cover.containers), (spaces.1, &cover.dossiers)] {
            for code in spans.iter().flat_map(|span| span.codes()) {
                self.name(space, fonds.unwrap_or_default(), &code, value)?;
            }
        }
        Ok(())
    }

    fn name(&mut self, space: Space, fonds: &str, code: &str, value: &[u8]) -> Result<()> {
        self.used |= 1 << space as u8;
        self.events.push(key(space, fonds, code), value.to_vec())
    }

    /// Asks for a dossier, by a number that is its own.
    ///
    /// # Errors
    /// If the temporary folder cannot be written.
    pub fn ask(&mut self, number: u64, dossier: &DossierRef) -> Result<()> {
        let DossierRef { fonds, container, code } = dossier;
        let names = [
            (Space::Fonds, fonds.as_str(), ""),
            (Space::Container, fonds, container),
            (Space::Dossier, fonds, code),
            (Space::AnyContainer, "", container),
            (Space::AnyDossier, "", code),
        ];
        for (space, fonds, code) in names {
            let blank = match space {
                Space::Fonds => fonds.is_empty(),
                Space::Container | Space::Dossier => fonds.is_empty() || code.is_empty(),
                Space::AnyContainer | Space::AnyDossier => code.is_empty(),
            };
            if !blank && self.used & 1 << space as u8 != 0 {
                self.asked.push(key(space, fonds, code), number.to_be_bytes().to_vec())?;
            }
        }
        // Nobody is left without an answer.
        self.answers.push(number.to_be_bytes().to_vec(), to_bytes(&History::default()))
    }

    /// The answers, by number.
    ///
    /// # Errors
    /// If what was spilled cannot be read back.
    pub fn finish(self) -> Result<impl Iterator<Item = Result<(u64, History)>>> {
        let Coverage { events, asked, mut answers, .. } = self;
        let mut events = Groups { records: events.finish()?.peekable(), current: None };
        for record in asked.finish()? {
            let (name, number) = record?;
            if let Some(history) = events.of(&name)? {
                answers.push(number, to_bytes(&history))?;
            }
        }
        let mut answers = answers.finish()?.peekable();
        Ok(std::iter::from_fn(move || next_answer(&mut answers).transpose()))
    }
}

/// Events folded name by name, in order.
struct Groups {
    records: Peekable<Sorted>,
    current: Option<(Vec<u8>, History)>,
}

impl Groups {
    /// What the events of `name` come to. Names come in order.
    fn of(&mut self, name: &[u8]) -> Result<Option<History>> {
        while self.current.as_ref().is_none_or(|(current, _)| current.as_slice() < name) {
            let Some((key, mut history)) = self.next()? else { return Ok(None) };
            while let Some(more) =
                self.records.next_if(|record| record.as_ref().is_ok_and(|(next, _)| *next == key))
            {
                history = history.and(from_bytes(&more?.1)?);
            }
            self.current = Some((key, history));
        }
        Ok(self.current.as_ref().filter(|(current, _)| current == name).map(|(_, found)| *found))
    }

    fn next(&mut self) -> Result<Option<(Vec<u8>, History)>> {
        let Some((key, value)) = self.records.next().transpose()? else { return Ok(None) };
        Ok(Some((key, from_bytes(&value)?)))
    }
}

fn next_answer(
    answers: &mut Peekable<impl Iterator<Item = Result<Record>>>,
) -> Result<Option<(u64, History)>> {
    let Some((key, value)) = answers.next().transpose()? else { return Ok(None) };
    let mut history = from_bytes(&value)?;
    while let Some(more) =
        answers.next_if(|record| record.as_ref().is_ok_and(|(next, _)| *next == key))
    {
        history = history.and(from_bytes(&more?.1)?);
    }
    let number = key.as_slice().try_into().map_err(|_| damaged())?;
    Ok(Some((u64::from_be_bytes(number), history)))
}

/// A name as bytes: equal only where all its parts are.
fn key(space: Space, fonds: &str, code: &str) -> Vec<u8> {
    let fonds = nfc(fonds);
    let mut key = vec![space as u8];
    key.extend_from_slice(&(fonds.len() as u64).to_be_bytes());
    key.extend_from_slice(fonds.as_bytes());
    key.extend_from_slice(nfc(code).as_bytes());
    key
}

/// Bytes of a deed in a sort.
const DEED: usize = 21;

fn to_bytes(history: &History) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(1 + DEED);
    let deeds = [history.last, history.lost, history.found, history.unproven];
    for (place, deed) in (0_u8..).zip(deeds) {
        let Some(deed) = deed else { continue };
        bytes.push(place);
        bytes.extend_from_slice(&deed.day.0.num_days_from_ce().to_be_bytes());
        bytes.extend_from_slice(&deed.line.to_be_bytes());
        bytes.extend_from_slice(&deed.offset.to_be_bytes());
    }
    bytes
}

fn from_bytes(bytes: &[u8]) -> Result<History> {
    let mut history = History::default();
    for deed in bytes.chunks(DEED) {
        let (place, deed) = read_deed(deed).ok_or_else(damaged)?;
        let field = match place {
            0 => &mut history.last,
            1 => &mut history.lost,
            2 => &mut history.found,
            _ => &mut history.unproven,
        };
        *field = Some(deed);
    }
    Ok(history)
}

fn read_deed(bytes: &[u8]) -> Option<(u8, Deed)> {
    let (place, rest) = bytes.split_first()?;
    let (day, rest) = rest.split_first_chunk()?;
    let (line, offset) = rest.split_at_checked(8)?;
    let day = Day(NaiveDate::from_num_days_from_ce_opt(i32::from_be_bytes(*day))?);
    let line = u64::from_be_bytes(line.try_into().ok()?);
    let offset = u64::from_be_bytes(offset.try_into().ok()?);
    Some((*place, Deed { day, line, offset }))
}

fn damaged() -> Error {
    Error::malformed("sort", None, "sort.damaged", "a spilled record is damaged")
}
