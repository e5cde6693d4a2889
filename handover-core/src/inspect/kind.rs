//! What a file is by its first bytes, and whether its name agrees.

use serde::Serialize;

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $group:ident, [$($extension:literal),*];)*) => {
        /// A kind of file that is told by its content.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Kind { $($(#[$doc])* $name,)* }

        impl Kind {
            /// Every kind.
            pub const ALL: &'static [Kind] = &[$(Kind::$name,)*];

            /// A stable word: the usual extension, where there is one.
            pub const fn as_str(self) -> &'static str {
                match self { $(Kind::$name => $text,)* }
            }

            const fn group(self) -> Group {
                match self { $(Kind::$name => Group::$group,)* }
            }

            const fn extensions(self) -> &'static [&'static str] {
                match self { $(Kind::$name => &[$($extension),*],)* }
            }
        }
    };
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Document,
    Archive,
    Program,
    Other,
}

kinds! {
    /// Portable Document Format (ISO 32000).
    Pdf = "pdf", Document, ["pdf"];
    /// TIFF 6.0 and `BigTIFF`.
    Tiff = "tiff", Document, ["tif", "tiff", "dng"];
    /// JPEG (ITU-T T.81).
    Jpeg = "jpeg", Document, ["jpg", "jpeg", "jpe", "jfif"];
    /// PNG (ISO 15948).
    Png = "png", Document, ["png"];
    /// GIF.
    Gif = "gif", Document, ["gif"];
    /// Windows bitmap.
    Bmp = "bmp", Document, ["bmp"];
    /// WebP.
    Webp = "webp", Document, ["webp"];
    /// JPEG 2000.
    Jp2 = "jp2", Document, ["jp2", "jpx", "j2k"];
    /// HEIC, as telephones make it.
    Heic = "heic", Document, ["heic", "heif"];
    /// OLE compound file: Office until 2003.
    Ole = "ole", Document, ["doc", "dot", "xls", "ppt", "msg", "msi", "wps", "db", "vsd", "pub"];
    /// Office Open XML (ISO 29500).
    Ooxml = "ooxml", Document, ["docx", "docm", "dotx", "xlsx", "xlsm", "pptx", "pptm", "xps"];
    /// OpenDocument (ISO 26300).
    Odf = "odf", Document, ["odt", "ods", "odp", "odg", "odb", "ott", "odf"];
    /// Rich Text Format.
    Rtf = "rtf", Document, ["rtf", "doc"];
    /// XML.
    Xml = "xml", Document, ["xml", "svg", "xsd", "xsl", "html", "htm", "rdf", "xmp"];
    /// Access database.
    Access = "access", Document, ["mdb", "accdb"];
    /// AutoCAD drawing.
    Dwg = "dwg", Document, ["dwg"];
    /// ZIP that is no document.
    Zip = "zip", Archive, ["zip"];
    /// 7-Zip.
    SevenZip = "7z", Archive, ["7z"];
    /// RAR.
    Rar = "rar", Archive, ["rar"];
    /// gzip.
    Gzip = "gzip", Archive, ["gz", "tgz", "svgz"];
    /// bzip2.
    Bzip2 = "bzip2", Archive, ["bz2"];
    /// xz.
    Xz = "xz", Archive, ["xz"];
    /// tar.
    Tar = "tar", Archive, ["tar"];
    /// Windows cabinet.
    Cab = "cab", Archive, ["cab"];
    /// Windows program.
    Exe = "exe", Program, ["exe", "dll", "sys", "scr", "ocx", "cpl"];
    /// Unix program.
    Elf = "elf", Program, ["so", "o"];
    /// macOS program or Java class.
    MachO = "macho", Program, ["dylib", "class"];
    /// Windows shortcut.
    Shortcut = "lnk", Program, ["lnk"];
    /// A script by its first line or its extension.
    Script = "script", Program, ["sh", "py", "pl"];
    /// A file without a single byte.
    Empty = "empty", Other, [];
    /// None of these: text, sound, video and what nobody knows.
    Other = "other", Other, [];
}

