//! Words of a text in one spelling, and one matcher for all phrases of all pages.

mod groups;
mod hits;
mod lexicon;
mod normal;
mod number;
pub(crate) mod phrase;
mod sayings;
mod spelling;
mod trie;
mod words;

pub use hits::{Hit, Hits};
pub(crate) use lexicon::Step;
pub use lexicon::{ConceptId, Lexicon, LexiconBuilder, NUMBER, PhraseLine};
pub(crate) use number::{cardinal, ordinal};
pub(crate) use words::Speller;
pub use words::Words;
