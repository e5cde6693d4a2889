//! Work on many things at once, with the results in the order of the input.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::sync::{Mutex, PoisonError};
use std::thread;

use crate::concurrency::Concurrency;
use crate::error::Result;

/// Jobs in flight for each worker: enough that a slow one does not stall the
/// others, few enough that their results fit in memory.
const WINDOW: usize = 16;

/// Takes jobs from `input`, works on them with as many workers as `concurrency`
/// wants, and gives the results to `sink` in the order of the input. `input` and
/// `sink` run on the calling thread; at most 16 jobs a worker are between them.
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
    Done: Send,
{
    let workers = concurrency.workers().get();
    if workers == 1 {
        let mut state = state();
        return input.try_for_each(|job| sink(work(&mut state, job?)?));
    }
    let window = WINDOW * workers;
    let (jobs_in, jobs_out) = mpsc::sync_channel::<(u64, Job)>(window);
    let (done_in, done_out) = mpsc::sync_channel::<(u64, Worked<Done>)>(window);
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
        feed(&mut input, window as u64, &jobs_in, &done_out, &mut sink)
    })
}

/// What a job came to; a panic travels like an error, or whoever waits for the
/// job would wait for ever.
type Worked<Done> = thread::Result<Result<Done>>;

fn run<Job, Done, State>(
    jobs: &Mutex<Receiver<(u64, Job)>>,
    done: &SyncSender<(u64, Worked<Done>)>,
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

fn feed<Job, Done>(
    input: &mut impl Iterator<Item = Result<Job>>,
    window: u64,
    jobs: &SyncSender<(u64, Job)>,
    done: &Receiver<(u64, Worked<Done>)>,
    sink: &mut impl FnMut(Done) -> Result<()>,
) -> Result<()> {
    let mut early = BTreeMap::new();
    let (mut sent, mut taken) = (0_u64, 0_u64);
    let mut ended = false;
    loop {
        while !ended && sent - taken < window {
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
        early.insert(number, result);
        while let Some(result) = early.remove(&taken) {
            taken += 1;
            sink(result.unwrap_or_else(|panic| resume_unwind(panic))?)?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;
    use std::num::NonZeroUsize;

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
