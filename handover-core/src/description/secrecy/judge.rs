use super::{Clearances, Mark, Suspicion, find_level, mark};
use crate::finding::{Code, Finding, Location};

/// What secrecy says of a text that stands at `location`: nothing, or a
/// finding with level and mark and without the text.
pub fn judge(text: &str, location: Location, cleared: &Clearances) -> Option<Finding> {
    let suspicion = find_level(text)?;
    Some(judge_marked(suspicion, mark(text), location, cleared))
}

/// The place of something that has no number among the entries: its path,
/// unless a name in it is suspected and not cleared.
pub fn location(path: &str, cleared: &Clearances) -> Location {
    let mut end = 0;
    for component in path.split('/') {
        end += component.len();
        if find_level(component).is_some() && !cleared.clears(mark(&path[..end])) {
            return Location::Whole;
        }
        end += 1;
    }
    Location::file(path)
}

/// The finding of a suspicion whose mark is known.
///
/// A field that holds a level and nothing else cannot be cleared; a word in a
/// longer text can.
pub fn judge_marked(
    suspicion: Suspicion,
    mark: Mark,
    location: Location,
    cleared: &Clearances,
) -> Finding {
    let code = if suspicion.whole {
        Code::SecretLevel
    } else if cleared.clears(mark) {
        Code::SecretCleared
    } else {
        Code::SecretSuspected
    };
    let finding = Finding::new(code, location).with("level", suspicion.level.code());
    finding.with("mark", mark.to_string())
}
