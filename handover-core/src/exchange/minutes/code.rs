//! A QR code, and its two pictures.

use std::fmt::Write as _;

use fast_qr::{ECL, QRBuilder};

/// A QR code (ISO/IEC 18004), as dark and light modules.
#[derive(Debug, Clone)]
pub(super) struct Code {
    size: usize,
    dark: Vec<bool>,
}

/// Light modules around it, which readers ask for.
const QUIET: usize = 4;
/// Dots of a module in the picture: 300 to the inch at 45 mm.
const DOTS: usize = 8;

impl Code {
    /// The code of `text`; `None` if it is too long for one. A quarter of it
    /// may be spoiled, as by a stamp.
    pub(super) fn new(text: &str) -> Option<Self> {
        let made = QRBuilder::new(text).ecl(ECL::Q).build().ok()?;
        let size = made.size;
        let module = |at: usize| made[at / size][at % size].value();
        Some(Code { size, dark: (0..size * size).map(module).collect() })
    }

    /// Modules of an edge, with the quiet zone.
    fn edge(&self) -> usize {
        self.size + 2 * QUIET
    }

    fn is_dark(&self, row: usize, column: usize) -> bool {
        let inside = |at: usize| at.checked_sub(QUIET).filter(|at| *at < self.size);
        match (inside(row), inside(column)) {
            (Some(row), Some(column)) => self.dark[row * self.size + column],
            _ => false,
        }
    }

    /// As one path of SVG.
    pub(super) fn svg(&self, label: &str) -> String {
        let edge = self.edge();
        let mut path = String::new();
        for row in 0..edge {
            for column in (0..edge).filter(|column| self.is_dark(row, *column)) {
                // Writing to a string does not fail.
                let _ = write!(path, "M{column} {row}h1v1h-1z");
            }
        }
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"code\" role=\"img\" aria-label=\"{}\" \
             viewBox=\"0 0 {edge} {edge}\" shape-rendering=\"crispEdges\">\
             <path fill=\"#fff\" d=\"M0 0h{edge}v{edge}h-{edge}z\"/><path d=\"{path}\"/></svg>",
            quick_xml::escape::escape(label)
        )
    }

    /// As a PNG of one bit a dot.
    pub(super) fn png(&self) -> Result<Vec<u8>, png::EncodingError> {
        let dots = self.edge() * DOTS;
        let mut rows = Vec::with_capacity(dots * dots.div_ceil(8));
        for row in 0..dots {
            for byte in 0..dots.div_ceil(8) {
                let light = |bit: usize| {
                    let column = byte * 8 + bit;
                    column >= dots || !self.is_dark(row / DOTS, column / DOTS)
                };
                rows.push((0..8).fold(0, |byte, bit| byte << 1 | u8::from(light(bit))));
            }
        }
        let mut bytes = Vec::new();
        let side = u32::try_from(dots).unwrap_or(u32::MAX);
        let mut encoder = png::Encoder::new(&mut bytes, side, side);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::One);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&rows)?;
        writer.finish()?;
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_has_its_three_corners_and_a_quiet_zone() {
        let code = Code::new("a").unwrap();
        assert_eq!(code.size, 21);
        let corner = |row, column| {
            (0..7).all(|at| code.is_dark(row, column + at) && code.is_dark(row + at, column))
        };
        let far = QUIET + code.size - 7;
        assert!(corner(QUIET, QUIET) && corner(QUIET, far) && corner(far, QUIET));
        assert!((0..code.edge()).all(|at| !code.is_dark(QUIET - 1, at) && !code.is_dark(at, 0)));
        assert_eq!(code.png().unwrap(), Code::new("a").unwrap().png().unwrap());
    }

    #[test]
    fn what_is_too_long_has_none() {
        assert!(Code::new(&"x".repeat(1600)).is_some());
        assert!(Code::new(&"x".repeat(1700)).is_none());
    }
}
