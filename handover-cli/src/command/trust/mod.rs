//! `handover trust`: whose key is whose, as a root signs it.

mod add;
mod draft;
mod list;
mod revoke;
mod sign;
mod told;

pub(crate) use add::add;
pub(crate) use list::list;
pub(crate) use revoke::revoke;
pub(crate) use sign::sign;
