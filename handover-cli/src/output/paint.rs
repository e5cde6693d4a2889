//! Colours, for streams that want them.

use anstyle::{AnsiColor, Style};

/// What a piece of text is; the colour follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// A heading, or what everybody looks for first.
    Heading,
    /// All is well.
    Good,
    /// The answer is no, or nothing was done.
    Bad,
    /// Somebody should look at it.
    Caution,
    /// Beside the point: codes, hints.
    Aside,
}

/// Whether one stream is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Paint {
    Colour,
    Plain,
}

impl Paint {
    /// The text as it should stand in the stream.
    pub(crate) fn text(self, role: Role, text: &str) -> String {
        if self == Paint::Plain {
            return text.to_owned();
        }
        let style = match role {
            Role::Heading => Style::new().bold(),
            Role::Good => AnsiColor::Green.on_default().bold(),
            Role::Bad => AnsiColor::Red.on_default().bold(),
            Role::Caution => AnsiColor::Yellow.on_default().bold(),
            Role::Aside => Style::new().dimmed(),
        };
        format!("{style}{text}{style:#}")
    }
}
