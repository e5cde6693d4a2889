//! Attacks, one each, named by what is wrong. Most are made by the giver's own
//! key: then only the rule itself stands against them.

mod act;
mod foreign;
mod lists;
mod paths;
mod seal;
