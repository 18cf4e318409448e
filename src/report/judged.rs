//! The judgements about one agreement, located in its input and independent of its text.

use serde::Serialize;

use super::changes::said;
use super::{Change, Excerpt, Locator};
use crate::facts::Facts;
use crate::rules::{Anchor, Finding, Score, Scorecard, Severity, Verdict};
use crate::source::{Position, Source};
use crate::structure::Outline;

/// A place in the input that a judgement speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Spot {
    /// The file it stands in, where that is not the agreement's main file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// As lawyers cite it.
    pub place: String,
    /// The provision's path.
    pub path: String,
    /// What is said of the words, lower case.
    pub label: String,
    /// First byte, of the input for text formats, of the extracted text for DOCX and PDF.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
    /// First line, counted from 1.
    pub line: u32,
    /// First column in characters, counted from 1.
    pub column: u32,
    /// Last line.
    pub end_line: u32,
    /// The column after the last.
    pub end_column: u32,
    /// The tracked changes of the words: whose insertion or deletion they are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// The words, in bytes of the source's text.
    #[serde(skip)]
    pub words: crate::source::Span,
    /// The lines around it; nothing where they stand in the excerpt of the judgement's own spot.
    #[serde(skip)]
    pub excerpt: Option<Excerpt>,
}

/// A finding with its places.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Judgement {
    /// The rule's name.
    pub rule: String,
    /// The pack it belongs to.
    pub pack: String,
    /// The criterion's key.
    pub criterion: Option<String>,
    /// `error`, `warning`, `advice` or `satisfied`.
    #[serde(serialize_with = "severity")]
    pub severity: Severity,
    /// Whether it rests on certain facts.
    pub certain: bool,
    /// One sentence that stands alone.
    pub message: String,
    /// What would satisfy the criterion.
    pub help: Option<String>,
    /// Model wording.
    pub model: Option<String>,
    /// What it points at.
    pub at: Spot,
    /// What widens or narrows it.
    pub related: Vec<Spot>,
}

/// The verdict on one criterion, with its places.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rating {
    /// The pack.
    pub pack: String,
    /// The criterion's key.
    pub key: String,
    /// The criterion's title.
    pub title: String,
    /// What is asked for.
    pub asks: String,
    /// `satisfied`, `partly`, `not` or `undetermined`.
    #[serde(serialize_with = "verdict")]
    pub verdict: Verdict,
    /// Whether it rests on certain facts.
    pub certain: bool,
    /// Why, in half a sentence.
    pub reason: String,
    /// The provisions that decide it.
    pub provisions: Vec<Spot>,
    /// Where the text treats Parties differently, and how.
    pub by_party: Vec<String>,
    /// What limits the verdict: missing parts that hold nothing on the matter, as far as the text tells.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// The judgements about one agreement.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Judged {
    /// The input's name as given.
    pub file: String,
    /// The agreement's title.
    pub title: Option<String>,
    /// Its language.
    pub language: Option<String>,
    /// Whether the text is complete as far as can be told.
    pub complete: bool,
    /// Whether the pages know few phrases of its language, so that little can be said of what is absent.
    #[serde(skip)]
    pub foreign: bool,
    /// What it refers to and the file lacks.
    pub missing: Vec<String>,
    /// The verdict on each criterion.
    pub ratings: Vec<Rating>,
    /// The judgements, certain ones first, in the order of the text.
    pub findings: Vec<Judgement>,
}

impl Judged {
    /// Locates what the packs say about an agreement in the input it was read from.
    #[must_use]
    pub fn new(locator: &Locator, outline: &Outline, facts: &Facts, cards: Vec<Scorecard>) -> Self {
        let mut judged = Judged {
            file: locator.source().name.clone(),
            title: title(locator.source(), outline),
            language: locator.source().about.language.clone(),
            complete: facts.complete,
            foreign: facts.foreign,
            missing: facts.missing.clone(),
            ..Judged::default()
        };
        for card in cards {
            judged.ratings.extend(card.scores.into_iter().map(|score| rating(locator, outline, &card.pack, score)));
            judged.findings.extend(card.findings.into_iter().map(|found| judgement(locator, outline, found)));
        }
        judged.findings.sort_by_key(|found| (!found.certain, found.at.start, std::cmp::Reverse(found.severity)));
        judged
    }

