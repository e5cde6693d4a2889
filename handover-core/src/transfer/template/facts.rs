use chrono::NaiveDate;
use uuid::Uuid;

use super::fill::Values;
use crate::transfer::{DeclaredElectronic, DeclaredPaper};
use crate::unit::AgencyRef;

/// The language of a draft's comments.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Language {
    /// Vietnamese.
    #[default]
    Vietnamese,
    /// English.
    English,
}

/// A side of the transfer as a draft tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// The agency.
    pub agency: AgencyRef,
    /// Its name, for the comment.
    pub name: Option<String>,
    /// First day of its unit; `None` if no beginning is known.
    pub first_day: Option<NaiveDate>,
    /// Last day of its unit; `None` while it lasts.
    pub last_day: Option<NaiveDate>,
}

/// A lot that the inventory speaks of, with what was counted in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct DraftLot {
    /// Its number.
    pub number: u32,
    /// Paper in it.
    pub paper: DeclaredPaper,
    /// Electronic records in it.
    pub electronic: DeclaredElectronic,
}

impl DraftLot {
    /// A lot in which nothing was counted.
    pub fn new(number: u32) -> Self {
        DraftLot {
            number,
            paper: DeclaredPaper::default(),
            electronic: DeclaredElectronic::default(),
        }
    }

    pub(super) fn values(&self) -> Values {
        let mut values = Values::default();
        values.put("LOT", Some(self.number));
        totals(&mut values, "LOT_", self.paper, self.electronic);
        values
    }
}

/// All that a program can know of an act before people complete it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DraftFacts {
    /// A fresh identity.
    pub id: Uuid,
    /// Who gives.
    pub giver: Party,
    /// Who receives.
    pub receiver: Party,
    /// The day of the seal, if the giver is in force on it.
    pub sealed_on: Option<NaiveDate>,
    /// The day on which custody passes, if the receiver is in force on it.
    pub effective_on: Option<NaiveDate>,
    /// Paper that was counted.
    pub paper: DeclaredPaper,
    /// Electronic records that were counted.
    pub electronic: DeclaredElectronic,
    /// The lots; one that nobody has counted if there are none.
    pub lots: Vec<DraftLot>,
}

impl DraftFacts {
    /// A draft in which nothing was counted and no day is known.
    pub fn new(id: Uuid, giver: Party, receiver: Party) -> Self {
        DraftFacts {
            id,
            giver,
            receiver,
            sealed_on: None,
            effective_on: None,
            paper: DeclaredPaper::default(),
            electronic: DeclaredElectronic::default(),
            lots: Vec::new(),
        }
    }

    pub(super) fn values(&self) -> Values {
        let mut values = Values::default();
        values.put("ID", Some(self.id));
        party(&mut values, ["GIVER", "GIVER_NAME", "GIVER_FIRST", "GIVER_LAST"], &self.giver);
        let names = ["RECEIVER", "RECEIVER_NAME", "RECEIVER_FIRST", "RECEIVER_LAST"];
        party(&mut values, names, &self.receiver);
        values.put("SEALED_ON", self.sealed_on);
        values.put("EFFECTIVE_ON", self.effective_on);
        totals(&mut values, "", self.paper, self.electronic);
        values.when("no-lots", self.lots.is_empty());
        values.when("sealed", self.sealed_on.is_some());
        values.when("unsealed", self.sealed_on.is_none());
        values.when("effective", self.effective_on.is_some());
        values.when("ineffective", self.effective_on.is_none());
        let nameless = |party: &Party| party.agency.known().is_none();
        values.when("giver-name", nameless(&self.giver));
        values.when("receiver-name", nameless(&self.receiver));
        values
    }
}

fn party(values: &mut Values, names: [&'static str; 4], party: &Party) {
    let [agency, name, first, last] = names;
    values.put(agency, Some(party.agency));
    // A comment ends with its line.
    let one_line = |name: &String| name.replace(char::is_control, " ");
    values.put(name, party.name.as_ref().map(one_line));
    values.put(first, party.first_day);
    values.put(last, party.last_day);
}

fn totals(
    values: &mut Values,
    start: &'static str,
    paper: DeclaredPaper,
    electronic: DeclaredElectronic,
) {
    let mut put = |name: &str, value: Option<String>| values.put(format!("{start}{name}"), value);
    let text = |count: Option<u64>| count.map(|count| count.to_string());
    put("CONTAINERS", text(paper.containers));
    put("DOSSIERS", text(paper.dossiers));
    put("METRES", paper.metres.map(|metres| metres.to_string()));
    put("E_DOSSIERS", text(electronic.dossiers));
    put("FILES", text(electronic.files));
    put("BYTES", text(electronic.bytes));
    let paper = paper != DeclaredPaper::default();
    let electronic = electronic != DeclaredElectronic::default();
    let section = |filled: bool| filled.then(String::new);
    values.put(format!("{start}PAPER"), section(paper));
    values.put(format!("{start}ELECTRONIC"), section(electronic));
}
