//! Work on many things at once, with the results in the order of the input.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread;

use crate::concurrency::Concurrency;
use crate::error::Result;

/// Jobs for each worker that are waiting or worked on: enough that nobody is
/// idle while the calling thread is at its own work.
const QUEUE: u64 = 8;
/// Entries whose results may wait for a slow job before them, so that the
/// others go on past one huge file: some megabytes of memory.
const EARLY: usize = 16 << 10;

/// A result that may have to wait for its turn.
pub trait Waits {
    /// How many entries it is of: what it costs to hold.
    fn entries(&self) -> usize;
}

impl<T> Waits for Vec<T> {
    fn entries(&self) -> usize {
        self.len()
    }
}

/// Takes jobs from `input`, works on them with as many workers as `concurrency`
/// wants, and gives the results to `sink` in the order of the input. `input` and
/// `sink` run on the calling thread. At most 8 jobs a worker are on their way,
/// and while the results of fewer than 16,384 entries wait for one before them,
/// others are begun.
///
/// With one worker nothing is spawned. The first error of `input`, `work` or
/// `sink` ends the run.
///
/// # Errors
/// The first error in the order of the input.
///
/// # Panics
/// If `work` does, on whichever thread.
pub fn ordered<Job, Done, State>(
    concurrency: Concurrency,
    mut input: impl Iterator<Item = Result<Job>>,
    state: impl Fn() -> State + Sync,
    work: impl Fn(&mut State, Job) -> Result<Done> + Sync,
    mut sink: impl FnMut(Done) -> Result<()>,
) -> Result<()>
where
    Job: Send,
    Done: Send + Waits,
{
    let workers = concurrency.workers().get();
    if workers == 1 {
        let mut state = state();
        return input.try_for_each(|job| sink(work(&mut state, job?)?));
    }
    // How full they may be, `feed` sees to.
    let (jobs_in, jobs_out) = mpsc::channel::<(u64, Job)>();
    let (done_in, done_out) = mpsc::channel::<(u64, Worked<Done>)>();
    let jobs_out = Mutex::new(jobs_out);
    thread::scope(|scope| {
        for _ in 0..workers {
            let (jobs, done) = (&jobs_out, done_in.clone());
            let (state, work) = (&state, &work);
            scope.spawn(move || run(jobs, &done, state(), work));
        }
        drop(done_in);
        // Dropping both ends stops the workers, whichever way this returns.
        let (jobs_in, done_out) = (jobs_in, done_out);
        feed(&mut input, QUEUE * workers as u64, &jobs_in, &done_out, &mut sink)
    })
}

/// What a job came to; a panic travels like an error, or whoever waits for the
/// job would wait for ever.
type Worked<Done> = thread::Result<Result<Done>>;

fn run<Job, Done, State>(
    jobs: &Mutex<Receiver<(u64, Job)>>,
    done: &Sender<(u64, Worked<Done>)>,
    mut state: State,
    work: &impl Fn(&mut State, Job) -> Result<Done>,
) {
    loop {
        let next = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((number, job)) = next else { return };
        // After a panic nobody uses the state again: the run ends.
        let worked = catch_unwind(AssertUnwindSafe(|| work(&mut state, job)));
        if done.send((number, worked)).is_err() {
            return;
        }
    }
}

fn feed<Job, Done: Waits>(
    input: &mut impl Iterator<Item = Result<Job>>,
    queue: u64,
    jobs: &Sender<(u64, Job)>,
    done: &Receiver<(u64, Worked<Done>)>,
    sink: &mut impl FnMut(Done) -> Result<()>,
) -> Result<()> {
    let mut early = BTreeMap::new();
    let (mut sent, mut finished, mut taken) = (0_u64, 0_u64, 0_u64);
    // Entries of what is early.
    let mut waiting = 0;
    let mut ended = false;
    loop {
        let room = |sent| sent - finished < queue && waiting < EARLY;
        while !ended && room(sent) {
            match input.next() {
                Some(job) => {
                    // A closed channel means that every worker died of a panic
                    // before its first job, which the scope passes on.
                    if jobs.send((sent, job?)).is_err() {
                        return Ok(());
                    }
                    sent += 1;
                }
                None => ended = true,
            }
        }
        if taken == sent {
            return Ok(());
        }
        let Ok((number, result)) = done.recv() else { return Ok(()) };
        finished += 1;
        waiting += entries(&result);
        early.insert(number, result);
        while let Some(result) = early.remove(&taken) {
            taken += 1;
            waiting -= entries(&result);
            sink(result.unwrap_or_else(|panic| resume_unwind(panic))?)?;
        }
    }
}

