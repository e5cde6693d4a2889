//! A race: every tool once a round, in another order each round, on the same
//! files.

use std::path::PathBuf;

use super::Result;
use super::args::Args;
use super::measure::Shell;
use super::raw::{Line, Raw, Run};
use super::rows::{Race, Tool};
use super::stage::Stage;

pub(crate) fn race(race: &Race, stage: &mut Stage, args: &Args, raw: &mut Raw) -> Result<()> {
    let mut variables = stage.variables();
    let mut folders: Vec<PathBuf> = Vec::new();
    let (mut entries, mut bytes) = (0, 0);
    for corpus in race.corpora {
        let made = stage.corpus(*corpus)?;
        variables.push((corpus.name, made.clone().into()));
        folders.push(made);
        let sized = stage.sized(*corpus);
        (entries, bytes) = (entries + sized.entries, bytes + sized.bytes());
    }
    stage.empty_keep()?;
    let out = stage.empty_outputs()?;
    let messages = stage.out.join("messages");
    let shell = Shell { variables: &variables, out: &out, messages: &messages };
    let failed =
        |tool: &str, why| Line::Failed { row: race.name.to_owned(), tool: tool.to_owned(), why };
    if let Err(why) = shell.run(race.before)? {
        return raw.push(&failed("before", why));
    }
    folders.push(stage.out.join("keep"));
    stage.touch_memory(bytes)?;

    let mut tools: Vec<Tool> = std::iter::once(race.ours).collect();
    for against in race.against.iter().filter(|_| !args.no_peers) {
        let there = |name: &str| stage.peers.iter().any(|found| found.peer.name == name);
        let missing: Vec<_> =
            against.tool.needs.iter().map(|peer| peer.name).filter(|name| !there(name)).collect();
        if missing.is_empty() {
            tools.push(against.tool);
        } else {
            let (row, tool) = (race.name.to_owned(), against.tool.name.to_owned());
            raw.push(&Line::Missing { row, tool, needs: missing.join(", ") })?;
        }
    }
    if !race.cold {
        folders.iter().try_for_each(|folder| Stage::warm(folder))?;
    }
    let rounds = race.rounds.unwrap_or(args.pairs).min(args.pairs);
    for round in 0..rounds {
        let count = tools.len().max(1);
        tools.rotate_left(usize::from(round > 0) % count);
        for tool in tools.clone() {
            stage.empty_outputs()?;
            let reset = shell.run(tool.reset)?;
            if race.cold {
                folders.iter().try_for_each(|folder| Stage::cool(folder))?;
            }
            let ran = match reset {
                Ok(_) => shell.run(tool.line)?,
                Err(why) => Err(why),
            };
            let (row, name) = (race.name.to_owned(), tool.name.to_owned());
            match ran {
                Ok(measured) => {
                    raw.push(&Line::Run(Run { row, tool: name, round, entries, bytes, measured }))?;
                }
                Err(why) => {
                    raw.push(&failed(tool.name, why))?;
                    if tool.name == race.ours.name {
                        // Nothing is left to compare with.
                        return stage.empty_outputs().and_then(|_| stage.empty_keep());
                    }
                    // It would fail again.
                    tools.retain(|other| other.name != tool.name);
                }
            }
        }
    }
    stage.empty_outputs().and_then(|_| stage.empty_keep())
}
