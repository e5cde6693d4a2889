//! The head of the paper, and the names of those who stand on it.

use super::block::{Block, Blocks, Grid, Style};
use super::options::{MinutesForm, MinutesOptions};
use super::words::{BLANK, Printer, say};
use crate::transfer::NamedAgency;
use crate::unit::{AgencyRef, KnownAgency, Register};

/// Agencies in words.
pub(super) struct Names<'a> {
    agencies: &'a [NamedAgency],
    register: Option<&'a Register>,
    pub(super) printer: &'a Printer,
}

impl<'a> Names<'a> {
    /// `agencies` are those whose names only the act knows.
    pub(super) fn new(
        agencies: &'a [NamedAgency],
        register: Option<&'a Register>,
        printer: &'a Printer,
    ) -> Self {
        Names { agencies, register, printer }
    }

    /// "Ủy ban nhân dân Phường 14, Quận 10, Thành phố Hồ Chí Minh"; the
    /// reference where nobody knows a name.
    pub(super) fn full(&self, agency: &AgencyRef) -> String {
        let full = |register: &Register| register.full_name(&agency.unit());
        self.name(agency, " ", full).unwrap_or_else(|| agency.to_string())
    }

    /// The agency in a head: its body, and its unit's own name below.
    fn short(&self, agency: &AgencyRef) -> String {
        let own = |register: &Register| Some(register.get(&agency.unit())?.name().to_owned());
        let name = self.name(agency, "\n", own).unwrap_or_else(|| BLANK.to_owned());
        name.to_uppercase()
    }

    fn name(
        &self,
        agency: &AgencyRef,
        between: &str,
        unit: impl Fn(&Register) -> Option<String>,
    ) -> Option<String> {
        if let Some(named) = self.agencies.iter().find(|named| named.agency == *agency) {
            return Some(self.printer.text(&named.name));
        }
        let body = match agency.known()? {
            KnownAgency::PeoplesCommittee => say("agency-ubnd"),
            KnownAgency::PeoplesCouncil => say("agency-hdnd"),
            KnownAgency::PartyCommittee => say("agency-dang-uy"),
            KnownAgency::FatherlandFront => say("agency-mttq"),
            KnownAgency::HistoricalArchive => say("agency-luu-tru-lich-su"),
        };
        let unit = self.printer.text(&unit(self.register?)?);
        Some(format!("{body}{between}{unit}"))
    }

    /// A cell that should be an agency.
    pub(super) fn cell(&self, text: &str) -> String {
        text.parse().map_or_else(|_| text.to_owned(), |agency| self.full(&agency))
    }
}

/// What the paper is about.
pub(super) fn subject(form: MinutesForm) -> &'static str {
    match form {
        MinutesForm::Nd30 => say("subject-nd30"),
        MinutesForm::Archive => say("subject-archive"),
    }
}

/// Agency to the left, State and motto to the right, then what paper it is.
pub(super) fn heading(
    (drawn_by, subject): (&AgencyRef, &str),
    names: &Names<'_>,
    options: &MinutesOptions<'_>,
    paper: &mut Blocks,
) {
    let say_in = |style, text: &str| Block::Paragraph(style, text.to_owned());
    let mut left = Vec::new();
    if let Some(superior) = &options.superior {
        left.push(say_in(Style::Superior, &names.printer.text(superior).to_uppercase()));
    }
    left.push(say_in(Style::Agency, &names.short(drawn_by)));
    left.push(say_in(Style::Rule, ""));
    let day = options.place_and_day.as_ref().map(|text| names.printer.text(text));
    let right = vec![
        say_in(Style::Agency, say("state")),
        say_in(Style::Motto, say("motto")),
        say_in(Style::Rule, ""),
        say_in(Style::Day, day.as_deref().unwrap_or(say("day-open"))),
    ];
    paper.add(Grid::bare(&[40, 60], vec![left, right]));
    paper.say(Style::Kind, say("kind"));
    paper.say(Style::Subject, subject);
    let rule = vec![say_in(Style::Rule, "")];
    paper.add(Grid::bare(&[30, 40, 30], vec![Vec::new(), rule, Vec::new()]));
}
