//! A PDF whose objects are found when they are asked for.

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

use super::crypt::Crypt;
use super::lexer::Lexer;
use super::object::{Dict, Object, Ref, Stream};
use super::read::{self, Known};
use super::repair::repair;
use super::xref::{Place, Xref};
use crate::inspect::bounds::{Look, Stop};
use crate::inspect::source::Source;

/// References that lead to references.
const CHAIN: usize = 16;

/// Members of an array that are resolved with it: filters, parts of a colour
/// space.
const SHORT: usize = 16;

/// How a document is locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lock {
    None,
    /// Encrypted, and opens without a password.
    Open,
    /// Encrypted under a password, or in a way that is not known.
    Closed,
}

pub(super) struct Document<'a> {
    pub(super) source: &'a Source<'a>,
    xref: Xref,
    crypt: Option<Crypt>,
    pub(super) lock: Lock,
    pub(super) repaired: bool,
    // The last object stream: objects are asked for in their order.
    members: RefCell<Option<(u32, Rc<Members>)>>,
}

/// An object stream, unpacked.
struct Members {
    data: Vec<u8>,
    starts: Vec<(u32, usize)>,
}

impl<'a> Document<'a> {
    /// Opens a document; makes its table anew where that is lost.
    pub(super) fn open(source: &'a Source<'a>) -> Look<Self> {
        let loaded = match Xref::load(source) {
            Ok(xref) => Some(xref),
            Err(stop) if stop.is_local() => None,
            Err(stop) => return Err(stop),
        };
        if let Some(xref) = loaded {
            let document = Document::with(source, xref, false)?;
            if document.lock == Lock::Closed || document.is_sound()? {
                return Ok(document);
            }
        }
        let document = Document::with(source, repair(source)?, true)?;
        if document.lock == Lock::Closed || document.is_sound()? {
            Ok(document)
        } else {
            Err(Stop::Damaged)
        }
    }

    fn with(source: &'a Source<'a>, xref: Xref, repaired: bool) -> Look<Self> {
        let members = RefCell::default();
        let (crypt, lock) = (None, Lock::None);
        let mut document = Document { source, xref, crypt, lock, repaired, members };
        let encrypt = document.resolve(document.xref.trailer.get("Encrypt"))?.into_owned();
        if let Some(encrypt) = encrypt.dict() {
            let id = document.resolve(document.xref.trailer.get("ID"))?.into_owned();
            let id = id.array().first().and_then(Object::text).unwrap_or_default();
            let crypt = Crypt::open(encrypt, id);
            let lock = if crypt.is_some() { Lock::Open } else { Lock::Closed };
            (document.crypt, document.lock) = (crypt, lock);
        }
        Ok(document)
    }

    /// Whether the catalogue and its first pages are where the table says.
    fn is_sound(&self) -> Look<bool> {
        let Some(catalog) = self.catalog()? else { return Ok(false) };
        let pages = self.resolve(catalog.get("Pages"))?;
        let Some(pages) = pages.dict() else { return Ok(false) };
        let kids = self.resolve(pages.get("Kids"))?;
        let Some(first) = kids.array().first() else { return Ok(true) };
        Ok(self.resolve(first)?.dict().is_some())
    }

    /// The root of everything.
    pub(super) fn catalog(&self) -> Look<Option<Dict>> {
        Ok(self.resolve(self.xref.trailer.get("Root"))?.dict().cloned())
    }

    /// The information dictionary, and its reference.
    pub(super) fn info(&self) -> Look<(Dict, Option<Ref>)> {
        let info = self.xref.trailer.get("Info");
        Ok((self.resolve(info)?.dict().cloned().unwrap_or_default(), info.reference()))
    }

    /// A text of the object `id`, decrypted.
    pub(super) fn text(&self, id: Option<Ref>, text: &[u8]) -> Vec<u8> {
        match (&self.crypt, id) {
            // Texts in object streams are not encrypted by themselves.
            (Some(crypt), Some(id))
                if matches!(self.xref.places.get(&id.number), Some(Place::At(_))) =>
            {
                crypt.text(id, text)
            }
            _ => text.to_vec(),
        }
    }

