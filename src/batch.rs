//! Many documents: workers, progress, what is kept from the last run, whole files or none.

pub mod document;
pub mod files;
pub mod journal;
pub mod manifest;
pub mod progress;
pub mod register;

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use crate::issue::Issue;
use crate::render;
use crate::view::{DocumentRow, Outcome};
use document::{Job, Making};
use progress::Progress;

/// The stack of a worker: layouts nest deeply, and a thread's default of 2 MiB is too little.
const STACK: usize = 16 << 20;
/// After how many pages typst's memory of old ones is let go, and how many rounds it keeps: often enough
/// that memory stays flat, whether documents have two pages or two hundred, seldom enough that the layouts
/// themselves stay known. Twice the pages and three rounds cost twice the memory and a fifth more time.
const FORGET_PAGES: usize = 36;
const FORGET_AGE: usize = 1;

/// What a run of jobs came to.
#[derive(Debug, Default)]
pub struct Made {
    /// A row per job that was looked at, in the order of the jobs.
    pub documents: Vec<DocumentRow>,
    /// Whether the run was interrupted before the last job.
    pub interrupted: bool,
    /// A safety check failed: something withheld was found in what was written.
    pub unsafe_found: bool,
    /// The disk refused.
    pub refused: Option<Issue>,
}

/// Makes all jobs on that many workers. `stop` is looked at before each job; `each` is called on this
/// thread with every finished document.
pub fn run(
    jobs: &[Job],
    workers: usize,
    making: &Making<'_>,
    stop: &AtomicBool,
    progress: &mut Progress,
    each: &mut dyn FnMut(&DocumentRow),
) -> Made {
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::channel();
    let mut rows: Vec<Option<DocumentRow>> = vec![None; jobs.len()];
    let mut made = Made::default();
    thread::scope(|scope| {
        for _ in 0..workers.clamp(1, jobs.len().max(1)) {
            let (sender, next) = (sender.clone(), &next);
            let work = move || {
                while !stop.load(Ordering::Relaxed) {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(job) = jobs.get(index) else { break };
                    if sender.send((index, document::make(job, making))).is_err() {
                        break;
                    }
                }
            };
            let spawned = thread::Builder::new()
                .stack_size(STACK)
                .spawn_scoped(scope, work);
            made.refused = made.refused.take().or(spawned.err().map(|_| no_thread()));
        }
        drop(sender);
        let mut set = 0;
        for (index, finished) in receiver {
            made.unsafe_found |= finished.unsafe_found;
            made.refused = made.refused.take().or(finished.refused);
            progress.advance(finished.row.outcome);
            each(&finished.row);
            if finished.row.outcome != Outcome::Unchanged {
                set += finished.row.pages.max(1);
            }
            if set >= FORGET_PAGES {
                render::forget(FORGET_AGE);
                set = 0;
            }
            rows[index] = Some(finished.row);
        }
    });
    made.interrupted = stop.load(Ordering::Relaxed) && rows.iter().any(Option::is_none);
    made.documents = rows.into_iter().flatten().collect();
    made
}

fn no_thread() -> Issue {
    Issue::error("CB1001", "the system refused to start a worker")
        .hint("Run again with fewer workers: --jobs 1.")
}
