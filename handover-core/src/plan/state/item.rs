use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::amounts::Pages;
use crate::date::PartialDate;
use crate::description::{Arrangement, Block, Level, Metres, Retention};
use crate::unit::UnitRef;

/// What is worked on as one: a dossier, or a container of which no dossier is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ItemKind {
    /// A row of `dossiers.csv`.
    Dossier,
    /// A row of `containers.csv`.
    Container,
}

impl ItemKind {
    /// The stable word.
    pub const fn code(self) -> &'static str {
        match self {
            ItemKind::Dossier => "dossier",
            ItemKind::Container => "container",
        }
    }
}

/// A dossier or container with all that decides when it is worked on. No title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Item {
    /// What it is.
    pub kind: ItemKind,
    /// Its row in its table, from 1.
    pub row: u64,
    /// Its code, unless that speaks of secrecy.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub code: Option<String>,
    /// Code of its fonds, unless that speaks of secrecy.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub fonds: Option<String>,
    /// The unit whose body made the fonds.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub unit: Option<UnitRef>,
    /// Whose archive it is.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub block: Option<Block>,
    /// Level of the unit.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub level: Option<Level>,
    /// How long it is kept.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub retention: Option<Retention>,
    /// When it begins.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub begins: Option<PartialDate>,
    /// What the column of use says.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub used: Option<String>,
    /// How far it is put in order.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub arrangement: Option<Arrangement>,
    /// Whether there is paper: what is only digital is neither arranged nor scanned.
    pub paper: bool,
    /// Shelf that it takes.
    pub metres: Metres,
    /// Whether that is an estimate.
    pub metres_estimated: bool,
    /// Its pages.
    pub pages: Pages,
}

impl Item {
    /// What is still to be put in order. Where nothing is stated, nobody has said that it is.
    pub fn to_arrange(&self) -> Metres {
        match self.arrangement {
            Some(Arrangement::Arranged) => Metres::default(),
            _ => self.metres,
        }
    }

    /// The first day that its beginning can mean.
    pub fn first_day(&self) -> Option<NaiveDate> {
        self.begins.map(PartialDate::earliest)
    }
}
