//! Units as people write and read them; the register is asked here.

mod in_force;
mod naming;
mod register;
mod resolve;

pub(crate) use in_force::{PLAIN, warn_unless_in_force};
pub(crate) use naming::{agency, agency_in, agency_name, kind_of, named, named_in};
pub(crate) use register::Loaded;
pub(crate) use resolve::{agency_of, refused, unknown};
