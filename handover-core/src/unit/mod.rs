//! Administrative units: what they are called, when they existed, what became of them.
//!
//! A code alone identifies nothing: `00004` was Phường Trúc Bạch until 30 June 2025 and is
//! Phường Ba Đình since (Decision 19/2025/QĐ-TTg art. 3: a merged unit takes the code of the
//! place where its People's Committee sits). So a unit is always named by code *and* edition,
//! as a [`UnitRef`]: `vn:00004@2024`. Who signs, gives and receives is an [`AgencyRef`].
//!
//! A [`Register`] knows the units of one country by edition, and the successions between
//! them. [`Register::vietnam`] is compiled in with the feature `register`; other countries and
//! later editions come in through [`Register::from_tables`].

mod agency;
mod edition;
mod evidence;
mod find;
mod fold;
mod folder;
mod in_force;
mod infer;
mod known;
mod level;
mod lineage;
mod load;
mod names;
mod near;
mod outcome;
mod record;
mod reference;
mod register;
mod resolve;
mod short;
mod succession;
mod table_error;
mod tables;
mod text_error;
mod token;
mod typed;
#[cfg(feature = "register")]
mod vietnam;

pub use agency::{AgencyRef, AgencySlug};
pub use edition::Edition;
pub use evidence::Evidence;
pub use find::{Closeness, Match, Scope};
pub use in_force::{NotInForce, Why};
pub use known::KnownAgency;
pub use level::{Kind, Level};
pub use lineage::{Relative, Way};
pub use outcome::{Outcome, Territory};
pub use record::Unit;
pub use reference::UnitRef;
pub use register::Register;
pub use resolve::ResolveError;
pub use succession::{Extent, Succession, SuccessionKind};
pub use table_error::{TableError, TableProblem};
pub use tables::{EditionTable, SuccessionTable};
pub use text_error::ParseRefError;
pub use token::{Country, EditionId, UnitCode};
