use super::record::record;
use super::{ContainerKind, Metres, Stated};

record! {
    /// A box or tied packet on a shelf.
    Container {
        /// Code of its fonds.
        fonds: Option<String> = "fonds",
        /// Number of the box or packet.
        code: String = "code",
        /// Box or packet.
        kind: Option<Stated<ContainerKind>> = "kind",
        /// Number of its lot in the act.
        lot: Option<String> = "lot",
        /// Shelf metres that it takes.
        metres: Option<Stated<Metres>> = "metres",
        /// Number of the seal on it.
        seal: Option<String> = "seal",
        /// Store and shelf.
        place: Option<String> = "place",
        /// Remarks.
        description: Option<String> = "description",
    }
}

impl Container {
    /// A container with its number.
    pub fn new(code: impl Into<String>) -> Self {
        Container { code: code.into(), ..Container::default() }
    }
}
