//! How far a run has come: a bar with counts and time left on a terminal, a plain line every ten
//! seconds elsewhere. Everything goes to standard error.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::view::Outcome;

const PLAIN_EVERY: Duration = Duration::from_secs(10);

/// The progress of a run.
pub struct Progress {
    total: usize,
    counts: [usize; 3],
    began: Instant,
    said: Instant,
    way: Way,
}

enum Way {
    Silent,
    Plain,
    Bar(ProgressBar),
}

impl Progress {
    /// Progress towards that many documents; silent where the user asked for quiet.
    pub fn new(total: usize, quiet: bool) -> Self {
        let way = if quiet || total == 0 {
            Way::Silent
        } else if std::io::stderr().is_terminal() {
            Way::Bar(bar(total))
        } else {
            Way::Plain
        };
        let now = Instant::now();
        Self {
            total,
            counts: [0; 3],
            began: now,
            said: now,
            way,
        }
    }

    /// One more document is finished.
    pub fn advance(&mut self, outcome: Outcome) {
        self.counts[outcome as usize] += 1;
        let done: usize = self.counts.iter().sum();
        match &self.way {
            Way::Silent => {}
            Way::Bar(bar) => {
                bar.set_message(self.words());
                bar.set_position(done as u64);
            }
            Way::Plain if self.said.elapsed() >= PLAIN_EVERY => {
                self.said = Instant::now();
                let left = self
                    .began
                    .elapsed()
                    .mul_f64((self.total - done) as f64 / done as f64);
                let line = format!(
                    "{done} of {}: {}, about {} s left",
                    self.total,
                    self.words(),
                    left.as_secs()
                );
                let _ = writeln!(std::io::stderr(), "{line}");
            }
            Way::Plain => {}
        }
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        if let Way::Bar(bar) = &self.way {
            bar.finish_and_clear();
        }
    }

    fn words(&self) -> String {
        let [made, unchanged, failed] = self.counts;
        format!("{made} made, {unchanged} unchanged, {failed} failed")
    }
}

fn bar(total: usize) -> ProgressBar {
    let bar =
        ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::stderr_with_hz(4));
    let style = ProgressStyle::with_template("{wide_bar} {pos}/{len} {msg}, {eta} left");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}
