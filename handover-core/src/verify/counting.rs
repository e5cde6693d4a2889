//! What the sealed lists of a bundle come to, for papers about it: everything
//! is judged but the payload's bytes, which are not read.

use super::inventory;
use super::opening::{Kind, Opened, open};
use super::outcome::{Options, Trust};
use super::run::{judge_act, judge_standing};
use super::set::{Located, Whole, hold_against};
use crate::bundle::Bundle;
use crate::error::{ErrorKind, Result};
use crate::finding::Collector;
use crate::inventory::{Counted, Present};
use crate::observe::{self, Observer};
use crate::transfer::Act;

/// Judges act and inventory of a bundle whose envelope was looked at.
pub(crate) fn count(
    opened: &Opened<'_>,
    options: &Options<'_>,
    found: &mut Collector<'_>,
) -> Result<Counted> {
    if opened.kind != Kind::Ours {
        return Ok(Counted::default());
    }
    let cleared = opened.act.as_ref().map(Act::clearances).unwrap_or_default();
    judge_act(opened, &cleared, options, found);
    let temporary = options.scratch()?;
    let counted = inventory::check(opened, &cleared, options, temporary.path(), None, found)?;
    judge_standing(opened, &cleared, found);
    Ok(counted)
}

/// What the volumes of a set come to.
pub(crate) struct SetCount {
    /// The act of the first volume that has one.
    pub(crate) act: Option<Act>,
    pub(crate) counted: Counted,
}

/// The same over all volumes that are there; each goes to `each` with its
/// envelope.
pub(crate) fn count_set(
    located: &Located<'_>,
    options: &Options<'_>,
    each: &mut dyn FnMut(&Opened<'_>) -> Result<()>,
    found: &mut Collector<'_>,
    observer: &dyn Observer,
) -> Result<SetCount> {
    let temporary = options.scratch()?;
    let mut whole = Whole::new(options.limits.sort_bytes, temporary.path());
    for (index, volume) in located.volumes.iter().enumerate() {
        observe::check(observer)?;
        let bundle = Bundle::open(&volume.path, &options.limits)?;
        let opened = open(&bundle, &Trust::Nobody, &options.limits, found)?;
        if opened.digest != Some(volume.listed.digest) {
            return Err(ErrorKind::Changed { path: volume.path.clone() }.into());
        }
        whole.turn_to(volume.listed.number);
        let cleared = opened.act.as_ref().map(Act::clearances).unwrap_or_default();
        // All volumes have one act, or the whole says that they do not.
        if index == 0 {
            judge_act(&opened, &cleared, options, found);
        }
        inventory::check(&opened, &cleared, options, temporary.path(), Some(&mut whole), found)?;
        whole.act(&opened, &cleared, found);
        each(&opened)?;
    }
    if let Some(list) = located.set {
        for volume in &located.volumes {
            hold_against(volume, list, found);
        }
    }
    let present = if located.missing.is_empty() && located.set.is_some() {
        Present::All
    } else {
        Present::Some
    };
    let (act, counted) = whole.finish(present, temporary.path(), found)?;
    Ok(SetCount { act, counted })
}
