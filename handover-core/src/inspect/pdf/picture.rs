//! Images on a page: size in pixels and bits for each pixel, without a look at
//! their pixels (ISO 32000-2, 8.9).

use super::document::Document;
use super::object::{Dict, Object, Stream};
use super::read::filters;
use crate::inspect::bounds::Look;
use crate::inspect::image::jp2;

/// An image as its dictionary tells of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Picture {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) bits: u32,
}

/// Bytes of a JPEG 2000 in which its header stands.
const JP2_HEADER: usize = 512;

pub(super) fn of_stream(
    document: &Document<'_>,
    stream: &Stream,
    resources: Option<&Dict>,
) -> Look<Option<Picture>> {
    let keys = ["Width", "Height", "BitsPerComponent", "ColorSpace", "ImageMask", "Filter"];
    let dict = document.shallow(&stream.dict, &keys)?;
    let last = filters(&dict).last().map(|filter| filter.name.to_vec());
    if last.as_deref() == Some(b"JPXDecode") {
        // Its own header counts; the dictionary need not say anything.
        if let Some((width, height, bits)) = jp2::header(&document.beginning(stream, JP2_HEADER)?) {
            return Ok(Some(Picture { width, height, bits }));
        }
    }
    of_dict(document, &dict, resources)
}

/// An image by its dictionary, which may be the short one of an inline image.
pub(super) fn of_dict(
    document: &Document<'_>,
    dict: &Dict,
    resources: Option<&Dict>,
) -> Look<Option<Picture>> {
    let size =
        |key, short| dict.either(key, short).count().and_then(|size| u32::try_from(size).ok());
    let Some((width, height)) = size("Width", "W").zip(size("Height", "H")) else {
        return Ok(None);
    };
    let mask = dict.either("ImageMask", "IM") == &Object::Bool(true);
    let two_levels = filters(dict)
        .last()
        .is_some_and(|filter| matches!(filter.name, b"CCITTFaxDecode" | b"CCF" | b"JBIG2Decode"));
    let depth = dict.either("BitsPerComponent", "BPC").count().unwrap_or(8).min(16);
    let bits = if mask || two_levels {
        1
    } else {
        let space = dict.either("ColorSpace", "CS");
        let colours = colours(document, space, resources, 0)?;
        u32::try_from(depth).unwrap_or(16) * colours
    };
    Ok(Some(Picture { width, height, bits }))
}

/// Components of a colour space; 1 where it cannot be known.
fn colours(
    document: &Document<'_>,
    space: &Object,
    resources: Option<&Dict>,
    depth: usize,
) -> Look<u32> {
    let space = document.resolve(space)?;
    let family = match &*space {
        Object::Array(parts) => parts.first().map(|name| document.resolve(name)).transpose()?,
        _ => None,
    };
    let family = family.as_deref().unwrap_or(&space).name().unwrap_or_default();
    let known = match family {
        b"DeviceRGB" | b"RGB" | b"CalRGB" | b"Lab" => Some(3),
        b"DeviceCMYK" | b"CMYK" => Some(4),
        b"DeviceGray" | b"G" | b"CalGray" | b"Indexed" | b"I" | b"Separation" => Some(1),
        b"ICCBased" => {
            let profile =
                space.array().get(1).map(|profile| document.resolve(profile)).transpose()?;
            let count = profile.as_deref().and_then(Object::dict).and_then(|d| d.get("N").count());
            count.filter(|count| *count <= 4).and_then(|count| u32::try_from(count).ok())
        }
        b"DeviceN" => {
            let names = space.array().get(1).map(|names| document.resolve(names)).transpose()?;
            names.and_then(|names| u32::try_from(names.array().len().min(32)).ok())
        }
        // A name of the page's resources.
        name => {
            let spaces = resources.map(|resources| document.value(resources, "ColorSpace"));
            let spaces = spaces.transpose()?;
            match spaces.as_deref().and_then(Object::dict).map(|spaces| spaces.by_name(name)) {
                Some(Object::Null) | None => None,
                Some(named) if depth < 2 => {
                    return colours(document, named, None, depth + 1);
                }
                Some(_) => None,
            }
        }
    };
    Ok(known.unwrap_or(1))
}
