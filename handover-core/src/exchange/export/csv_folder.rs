//! Tables for spreadsheets that open CSV: a byte order mark, or they take the
//! text for another encoding, and no cell that they take for a formula.

use std::borrow::Cow;
use std::fs::File;
use std::io::{BufWriter, Read, Write};
use std::path::Path;

use super::super::is_formula_like;
use crate::description::secrecy::Clearances;
use crate::error::{Error, IoContext, Result};
use crate::inventory::{TableReader, check_header_secrets, check_secrets};

/// Writes a table at `path`; says how many rows it has.
pub(super) fn write<R: Read>(
    reader: &mut TableReader<R>,
    path: &Path,
    report: &mut crate::inventory::Sink<'_>,
) -> Result<u64> {
    let mut file = BufWriter::new(File::create_new(path).writing(path)?);
    file.write_all(b"\xef\xbb\xbf").writing(path)?;
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .quote_style(csv::QuoteStyle::Necessary)
        .from_writer(file);
    let failed = |error: csv::Error| match error.into_kind() {
        csv::ErrorKind::Io(source) => Error::write(path, source),
        _ => Error::malformed(path, None, "table.row", "rows of different lengths"),
    };
    let names: Vec<String> =
        reader.header().names().map(|name| guarded(name).into_owned()).collect();
    writer.write_record(&names).map_err(failed)?;
    let none = Clearances::default();
    check_header_secrets(reader.header(), &none, report);
    let mut rows = 0;
    while let Some(row) = reader.read(report)? {
        check_secrets(&row, &none, report);
        for (_, _, text) in row.cells() {
            writer.write_field(guarded(text).as_bytes()).map_err(failed)?;
        }
        writer.write_record(None::<&[u8]>).map_err(failed)?;
        rows += 1;
    }
    let file = writer.into_inner().map_err(|error| Error::write(path, error.into_error()))?;
    let file = file.into_inner().map_err(std::io::IntoInnerError::into_error).writing(path)?;
    file.sync_all().writing(path)?;
    Ok(rows)
}

/// The text with an apostrophe before it, where a spreadsheet would calculate;
/// one that begins so already gets another, so that an import takes away what
/// was added and no more.
pub(in crate::exchange) fn guarded(text: &str) -> Cow<'_, str> {
    if is_formula_like(text.trim_start_matches('\'')) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_calculate_is_guarded() {
        let cases = [
            ("=1+1", "'=1+1"),
            ("+84", "'+84"),
            ("-", "'-"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\tx", "'\tx"),
            ("＝1", "'＝1"),
            ("'=1", "''=1"),
            ("'x", "'x"),
            ("01/QĐ-UBND", "01/QĐ-UBND"),
            ("", ""),
        ];
        for (text, wanted) in cases {
            assert_eq!(guarded(text), wanted);
        }
    }
}