    /// The gravest severity among the findings that rest on certain facts.
    #[must_use]
    pub fn gravest(&self) -> Option<Severity> {
        self.findings.iter().filter(|found| found.certain).map(|found| found.severity).max()
    }

    /// The title, or the file's name where there is none.
    #[must_use]
    pub fn name(&self) -> &str {
        self.title.as_deref().unwrap_or(&self.file)
    }
}

impl Spot {
    /// The file it stands in; `main` is the agreement's.
    #[must_use]
    pub fn file<'a>(&'a self, main: &'a str) -> &'a str {
        self.file.as_deref().unwrap_or(main)
    }

    /// The place with what is said of it, and whose insertion or deletion its words are.
    #[must_use]
    pub fn said(&self) -> String {
        format!("{}: {}{}", self.place, self.label, self.bracketed())
    }

    /// [`Spot::changed`] in brackets after a blank; nothing where the words are nobody's.
    pub(super) fn bracketed(&self) -> String {
        if self.changes.is_empty() { String::new() } else { format!(" ({})", self.changed()) }
    }

    /// Whose insertion or deletion the words are, in half a sentence; empty where they are nobody's.
    #[must_use]
    pub fn changed(&self) -> String {
        said(&self.changes)
    }
}

impl Judgement {
    /// What stays the same when lines move: the rule and the provision.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        format!("{}/{}@{}", self.pack, self.rule, self.at.path)
    }
}

/// The title that the text gives, else the one its format gives; in one line.
pub(super) fn title(source: &Source, outline: &Outline) -> Option<String> {
    let title = outline.title.as_ref().or(source.about.title.as_ref())?;
    Some(title.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
fn severity<S: serde::Serializer>(severity: &Severity, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(severity.word())
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
fn verdict<S: serde::Serializer>(verdict: &Verdict, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(verdict.word())
}

fn judgement(locator: &Locator, outline: &Outline, found: Finding) -> Judgement {
    let others: Vec<_> = found.related.iter().map(|anchor| (anchor.span, anchor.label.as_str())).collect();
    let (excerpt, taken) = Excerpt::around(locator, found.at.span, &found.at.label, &others);
    let related = found.related.iter().zip(taken).map(|(anchor, taken)| {
        let own = (!taken).then(|| Excerpt::around(locator, anchor.span, &anchor.label, &[]).0);
        spot(locator, outline, anchor, own)
    });
    Judgement {
        related: related.collect(),
        at: spot(locator, outline, &found.at, Some(excerpt)),
        rule: found.rule,
        pack: found.pack,
        criterion: found.criterion,
        severity: found.severity,
        certain: found.certain,
        message: found.message,
        help: found.help,
        model: found.model,
    }
}

fn rating(locator: &Locator, outline: &Outline, pack: &str, score: Score) -> Rating {
    Rating {
        pack: pack.to_owned(),
        provisions: score.provisions.iter().map(|anchor| spot(locator, outline, anchor, None)).collect(),
        key: score.key,
        title: score.title,
        asks: score.asks,
        verdict: score.verdict,
        certain: score.certain,
        reason: score.reason,
        by_party: score.by_party,
        notes: score.notes,
    }
}

fn spot(locator: &Locator, outline: &Outline, anchor: &Anchor, excerpt: Option<Excerpt>) -> Spot {
    let input = locator.span(anchor.span);
    let Position { line, column } = locator.position(anchor.span.start);
    let Position { line: end_line, column: end_column } = locator.position(anchor.span.end);
    Spot {
        file: locator.file(anchor.span.start).map(str::to_owned),
        place: anchor.place.clone(),
        path: outline.get(anchor.provision).map(|found| found.path.clone()).unwrap_or_default(),
        label: anchor.label.clone(),
        start: input.start,
        end: input.end,
        line,
        column,
        end_line,
        end_column,
        changes: locator.changes(&[anchor.span]),
        words: anchor.span,
        excerpt,
    }
}
