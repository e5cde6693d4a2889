//! A unit as its edition lists it.

use super::{Kind, Level, UnitCode, UnitRef};

/// One administrative unit within one edition (đơn vị hành chính).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Unit {
    pub(super) reference: UnitRef,
    pub(super) kind: Kind,
    pub(super) name: Box<str>,
    pub(super) parent: Option<UnitRef>,
    pub(super) decree: Option<Box<str>>,
}

impl Unit {
    /// How it is referred to.
    pub fn reference(&self) -> UnitRef {
        self.reference
    }

    /// Its code within its edition.
    pub fn code(&self) -> UnitCode {
        self.reference.code()
    }

    /// The level that it stands on.
    pub fn level(&self) -> Level {
        self.kind.level()
    }

    /// What sort of unit it is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Its name with the type word, as the table writes it (NFC): "Phường Trúc Bạch".
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The unit that it belongs to, in the same edition; `None` for a province.
    pub fn parent(&self) -> Option<UnitRef> {
        self.parent
    }

    /// The resolution that made it, where the table says so: "1656/NQ-UBTVQH15".
    pub fn decree(&self) -> Option<&str> {
        self.decree.as_deref()
    }
}
