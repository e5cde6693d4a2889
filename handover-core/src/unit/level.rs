//! What sorts of units there are.

use serde::{Deserialize, Serialize};

/// How high a unit stands. The district level ended on 30 June 2025.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Level {
    /// Province or municipality (cấp tỉnh).
    Province,
    /// District (cấp huyện), until 30 June 2025.
    District,
    /// Commune, ward, township, special zone (cấp xã).
    Commune,
}

/// What a unit is, as the tables say it. In a few rows of the community tables it contradicts
/// the name; what a person reads and searches is the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Kind {
    /// Thành phố trực thuộc trung ương.
    Municipality,
    /// Tỉnh.
    Province,
    /// Thành phố thuộc tỉnh.
    City,
    /// Huyện.
    RuralDistrict,
    /// Thị xã.
    Town,
    /// Quận.
    UrbanDistrict,
    /// Xã.
    Commune,
    /// Thị trấn.
    Township,
    /// Phường.
    Ward,
    /// Đặc khu.
    SpecialZone,
}

impl Level {
    /// All levels, highest first.
    pub const ALL: [Self; 3] = [Self::Province, Self::District, Self::Commune];

    /// The word of the tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Province => "province",
            Self::District => "district",
            Self::Commune => "commune",
        }
    }
}

impl Kind {
    /// All kinds, highest level first.
    pub const ALL: [Self; 10] = [
        Self::Municipality,
        Self::Province,
        Self::City,
        Self::RuralDistrict,
        Self::Town,
        Self::UrbanDistrict,
        Self::Commune,
        Self::Township,
        Self::Ward,
        Self::SpecialZone,
    ];

    /// The word of the tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Municipality => "municipality",
            Self::Province => "province",
            Self::City => "city",
            Self::RuralDistrict => "rural-district",
            Self::Town => "town",
            Self::UrbanDistrict => "urban-district",
            Self::Commune => "commune",
            Self::Township => "township",
            Self::Ward => "ward",
            Self::SpecialZone => "special-zone",
        }
    }

    /// The level that units of this kind stand on.
    pub fn level(self) -> Level {
        match self {
            Self::Municipality | Self::Province => Level::Province,
            Self::City | Self::RuralDistrict | Self::Town | Self::UrbanDistrict => Level::District,
            Self::Commune | Self::Township | Self::Ward | Self::SpecialZone => Level::Commune,
        }
    }
}