impl Serialize for Kind {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// Bytes of the beginning that `Kind::of` wants to see.
pub(super) const BEGINNING: usize = 1100;

/// Extensions that Windows starts; their content is plain text.
const SCRIPTS: &[&str] =
    &["bat", "cmd", "vbs", "vbe", "js", "jse", "wsf", "wsh", "ps1", "hta", "reg", "inf"];

/// Extensions under which plain text or something without a magic may stand.
const LOOSE: &[&str] = &[
    "class", "db", "dng", "doc", "dot", "htm", "html", "o", "pl", "ppt", "pub", "py", "sh", "so",
    "sys", "tar", "wps", "xls",
];

impl Kind {
    /// What a file with this `beginning` is.
    pub fn of(beginning: &[u8]) -> Self {
        if beginning.is_empty() {
            return Kind::Empty;
        }
        let at = |offset: usize, magic: &[u8]| {
            beginning.get(offset..).is_some_and(|rest| rest.starts_with(magic))
        };
        let found = MAGIC.iter().find(|(offset, magic, _)| at(*offset, magic));
        match found.map(|found| found.2) {
            Some(Kind::Zip) => zipped(beginning),
            // A PDF may have junk before it, and nothing else has this word.
            None if header_of_pdf(beginning).is_some() => Kind::Pdf,
            Some(kind) => kind,
            // Two letters alone are little; the header's size follows.
            None if at(0, b"BM") && at(14, b"(\0\0\0") => Kind::Bmp,
            None => Kind::Other,
        }
    }

    /// Whether it is an archive, whose files nobody sees.
    pub fn is_archive(self) -> bool {
        self.group() == Group::Archive
    }

    /// Whether it is a program; a script of Windows is told by its `name`.
    pub fn is_executable(self, name: &str) -> bool {
        let script = self == Kind::Other && SCRIPTS.contains(&extension(name).as_str());
        self.group() == Group::Program || script
    }

    /// Whether the content contradicts the extension of `name`: it is another
    /// known kind, or not the one that the extension always means.
    pub fn contradicts(self, name: &str) -> bool {
        let extension = extension(name);
        if self == Kind::Empty || self.extensions().contains(&extension.as_str()) {
            return false;
        }
        let meant = Kind::ALL.iter().any(|kind| kind.extensions().contains(&extension.as_str()));
        meant && !(self == Kind::Other && LOOSE.contains(&extension.as_str()))
    }
}

/// Where `%PDF-` stands in the beginning of a file (ISO 32000-2, 7.5.2; readers
/// take it within the first 1024 bytes).
pub(super) fn header_of_pdf(beginning: &[u8]) -> Option<usize> {
    let end = beginning.len().min(1024 + 5);
    beginning[..end].windows(5).position(|window| window == b"%PDF-")
}

fn extension(name: &str) -> String {
    let name = name.rsplit('/').next().unwrap_or(name);
    name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default()
}

/// Offset, bytes, kind; the first that fits.
const MAGIC: &[(usize, &[u8], Kind)] = &[
    (0, b"%PDF-", Kind::Pdf),
    (0, b"II*\0", Kind::Tiff),
    (0, b"MM\0*", Kind::Tiff),
    (0, b"II+\0", Kind::Tiff),
    (0, b"MM\0+", Kind::Tiff),
    (0, b"\xff\xd8\xff", Kind::Jpeg),
    (0, b"\x89PNG\r\n\x1a\n", Kind::Png),
    (0, b"GIF8", Kind::Gif),
    (8, b"WEBP", Kind::Webp),
    (4, b"jP  \r\n\x87\n", Kind::Jp2),
    (0, b"\xff\x4f\xff\x51", Kind::Jp2),
    (4, b"ftypheic", Kind::Heic),
    (4, b"ftypheix", Kind::Heic),
    (4, b"ftypmif1", Kind::Heic),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind::Ole),
    (0, b"{\\rtf", Kind::Rtf),
    (0, b"<?xml", Kind::Xml),
    (0, b"\xef\xbb\xbf<?xml", Kind::Xml),
    (4, b"Standard Jet DB", Kind::Access),
    (4, b"Standard ACE DB", Kind::Access),
    (0, b"AC10", Kind::Dwg),
    (0, b"PK\x03\x04", Kind::Zip),
    (0, b"PK\x05\x06", Kind::Zip),
    (0, b"7z\xbc\xaf\x27\x1c", Kind::SevenZip),
    (0, b"Rar!\x1a\x07", Kind::Rar),
    (0, b"\x1f\x8b\x08", Kind::Gzip),
    (0, b"BZh", Kind::Bzip2),
    (0, b"\xfd7zXZ\0", Kind::Xz),
    (257, b"ustar", Kind::Tar),
    (0, b"MSCF\0\0\0\0", Kind::Cab),
    (0, b"MZ", Kind::Exe),
    (0, b"\x7fELF", Kind::Elf),
    (0, b"\xca\xfe\xba\xbe", Kind::MachO),
    (0, b"\xcf\xfa\xed\xfe", Kind::MachO),
    (0, b"\xce\xfa\xed\xfe", Kind::MachO),
    (0, b"L\0\0\0\x01\x14\x02\0", Kind::Shortcut),
    (0, b"#!", Kind::Script),
];

