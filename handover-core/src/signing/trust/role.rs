use serde::{Deserialize, Serialize};

/// What a key may be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Role {
    /// To seal bundles that its agency gives.
    Seal,
    /// To sign receipts for what its agency takes over.
    Receive,
    /// To witness that another agency's seal existed on a day.
    Witness,
    /// To sign events of its agency's custody ledger.
    Ledger,
}

impl Role {
    /// Every role.
    pub const ALL: [Role; 4] = [Role::Seal, Role::Receive, Role::Witness, Role::Ledger];

    /// A stable word, as it stands in lists.
    pub const fn as_str(self) -> &'static str {
        match self {
            Role::Seal => "seal",
            Role::Receive => "receive",
            Role::Witness => "witness",
            Role::Ledger => "ledger",
        }
    }
}
