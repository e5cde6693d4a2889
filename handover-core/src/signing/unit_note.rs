//! The line that says whose a key file is meant to be.

use super::error::KeyError;

const PREFIX: &str = "Unit: ";

/// Most bytes of a note.
const MAX_BYTES: usize = 200;

/// The first `Unit: …` line of the text before a key. Nothing proves it.
pub(super) fn find(preamble: &str) -> Option<&str> {
    let notes = preamble.lines().filter_map(|line| line.strip_prefix(PREFIX.trim_end()));
    notes.map(str::trim).find(|note| is_note(note))
}

/// The line to write before a key.
pub(super) fn line(note: &str) -> Result<String, KeyError> {
    if note.trim() == note && is_note(note) {
        Ok(format!("{PREFIX}{note}\n"))
    } else {
        Err(KeyError::UnitNote)
    }
}

fn is_note(note: &str) -> bool {
    // The separators end a line for some programs, and would hide a block.
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    (1..=MAX_BYTES).contains(&note.len()) && !note.contains(breaks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_found_where_it_was_written() {
        let line = line("vn:27169@2024/ubnd").unwrap();
        assert_eq!(line, "Unit: vn:27169@2024/ubnd\n");
        assert_eq!(find(&line), Some("vn:27169@2024/ubnd"));
        assert_eq!(find("Key attributes: <none>\r\nUnit:  a b \r\n"), Some("a b"));
        assert_eq!(find("unit: a\nUnit: \n# Unit: b\n"), None);
    }

    #[test]
    fn a_note_stays_on_its_line() {
        for bad in
            ["", " a", "a\n", "a\nb", "a\u{85}b", "a\u{2028}b", "a\u{1b}[1m", &"a".repeat(201)]
        {
            assert_eq!(line(bad), Err(KeyError::UnitNote), "{bad:?}");
        }
    }
}