/// Documents that are ZIPs name themselves in their first entry.
fn zipped(beginning: &[u8]) -> Kind {
    let name = beginning.get(30..).unwrap_or_default();
    let names = |prefix: &[u8]| name.starts_with(prefix);
    if names(b"mimetypeapplication/vnd.oasis.opendocument") {
        Kind::Odf
    } else if names(b"[Content_Types].xml")
        || names(b"_rels/")
        || names(b"docProps/")
        || names(b"word/")
        || names(b"xl/")
        || names(b"ppt/")
    {
        Kind::Ooxml
    } else {
        Kind::Zip
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_says_what_it_is() {
        assert_eq!(Kind::of(b""), Kind::Empty);
        assert_eq!(Kind::of(b"\r\n%PDF-1.4"), Kind::Pdf);
        assert_eq!(Kind::of(b"MM\0*"), Kind::Tiff);
        assert_eq!(Kind::of(b"plain text"), Kind::Other);
        let zip = |name: &[u8]| Kind::of(&[&b"PK\x03\x04"[..], &[0; 26], name].concat());
        assert_eq!(zip(b"a.pdf"), Kind::Zip);
        assert_eq!(zip(b"[Content_Types].xml"), Kind::Ooxml);
        assert_eq!(zip(b"mimetypeapplication/vnd.oasis.opendocument.text"), Kind::Odf);
        assert!(Kind::Zip.is_archive() && !Kind::Odf.is_archive());
    }

    #[test]
    fn a_name_that_says_something_else_is_told() {
        assert!(Kind::Jpeg.contradicts("a.pdf"));
        assert!(Kind::Other.contradicts("a.PDF"));
        assert!(Kind::Zip.contradicts("a.docx"));
        assert!(Kind::Exe.contradicts("a.doc"));
        for (kind, name) in [
            (Kind::Pdf, "a/b.c/x.PDF"),
            (Kind::Other, "NEWS.DOC"),
            (Kind::Other, "a.mp3"),
            (Kind::Pdf, "no extension"),
            (Kind::Pdf, "Số 1.QĐ"),
            (Kind::Empty, "a.pdf"),
            (Kind::Rtf, "a.doc"),
        ] {
            assert!(!kind.contradicts(name), "{name}");
        }
    }

    #[test]
    fn programs_are_told_by_content_and_scripts_by_name() {
        assert!(Kind::of(b"MZ\x90").is_executable("photo.jpg"));
        assert!(Kind::of(b"@echo off").is_executable("chạy.BAT"));
        assert!(!Kind::of(b"text").is_executable("a.txt"));
    }
}
