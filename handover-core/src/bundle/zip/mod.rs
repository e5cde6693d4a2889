//! A bundle as one ZIP (format 1.0, §4): a writer whose every byte is known
//! beforehand, and a reader that takes nothing but what the writer writes.
//!
//! The reader holds one rule: apart from the files' own bytes, an archive is
//! right exactly if it is byte for byte what [`header`] and [`end`] would have
//! written. What deviates is then looked at field by field, for its name.

pub(crate) mod archive;
pub(crate) mod day;
mod deviation;
mod directory;
mod duplicates;
pub(crate) mod end;
pub(crate) mod entry;
pub(crate) mod header;
pub(crate) mod layout;
pub(crate) mod listing;
pub(crate) mod locals;
mod name;
pub(crate) mod pass;
mod record;
mod rezipped;
mod tail;
mod window;
mod wire;

#[cfg(test)]
mod damage;
#[cfg(test)]
mod fixture;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod hostile_entries;
#[cfg(test)]
mod judges;
#[cfg(test)]
mod large;
#[cfg(test)]
mod round_trip;
