//! Provisions, annexes, bodies and outside instruments, and what joins them.

use crate::source::{Source, Span};
use crate::structure::{Outline, ProvisionId};

/// What joins the provisions of one agreement.
#[derive(Debug, Default)]
pub struct Graph {}

impl Graph {
    /// Reads the references of a text and resolves them.
    #[must_use]
    pub fn build(source: &Source, outline: &Outline) -> Self {
        let _ = (source, outline);
        Graph::default()
    }

    /// The provisions that references in a stretch of text lead to; the root stands for the whole agreement.
    #[must_use]
    pub fn targets_in(&self, span: Span) -> Vec<ProvisionId> {
        let _ = span;
        Vec::new()
    }

    /// Parts that the text refers to and the file lacks, as written, each once.
    #[must_use]
    pub fn missing(&self) -> Vec<String> {
        Vec::new()
    }
}
