//! What was in the holdings before.

use crate::error::{Error, Result};
use crate::holdings::Holdings;
use crate::inventory::Table;
use crate::limits::Limits;
use crate::merge::cells::Cells;
use crate::merge::gathered::{At, Gathered};
use crate::observe::{self, Observer};

/// Takes every row of `holdings` as it stands.
///
/// # Errors
/// `Read`, `Limit`, `Interrupted`; `Malformed` for a table that is not what was
/// written, or a row of a bundle that the index does not have.
pub(in crate::merge) fn take_held(
    holdings: &Holdings,
    gathered: &mut Gathered,
    limits: &Limits,
    observer: &dyn Observer,
) -> Result<()> {
    for table in Table::ALL {
        let Some(mut rows) = holdings.table(*table, limits)? else { continue };
        let columns: Result<Vec<u32>> =
            rows.names().map(|name| gathered.names.number(name, holdings.folder())).collect();
        let columns = columns?;
        while let Some((digest, row)) = rows.read()? {
            let Some(bundle) = holdings.bundle(&digest) else {
                let (path, line) = (holdings.folder(), Some(row.number() + 1));
                let problem = "a row of a bundle that the index does not have";
                return Err(Error::malformed(path, line, "holdings.table", problem));
            };
            let mut cells = Cells::default();
            for ((_, _, text), number) in row.cells().zip(&columns) {
                cells.add(*number, text);
            }
            let at = match table {
                Table::Files => At::Path(row.get("path")),
                _ => At::Row(row.number()),
            };
            gathered.put(*table, bundle.order(), at, &cells)?;
            if row.number().is_multiple_of(4096) {
                observe::check(observer)?;
            }
        }
    }
    Ok(())
}