    /// The object itself, or what the reference leads to; nothing where there
    /// is none, as the standard has it.
    pub(super) fn resolve<'o>(&self, object: &'o Object) -> Look<Cow<'o, Object>> {
        let Object::Ref(reference) = object else { return Ok(Cow::Borrowed(object)) };
        let mut reference = *reference;
        for _ in 0..CHAIN {
            match self.get(reference) {
                Ok(Object::Ref(next)) => reference = next,
                Ok(found) => return Ok(Cow::Owned(found)),
                Err(stop) if stop.is_local() => break,
                Err(stop) => return Err(stop),
            }
        }
        Ok(Cow::Owned(Object::Null))
    }

    /// The value of a key, resolved.
    pub(super) fn value<'o>(&self, dict: &'o Dict, key: &str) -> Look<Cow<'o, Object>> {
        self.resolve(dict.get(key))
    }

    /// The named values of a dictionary resolved, and those of short arrays.
    pub(super) fn shallow(&self, dict: &Dict, keys: &[&str]) -> Look<Dict> {
        let mut resolved = Dict::default();
        for key in keys {
            let value = match self.value(dict, key)?.into_owned() {
                Object::Array(all) if all.len() <= SHORT => {
                    let all = all.iter().map(|one| self.resolve(one).map(Cow::into_owned));
                    Object::Array(all.collect::<Look<_>>()?)
                }
                value => value,
            };
            resolved.0.insert(key.as_bytes().to_vec(), value);
        }
        Ok(resolved)
    }

    fn get(&self, reference: Ref) -> Look<Object> {
        // Even a table of nothing but loops comes to its end.
        self.source.budget.spend(16)?;
        match self.xref.places.get(&reference.number) {
            Some(Place::At(offset)) => {
                let (id, object) = read::indirect(self.source, *offset)?;
                if id.number == reference.number { Ok(object) } else { Err(Stop::Damaged) }
            }
            Some(Place::In { stream, index }) => {
                let members = self.members(*stream)?;
                let index = usize::try_from(*index).map_err(|_| Stop::Damaged)?;
                let listed = members.starts.get(index).filter(|start| start.0 == reference.number);
                let found = || members.starts.iter().find(|start| start.0 == reference.number);
                let start = listed.or_else(found).ok_or(Stop::Damaged)?.1;
                let rest = members.data.get(start..).ok_or(Stop::Damaged)?;
                let most = self.source.budget.bounds.object_bytes;
                let mut lexer =
                    Lexer::new(&rest[..rest.len().min(most)], self.source.budget.bounds.nesting);
                let object = lexer.object().map_err(|_| Stop::Damaged);
                self.source.budget.spend(lexer.at as u64)?;
                object
            }
            Some(Place::Free) | None => Ok(Object::Null),
        }
    }

    fn members(&self, number: u32) -> Look<Rc<Members>> {
        if let Some((_, members)) = self.members.borrow().as_ref().filter(|held| held.0 == number) {
            return Ok(Rc::clone(members));
        }
        // A stream within a stream is against the standard, and would be a loop.
        let Some(Place::At(offset)) = self.xref.places.get(&number) else {
            return Err(Stop::Damaged);
        };
        let (_, object) = read::indirect(self.source, *offset)?;
        let Object::Stream(stream) = object else { return Err(Stop::Damaged) };
        // Its parameters are direct; only the length may lie elsewhere, which
        // is then found by its end.
        let known = Known { length: None, dict: stream.dict.clone(), crypt: self.crypt.as_ref() };
        let data = read::unpacked(self.source, &stream, Some(&known))?;
        let count = stream.dict.get("N").count().ok_or(Stop::Damaged)?;
        let first = stream.dict.get("First").count().and_then(|first| usize::try_from(first).ok());
        let first = first.ok_or(Stop::Damaged)?;
        let mut lexer = Lexer::of_content(&data, 1);
        let mut starts = Vec::new();
        for _ in 0..count {
            let mut number = || lexer.object().ok().and_then(|object| object.count());
            let Some((member, start)) = number().zip(number()) else { break };
            let (Ok(member), Ok(start)) = (u32::try_from(member), usize::try_from(start)) else {
                break;
            };
            starts.push((member, first.saturating_add(start)));
            if starts.len() > self.source.budget.bounds.objects {
                return Err(Stop::Bound("limit-objects"));
            }
        }
        self.source.budget.spend(lexer.at as u64)?;
        let members = Rc::new(Members { data, starts });
        *self.members.borrow_mut() = Some((number, Rc::clone(&members)));
        Ok(members)
    }

    /// The bytes of a stream, decrypted and unpacked.
    pub(super) fn unpacked(&self, stream: &Stream) -> Look<Vec<u8>> {
        let length = self.value(&stream.dict, "Length")?.count();
        let dict = self.shallow(&stream.dict, &["Filter", "DecodeParms", "F", "DP"])?;
        let known = Known { length, dict, crypt: self.crypt.as_ref() };
        read::unpacked(self.source, stream, Some(&known))
    }

    /// The first bytes of a stream, neither decrypted nor unpacked.
    pub(super) fn beginning(&self, stream: &Stream, bytes: usize) -> Look<Vec<u8>> {
        self.source.read(stream.start, bytes)
    }
}
