//! The trust list: whose key is whose, for what, and from when to when.
//!
//! One signed line, by a root key that its readers know from elsewhere (a
//! province's, as its decision prints it). Each line of the list binds one key
//! to one agency and one person. People write a [`TrustDraft`]; signing makes a
//! [`SignedTrustList`] of it, whose counter only ever grows.

mod draft;
mod edit;
mod error;
mod key;
mod list;
mod person;
mod role;
mod signed;

pub use draft::{DraftError, TrustDraft};
pub use error::TrustError;
pub use key::{Revocation, Standing, TrustedKey};
pub use list::{Quorum, Threshold, TrustList};
pub use role::Role;
pub use signed::{Next, SignedTrustList};
