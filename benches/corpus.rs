//! Speed over whole agreements, in megabytes of input per second: `cargo bench`.
//!
//! Reads `agreements/`, repeated to at least [`ENOUGH`] bytes, and the real texts of `../shared`, which are no part of the project;
//! where they are absent, it says that they are skipped.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a benchmark reads the project's own files and prints; criterion makes its groups public"
)]

use std::path::Path;
use std::time::Duration;

use criterion::{BenchmarkGroup, Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use rayon::prelude::*;
use treatylint::facts::Codebook;
use treatylint::source::{Library, Source, read};
use treatylint::structure::Outline;

/// Bytes that a run reads at least.
const ENOUGH: usize = 4_000_000;

type Input = (String, Vec<u8>);
type Group<'c> = BenchmarkGroup<'c, criterion::measurement::WallTime>;

criterion_group!(benches, corpus);
criterion_main!(benches);

fn corpus(criterion: &mut Criterion) {
    let (library, _) = Library::shipped();
    let (codebook, _) = Codebook::load(&library.words, &library.facts);
    for folder in ["agreements", "../shared/corpus/texts"] {
        let inputs = inputs(folder);
        if inputs.is_empty() {
            eprintln!("SKIPPED: {folder} is absent");
            continue;
        }
        let bytes: usize = inputs.iter().map(|(_, bytes)| bytes.len()).sum();
        let mut group = criterion.benchmark_group(folder.trim_start_matches("../"));
        group.throughput(Throughput::Bytes(bytes as u64)).sampling_mode(SamplingMode::Flat);
        group.sample_size(10).warm_up_time(Duration::from_millis(200)).measurement_time(Duration::from_secs(5));
        stages(&mut group, &codebook, &inputs);
        group.finish();
    }
}

/// Each stage by itself on one core, and all of them on all cores.
fn stages(group: &mut Group, codebook: &Codebook, inputs: &[Input]) {
    let sources: Vec<Source> = inputs.iter().filter_map(|(name, bytes)| read(name, bytes).ok()).collect();
    let outlines: Vec<Outline> = sources.iter().map(Outline::read).collect();
    let coded = |(source, outline)| codebook.code(source, outline).list.len();
    group.bench_function("reading", |bench| {
        bench.iter(|| inputs.iter().filter_map(|(name, bytes)| read(name, bytes).ok()).count());
    });
    group.bench_function("structure", |bench| {
        bench.iter(|| sources.iter().map(|source| Outline::read(source).provisions.len()).sum::<usize>());
    });
    group.bench_function("facts", |bench| {
        bench.iter(|| sources.iter().zip(&outlines).map(coded).sum::<usize>());
    });
    group.bench_function("all, on all cores", |bench| {
        bench.iter(|| inputs.par_iter().map(|input| whole(codebook, input)).sum::<usize>());
    });
}

fn whole(codebook: &Codebook, (name, bytes): &Input) -> usize {
    let Ok(source) = read(name, bytes) else { return 0 };
    let outline = Outline::read(&source);
    codebook.code(&source, &outline).list.len()
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
