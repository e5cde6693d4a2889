//! Handover of archives between administrative units.
