//! Units as people write and read them; the register is asked here.

mod naming;
mod resolve;

pub(crate) use naming::{agency, agency_name, kind_of, named};
pub(crate) use resolve::{agency_of, refused, unknown};
