//! The integration tests, one module per topic.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a test fails loudly and reads the project's own files"
)]

mod answers;
mod cli;
mod formats;
mod graph;
mod house;
mod judgement;
mod outline;
mod properties;
mod scale;
mod schemas;
mod snapshots;
mod support;
mod words;
