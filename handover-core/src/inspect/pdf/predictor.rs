//! Predictors of Flate and LZW (ISO 32000-2, 7.4.4.4): the tables of objects
//! are packed with them.

use super::object::{Dict, Object};
use crate::inspect::bounds::{Look, Stop};

pub(super) fn undo(data: Vec<u8>, parameters: &Dict) -> Look<Vec<u8>> {
    let number = |key: &str, default: u64| match parameters.get(key) {
        Object::Null => Some(default),
        value => value.count().filter(|value| (1..=1 << 20).contains(value)),
    };
    let all = number("Predictor", 1).zip(number("Colors", 1)).zip(number("BitsPerComponent", 8));
    let ((predictor, colours), bits) = all.ok_or(Stop::Damaged)?;
    let columns = number("Columns", 1).ok_or(Stop::Damaged)?;
    if colours > 32 || bits > 32 {
        return Err(Stop::Damaged);
    }
    let pixel = usize::try_from((colours * bits).div_ceil(8)).map_err(|_| Stop::Damaged)?;
    let row = usize::try_from((colours * bits * columns).div_ceil(8)).map_err(|_| Stop::Damaged)?;
    match predictor {
        1 => Ok(data),
        2 if bits == 8 => Ok(tiff(data, row, pixel)),
        10..=15 => Ok(png(&data, row, pixel)),
        _ => Err(Stop::Damaged),
    }
}

fn tiff(mut data: Vec<u8>, row: usize, pixel: usize) -> Vec<u8> {
    for line in data.chunks_mut(row) {
        for at in pixel..line.len() {
            line[at] = line[at].wrapping_add(line[at - pixel]);
        }
    }
    data
}

/// PNG filters (ISO 15948, 9): each row says its own.
fn png(data: &[u8], row: usize, pixel: usize) -> Vec<u8> {
    let mut out: Vec<u8> = Vec::with_capacity(data.len());
    for line in data.chunks(row + 1) {
        let Some((kind, line)) = line.split_first() else { break };
        let start = out.len();
        for (at, byte) in line.iter().enumerate() {
            let left = if at < pixel { 0 } else { out[start + at - pixel] };
            let above = |at: usize| if start < row { 0 } else { out[start - row + at] };
            let up = above(at);
            let corner = if at < pixel { 0 } else { above(at - pixel) };
            let guess = match kind {
                1 => left,
                2 => up,
                3 => left.midpoint(up),
                4 => paeth(left, up, corner),
                _ => 0,
            };
            out.push(byte.wrapping_add(guess));
        }
    }
    out
}

fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let (a, b, c) = (i16::from(left), i16::from(up), i16::from(corner));
    let guess = a + b - c;
    let (to_a, to_b, to_c) = ((guess - a).abs(), (guess - b).abs(), (guess - c).abs());
    if to_a <= to_b && to_a <= to_c {
        left
    } else if to_b <= to_c {
        up
    } else {
        corner
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parameters(entries: &[(&str, i64)]) -> Dict {
        let entry = |(key, value): &(&str, i64)| (key.as_bytes().to_vec(), Object::Int(*value));
        Dict(entries.iter().map(entry).collect())
    }

    #[test]
    fn rows_are_added_up() {
        let up = parameters(&[("Predictor", 12), ("Columns", 3)]);
        assert_eq!(undo(vec![2, 1, 2, 3, 2, 1, 1, 1], &up).unwrap(), [1, 2, 3, 2, 3, 4]);
        let mixed = vec![1, 1, 1, 1, 4, 1, 0, 0, 3, 2, 0];
        assert_eq!(undo(mixed, &up).unwrap(), [1, 2, 3, 2, 2, 3, 3, 2]);
        let tiff = parameters(&[("Predictor", 2), ("Columns", 3)]);
        assert_eq!(undo(vec![1, 1, 1, 5, 1], &tiff).unwrap(), [1, 2, 3, 5, 6]);
    }

    #[test]
    fn numbers_that_no_image_has_are_damage() {
        for wrong in [("Columns", 0), ("Colors", -1), ("BitsPerComponent", 1 << 40)] {
            assert!(undo(vec![1], &parameters(&[("Predictor", 12), wrong])).is_err());
        }
    }
}
