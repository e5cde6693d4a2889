//! What a workbook can hold, and the errors of writing one.

use std::path::{Path, PathBuf};

use rust_xlsxwriter::XlsxError;
use zip::result::ZipError;

use crate::error::{Error, ErrorKind, Result};

/// Rows of a sheet, less those that an official form needs below its list.
const ROWS: u32 = 1_048_576 - 16;
/// UTF-16 units of a cell.
const UNITS: usize = 32_767;

/// Bounds of the format, told with the file that is written.
pub(in crate::exchange) struct Texts {
    path: PathBuf,
}

impl Texts {
    pub(in crate::exchange) fn new(path: &Path) -> Self {
        Texts { path: path.to_path_buf() }
    }

    /// The text, if a cell can hold it: nothing is cut off without a word.
    pub(in crate::exchange) fn fits<'a>(&self, text: &'a str) -> Result<&'a str> {
        if text.len() > UNITS && text.encode_utf16().count() > UNITS {
            return Err(self.limit("units", UNITS as u64));
        }
        Ok(text)
    }

    /// The row after this one.
    pub(in crate::exchange) fn next_row(&self, row: u32) -> Result<u32> {
        if row + 1 >= ROWS {
            return Err(self.limit("rows", u64::from(ROWS)));
        }
        Ok(row + 1)
    }

    fn limit(&self, what: &'static str, limit: u64) -> Error {
        ErrorKind::Limit { path: self.path.clone(), what, limit }.into()
    }

    /// What the library says, as an error of writing the file.
    pub(in crate::exchange) fn failed(&self) -> impl Fn(XlsxError) -> Error + 'static {
        let path = self.path.clone();
        move |error| match error {
            XlsxError::IoError(source) | XlsxError::ZipError(ZipError::Io(source)) => {
                Error::write(&path, source)
            }
            // Its words may hold text of a cell.
            _ => Error::write(&path, std::io::ErrorKind::Other.into()),
        }
    }
}

/// Turns the library's errors into ours.
pub(in crate::exchange) trait Failed<T> {
    fn or_failed(self, failed: &impl Fn(XlsxError) -> Error) -> Result<T>;
}

impl<T> Failed<T> for Result<T, XlsxError> {
    fn or_failed(self, failed: &impl Fn(XlsxError) -> Error) -> Result<T> {
        self.map_err(failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_cut_off_in_silence() {
        let texts = Texts::new(Path::new("a.xlsx"));
        let code = |text: &str| texts.fits(text).map(str::len).map_err(|error| error.code());
        assert_eq!(code(&"x".repeat(UNITS)), Ok(UNITS));
        assert_eq!(code(&"x".repeat(UNITS + 1)), Err("error.limit"));
        // Excel counts UTF-16: a picture is two, a Vietnamese letter is one.
        assert_eq!(code(&"ồ".repeat(UNITS)), Ok(3 * UNITS));
        assert_eq!(code(&"📷".repeat(UNITS / 2 + 1)), Err("error.limit"));
        assert_eq!(texts.next_row(7).unwrap(), 8);
        assert_eq!(texts.next_row(ROWS - 1).unwrap_err().code(), "error.limit");
    }

    #[test]
    fn an_error_of_the_library_holds_no_text_of_a_cell() {
        let failed = Texts::new(Path::new("a.xlsx")).failed();
        let error = failed(XlsxError::ParameterError("Nguyễn Văn A".to_owned()));
        assert!(!format!("{error:?}").contains("Nguyễn"), "{error:?}");
        let full = || std::io::ErrorKind::StorageFull.into();
        for error in [XlsxError::IoError(full()), XlsxError::ZipError(ZipError::Io(full()))] {
            let full = failed(error);
            assert!(matches!(full.kind(), ErrorKind::DiskFull { .. }), "{full:?}");
        }
    }
}
