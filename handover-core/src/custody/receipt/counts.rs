//! What a receipt counts, and what the receiver writes into its form.

use serde::{Deserialize, Serialize};

use crate::custody::values::{Line, Person};
use crate::description::Metres;
use crate::description::code_list::code_list;

/// Counts as one side has them; what nobody counted is absent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// Paper and other carriers that stand on a shelf.
    #[serde(default, skip_serializing_if = "is_default")]
    pub paper: PaperCounts,
    /// Computer files.
    #[serde(default, skip_serializing_if = "is_default")]
    pub electronic: ElectronicCounts,
}

/// The paper side.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperCounts {
    /// Boxes and packets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub containers: Option<u64>,
    /// Dossiers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dossiers: Option<u64>,
    /// Shelf metres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metres: Option<Metres>,
}

/// The electronic side.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ElectronicCounts {
    /// Dossiers that have files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dossiers: Option<u64>,
    /// Files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub files: Option<u64>,
    /// Bytes of the files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
}

/// The same totals three times, side by side.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceiptTotals {
    /// As the act declares them.
    #[serde(default, skip_serializing_if = "is_default")]
    pub declared: Counts,
    /// As inventory and files come to.
    #[serde(default, skip_serializing_if = "is_default")]
    pub computed: Counts,
    /// As the receiver's people counted them on the spot.
    #[serde(default, skip_serializing_if = "is_default")]
    pub counted: Counts,
}

/// A line of [`ReceiptTotals`], as numbers or metres.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TotalLine<N> {
    /// The member, such as `paper.containers`.
    pub member: &'static str,
    /// As declared.
    pub declared: Option<N>,
    /// As computed.
    pub computed: Option<N>,
    /// As counted.
    pub counted: Option<N>,
}

impl<N: PartialEq + Copy> TotalLine<N> {
    /// Whether those of the three that are there are the same.
    pub fn agrees(&self) -> bool {
        let mut there = [self.declared, self.computed, self.counted].into_iter().flatten();
        let first = there.next();
        there.all(|other| Some(other) == first)
    }
}

impl ReceiptTotals {
    fn line<N>(&self, member: &'static str, of: impl Fn(&Counts) -> Option<N>) -> TotalLine<N> {
        let (declared, computed) = (of(&self.declared), of(&self.computed));
        TotalLine { member, declared, computed, counted: of(&self.counted) }
    }

    /// The numbers, line by line.
    pub fn numbers(&self) -> [TotalLine<u64>; 5] {
        [
            self.line("paper.containers", |counts| counts.paper.containers),
            self.line("paper.dossiers", |counts| counts.paper.dossiers),
            self.line("electronic.dossiers", |counts| counts.electronic.dossiers),
            self.line("electronic.files", |counts| counts.electronic.files),
            self.line("electronic.bytes", |counts| counts.electronic.bytes),
        ]
    }

    /// Shelf metres.
    pub fn metres(&self) -> TotalLine<Metres> {
        self.line("paper.metres", |counts| counts.paper.metres)
    }
}

code_list! {
    /// Which side a person signs the paper for.
    ReceiptSide {
        Giver = "giver", "bên giao";
        Receiver = "receiver", "bên nhận";
        Witness = "witness", "bên chứng kiến";
    }
}

/// A person who signs the paper minutes of the receipt.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceiptSignatory {
    /// The side.
    pub side: ReceiptSide,
    /// Name in full.
    pub name: Line,
    /// Title or office.
    pub title: Line,
}

/// What only the receiver's people can know: they write it into the form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceiptForm {
    /// Numbers of the seals on boxes and doors, as they were found.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seals: Vec<Line>,
    /// Serial numbers of the media.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<Line>,
    /// The condition in which it came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<Line>,
    /// Its number in the receiver's register of accessions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accession: Option<Line>,
    /// Who signs the paper minutes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signatories: Vec<ReceiptSignatory>,
}

impl ReceiptForm {
    /// Its texts, with their members.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&'static str, &Line)> {
        let seals = self.seals.iter().map(|line| ("seals", line));
        let media = self.media.iter().map(|line| ("media", line));
        let condition = self.condition.iter().map(|line| ("condition", line));
        let accession = self.accession.iter().map(|line| ("accession", line));
        let people = self.signatories.iter();
        let people = people.flat_map(|s| [("signatories", &s.name), ("signatories", &s.title)]);
        seals.chain(media).chain(condition).chain(accession).chain(people)
    }

    /// The first list of it that has more than `most`.
    pub(super) fn too_long(&self, most: usize) -> Option<&'static str> {
        let lists = [
            ("seals", self.seals.len()),
            ("media", self.media.len()),
            ("signatories", self.signatories.len()),
        ];
        lists.into_iter().find(|(_, length)| *length > most).map(|(member, _)| member)
    }

    /// Who signs for the receiver.
    pub fn receivers(&self) -> impl Iterator<Item = Person> + '_ {
        let of = |s: &&ReceiptSignatory| s.side == ReceiptSide::Receiver;
        let person = |s: &ReceiptSignatory| Person { name: s.name.clone(), title: s.title.clone() };
        self.signatories.iter().filter(of).map(person)
    }
}

pub(super) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
