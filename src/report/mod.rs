//! What a reader sees: one value, [`Judged`], in many renderings.
//!
//! A [`Judged`] is small and stands alone: the agreement's text may be dropped before it is shown.

mod coded;
mod excerpt;
mod github;
mod graphical;
mod judged;
mod line;
mod locate;
mod outline;
mod reasons;
mod sarif;
mod trouble;

pub use coded::{Coded, table_head, table_row};
pub use excerpt::{Excerpt, Label};
pub use github::github;
pub use graphical::{Look, graphical};
pub use judged::{Judged, Judgement, Spot};
pub use line::{line, tally};
pub use locate::Locator;
pub use outline::outline;
pub use reasons::reasons;
pub use sarif::{RuleNote, sarif};
pub use trouble::{Trouble, trouble};

#[cfg(test)]
pub(crate) mod sample;
