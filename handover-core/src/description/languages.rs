use std::fmt;
use std::str::FromStr;

use super::{Language, NotInList};

/// One or more languages, as a cell holds them: codes separated by `;`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Languages(Vec<Language>);

impl Languages {
    /// What separates two codes in a cell.
    pub const SEPARATOR: char = ';';

    /// The languages, in the order written; never none.
    pub fn as_slice(&self) -> &[Language] {
        &self.0
    }
}

impl From<Language> for Languages {
    fn from(language: Language) -> Self {
        Languages(vec![language])
    }
}

impl FromStr for Languages {
    type Err = NotInList;

    fn from_str(text: &str) -> Result<Self, NotInList> {
        text.split(Self::SEPARATOR)
            .map(|code| code.trim().parse())
            .collect::<Result<_, _>>()
            .map(Languages)
    }
}

impl fmt::Display for Languages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, language) in self.0.iter().enumerate() {
            if at > 0 {
                write!(f, "{}", Self::SEPARATOR)?;
            }
            write!(f, "{language}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_languages_in_a_cell() {
        let both: Languages = "01; 09".parse().unwrap();
        assert_eq!(both.as_slice(), [Language::Vietnamese, Language::HanNom]);
        assert_eq!(both.to_string(), "01;09");
        assert!("".parse::<Languages>().is_err());
        assert!("01;".parse::<Languages>().is_err());
    }
}
