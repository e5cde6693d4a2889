//! Where a unit square lies on a page (ISO 32000-2, 8.3).

use super::object::Object;

/// A transformation `[a b c d e f]`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix(pub(super) [f64; 6]);

/// An upright rectangle in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rectangle {
    left: f64,
    bottom: f64,
    right: f64,
    top: f64,
}

#[expect(clippy::many_single_char_names, reason = "the letters of the standard")]
impl Matrix {
    pub(super) const IDENTITY: Self = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub(super) fn of(numbers: &[Object]) -> Option<Self> {
        let numbers: Option<Vec<f64>> = numbers.iter().map(Object::number).collect();
        numbers?.try_into().ok().map(Matrix)
    }

    /// This one first, then `next`.
    pub(super) fn then(&self, next: &Self) -> Self {
        let [a, b, c, d, e, f] = self.0;
        let [na, nb, nc, nd, ne, nf] = next.0;
        Matrix([
            a * na + b * nc,
            a * nb + b * nd,
            c * na + d * nc,
            c * nb + d * nd,
            e * na + f * nc + ne,
            e * nb + f * nd + nf,
        ])
    }

    /// Lengths of both sides of the square.
    pub(super) fn sides(&self) -> (f64, f64) {
        let [a, b, c, d, _, _] = self.0;
        (a.hypot(b), c.hypot(d))
    }

    /// Whether the square is as large as half a small page, A6.
    pub(super) fn is_large(&self) -> bool {
        let (width, height) = self.sides();
        width * height > 298.0 * 420.0 / 2.0
    }

    /// The upright rectangle around the square.
    pub(super) fn around(&self) -> Rectangle {
        let [a, b, c, d, e, f] = self.0;
        let (xs, ys) = ([e, e + a, e + c, e + a + c], [f, f + b, f + d, f + b + d]);
        let least = |all: [f64; 4]| all.into_iter().fold(f64::INFINITY, f64::min);
        let most = |all: [f64; 4]| all.into_iter().fold(f64::NEG_INFINITY, f64::max);
        Rectangle { left: least(xs), bottom: least(ys), right: most(xs), top: most(ys) }
    }
}

impl Rectangle {
    /// A4, where a page does not say its size.
    pub(super) const A4: Self = Rectangle { left: 0.0, bottom: 0.0, right: 595.0, top: 842.0 };

    pub(super) fn of(numbers: &[Object]) -> Option<Self> {
        let numbers: Option<Vec<f64>> = numbers.iter().map(Object::number).collect();
        let [x1, y1, x2, y2] = <[f64; 4]>::try_from(numbers?).ok()?;
        let all =
            Rectangle { left: x1.min(x2), bottom: y1.min(y2), right: x1.max(x2), top: y1.max(y2) };
        (all.area() > 0.0).then_some(all)
    }

    /// What both have in common; it may have no area.
    pub(super) fn common(&self, other: &Self) -> Self {
        Rectangle {
            left: self.left.max(other.left),
            bottom: self.bottom.max(other.bottom),
            right: self.right.min(other.right),
            top: self.top.min(other.top),
        }
    }

    pub(super) fn area(&self) -> f64 {
        (self.right - self.left).max(0.0) * (self.top - self.bottom).max(0.0)
    }

    pub(super) fn long_side(&self) -> f64 {
        (self.right - self.left).max(self.top - self.bottom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turned_image_keeps_its_sides() {
        let placed = Matrix([2.0, 0.0, 0.0, 3.0, 0.0, 0.0]);
        let turned = placed.then(&Matrix([0.0, 1.0, -1.0, 0.0, 10.0, 20.0]));
        let (width, height) = turned.sides();
        assert!((width - 2.0).abs() < 1e-9 && (height - 3.0).abs() < 1e-9);
        let around = turned.around();
        assert!((around.area() - 6.0).abs() < 1e-9 && (around.long_side() - 3.0).abs() < 1e-9);
        let page = Rectangle { left: 0.0, bottom: 0.0, right: 8.0, top: 100.0 };
        assert!((around.common(&page).area() - 2.0).abs() < 1e-9);
    }
}
