//! `treatylint` reads the text of a trade or investment agreement and says what it would do to human rights.
//!
//! A text flows one way through the layers below, each of which knows only those above it in this list:
//! [`source`] → [`text`] → [`structure`] → [`clause`] → [`graph`] → [`facts`] → [`rules`] → [`report`] → [`cli`].

pub mod clause;
pub mod cli;
pub mod facts;
pub mod graph;
pub mod report;
pub mod rules;
pub mod source;
pub mod structure;
pub mod text;
