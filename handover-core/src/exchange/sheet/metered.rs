use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

/// How many bytes a workbook may still unfold to, and how many one event of
/// its XML may still have.
#[derive(Debug, Clone)]
pub(super) struct Meter(Rc<State>);

#[derive(Debug)]
struct State {
    total: Cell<u64>,
    event: Cell<u64>,
    event_limit: u64,
}

impl Meter {
    pub(super) fn new(total: u64, event_limit: u64) -> Self {
        Meter(Rc::new(State {
            total: Cell::new(total),
            event: Cell::new(event_limit),
            event_limit,
        }))
    }

    /// A new event begins.
    pub(super) fn next_event(&self) {
        self.0.event.set(self.0.event_limit);
    }

    /// Whether a limit was passed.
    pub(super) fn is_spent(&self) -> bool {
        self.0.total.get() == 0 || self.0.event.get() == 0
    }
}

/// Ends with an error where a limit is passed: a parser would buffer a text
/// without end.
pub(super) struct Metered<R> {
    inner: R,
    meter: Meter,
}

impl<R: BufRead> Metered<R> {
    pub(super) fn new(inner: R, meter: &Meter) -> Self {
        Metered { inner, meter: meter.clone() }
    }
}

impl<R: BufRead> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let count = available.len().min(buffer.len());
        buffer[..count].copy_from_slice(&available[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Metered<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.meter.is_spent() {
            return Err(io::ErrorKind::OutOfMemory.into());
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        let less = |cell: &Cell<u64>| cell.set(cell.get().saturating_sub(count as u64));
        less(&self.meter.0.total);
        less(&self.meter.0.event);
        self.inner.consume(count);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(meter: &Meter, bytes: &[u8]) -> io::Result<usize> {
        Metered::new(bytes, meter).read_to_end(&mut Vec::new())
    }

    #[test]
    fn all_parts_of_a_workbook_share_one_budget() {
        let meter = Meter::new(10, 100);
        assert_eq!(read(&meter, &[0; 6]).unwrap(), 6);
        assert!(!meter.is_spent());
        assert!(read(&meter, &[0; 6]).is_err());
        assert!(meter.is_spent());
    }

    #[test]
    fn each_event_has_a_budget_of_its_own() {
        let meter = Meter::new(100, 10);
        for _ in 0..5 {
            meter.next_event();
            assert_eq!(read(&meter, &[0; 9]).unwrap(), 9);
        }
        assert!(read(&meter, &[0; 9]).is_err());
    }
}
