//! Words of a text in one spelling, and one matcher for all phrases of all pages.

mod hits;
mod lexicon;
mod normal;
mod number;
pub(crate) mod phrase;
mod trie;
mod words;

pub use hits::{Hit, Hits};
pub(crate) use lexicon::Step;
pub use lexicon::{ConceptId, Lexicon, LexiconBuilder, NUMBER, PhraseLine, nearest};
pub(crate) use number::{cardinal, ordinal};
pub use words::Words;
