//! Attacks, one each, named by what is wrong. Most are made by the giver's own
//! key: then only the rule itself stands against them.

mod act;
mod foreign;
mod inventory;
mod ledger;
mod lists;
mod paths;
mod rezipped;
mod seal;
mod secrets;
mod trust;
#[cfg(unix)]
mod workplace;
