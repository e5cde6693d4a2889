//! `handover key`: keys that sign, and what stands on paper about them.

mod files;
mod new;
mod rendered;
mod show;
mod unit;

pub(crate) use new::new;
pub(crate) use show::show;
