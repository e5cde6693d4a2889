//! A ladder: one of our commands on ever more entries, for growth and memory.

use super::Result;
use super::args::Args;
use super::measure::Shell;
use super::raw::{Line, Raw, Run};
use super::rows::Ladder;
use super::stage::Stage;

/// Runs of a step: memory and growth need no pairs.
const ROUNDS: u32 = 3;

pub(crate) fn climb(ladder: &Ladder, stage: &mut Stage, args: &Args, raw: &mut Raw) -> Result<()> {
    for corpus in ladder.steps {
        let folder = stage.corpus(*corpus)?;
        let sized = stage.sized(*corpus);
        let mut variables = stage.variables();
        variables.push(("CORPUS", folder.clone().into()));
        stage.empty_keep()?;
        let out = stage.empty_outputs()?;
        let messages = stage.out.join("messages");
        let shell = Shell { variables: &variables, out: &out, messages: &messages };
        let before = shell.run(ladder.before)?;
        stage.touch_memory(sized.bytes())?;
        Stage::warm(&folder)?;
        for round in 0..ROUNDS.min(args.pairs) {
            stage.empty_outputs()?;
            let ran = match &before {
                Ok(_) => shell.run(ladder.line)?,
                Err(why) => Err(why.clone()),
            };
            let (row, tool) = (ladder.name.to_owned(), super::rows::OURS.to_owned());
            match ran {
                Ok(measured) => raw.push(&Line::Run(Run {
                    row,
                    tool,
                    round,
                    entries: sized.entries,
                    bytes: sized.bytes(),
                    measured,
                }))?,
                Err(why) => {
                    raw.push(&Line::Failed { row, tool, why })?;
                    break;
                }
            }
        }
    }
    stage.empty_outputs().and_then(|_| stage.empty_keep())
}
