//! Units as people write and read them; the register is asked here.

mod naming;
mod register;
mod resolve;

pub(crate) use naming::{agency, agency_in, agency_name, kind_of, named, named_in};
pub(crate) use register::Loaded;
pub(crate) use resolve::{agency_of, refused, unknown};
