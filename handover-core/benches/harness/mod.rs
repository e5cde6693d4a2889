//! Measures rows, keeps the raw numbers, renders documents from them.

#![allow(clippy::cast_precision_loss, reason = "no figure needs more than the 52 bits of a f64")]

mod args;
mod city;
mod corpora;
mod draw;
mod figures;
mod ladder;
mod lists;
mod machine;
mod measure;
mod peers;
mod quantity;
mod raw;
mod report;
mod rows;
mod runs;
mod scaling;
mod stage;

use std::ffi::OsString;
use std::fs;

use clap::Parser;

use args::Args;
use raw::{Line, Raw};
use stage::Stage;

/// Errors end the whole run; what one row cannot do is a line of the raw file.
type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// How many runs were measured, and how many could not be.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) measured: usize,
    pub(crate) failed: usize,
}

/// The names of all rows.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    rows::RACES.iter().map(|race| race.name).chain(rows::LADDERS.iter().map(|ladder| ladder.name))
}

/// Does what the command line says.
pub(crate) fn run(arguments: impl Iterator<Item = OsString>) -> Result<Outcome> {
    let args = Args::try_parse_from(arguments).unwrap_or_else(|error| error.exit());
    if args.list {
        report::list();
        return Ok(Outcome::default());
    }
    let path = args.raw.clone().unwrap_or_else(|| args.out.join("raw.jsonl"));
    if !args.render.is_empty() {
        let figures = figures::Figures::of(&raw::read(&path)?);
        for page in &args.render {
            let text = fs::read_to_string(page)?;
            let text = report::fill(&text, "figures", &report::page(&figures))?;
            fs::write(page, report::fill(&text, "scaling", &scaling::page(&figures))?)?;
        }
        return Ok(Outcome::default());
    }
    if let Some(name) = args.rows.iter().find(|name| !names().any(|known| known == *name)) {
        return Err(format!("there is no row {name}; `--list` names them").into());
    }
    let chosen = |name: &str| args.rows.is_empty() || args.rows.iter().any(|row| row == name);
    let mut stage = Stage::new(&args)?;
    let mut raw = Raw::append(&path)?;
    raw.push(&Line::Machine(machine::describe(&stage, &args)))?;
    for race in rows::RACES.iter().filter(|race| chosen(race.name)) {
        runs::race(race, &mut stage, &args, &mut raw)?;
    }
    for ladder in rows::LADDERS.iter().filter(|ladder| chosen(ladder.name)) {
        ladder::climb(ladder, &mut stage, &args, &mut raw)?;
    }
    stage.leave(args.keep);
    Ok(raw.outcome)
}
