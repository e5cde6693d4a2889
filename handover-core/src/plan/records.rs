//! Which records a line is about.

use serde::Serialize;

use crate::description::code_list::code_list;
use crate::description::{Block, Carrier, Work};
use crate::unit::Level;

code_list! {
    /// How long records are kept, as far as it decides where they go.
    Term {
        Permanent = "permanent", "vĩnh viễn";
        Fixed = "fixed", "có thời hạn";
    }
}

/// Records of one closing unit that go the same way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[non_exhaustive]
pub struct Records {
    /// The level of the unit whose body made them.
    pub level: Level,
    /// Whose they are; Party and State are never mixed.
    pub block: Block,
    /// Whether the work is done.
    pub work: Work,
    /// How long they are kept; `None` where that does not matter.
    pub term: Option<Term>,
    /// What carries them; `Both` where that does not matter.
    pub carrier: Carrier,
}

impl Records {
    /// Records of finished work, on whatever carrier.
    pub fn finished(level: Level, block: Block, term: Option<Term>) -> Self {
        Self { level, block, work: Work::Finished, term, carrier: Carrier::Both }
    }

    /// Records of work that somebody else goes on with.
    pub fn unfinished(level: Level, block: Block) -> Self {
        Self { level, block, work: Work::Unfinished, term: None, carrier: Carrier::Both }
    }

    /// The same on one carrier.
    #[must_use]
    pub fn on(self, carrier: Carrier) -> Self {
        Self { carrier, ..self }
    }
}
