//! Speed over whole agreements, in megabytes of input per second: `cargo bench`.
//!
//! Reads `agreements/`, repeated to at least [`ENOUGH`] bytes, and the real texts of `../shared` where they are present. Each stage is
//! timed [`TIMES`] times; the best time counts.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a benchmark reads the project's own files and prints"
)]

use std::path::Path;
use std::time::{Duration, Instant};

use rayon::prelude::*;
use treatylint::facts::Codebook;
use treatylint::source::{Library, Source, read};
use treatylint::structure::Outline;

/// Bytes that a run reads at least.
const ENOUGH: usize = 4_000_000;

/// How often each stage is timed.
const TIMES: usize = 3;

type Input = (String, Vec<u8>);

fn main() {
    let (library, _) = Library::shipped();
    let (codebook, _) = Codebook::load(&library.words, &library.facts);
    for folder in ["agreements", "../shared/corpus/texts"] {
        let inputs = inputs(folder);
        if inputs.is_empty() {
            println!("{folder}: absent, skipped");
            continue;
        }
        let bytes: usize = inputs.iter().map(|(_, bytes)| bytes.len()).sum();
        println!("{folder}: {} inputs, {:.1} MB", inputs.len(), bytes as f64 / 1e6);
        let line = |stage: &str, time: Duration| {
            println!("  {stage:24} {:8.1} MB/s  {:8.2?}", bytes as f64 / 1e6 / time.as_secs_f64(), time);
        };
        let sources: Vec<Source> = inputs.iter().filter_map(|(name, bytes)| read(name, bytes).ok()).collect();
        let outlined: Vec<(Source, Outline)> =
            sources.iter().map(|source| (source.clone(), Outline::read(source))).collect();
        let coded = |(source, outline): &(Source, Outline)| codebook.code(source, outline).list.len();
        line("reading", best(|| inputs.iter().filter_map(|(name, bytes)| read(name, bytes).ok()).count()));
        line("structure", best(|| sources.iter().map(|source| Outline::read(source).provisions.len()).sum()));
        line("facts", best(|| outlined.iter().map(coded).sum()));
        line("all, on all cores", best(|| inputs.par_iter().map(|input| whole(&codebook, input)).sum()));
    }
}

fn whole(codebook: &Codebook, (name, bytes): &Input) -> usize {
    let Ok(source) = read(name, bytes) else { return 0 };
    let outline = Outline::read(&source);
    codebook.code(&source, &outline).list.len()
}

/// The best time of several; the work's result is used so that it is not optimised away.
fn best(work: impl Fn() -> usize) -> Duration {
    let time = || {
        let start = Instant::now();
        std::hint::black_box(work());
        start.elapsed()
    };
    (0..TIMES).map(|_| time()).min().unwrap_or_default()
}

fn inputs(folder: &str) -> Vec<Input> {
    let mut once = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut once);
    once.sort();
    let bytes: usize = once.iter().map(|(_, bytes)| bytes.len()).sum();
    let times = if once.is_empty() { 0 } else { ENOUGH.div_ceil(bytes.max(1)) };
    std::iter::repeat_n(once, times).flatten().collect()
}

fn collect(folder: &Path, found: &mut Vec<Input>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            collect(&path, found);
        } else {
            found.push((path.to_string_lossy().into_owned(), std::fs::read(&path).unwrap()));
        }
    }
}
