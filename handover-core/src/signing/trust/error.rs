//! What can be wrong with a trust list.

use crate::signing::{KeyId, SignedTextError};
use crate::unit::AgencyRef;

/// A trust list that cannot be read or made. Names no person.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TrustError {
    /// It is no signed text of its kind, or could not be signed.
    #[error("no signed trust list")]
    Text(#[source] SignedTextError),
    /// Members that are absent, unknown, of the wrong form, or a key that is
    /// weak or none; or the members in another spelling.
    #[error("not the members of a trust list, or not in their one spelling")]
    Members,
    /// The root that the list names has not signed it.
    #[error("the root key that the list names has not signed it")]
    BadSignature,
    /// Counters begin at 1.
    #[error("the counter of a trust list begins at 1")]
    Counter,
    /// The list binds no key at all.
    #[error("the list binds no key")]
    Empty,
    /// A key stands in two lines.
    #[error("key {key} stands there twice")]
    KeyTwice {
        /// The key.
        key: KeyId,
    },
    /// A key is bound to two agencies.
    #[error("key {key} is bound to two agencies")]
    TwoAgencies {
        /// The key.
        key: KeyId,
    },
    /// The last day of a key is before its first.
    #[error("key {key} ends before it begins")]
    Days {
        /// The key.
        key: KeyId,
    },
    /// A person or title is absent, too long, or cannot be shown.
    #[error("key {key} has no person or title that can be shown")]
    Person {
        /// The key.
        key: KeyId,
    },
    /// A key without a role, or with one role twice.
    #[error("key {key} has no role, or one role twice")]
    Roles {
        /// The key.
        key: KeyId,
    },
    /// A threshold that is zero, stands twice, or is more than the agency has
    /// persons.
    #[error("the threshold of {agency} is zero, stands twice, or exceeds its persons")]
    Threshold {
        /// The agency.
        agency: AgencyRef,
    },
    /// The list before does not let this root sign the next.
    #[error("the list before does not name this root for the next list")]
    Root {
        /// The root that would sign.
        root: KeyId,
    },
    /// The counter cannot grow any further.
    #[error("the counter cannot grow")]
    CounterBack,
    /// The list would be of an earlier day than the one before.
    #[error("the list would be of an earlier day than the one before")]
    DayBack,
}

impl TrustError {
    /// The stable code of this error.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Text(error) => error.code(),
            Self::Members => "trust.members",
            Self::BadSignature => "trust.bad-signature",
            Self::Counter => "trust.counter",
            Self::Empty => "trust.empty",
            Self::KeyTwice { .. } => "trust.key-twice",
            Self::TwoAgencies { .. } => "trust.two-agencies",
            Self::Days { .. } => "trust.days",
            Self::Person { .. } => "trust.person",
            Self::Roles { .. } => "trust.roles",
            Self::Threshold { .. } => "trust.threshold",
            Self::Root { .. } => "trust.root",
            Self::CounterBack => "trust.counter-back",
            Self::DayBack => "trust.day-back",
        }
    }

    /// The key that is at fault, where one is.
    pub const fn key(&self) -> Option<KeyId> {
        match self {
            Self::KeyTwice { key }
            | Self::TwoAgencies { key }
            | Self::Days { key }
            | Self::Person { key }
            | Self::Roles { key }
            | Self::Root { root: key } => Some(*key),
            _ => None,
        }
    }
}
