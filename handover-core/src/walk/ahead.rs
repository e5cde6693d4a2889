use std::sync::mpsc::{self, Receiver};
use std::thread;

use crate::error::Result;

/// Items handed over at once: a channel costs more than an item.
const BATCH: usize = 256;
/// Batches that may wait.
const WAITING: usize = 4;

/// Runs an iterator on a thread of its own, a little ahead of whoever takes
/// its items: a listing waits for the system while its entries are worked on.
///
/// # Errors
/// If `make` does, or `take`.
///
/// # Panics
/// If the iterator does.
pub fn ahead<'s, T: Send, R>(
    make: impl FnOnce() -> Result<Box<dyn Iterator<Item = T> + 's>> + Send,
    take: impl FnOnce(&mut dyn Iterator<Item = Result<T>>) -> Result<R>,
) -> Result<R> {
    let (batches_in, batches) = mpsc::sync_channel(WAITING);
    thread::scope(|scope| {
        scope.spawn(move || {
            let mut items = match make() {
                Ok(items) => items,
                // Whoever takes may be gone; then nobody wants to know.
                Err(error) => return drop(batches_in.send(Err(error))),
            };
            loop {
                let batch: Vec<T> = items.by_ref().take(BATCH).collect();
                if batch.is_empty() || batches_in.send(Ok(batch)).is_err() {
                    return;
                }
            }
        });
        take(&mut Taken { batches, left: Vec::new().into_iter() })
    })
}

struct Taken<T> {
    batches: Receiver<Result<Vec<T>>>,
    left: std::vec::IntoIter<T>,
}

impl<T> Iterator for Taken<T> {
    type Item = Result<T>;

    fn next(&mut self) -> Option<Result<T>> {
        loop {
            if let Some(item) = self.left.next() {
                return Some(Ok(item));
            }
            match self.batches.recv().ok()? {
                Ok(batch) => self.left = batch.into_iter(),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;

    #[test]
    fn all_items_come_in_order_and_nobody_waits_for_who_left() {
        let sum = |items: &mut dyn Iterator<Item = Result<u32>>| {
            let (mut last, mut count) = (0, 0);
            for item in items {
                let item = item?;
                assert!(item > last || count == 0);
                (last, count) = (item, count + 1);
            }
            Ok((last, count))
        };
        assert_eq!(ahead(|| Ok(Box::new(0..1000)), sum).unwrap(), (999, 1000));
        let first = |items: &mut dyn Iterator<Item = Result<u32>>| Ok(items.next().is_some());
        assert!(ahead(|| Ok(Box::new(0..u32::MAX)), first).unwrap());
        let refused = ahead(|| Err(ErrorKind::Interrupted.into()), sum);
        assert!(matches!(refused.unwrap_err().kind(), ErrorKind::Interrupted));
    }
}
