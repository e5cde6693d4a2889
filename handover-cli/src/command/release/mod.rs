//! `handover release`: what the receiver has confirmed, item by item.

mod run;
mod told;
mod trust;

pub(crate) use run::run;
pub(crate) use trust::{judge, judged, list};
