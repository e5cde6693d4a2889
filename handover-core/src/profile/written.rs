//! The members of a profile as they stand in its text.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Allowed, Length, Wanted, Weight, When};
use crate::description::{Container, Document, Dossier, Fonds, Record, SecretCount, SystemExtract};
use crate::finding::Code;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    pub(super) schema: String,
    pub(super) name: String,
    pub(super) title: String,
    #[serde(default)]
    pub(super) severity: BTreeMap<Code, Weight>,
    #[serde(default)]
    pub(super) cells: BTreeMap<String, Weight>,
    #[serde(default)]
    pub(super) length: Vec<OneLength>,
    #[serde(default)]
    pub(super) text: Vec<Texts>,
    #[serde(default)]
    pub(super) wanted: Vec<OneWanted>,
    #[serde(default)]
    pub(super) allowed: Vec<OneAllowed>,
}

// What depends on the table is judged while its lines are known.
#[derive(Deserialize)]
#[serde(try_from = "WrittenLength")]
pub(super) struct OneLength(pub(super) Length);

#[derive(Deserialize)]
#[serde(try_from = "WrittenText")]
pub(super) struct Texts(pub(super) Vec<(String, String)>);

#[derive(Deserialize)]
#[serde(try_from = "WrittenWanted")]
pub(super) struct OneWanted(pub(super) Wanted);

#[derive(Deserialize)]
#[serde(try_from = "WrittenAllowed")]
pub(super) struct OneAllowed(pub(super) Allowed);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenLength {
    table: String,
    column: String,
    max: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenText {
    table: String,
    columns: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenWanted {
    table: String,
    column: String,
    #[serde(default)]
    when: BTreeMap<String, Vec<String>>,
    weight: Option<Weight>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenAllowed {
    table: String,
    column: String,
    values: Vec<String>,
    #[serde(default)]
    when: BTreeMap<String, Vec<String>>,
    weight: Option<Weight>,
}

impl TryFrom<WrittenLength> for OneLength {
    type Error = String;

    fn try_from(written: WrittenLength) -> Result<Self, String> {
        let WrittenLength { table, column, max } = written;
        is_column(&table, &column)?;
        if max == 0 {
            return Err("a length of 0 lets nothing pass".to_owned());
        }
        Ok(OneLength(Length { table, column, max }))
    }
}

impl TryFrom<WrittenText> for Texts {
    type Error = String;

    fn try_from(WrittenText { table, columns }: WrittenText) -> Result<Self, String> {
        let pair = |column: String| is_column(&table, &column).map(|()| (table.clone(), column));
        columns.into_iter().map(pair).collect::<Result<_, _>>().map(Texts)
    }
}

impl TryFrom<WrittenWanted> for OneWanted {
    type Error = String;

    fn try_from(written: WrittenWanted) -> Result<Self, String> {
        let WrittenWanted { table, column, when, weight } = written;
        is_column(&table, &column)?;
        let when = conditions(&table, when)?;
        Ok(OneWanted(Wanted { table, column, when, weight }))
    }
}

impl TryFrom<WrittenAllowed> for OneAllowed {
    type Error = String;

    fn try_from(written: WrittenAllowed) -> Result<Self, String> {
        let WrittenAllowed { table, column, values, when, weight } = written;
        is_column(&table, &column)?;
        let when = conditions(&table, when)?;
        Ok(OneAllowed(Allowed { table, column, values, when, weight }))
    }
}

fn conditions(table: &str, when: BTreeMap<String, Vec<String>>) -> Result<Vec<When>, String> {
    let one = |(column, values): (String, Vec<String>)| {
        is_column(table, &column).map(|()| When { column, values })
    };
    when.into_iter().map(one).collect()
}

fn is_column(table: &str, column: &str) -> Result<(), String> {
    let columns = match table {
        "fonds" => Fonds::COLUMNS,
        "containers" => Container::COLUMNS,
        "dossiers" => Dossier::COLUMNS,
        "documents" => Document::COLUMNS,
        "systems" => SystemExtract::COLUMNS,
        "secrets" => SecretCount::COLUMNS,
        _ => return Err("unknown table".to_owned()),
    };
    if columns.contains(&column) { Ok(()) } else { Err("unknown column".to_owned()) }
}
