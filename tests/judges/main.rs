//! Judges from outside: programs that a receiver has, and a second reader that
//! was written from the documents alone, must find in our bundles what we find.
//! A missing judge is a failure: `tests/run` installs them all.

#![cfg(unix)]

mod bagit;
mod encodings;
mod json;
mod ledger;
mod minutes;
mod reader;
mod reader_zips;
mod report;
mod scans;
mod sets;
mod sheets;
mod support;
mod tools;
mod trust;
