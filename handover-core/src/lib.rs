//! Handover of archives between administrative units.

pub mod unit;
