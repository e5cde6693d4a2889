use crate::description::code_list::code_list;
use crate::description::record::record;
use crate::description::{Day, Stated};

code_list! {
    /// What happened to the custody of records.
    EventKind {
        Transferred = "transferred", "bàn giao";
        Returned = "returned", "trả lại";
        Loaned = "loaned", "cho mượn";
        Destroyed = "destroyed", "tiêu hủy";
        Declassified = "declassified", "giải mật";
        MovedSecret = "moved-secret", "chuyển theo chế độ bảo vệ bí mật nhà nước";
        Lost = "lost", "thất lạc";
        Found = "found", "tìm thấy";
        Sealed = "sealed", "niêm phong";
        Unsealed = "unsealed", "mở niêm phong";
        Converted = "converted", "chuyển đổi";
    }
}

/// How an event accounts for a dossier that is no longer there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Account {
    /// It went somewhere, lawfully.
    Explained,
    /// It was reported lost, which explains nothing.
    ReportedLost,
    /// The event says nothing about where it is.
    Silent,
}

impl EventKind {
    /// How an event of this kind accounts for a dossier that is gone. A
    /// destruction counts only with its papers: [`CustodyEvent::account`].
    pub const fn account(self) -> Account {
        match self {
            EventKind::Transferred
            | EventKind::Returned
            | EventKind::Loaned
            | EventKind::Destroyed
            | EventKind::MovedSecret => Account::Explained,
            EventKind::Lost => Account::ReportedLost,
            EventKind::Declassified
            | EventKind::Found
            | EventKind::Sealed
            | EventKind::Unsealed
            | EventKind::Converted => Account::Silent,
        }
    }
}

record! {
    /// A dated fact about who holds what: a row of `events.csv`.
    CustodyEvent {
        /// The day.
        on: Option<Stated<Day>> = "on",
        /// What happened.
        kind: Option<Stated<EventKind>> = "kind",
        /// Code of the fonds.
        fonds: Option<String> = "fonds",
        /// Code of the box or packet.
        container: Option<String> = "container",
        /// Code of the dossier.
        dossier: Option<String> = "dossier",
        /// The agency that held it before.
        from: Option<String> = "from",
        /// The agency that holds it after.
        to: Option<String> = "to",
        /// Number and day of the decision.
        decision: Option<String> = "decision",
        /// Minutes between storekeeper and destroyer, or of the handover.
        handover_minutes: Option<String> = "handoverMinutes",
        /// Minutes of the destruction.
        destruction_minutes: Option<String> = "destructionMinutes",
        /// The person who answers for it, with title.
        by: Option<String> = "by",
        /// Remarks.
        description: Option<String> = "description",
    }
}

impl CustodyEvent {
    /// An event of `kind` on `day`.
    pub fn new(day: Day, kind: EventKind) -> Self {
        CustodyEvent { on: Some(day.into()), kind: Some(kind.into()), ..CustodyEvent::default() }
    }

    /// The papers that a destruction lacks (TT 06/2025 chap. III: decision,
    /// minutes of the handover to the destroyer, minutes of the destruction),
    /// as names of their columns; none for any other event.
    pub fn missing_papers(&self) -> Vec<&'static str> {
        if self.kind.as_ref().and_then(Stated::value) != Some(&EventKind::Destroyed) {
            return Vec::new();
        }
        let papers = [
            ("decision", &self.decision),
            ("handoverMinutes", &self.handover_minutes),
            ("destructionMinutes", &self.destruction_minutes),
        ];
        let blank = |paper: &Option<String>| paper.as_deref().unwrap_or("").trim().is_empty();
        papers.iter().filter(|(_, paper)| blank(paper)).map(|(column, _)| *column).collect()
    }

    /// How the event accounts for a dossier that is gone.
    pub fn account(&self) -> Account {
        match self.kind.as_ref().and_then(Stated::value) {
            Some(kind) if self.missing_papers().is_empty() => kind.account(),
            _ => Account::Silent,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_destruction_explains_nothing_without_its_papers() {
        let day = "2024-11-05".parse().unwrap();
        let mut event = CustodyEvent::new(day, EventKind::Destroyed);
        event.decision = Some("12/QĐ-UBND, 01/11/2024".into());
        event.handover_minutes = Some(" ".into());
        assert_eq!(event.missing_papers(), ["handoverMinutes", "destructionMinutes"]);
        assert_eq!(event.account(), Account::Silent);
        event.handover_minutes = Some("01/BB".into());
        event.destruction_minutes = Some("02/BB".into());
        assert_eq!(event.account(), Account::Explained);
        assert_eq!(CustodyEvent::new(day, EventKind::Lost).account(), Account::ReportedLost);
    }
}
