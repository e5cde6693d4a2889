use std::path::Path;

use super::calendar::HORIZON;
use super::rules::Team;
use crate::error::{ErrorKind, Result};

/// What teams can do, day by day; a day is filled team by team.
pub(super) struct Pool<'r> {
    teams: &'r [Team],
    /// Working days that there are.
    days: usize,
    day: usize,
    team: usize,
    left: u64,
}

/// Work of one team on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Done {
    pub(super) day: usize,
    pub(super) team: usize,
    pub(super) amount: u64,
}

impl<'r> Pool<'r> {
    pub(super) fn new(teams: &'r [Team], days: usize) -> Self {
        let left = teams.first().map_or(0, |team| team.a_day);
        Pool { teams, days, day: 0, team: 0, left }
    }

    /// The working day that still has room.
    pub(super) fn today(&self) -> usize {
        self.day
    }

    /// Lets days pass without work.
    pub(super) fn wait_for(&mut self, day: usize) {
        if day > self.day {
            (self.day, self.team) = (day, 0);
            self.left = self.teams.first().map_or(0, |team| team.a_day);
        }
    }

    /// Does as much of `wanted` as the next team can on this day: one at least.
    ///
    /// # Errors
    /// `Limit` where no working day is left.
    pub(super) fn work(&mut self, wanted: u64) -> Result<Done> {
        if self.day >= self.days {
            let (path, limit) = (Path::new("plan").to_path_buf(), HORIZON as u64);
            return Err(ErrorKind::Limit { path, what: "working-days", limit }.into());
        }
        let amount = wanted.min(self.left);
        let done = Done { day: self.day, team: self.team, amount };
        self.left -= amount;
        if self.left == 0 {
            self.team += 1;
            if self.team >= self.teams.len() {
                (self.team, self.day) = (0, self.day + 1);
            }
            self.left = self.teams.get(self.team).map_or(0, |team| team.a_day);
        }
        Ok(done)
    }
}
