//! The configuration as it is written.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

/// The whole file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct File {
    pub(super) deny: Option<Spanned<String>>,
    pub(super) rules_folder: Option<String>,
    pub(super) baseline: Option<String>,
    pub(super) rules: BTreeMap<Spanned<String>, Spanned<String>>,
    pub(super) paths: Vec<Paths>,
    pub(super) suppress: Vec<Suppress>,
    pub(super) agreement: Vec<Agreement>,
}

/// `[[paths]]`: rules for some files.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Paths {
    #[serde(rename = "match")]
    pub(super) pattern: Spanned<String>,
    pub(super) rules: BTreeMap<Spanned<String>, Spanned<String>>,
}

/// `[[suppress]]`: an exception.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Suppress {
    pub(super) rule: Spanned<String>,
    pub(super) file: Option<Spanned<String>>,
    pub(super) at: Option<String>,
    pub(super) reason: Spanned<String>,
    pub(super) until: Option<Spanned<String>>,
}

/// `[[agreement]]`: a draft and its dossier.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Agreement {
    pub(super) file: Spanned<String>,
    #[serde(default)]
    pub(super) parts: Vec<String>,
    pub(super) title: Option<String>,
    #[serde(default)]
    pub(super) parties: Vec<String>,
    pub(super) signature: Option<Spanned<String>>,
    pub(super) concluded: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) document: Vec<Document>,
}

/// `[[agreement.document]]`: a document that goes with the draft.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Document {
    pub(super) kind: Spanned<String>,
    pub(super) file: String,
    pub(super) title: Option<String>,
    pub(super) date: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) authors: Vec<String>,
    pub(super) commissioned_by: Option<String>,
    pub(super) independent: Option<bool>,
    pub(super) conflicts_disclosed: Option<bool>,
    pub(super) published: Option<bool>,
    pub(super) this_agreement: Option<bool>,
    pub(super) funded: Option<bool>,
    #[serde(default)]
    pub(super) covers: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) countries: Vec<String>,
    #[serde(default)]
    pub(super) heard: Vec<Spanned<String>>,
}

/// What `treatylint init` writes: every key, explained and commented out.
pub(crate) const INITIAL: &str = include_str!("initial.toml");
