//! Plain structs that are rows: one declaration names fields and columns.

use std::fmt::Display;
use std::str::FromStr;

use super::Stated;

/// A row of a table as a struct. What a cell says is kept even where it is
/// not what its column allows; judging it is the inventory's work.
pub trait Record: Sized {
    /// The columns, in the order in which they are written.
    const COLUMNS: &'static [&'static str];

    /// Reads a row; `cell` gives a column's text, empty where there is none.
    fn from_cells<'a>(cell: impl Fn(&'static str) -> &'a str) -> Self;

    /// Gives every column and its text, in the order of [`Record::COLUMNS`].
    fn each_cell(&self, put: &mut dyn FnMut(&'static str, &str));
}

/// A field that a cell can hold.
pub(crate) trait CellValue {
    fn from_cell(text: &str) -> Self;
    fn put(&self, put: &mut dyn FnMut(&str));
}

impl CellValue for String {
    fn from_cell(text: &str) -> Self {
        text.to_owned()
    }

    fn put(&self, put: &mut dyn FnMut(&str)) {
        put(self);
    }
}

impl CellValue for Option<String> {
    fn from_cell(text: &str) -> Self {
        (!text.is_empty()).then(|| text.to_owned())
    }

    fn put(&self, put: &mut dyn FnMut(&str)) {
        put(self.as_deref().unwrap_or_default());
    }
}

impl<T: FromStr + Display> CellValue for Option<Stated<T>> {
    fn from_cell(text: &str) -> Self {
        (!text.is_empty()).then(|| Stated::read(text))
    }

    fn put(&self, put: &mut dyn FnMut(&str)) {
        match self {
            Some(stated) => put(&stated.to_string()),
            None => put(""),
        }
    }
}

/// Declares a struct that is a row.
macro_rules! record {
    (
        $(#[$doc:meta])*
        $name:ident {
            $($(#[$field_doc:meta])* $field:ident: $type:ty = $column:literal,)*
        }
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(default)]
        #[non_exhaustive]
        pub struct $name {
            $($(#[$field_doc])* #[serde(rename = $column)] pub $field: $type,)*
        }

        impl $crate::description::Record for $name {
            const COLUMNS: &'static [&'static str] = &[$($column,)*];

            fn from_cells<'a>(cell: impl Fn(&'static str) -> &'a str) -> Self {
                $name {
                    $($field: $crate::description::record::CellValue::from_cell(cell($column)),)*
                }
            }

            fn each_cell(&self, put: &mut dyn FnMut(&'static str, &str)) {
                use $crate::description::record::CellValue as _;
                $(self.$field.put(&mut |text| put($column, text));)*
            }
        }
    };
}

pub(crate) use record;