fn entries<Done: Waits>(worked: &Worked<Done>) -> usize {
    worked.as_ref().map_or(0, |result| result.as_ref().map_or(0, Waits::entries))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;
    use std::num::NonZeroUsize;
    use std::sync::Condvar;
    use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
    use std::time::Duration;

    impl Waits for u64 {
        fn entries(&self) -> usize {
            1
        }
    }

    fn workers(workers: usize) -> Concurrency {
        Concurrency::new(NonZeroUsize::MIN, NonZeroUsize::new(workers).unwrap())
    }

    fn squares(threads: usize, fail_at: Option<u64>) -> (Vec<u64>, bool) {
        let mut out = Vec::new();
        let result = ordered(
            workers(threads),
            (0..1000_u64).map(Ok),
            || (),
            |(), n| {
                if Some(n) == fail_at { Err(ErrorKind::Interrupted.into()) } else { Ok(n * n) }
            },
            |n| {
                out.push(n);
                Ok(())
            },
        );
        (out, result.is_ok())
    }

    #[test]
    fn results_keep_the_order_of_the_input() {
        let naive: Vec<u64> = (0..1000).map(|n| n * n).collect();
        for threads in [1, 2, 7] {
            assert_eq!(squares(threads, None), (naive.clone(), true));
        }
    }

    /// Runs jobs whose results are of `entries` each; the first takes until
    /// `others` of the others are done. Tells how many of them were by then,
    /// and how many were ever begun and not given to the sink.
    fn behind_a_slow_one(jobs: usize, entries: usize, others: usize) -> (usize, usize) {
        let (done, counted) = (Mutex::new(0), Condvar::new());
        let (begun, most, met) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
        let input = (0..jobs).map(|job| {
            most.fetch_max(begun.fetch_add(1, SeqCst) + 1, SeqCst);
            Ok(job)
        });
        let work = |(): &mut (), job| {
            let mut count = done.lock().unwrap();
            if job > 0 {
                *count += 1;
                counted.notify_all();
                return Ok(vec![(); entries]);
            }
            // The time is only a way out for a run that stands still.
            let patience = Duration::from_secs(20);
            let waited = counted.wait_timeout_while(count, patience, |count| *count < others);
            met.store(*waited.unwrap().0, SeqCst);
            Ok(vec![(); entries])
        };
        let sink = |_| {
            begun.fetch_sub(1, SeqCst);
            Ok(())
        };
        ordered(workers(2), input, || (), work, sink).unwrap();
        (met.into_inner(), most.into_inner())
    }

    #[test]
    fn small_jobs_go_on_while_one_is_slow() {
        let (met, _) = behind_a_slow_one(3000, 1, 2900);
        assert!(met >= 2900, "only {met} went on");
    }

    #[test]
    fn what_waits_for_a_slow_job_is_bounded() {
        let within = EARLY / 1000 + 1;
        let (met, most) = behind_a_slow_one(3000, 1000, within);
        assert!(met >= within, "only {met} went on");
        assert!(most <= within + 2 * 8, "{most} at once");
    }

    #[test]
    fn a_panic_of_a_worker_is_passed_on_and_nobody_waits() {
        for threads in [1, 4] {
            let run = || {
                ordered(
                    workers(threads),
                    (0..1000_u64).map(Ok),
                    || (),
                    |(), n| if n == 500 { panic!("job 500") } else { Ok(n) },
                    |_| Ok(()),
                )
            };
            let panic = catch_unwind(run).unwrap_err();
            assert_eq!(panic.downcast_ref(), Some(&"job 500"));
        }
    }

    #[test]
    fn an_error_ends_the_run_after_what_came_before_it() {
        for threads in [1, 4] {
            let (out, whole) = squares(threads, Some(500));
            assert_eq!((out.len(), whole), (500, false));
        }
    }
}
