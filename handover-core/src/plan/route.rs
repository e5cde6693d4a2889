//! One transfer that a reorganisation demands.

use chrono::NaiveDate;
use serde::Serialize;
use serde::ser::SerializeStruct;

use super::{Answer, Ground, Records};
use crate::description::code_list::code_list;
use crate::unit::{AgencyRef, UnitRef};

code_list! {
    /// Who gave the answer of a line.
    Status {
        Rule = "rule", "theo quy định";
        Province = "province", "theo quyết định của tỉnh";
        Decide = "decide", "cần quyết định";
    }
}

/// One line of a plan: giver, receiver, what, and by which rule.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Route {
    /// The closing unit whose records they are.
    pub unit: UnitRef,
    /// Who gives; after the closing, whoever acts on its behalf.
    pub giver: AgencyRef,
    /// What.
    pub records: Records,
    /// The first day without the closing unit (UTC+7).
    pub effective_on: NaiveDate,
    /// The last day for it, where the province has set one.
    pub due_on: Option<NaiveDate>,
    /// To whom, and who says so.
    pub answer: Answer,
}

impl Route {
    /// A line without a last day.
    pub fn new(
        unit: UnitRef,
        giver: AgencyRef,
        records: Records,
        effective_on: NaiveDate,
        answer: Answer,
    ) -> Self {
        Self { unit, giver, records, effective_on, due_on: None, answer }
    }

    /// Who receives; `None` while it is to be decided.
    pub fn receiver(&self) -> Option<AgencyRef> {
        match &self.answer {
            Answer::Goes { to, .. } => Some(*to),
            Answer::Decide { .. } => None,
        }
    }

    /// Who may be meant while it is to be decided.
    pub fn candidates(&self) -> &[AgencyRef] {
        match &self.answer {
            Answer::Goes { .. } => &[],
            Answer::Decide { candidates, .. } => candidates,
        }
    }

    /// Who gave the answer.
    pub fn status(&self) -> Status {
        match &self.answer {
            Answer::Goes { by: Ground::Article(_), .. } => Status::Rule,
            Answer::Goes { by: Ground::Decision(_), .. } => Status::Province,
            Answer::Decide { .. } => Status::Decide,
        }
    }

    /// The article, the province's decision, or the code of the reason.
    pub fn rule(&self) -> &str {
        match &self.answer {
            Answer::Goes { by: Ground::Article(article), .. } => article.code(),
            Answer::Goes { by: Ground::Decision(decision), .. } => decision,
            Answer::Decide { reason, .. } => reason.code(),
        }
    }
}

impl Serialize for Route {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Route", 13)?;
        out.serialize_field("unit", &self.unit)?;
        out.serialize_field("giver", &self.giver)?;
        out.serialize_field("receiver", &self.receiver())?;
        out.serialize_field("level", &self.records.level)?;
        out.serialize_field("block", &self.records.block)?;
        out.serialize_field("work", &self.records.work)?;
        out.serialize_field("term", &self.records.term)?;
        out.serialize_field("carrier", &self.records.carrier)?;
        out.serialize_field("effective_on", &self.effective_on)?;
        out.serialize_field("due_on", &self.due_on)?;
        out.serialize_field("status", &self.status())?;
        out.serialize_field("rule", self.rule())?;
        out.serialize_field("candidates", self.candidates())?;
        out.end()
    }
}
