//! The objects of a PDF (ISO 32000-2, 7.3), as values.

use std::collections::BTreeMap;

/// A reference to an indirect object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Ref {
    pub(super) number: u32,
    pub(super) generation: u16,
}

/// A direct object; streams keep their bytes in the file.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) enum Object {
    #[default]
    Null,
    Bool(bool),
    Int(i64),
    Real(f64),
    Name(Vec<u8>),
    Text(Vec<u8>),
    Array(Vec<Object>),
    Dict(Dict),
    Ref(Ref),
    Stream(Box<Stream>),
}

/// A dictionary; of two equal keys the first counts. A tree, as a hostile page
/// may ask a large one a million times.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Dict(pub(super) BTreeMap<Vec<u8>, Object>);

/// A stream: its dictionary, and where its bytes begin.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stream {
    pub(super) dict: Dict,
    pub(super) start: u64,
    pub(super) id: Ref,
}

impl Dict {
    pub(super) fn get(&self, key: &str) -> &Object {
        self.by_name(key.as_bytes())
    }

    pub(super) fn by_name(&self, key: &[u8]) -> &Object {
        self.0.get(key).unwrap_or(&Object::Null)
    }

    /// The value under a key, or under its short form in inline images.
    pub(super) fn either(&self, key: &str, short: &str) -> &Object {
        match self.get(key) {
            Object::Null => self.get(short),
            found => found,
        }
    }
}

impl Object {
    pub(super) fn int(&self) -> Option<i64> {
        match self {
            Object::Int(number) => Some(*number),
            _ => None,
        }
    }

    /// A whole number that is not negative.
    pub(super) fn count(&self) -> Option<u64> {
        self.int().and_then(|number| u64::try_from(number).ok())
    }

    #[expect(clippy::cast_precision_loss, reason = "sizes on a page, far below 2^53")]
    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Object::Int(number) => Some(*number as f64),
            Object::Real(number) => Some(*number),
            _ => None,
        }
    }

    pub(super) fn name(&self) -> Option<&[u8]> {
        match self {
            Object::Name(name) => Some(name),
            _ => None,
        }
    }

    pub(super) fn is_name(&self, name: &str) -> bool {
        self.name() == Some(name.as_bytes())
    }

    pub(super) fn text(&self) -> Option<&[u8]> {
        match self {
            Object::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn array(&self) -> &[Object] {
        match self {
            Object::Array(array) => array,
            _ => &[],
        }
    }

    /// A dictionary, or the one of a stream.
    pub(super) fn dict(&self) -> Option<&Dict> {
        match self {
            Object::Dict(dict) => Some(dict),
            Object::Stream(stream) => Some(&stream.dict),
            _ => None,
        }
    }

    pub(super) fn reference(&self) -> Option<Ref> {
        match self {
            Object::Ref(reference) => Some(*reference),
            _ => None,
        }
    }
}
