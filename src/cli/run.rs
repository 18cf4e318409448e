//! Work on many inputs at once, with answers in input order.

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::sync::mpsc;

use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;

use crate::report::Trouble;

/// Fewer inputs than this are done before a progress bar could be read.
const LONG: usize = 20;

/// Does `work` on every input and hands the answers to `take` in input order, as soon as their turn has come.
///
/// Only answers that wait for an earlier one are kept, so memory does not grow with the number of inputs.
/// `take` answers whether to go on.
pub(crate) fn in_order<I: Sync, T: Send>(
    inputs: &[I],
    jobs: Option<usize>,
    work: impl Fn(&I) -> T + Sync,
    mut take: impl FnMut(T) -> bool,
) -> Result<(), Trouble> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.unwrap_or(0)).build();
    let pool = pool.map_err(|error| Trouble::new(format!("The work could not be shared out: {error}.")))?;
    let bar = progress(inputs.len());
    let (sender, receiver) = mpsc::sync_channel(64);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let sender = sender;
            let sent = pool.install(|| {
                inputs.iter().enumerate().par_bridge().try_for_each(|(nth, input)| sender.send((nth, work(input))))
            });
            drop(sent);
        });
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        for (nth, answer) in receiver {
            bar.inc(1);
            waiting.insert(nth, answer);
            while let Some(answer) = waiting.remove(&next) {
                next += 1;
                if !bar.suspend(|| take(answer)) {
                    return;
                }
            }
        }
    });
    bar.finish_and_clear();
    Ok(())
}

fn progress(inputs: usize) -> ProgressBar {
    if inputs < LONG || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{pos}/{len} agreements {wide_bar} {eta}");
    ProgressBar::new(inputs as u64).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::inputs::Input;

    fn inputs(count: usize) -> Vec<Input> {
        (0..count).map(|nth| Input::named(nth.to_string())).collect()
    }

    #[test]
    fn answers_come_in_input_order() {
        let mut answers = Vec::new();
        let work = |input: &Input| {
            let nth: u64 = input.name.parse().unwrap();
            std::thread::sleep(std::time::Duration::from_micros(300 - nth));
            nth
        };
        in_order(&inputs(300), Some(4), work, |nth| {
            answers.push(nth);
            true
        })
        .unwrap();
        assert!(answers.iter().copied().eq(0..300));
    }

    #[test]
    fn work_ends_when_nobody_wants_more() {
        let mut taken = 0;
        in_order(
            &inputs(5000),
            Some(2),
            |input| input.name.clone(),
            |_| {
                taken += 1;
                taken < 3
            },
        )
        .unwrap();
        assert_eq!(taken, 3);
    }
}
