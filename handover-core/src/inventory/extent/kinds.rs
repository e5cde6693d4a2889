//! Dossiers counted by what one of their cells says.

use serde::Serialize;

use crate::description::{Arrangement, Carrier, Retention, Work};

macro_rules! by {
    ($(#[$doc:meta])* $name:ident of $kind:ident { $($(#[$field_doc:meta])* $field:ident = $code:literal: $variant:ident,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
        #[non_exhaustive]
        pub struct $name {
            $($(#[$field_doc])* #[serde(rename = $code)] pub $field: u64,)*
            /// Another text, such as older words; it is kept as it stands.
            #[serde(rename = "other-words")]
            pub other_words: u64,
            /// Nothing.
            #[serde(rename = "not-stated")]
            pub not_stated: u64,
        }

        impl $name {
            pub(super) fn count(&mut self, cell: &str) {
                *(match cell.parse() {
                    $(Ok($kind::$variant) => &mut self.$field,)*
                    Err(_) if cell.is_empty() => &mut self.not_stated,
                    Err(_) => &mut self.other_words,
                }) += 1;
            }

            /// Every kind with its stable word and how many there are.
            pub fn each(&self) -> impl Iterator<Item = (&'static str, u64)> {
                [
                    $(($code, self.$field),)*
                    ("other-words", self.other_words),
                    ("not-stated", self.not_stated),
                ]
                .into_iter()
            }
        }
    };
}

by! {
    /// By retention (TT 05/2025).
    ByRetention of Retention {
        /// Permanent.
        permanent = "01": Permanent,
        /// 70 years.
        years70 = "02": Years70,
        /// 50 years.
        years50 = "03": Years50,
        /// 30 years.
        years30 = "04": Years30,
        /// 20 years.
        years20 = "05": Years20,
        /// 10 years.
        years10 = "06": Years10,
        /// Another term.
        other = "07": Other,
    }
}

by! {
    /// By what carries the records.
    ByCarrier of Carrier {
        /// Paper alone.
        paper = "paper": Paper,
        /// Files alone.
        digital = "digital": Digital,
        /// Both.
        both = "both": Both,
    }
}

by! {
    /// By how far the papers are put in order.
    ByArrangement of Arrangement {
        /// Not at all.
        unarranged = "unarranged": Unarranged,
        /// Preliminarily.
        preliminary = "preliminary": Preliminary,
        /// Wholly.
        arranged = "arranged": Arranged,
    }
}

by! {
    /// By whether the work is done.
    ByWork of Work {
        /// It is.
        finished = "finished": Finished,
        /// It goes on.
        unfinished = "unfinished": Unfinished,
    }
}

/// What is listed to which depth, and no further.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ByDepth {
    /// Containers in which no dossier is listed.
    pub containers: u64,
    /// Dossiers of which no document is listed.
    pub dossiers: u64,
    /// Dossiers whose documents are listed without files.
    pub documents: u64,
    /// Dossiers of whose documents at least one names its file.
    pub files: u64,
}

impl ByDepth {
    /// Every depth with its stable word and how many there are.
    pub fn each(&self) -> impl Iterator<Item = (&'static str, u64)> {
        [
            ("containers", self.containers),
            ("dossiers", self.dossiers),
            ("documents", self.documents),
            ("files", self.files),
        ]
        .into_iter()
    }
}
