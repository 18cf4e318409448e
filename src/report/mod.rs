//! What a reader sees: one value, [`Judged`], in many renderings.
//!
//! A [`Judged`] is small and stands alone: the agreement's text may be dropped before it is shown.

mod allow;
pub mod audit;
mod changes;
mod coded;
mod discipline;
mod drawing;
mod excerpt;
mod github;
mod gitlab;
mod graphical;
mod html;
mod judged;
mod junit;
mod line;
mod locate;
mod markdown;
mod outline;
mod paper;
mod reasons;
mod render;
mod sarif;
mod summary;
mod table;
mod trouble;
mod word;
mod xml;

pub use allow::{Allowance, allowances};
pub use audit::Audited;
pub use changes::{Act, Change};
pub use coded::{ANSWER_HEAD, Coded, answer_rows, table_head, table_row};
pub use discipline::{Discipline, LeftOut, RuleSetting, Setting, Suppression};
pub use drawing::{dot, svg};
pub use excerpt::{Excerpt, Label};
pub use github::github;
pub use gitlab::gitlab;
pub use graphical::{Look, graphical};
pub use html::html;
pub use judged::{Judged, Judgement, Rating, Spot};
pub use junit::junit;
pub use line::{counted, line, tally};
pub use locate::Locator;
pub use markdown::markdown;
pub use outline::outline;
pub use paper::Paper;
pub use reasons::reasons;
pub use render::{Form, render_end, render_one};
pub use sarif::{RuleNote, sarif};
pub use summary::summary;
pub use table::{csv, rows, table};
pub use trouble::{Trouble, trouble};
pub use word::{Remark, annotate, remarks};

#[cfg(test)]
pub(crate) mod sample;
