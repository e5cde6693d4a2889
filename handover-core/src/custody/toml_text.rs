//! An event as people write it: `event.toml`.

use std::path::Path;

use super::fact::Event;
use crate::error::{Error, Result};

impl Event {
    /// Reads the text of an `event.toml`; `path` is for messages only.
    ///
    /// # Errors
    /// `Malformed` with the line, and never a value of the file.
    pub fn from_toml(text: &str, path: &Path) -> Result<Self> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        toml::from_str(text).map_err(|error: toml::de::Error| {
            let newlines = |end| text.bytes().take(end).filter(|byte| *byte == b'\n').count();
            let line = error.span().map(|span| 1 + newlines(span.start) as u64);
            // Its message may repeat a value of the file.
            Error::malformed(path, line, "event.syntax", "not the TOML of an event")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_told_by_line_without_values() {
        let text = "kind = \"seal\"\nseal = \"NP 1\"\n[[by]]\nname = \"A\"\ntitle = \"B\"\n";
        assert!(Event::from_toml(text, Path::new("e")).is_ok());
        let error = Event::from_toml(&text.replace("NP 1", " Kín"), Path::new("e.toml"));
        let told = error.unwrap_err().to_string();
        assert!(told.starts_with("e.toml:2: ") && !told.contains("Kín"), "{told}");
    }
}
