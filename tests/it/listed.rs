//! A source of one's own: files in memory, and what may go wrong with one.

use std::io::{self, Read};
use std::path::Path;

use handover_core::error::Result;
use handover_core::inventory::NoTables;
use handover_core::limits::Limits;
use handover_core::pack::{self, Sealed, pack};
use handover_core::survey::Source;
use handover_core::walk::{Entry, Names, Step};

use crate::support::{key, least_act};

/// What goes wrong with a file while it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mishap {
    Grows,
    Shrinks,
    Vanishes,
    /// Vanishes between the reading and the second look.
    VanishesAfter,
    NewTime,
    /// Other bytes, and the disk tells of another size.
    OtherSize,
    ErrorAtOnce,
    ErrorInTheMiddle,
    Forbidden,
}

/// A source of files in memory, in the order in which they were given.
pub(crate) struct Listed {
    pub(crate) files: Vec<(String, Vec<u8>)>,
    pub(crate) mishap: Option<(String, Mishap)>,
}

impl Listed {
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let file = |(path, content): &(&str, &str)| ((*path).into(), content.as_bytes().to_vec());
        Listed { files: files.iter().map(file).collect(), mishap: None }
    }

    pub(crate) fn pack(&self, out: &Path) -> Result<Sealed> {
        let options = pack::Options::default();
        pack(self, &NoTables, &least_act(), &[&key()], out, &options, &())
    }

    fn content(&self, path: &Path) -> &[u8] {
        let wanted = path.to_str().unwrap();
        &self.files.iter().find(|(path, _)| path == wanted).unwrap().1
    }

    fn mishap(&self, path: &Path) -> Option<Mishap> {
        self.mishap.as_ref().filter(|(wanted, _)| Path::new(wanted) == path).map(|(_, it)| *it)
    }
}

impl Source for Listed {
    fn entries(&self, _: Names, _: &Limits) -> Result<Box<dyn Iterator<Item = Step> + '_>> {
        let entry =
            |(path, content): &(String, Vec<u8>)| Entry::file(path, content.len() as u64, 0);
        Ok(Box::new(self.files.iter().map(entry).map(Step::File)))
    }

    fn open(&self, source: &Path) -> io::Result<Box<dyn Read + Send + '_>> {
        let content = self.content(source);
        let half = &content[..content.len() / 2];
        Ok(match self.mishap(source) {
            Some(Mishap::Grows) => Box::new(content.chain(&b"more"[..])),
            Some(Mishap::Shrinks) => Box::new(half),
            Some(Mishap::Vanishes) => return Err(io::ErrorKind::NotFound.into()),
            Some(Mishap::Forbidden) => return Err(io::ErrorKind::PermissionDenied.into()),
            Some(Mishap::ErrorAtOnce) => Box::new(Broken),
            Some(Mishap::ErrorInTheMiddle) => Box::new(half.chain(Broken)),
            _ => Box::new(content),
        })
    }

    fn state(&self, source: &Path) -> io::Result<(u64, i64)> {
        let size = self.content(source).len() as u64;
        match self.mishap(source) {
            Some(Mishap::VanishesAfter) => Err(io::ErrorKind::NotFound.into()),
            Some(Mishap::NewTime) => Ok((size, 1)),
            Some(Mishap::OtherSize) => Ok((size + 1, 0)),
            _ => Ok((size, 0)),
        }
    }
}

/// A disk that cannot be read.
struct Broken;

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::Error::other("bad sector"))
    }
}
