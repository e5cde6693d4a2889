use super::Sink;
use super::row::Row;
use super::schema::Table;
use crate::description::Block;
use crate::finding::{Code, Finding};

/// Watches that Party and State fonds do not meet in one act: Party records
/// are another archive (Dispatch 64-CV/TW, 2025).
#[derive(Debug, Default)]
pub struct PartyAndState {
    party: bool,
    state: bool,
}

impl PartyAndState {
    /// Takes a row; tells the first that meets the other side.
    pub fn row(&mut self, row: &Row<'_>, report: &mut Sink<'_>) {
        if row.table() != Table::Fonds {
            return;
        }
        let met = self.party && self.state;
        match row.get("block").parse() {
            Ok(Block::Party) => self.party = true,
            Ok(_) => self.state = true,
            Err(_) => {}
        }
        if self.party && self.state && !met {
            report(Finding::new(Code::LawPartyAndState, row.location()));
        }
    }
}
