use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What a cell states: a value where the text can be read as one, and the
/// text in every case.
///
/// An archive's words are never lost to a parser. "Lâu dài" is no code of
/// today's list and yet all that anybody knows; `2001-03` is a date, and comes
/// back as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Stated<T> {
    value: Option<T>,
    // Only where the value would not print so: most cells need no text beside it.
    text: Option<Box<str>>,
}

impl<T> Stated<T> {
    /// The value, where the text was understood.
    pub fn value(&self) -> Option<&T> {
        self.value.as_ref()
    }

    /// Takes the value, where the text was understood.
    pub fn into_value(self) -> Option<T> {
        self.value
    }
}

impl<T: FromStr + fmt::Display> Stated<T> {
    /// Reads `text`, and keeps it.
    pub fn read(text: &str) -> Self {
        match text.parse::<T>() {
            Ok(value) => {
                let text = (value.to_string() != text).then(|| text.into());
                Stated { value: Some(value), text }
            }
            Err(_) => Stated { value: None, text: Some(text.into()) },
        }
    }
}

impl<T> From<T> for Stated<T> {
    fn from(value: T) -> Self {
        Stated { value: Some(value), text: None }
    }
}

/// The text as it was written.
impl<T: fmt::Display> fmt::Display for Stated<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.text, &self.value) {
            (Some(text), _) => f.write_str(text),
            (None, Some(value)) => value.fmt(f),
            (None, None) => Ok(()),
        }
    }
}

impl<T: fmt::Display> Serialize for Stated<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, T: FromStr + fmt::Display> Deserialize<'de> for Stated<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Stated::read(&Cow::<'de, str>::deserialize(deserializer)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::PartialDate;
    use crate::description::Retention;

    #[test]
    fn old_words_stay_text() {
        let old = Stated::<Retention>::read("Lâu dài");
        assert_eq!(old.value(), None);
        assert_eq!(old.to_string(), "Lâu dài");
        assert_eq!(Stated::read("01"), Stated::from(Retention::Permanent));
    }

    #[test]
    fn a_value_comes_back_as_it_was_written() {
        for text in ["2001-03", "03/2001", "khoảng 1975"] {
            assert_eq!(Stated::<PartialDate>::read(text).to_string(), text);
        }
        let padded = Stated::<u64>::read("007");
        assert_eq!((padded.value(), padded.to_string().as_str()), (Some(&7), "007"));
    }
}
