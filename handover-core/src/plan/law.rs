//! What the texts say of one closing unit, and what they leave open.
//!
//! Circular 06/2025/TT-BNV art. 39 (division, separation, merger), 40.1 (provinces and communes
//! as in 39), 40.2 (districts); dispatch 414/BNV-VTLTNN of 19 March 2025, point 5. Of art. 39 on
//! mergers the receiver of fixed-term records is not known to us, of 40.2.b the end is not: those
//! are decisions here, never rules.

use chrono::NaiveDate;

use super::{Answer, Article, Ground, Reason, Records, Route, Term};
use crate::description::{Block, Carrier};
use crate::unit::{
    AgencyRef, Extent, KnownAgency, Level, Outcome, Register, Succession, SuccessionKind,
    Territory, UnitRef,
};

/// One unit that closes, with what the register knows of its end.
pub(super) struct Case<'r> {
    pub(super) register: &'r Register,
    pub(super) unit: UnitRef,
    pub(super) level: Level,
    pub(super) effective_on: NaiveDate,
    pub(super) outcome: Outcome,
}

impl Case<'_> {
    /// Its lines, in the order in which people list them; nothing where it lives on.
    pub(super) fn routes(&self) -> Vec<Route> {
        match &self.outcome {
            Outcome::Ceased(territory) => self.district(territory),
            Outcome::Succeeded(_) if self.lives_on() => Vec::new(),
            Outcome::Succeeded(rows) => self.succeeded(rows),
            _ => self.unknown(),
        }
    }

    /// Whether the unit itself goes on, with its key and its fonds.
    pub(super) fn lives_on(&self) -> bool {
        self.kind().is_some_and(SuccessionKind::lives_on)
    }

    /// The units that took its place.
    pub(super) fn heirs(&self) -> Vec<UnitRef> {
        match &self.outcome {
            Outcome::Succeeded(rows) => rows.iter().map(|row| row.to).collect(),
            Outcome::Ceased(territory) => territory.lies_in.clone(),
            _ => Vec::new(),
        }
    }

    /// The heir that a province means by "the successor": the only one, or of several the one at
    /// the old seat.
    pub(super) fn successor(&self) -> Option<UnitRef> {
        let Outcome::Succeeded(rows) = &self.outcome else { return None };
        if let [only] = rows[..] {
            return Some(only.to);
        }
        let mut seated = rows.iter().filter(|row| row.seat.value() == Some(true));
        match (seated.next(), seated.next()) {
            (Some(row), None) => Some(row.to),
            _ => None,
        }
    }

    /// The province that all heirs lie in.
    pub(super) fn province(&self) -> Option<UnitRef> {
        let heirs = self.heirs();
        let mut provinces = heirs.iter().map(|heir| self.register.province(heir));
        let first = provinces.next()??;
        provinces.all(|other| other == Some(first)).then_some(first)
    }

    /// What happened in law, where all rows agree; a separation is one as soon as one row is.
    fn kind(&self) -> Option<SuccessionKind> {
        let Outcome::Succeeded(rows) = &self.outcome else { return None };
        let separated = Some(SuccessionKind::Separated);
        if rows.iter().any(|row| row.kind.value() == separated) {
            return separated;
        }
        let first = rows.first()?.kind.value();
        rows.iter().all(|row| row.kind.value() == first).then_some(first)?
    }

    /// A province or commune, or a district that one unit took the place of.
    fn succeeded(&self, rows: &[Succession]) -> Vec<Route> {
        let archive = self.archive();
        let (permanent, fixed) = match (self.level, self.kind()) {
            // Whether the district level ended there, or the body went on, decides all.
            (Level::District, _) => {
                let candidates: Vec<_> = archive.into_iter().chain(self.committees()).collect();
                let decide = Answer::Decide { reason: Reason::LegalKind, candidates };
                (decide.clone(), decide)
            }
            (_, Some(SuccessionKind::Merged)) => {
                (self.to_archive(Article::Merged), self.decide(Reason::MergerReceiver))
            }
            (_, Some(SuccessionKind::Divided)) => {
                (self.to_archive(Article::Merged), self.to_superior())
            }
            (_, Some(SuccessionKind::Separated)) => {
                (self.to_archive(Article::Merged), self.to_remainder(rows))
            }
            // A part: in every kind of the article what is permanent goes to the archive.
            (_, None) if rows.len() > 1 => {
                let superior = self.province().map(AgencyRef::from);
                let candidates = self.committees().into_iter().chain(superior).collect();
                let decide = Answer::Decide { reason: Reason::LegalKind, candidates };
                (self.to_archive(Article::Merged), decide)
            }
            _ => (self.decide(Reason::LegalKind), self.decide(Reason::LegalKind)),
        };
        let unfinished = match rows {
            [only] => goes(only.to.into(), Article::Unfinished),
            _ => self.decide(Reason::WhoContinues),
        };
        let state = Block::Government;
        let finished = |term| Records::finished(self.level, state, Some(term));
        let mut routes = vec![
            self.route(finished(Term::Permanent), permanent),
            self.route(finished(Term::Fixed), fixed),
            self.route(Records::unfinished(self.level, state), unfinished),
        ];
        if self.level == Level::Province {
            routes.push(self.holdings());
        }
        routes.extend(self.other_blocks());
        routes
    }

    /// A district that ceased with its level.
    fn district(&self, territory: &Territory) -> Vec<Route> {
        let archive = match territory.archives[..] {
            [only] => Some(only),
            _ => None,
        };
        let state = Block::Government;
        let all = Records::finished(self.level, state, None);
        let fixed = Records::finished(self.level, state, Some(Term::Fixed));
        let received = |article| match archive {
            Some(archive) => goes(archive, article),
            None => Answer::Decide {
                reason: Reason::ReceiverUnknown,
                candidates: territory.archives.clone(),
            },
        };
        let later = |reason| Answer::Decide { reason, candidates: Vec::new() };
        let mut routes = vec![
            self.route(all.on(Carrier::Paper), received(Article::DistrictPaper)),
            self.route(all.on(Carrier::Digital), received(Article::DistrictDigital)),
        ];
        // What is not permanent leaves the archive again once it is arranged.
        if let Some(archive) = archive {
            let again = |records, reason| {
                Route::new(self.unit, archive, records, self.effective_on, later(reason))
            };
            routes.push(again(fixed.on(Carrier::Paper), Reason::ChairmanAssigns));
            routes.push(again(fixed.on(Carrier::Digital), Reason::TextCutOff));
        }
        let unfinished = Records::unfinished(self.level, state);
        routes.push(self.route(unfinished, self.decide(Reason::DistrictTasks)));
        routes.extend(self.other_blocks());
        routes
    }

    /// A unit that no table accounts for.
    fn unknown(&self) -> Vec<Route> {
        Block::ALL
            .iter()
            .flat_map(|block| self.open_block(*block, Reason::ReceiverUnknown))
            .collect()
    }

    /// Party and mass organisations: their archives are not those of the circular.
    fn other_blocks(&self) -> impl Iterator<Item = Route> {
        let party = self.open_block(Block::Party, Reason::PartyArchive);
        party.into_iter().chain(self.open_block(Block::Mass, Reason::MassArchive))
    }

    fn open_block(&self, block: Block, reason: Reason) -> [Route; 3] {
        let finished = |term| Records::finished(self.level, block, Some(term));
        let unfinished = Records::unfinished(self.level, block);
        [finished(Term::Permanent), finished(Term::Fixed), unfinished].map(|records| {
            let slug = body_of(block).slug();
            let candidates = self.heirs().into_iter().map(|unit| AgencyRef::new(unit, slug));
            // A district's Party committee has no heirs among the communes' ones.
            let candidates = match self.outcome {
                Outcome::Ceased(_) => Vec::new(),
                _ => candidates.collect(),
            };
            self.route(records, Answer::Decide { reason, candidates })
        })
    }

    /// What the historical archive of a closing province holds.
    fn holdings(&self) -> Route {
        let records = Records::finished(self.level, Block::Government, Some(Term::Permanent));
        let giver = AgencyRef::new(self.unit, KnownAgency::HistoricalArchive.slug());
        let candidates = self.archive().into_iter().collect();
        let answer = Answer::Decide { reason: Reason::ArchiveHoldings, candidates };
        Route::new(self.unit, giver, records, self.effective_on, answer)
    }

    fn archive(&self) -> Option<AgencyRef> {
        self.register.historical_archive(&self.province()?)
    }

    fn committees(&self) -> Vec<AgencyRef> {
        self.heirs().into_iter().map(AgencyRef::from).collect()
    }

    fn decide(&self, reason: Reason) -> Answer {
        Answer::Decide { reason, candidates: self.committees() }
    }

    fn to_archive(&self, article: Article) -> Answer {
        if let Some(archive) = self.archive() {
            return goes(archive, article);
        }
        let archives = self.heirs().into_iter();
        let archives = archives.filter_map(|heir| self.register.historical_archive(&heir));
        let mut candidates: Vec<_> = archives.collect();
        candidates.sort_unstable();
        candidates.dedup();
        Answer::Decide { reason: Reason::ReceiverUnknown, candidates }
    }

    /// The body directly above, which mostly closed on the same day.
    fn to_superior(&self) -> Answer {
        let Some(superior) = self.register.parents(&self.unit).next() else {
            return Answer::Decide { reason: Reason::ReceiverUnknown, candidates: Vec::new() };
        };
        let above = Case {
            register: self.register,
            unit: superior.reference(),
            level: superior.level(),
            effective_on: self.effective_on,
            outcome: self.register.outcome(&superior.reference()).unwrap_or(Outcome::Unknown),
        };
        match above.successor() {
            Some(unit) if above.lives_on() => goes(unit.into(), Article::Merged),
            _ => {
                let candidates = self.province().map(AgencyRef::from).into_iter().collect();
                Answer::Decide { reason: Reason::ReceiverClosed, candidates }
            }
        }
    }

    /// The body that goes on after a part has left.
    fn to_remainder(&self, rows: &[Succession]) -> Answer {
        let mut left = rows.iter().filter(|row| row.extent == Extent::Remainder);
        match (left.next(), left.next()) {
            (Some(row), None) => goes(row.to.into(), Article::Merged),
            _ => self.decide(Reason::LegalKind),
        }
    }

    fn route(&self, records: Records, answer: Answer) -> Route {
        let giver = AgencyRef::new(self.unit, body_of(records.block).slug());
        Route::new(self.unit, giver, records, self.effective_on, answer)
    }
}

/// Who gives the records of a block. The Council's fonds goes the way of the Committee's.
fn body_of(block: Block) -> KnownAgency {
    match block {
        Block::Party => KnownAgency::PartyCommittee,
        Block::Mass => KnownAgency::FatherlandFront,
        Block::Government => KnownAgency::PeoplesCommittee,
    }
}

fn goes(to: AgencyRef, article: Article) -> Answer {
    Answer::Goes { to, by: Ground::Article(article) }
}

#[cfg(test)]
mod tests;
