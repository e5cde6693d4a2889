//! The questions, against a naive model.

use super::*;

proptest! {
    /// The sorted streams answer as one look after the other at each event.
    #[test]
    fn coverage_is_what_one_look_at_each_event_says(
        events in proptest::collection::vec((any::<u8>(), any::<u8>(), 1_u32..28), 0..12),
        on in 1_u32..28, budget in 1_usize..3000,
    ) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("custody.jsonl");
        let on = day(&format!("2025-08-{on:02}"));
        let trust = both_keys();
        let bytes = moves(&events);
        let mut all = Vec::new();
        let take = |checked| { all.push(checked); Ok(()) };
        verify(&bytes[..], &path, Some(&trust), &[], take, &Options::default(), &()).unwrap();

        let dossiers: Vec<DossierRef> = ["F1 01 HS.1", "F1 03 HS.9", "F2 02 HS.2", "F3 02 HS.7"]
            .iter()
            .map(|text| {
                let mut parts = text.split(' ').map(str::to_owned);
                let mut part = || parts.next().unwrap();
                DossierRef { fonds: part(), container: part(), code: part() }
            })
            .collect();
        let mut coverage = Coverage::new(budget, dir.path());
        for checked in &all {
            coverage.event(checked, on).unwrap();
        }
        for (number, dossier) in (0..).zip(&dossiers) {
            coverage.ask(number, dossier).unwrap();
        }
        let answers: Vec<_> = coverage.finish().unwrap().map(|answer| answer.unwrap()).collect();
        prop_assert_eq!(answers.len(), dossiers.len());
        let mut shelf = Shelf::new(std::io::Cursor::new(&bytes), &path, Some(&trust), &[], &Limits::default());
        for ((number, history), dossier) in answers.into_iter().zip(&dossiers) {
            prop_assert_eq!(&dossiers[usize::try_from(number).unwrap()], dossier);
            let mut standing = Standing::default();
            for checked in &all {
                standing.take(checked, dossier, on);
            }
            prop_assert_eq!(standing.history, history);
            prop_assert_eq!(naive(&all, dossier, on), history.deciding().map(|deed| deed.line));
            if let Some(deed) = history.deciding() {
                let fetched = shelf.fetch(deed).unwrap();
                prop_assert_eq!(&fetched.entry, &all[usize::try_from(deed.line).unwrap() - 1].entry);
                prop_assert_eq!(fetched.persons, all[usize::try_from(deed.line).unwrap() - 1].persons);
            }
        }
    }
}

/// The line that decides, by sorting all events and going through them.
pub(crate) fn naive(all: &[Checked], dossier: &DossierRef, on: Day) -> Option<u64> {
    let mut events: Vec<_> = all.iter().filter(|checked| checked.entry.day <= on).collect();
    events.sort_by_key(|checked| checked.entry.day);
    let (mut last, mut lost) = (None, None);
    for checked in events {
        let event = &checked.entry.event;
        let covers = |cover: &Cover| cover.covers(dossier) == crate::custody::Covered::Yes;
        if !event.covers.iter().any(covers) {
            continue;
        }
        match (event.kind, event.incident.as_ref().map(|incident| incident.what)) {
            (_, Some(crate::custody::IncidentKind::Lost)) => lost = Some(checked.line),
            (_, Some(_)) => lost = None,
            (Kind::Destruction, _) if checked.persons < 2 => {}
            (Kind::Seal | Kind::Open, _) => {}
            _ => last = Some(checked.line),
        }
    }
    lost.or(last)
}
