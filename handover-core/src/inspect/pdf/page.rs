//! One page: whether it is an image of a page, of which quality, with text.

use super::content::{Reader, Seen};
use super::document::Document;
use super::matrix::{Matrix, Rectangle};
use super::object::{Dict, Object};
use super::pages::Inherited;
use super::picture::Picture;
use crate::inspect::bounds::{Look, Stop};
use crate::inspect::value::ScannedPages;

/// What a page came to.
pub(super) struct Page {
    pub(super) text: bool,
    /// The quality, where it is a scan; `pages` is not counted yet.
    pub(super) scanned: Option<ScannedPages>,
}

/// Images that cover half of a page make it a scan: margins may be cut, and
/// logos, seals and photographs cover less.
const COVERED: f64 = 0.5;
/// Visible characters on top of the image beyond which a page was composed, as
/// a poster is: stamps, page numbers and signatures write less.
const COMPOSED: u64 = 400;

pub(super) fn look(
    document: &Document<'_>,
    reader: &mut Reader<'_, '_>,
    dict: &Dict,
    inherited: &Inherited,
) -> Look<Page> {
    let content = contents(document, dict)?;
    let none = Dict::default();
    let resources = inherited.resources.dict().unwrap_or(&none);
    let seen = reader.read(&content, resources)?;
    let media = boxed(document, &inherited.media)?.unwrap_or(Rectangle::A4);
    let crop = boxed(document, &inherited.crop)?.map_or(media, |crop| crop.common(&media));
    let shown = if crop.area() > 0.0 { crop } else { media };
    let unit = document.value(dict, "UserUnit")?.number().filter(|unit| *unit > 0.0).unwrap_or(1.0);
    let text = seen.text > 0;
    Ok(Page { text, scanned: scanned(&seen, &shown, unit, text) })
}

fn boxed(document: &Document<'_>, numbers: &Object) -> Look<Option<Rectangle>> {
    let mut resolved = Vec::new();
    for number in numbers.array().iter().take(4) {
        resolved.push(document.resolve(number)?.into_owned());
    }
    Ok(Rectangle::of(&resolved))
}

/// The content streams as one, as the standard has it.
fn contents(document: &Document<'_>, dict: &Dict) -> Look<Vec<u8>> {
    let contents = document.value(dict, "Contents")?;
    let parts = match &*contents {
        Object::Array(parts) => &parts[..],
        one => std::slice::from_ref(one),
    };
    let (mut content, mut lost) = (Vec::new(), false);
    for part in parts {
        let part = document.resolve(part)?;
        let Object::Stream(stream) = &*part else { continue };
        match document.unpacked(stream) {
            Ok(bytes) => content.extend_from_slice(&bytes),
            Err(stop) if stop.is_local() => lost = true,
            Err(stop) => return Err(stop),
        }
        content.push(b'\n');
        if content.len() > document.source.budget.bounds.stream_bytes {
            return Err(Stop::Bound("limit-stream"));
        }
    }
    if lost { Err(Stop::Damaged) } else { Ok(content) }
}

struct Placed {
    dpi: u32,
    bits: u32,
    area: f64,
}

fn scanned(seen: &Seen, page: &Rectangle, unit: f64, text: bool) -> Option<ScannedPages> {
    let placed =
        seen.images.iter().filter_map(|(picture, matrix)| place(*picture, matrix, page, unit));
    let mut placed: Vec<Placed> = placed.collect();
    let enough = page.area() * COVERED;
    if placed.iter().map(|image| image.area).sum::<f64>() < enough || seen.visible > COMPOSED {
        return None;
    }
    // The best images that cover the page together: strips, or a sharp layer of
    // letters upon a coarse one of colours; a fine logo alone covers too little.
    let mut best = |of: fn(&Placed) -> u32| {
        placed.sort_by_key(|image| std::cmp::Reverse(of(image)));
        let mut covered = 0.0;
        let reaches = placed.iter().find(|image| {
            covered += image.area;
            covered >= enough
        });
        reaches.map_or(0, of)
    };
    let (dpi, bits) = (best(|image| image.dpi), best(|image| image.bits));
    let millimetres = (page.long_side() * unit / 72.0 * 25.4 / 10.0).ceil() * 10.0;
    let long_side_mm = whole(millimetres);
    Some(ScannedPages {
        dpi: Some(dpi),
        bits,
        text,
        long_side_mm,
        long_side_pixels: None,
        pages: 0,
    })
}

fn place(picture: Picture, matrix: &Matrix, page: &Rectangle, unit: f64) -> Option<Placed> {
    let (width, height) = matrix.sides();
    let area = matrix.around().common(page).area();
    let inches = |points: f64| points * unit / 72.0;
    let dpi =
        (f64::from(picture.width) / inches(width)).min(f64::from(picture.height) / inches(height));
    // Written to whole pixels and points, 200 dpi comes out as 199.9.
    (area > 0.0 && dpi.is_finite()).then(|| Placed {
        dpi: whole(dpi.round()),
        bits: picture.bits,
        area,
    })
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a float cast saturates"
)]
fn whole(number: f64) -> u32 {
    number as u32
}
