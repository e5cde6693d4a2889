//! Day by day: what is urgent first, by whom there is.
//!
//! Papers are put in order as the order of work has them. Scanning takes the most urgent of
//! what is ready: what is in order already, and what was put in order before this day. Both
//! lines stand in the order of work, so two heads are all that is held.

use std::iter::Peekable;

use serde::{Deserialize, Serialize};

use super::order::{Task, from_json, to_json};
use super::pool::{Done, Pool};
use super::rules::WorkRules;
use crate::error::Result;
use crate::plan::state::Options;
use crate::sorted::{Sorted, Sorter};

/// One of the two kinds of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Stage {
    /// Putting in order; counted in millimetres of shelf.
    Arranging,
    /// Scanning; counted in pages.
    Scanning,
}

impl Stage {
    /// Both, in their order.
    pub const ALL: [Stage; 2] = [Stage::Arranging, Stage::Scanning];

    /// The stable word.
    pub const fn code(self) -> &'static str {
        match self {
            Stage::Arranging => "arranging",
            Stage::Scanning => "scanning",
        }
    }
}

/// Who hears what is done when.
pub(super) trait Watch {
    /// From this day on the task's work can be done.
    fn ready(&mut self, stage: Stage, day: usize, task: &Task);
    /// Part of the task's work is done.
    fn done(&mut self, stage: Stage, task: &Task, done: Done) -> Result<()>;
    /// All of it is planned: the last piece of each kind of work.
    fn finished(
        &mut self,
        task: &Task,
        arranged: Option<Done>,
        scanned: Option<Done>,
    ) -> Result<()>;
}

/// A task in one of the two lines before the scanners.
#[derive(Serialize, Deserialize)]
struct Waiting {
    task: Task,
    ready: usize,
    arranged: Option<(usize, usize, u64)>,
}

pub(super) fn schedule(
    tasks: Sorted,
    rules: &WorkRules,
    first_days: &[usize],
    days: usize,
    options: &Options,
    watch: &mut dyn Watch,
) -> Result<()> {
    let (budget, folder) = (options.limits.sort_bytes / 2, options.folder());
    let (mut at_once, mut later) = (Sorter::new(budget, &folder), Sorter::new(budget, &folder));
    let mut pool = Pool::new(&rules.arranging, days);
    for record in tasks {
        let (place, json) = record?;
        let Some(task) = from_json::<Task>(&json) else { continue };
        let first = first_days.get(usize::from(task.bucket.phase)).copied().unwrap_or(0);
        let mut waiting = Waiting { ready: first, arranged: None, task };
        let task = &waiting.task;
        if task.to_arrange > 0 {
            watch.ready(Stage::Arranging, first, task);
            pool.wait_for(first);
            let last = work_through(task.to_arrange, |left| {
                let done = pool.work(left)?;
                watch.done(Stage::Arranging, task, done)?;
                Ok(done)
            })?;
            waiting.arranged = last.map(|done| (done.day, done.team, done.amount));
            if !rules.before_arranged {
                waiting.ready = last.map_or(first, |done| done.day + 1);
            }
        }
        if waiting.task.to_scan > 0 {
            watch.ready(Stage::Scanning, waiting.ready, &waiting.task);
        }
        let line = if waiting.ready > first { &mut later } else { &mut at_once };
        line.push(place, to_json(&waiting))?;
    }
    scan(at_once.finish()?, later.finish()?, Pool::new(&rules.scanning, days), watch)
}

fn work_through(mut left: u64, mut work: impl FnMut(u64) -> Result<Done>) -> Result<Option<Done>> {
    let mut last = None;
    while left > 0 {
        let done = work(left)?;
        left -= done.amount;
        last = Some(done);
    }
    Ok(last)
}

/// A line before the scanners, with what is left of its head.
struct Line {
    records: Peekable<Sorted>,
    head: Option<Head>,
}

struct Head {
    place: Vec<u8>,
    waiting: Waiting,
    left: u64,
    last: Option<Done>,
}

impl Line {
    fn new(records: Sorted) -> Result<Self> {
        let mut line = Line { records: records.peekable(), head: None };
        line.next()?;
        Ok(line)
    }

    fn next(&mut self) -> Result<()> {
        self.head = None;
        for record in self.records.by_ref() {
            let (place, json) = record?;
            if let Some(waiting) = from_json::<Waiting>(&json) {
                let left = waiting.task.to_scan;
                self.head = Some(Head { place, waiting, left, last: None });
                break;
            }
        }
        Ok(())
    }

    /// Where its head stands in the order of work, if the work can be done on the day.
    fn place(&self, day: usize) -> Option<&[u8]> {
        let ready = |head: &&Head| head.left == 0 || head.waiting.ready <= day;
        self.head.as_ref().filter(ready).map(|head| head.place.as_slice())
    }
}

fn scan(at_once: Sorted, later: Sorted, mut pool: Pool<'_>, watch: &mut dyn Watch) -> Result<()> {
    let (mut at_once, mut later) = (Line::new(at_once)?, Line::new(later)?);
    loop {
        let day = pool.today();
        let line = match (at_once.place(day), later.place(day)) {
            (Some(one), Some(other)) if other < one => &mut later,
            (Some(_), _) => &mut at_once,
            (None, Some(_)) => &mut later,
            (None, None) => {
                let heads = [&at_once.head, &later.head].into_iter().flatten();
                match heads.map(|head| head.waiting.ready).min() {
                    Some(ready) => pool.wait_for(ready),
                    None => return Ok(()),
                }
                continue;
            }
        };
        let Some(head) = &mut line.head else { continue };
        if head.left > 0 {
            let done = pool.work(head.left)?;
            watch.done(Stage::Scanning, &head.waiting.task, done)?;
            head.left -= done.amount;
            head.last = Some(done);
        }
        if head.left == 0 {
            let arranged = head.waiting.arranged;
            let arranged = arranged.map(|(day, team, amount)| Done { day, team, amount });
            watch.finished(&head.waiting.task, arranged, head.last)?;
            line.next()?;
        }
    }
}
