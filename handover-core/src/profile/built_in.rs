use std::path::Path;

use super::Profile;
use crate::description::code_list::code_list;
use crate::error::Result;

code_list! {
    /// The profiles that are compiled in.
    BuiltIn {
        Tt05 = "tt05", "Thông tư 05/2025/TT-BNV";
        Nd30 = "nd30", "Nghị định 30/2020/NĐ-CP";
        Archive = "archive", "giao nộp vào lưu trữ lịch sử";
    }
}

impl BuiltIn {
    /// Its text, which is where a profile of one's own begins.
    pub const fn text(self) -> &'static str {
        match self {
            BuiltIn::Tt05 => include_str!("tt05.toml"),
            BuiltIn::Nd30 => include_str!("nd30.toml"),
            BuiltIn::Archive => include_str!("archive.toml"),
        }
    }
}

impl Profile {
    /// A profile that is compiled in.
    ///
    /// # Errors
    /// None, as long as the compiled-in text is what a test has read.
    pub fn compiled_in(which: BuiltIn) -> Result<Self> {
        Profile::read_toml(which.text(), Path::new(which.code()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_compiled_in_profile_can_be_read() {
        for which in BuiltIn::ALL {
            let profile = Profile::compiled_in(*which).unwrap();
            assert_eq!(profile.name, which.code());
            assert!(which.text().starts_with("# Nguồn: "), "{which} says its sources");
        }
    }
}
