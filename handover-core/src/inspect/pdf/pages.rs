//! The tree of pages (ISO 32000-2, 7.7.3), leaf by leaf.

use std::collections::BTreeSet;

use super::document::Document;
use super::object::{Dict, Object, Ref};
use crate::inspect::bounds::{Look, Stop};

/// What a page inherits from the nodes above it.
#[derive(Debug, Clone, Default)]
pub(super) struct Inherited {
    pub(super) resources: Object,
    pub(super) media: Object,
    pub(super) crop: Object,
}

struct Node {
    kids: std::vec::IntoIter<Object>,
    inherited: Inherited,
}

/// Walks the tree in reading order; holds one list of kids a level.
pub(super) struct Pages<'d, 'a> {
    document: &'d Document<'a>,
    open: Vec<Node>,
    seen: BTreeSet<Ref>,
    /// Whether a node was no page, or came twice.
    pub(super) damaged: bool,
}

impl<'d, 'a> Pages<'d, 'a> {
    pub(super) fn new(document: &'d Document<'a>, catalog: &Dict) -> Self {
        let root = Node {
            kids: vec![catalog.get("Pages").clone()].into_iter(),
            inherited: Inherited::default(),
        };
        Pages { document, open: vec![root], seen: BTreeSet::new(), damaged: false }
    }

    /// The next page, with what it has and inherits.
    pub(super) fn next(&mut self) -> Look<Option<(Dict, Inherited)>> {
        loop {
            let depth = self.open.len();
            let Some(node) = self.open.last_mut() else { return Ok(None) };
            let Some(kid) = node.kids.next() else {
                self.open.pop();
                continue;
            };
            let above = node.inherited.clone();
            if let Some(reference) = kid.reference()
                && !self.seen.insert(reference)
            {
                self.damaged = true;
                continue;
            }
            let resolved = self.document.resolve(&kid)?;
            let Some(dict) = resolved.dict() else {
                self.damaged = true;
                continue;
            };
            let inherited = self.inherit(dict, above)?;
            if dict.get("Kids") == &Object::Null {
                return Ok(Some((dict.clone(), inherited)));
            }
            if depth > self.document.source.budget.bounds.nesting {
                return Err(Stop::Bound("limit-nesting"));
            }
            let Object::Array(kids) = self.document.value(dict, "Kids")?.into_owned() else {
                self.damaged = true;
                continue;
            };
            self.open.push(Node { kids: kids.into_iter(), inherited });
        }
    }

    fn inherit(&self, dict: &Dict, above: Inherited) -> Look<Inherited> {
        let own = |key: &str, above: Object| -> Look<Object> {
            match self.document.value(dict, key)?.into_owned() {
                Object::Null => Ok(above),
                own => Ok(own),
            }
        };
        Ok(Inherited {
            resources: own("Resources", above.resources)?,
            media: own("MediaBox", above.media)?,
            crop: own("CropBox", above.crop)?,
        })
    }
}
