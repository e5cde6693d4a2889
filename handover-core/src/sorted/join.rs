use std::cmp::Ordering;

/// Where an item of two sorted streams stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Both<L, R> {
    /// Only on the left.
    Left(L),
    /// Only on the right.
    Right(R),
    /// On both sides.
    Both(L, R),
}

/// Joins two streams that are sorted and unique under `order`, in one pass.
/// The first error of either side ends the join.
pub fn join<L, R, E>(
    left: impl Iterator<Item = Result<L, E>>,
    right: impl Iterator<Item = Result<R, E>>,
    order: impl Fn(&L, &R) -> Ordering,
) -> impl Iterator<Item = Result<Both<L, R>, E>> {
    let mut left = left.peekable();
    let mut right = right.peekable();
    std::iter::from_fn(move || {
        let order = match (left.peek(), right.peek()) {
            (None, None) => return None,
            (Some(Ok(l)), Some(Ok(r))) => order(l, r),
            (Some(Err(_)), _) | (Some(_), None) => Ordering::Less,
            (_, Some(Err(_))) | (None, Some(_)) => Ordering::Greater,
        };
        let item = match order {
            Ordering::Less => left.next()?.map(Both::Left),
            Ordering::Greater => right.next()?.map(Both::Right),
            Ordering::Equal => match (left.next()?, right.next()?) {
                (Ok(l), Ok(r)) => Ok(Both::Both(l, r)),
                (Err(error), _) | (_, Err(error)) => Err(error),
            },
        };
        Some(item)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_item_comes_once_and_in_order() {
        let side = |items: &'static [u8]| items.iter().map(|item| Ok::<_, ()>(*item));
        let joined: Vec<_> =
            join(side(&[1, 2, 4]), side(&[2, 3]), Ord::cmp).map(Result::unwrap).collect();
        assert_eq!(joined, [Both::Left(1), Both::Both(2, 2), Both::Right(3), Both::Left(4)]);
    }
}
