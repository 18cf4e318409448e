//! Words of a text in one spelling, and one matcher for all phrases of all pages.

mod lexicon;
mod normal;
pub(crate) mod phrase;
mod trie;
mod words;

pub(crate) use lexicon::Step;
pub use lexicon::{ConceptId, Hit, Hits, Lexicon, LexiconBuilder, NUMBER, PhraseLine, nearest};
pub use words::Words;
