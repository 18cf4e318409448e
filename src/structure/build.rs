//! Builds the tree: chooses the headings, and puts the text between them below them.

use super::body::body;
use super::heading::{Opening, openings};
use super::lines::{Line, lines, width};
use super::sequence::chain;
use super::title::{Title, shouts, title};
use super::tree::{Opened, ROOT, Tree};
use super::words::{CLOSINGS, PREAMBLES, SALUTATIONS, begins};
use super::{Kind, Outline, ProvisionId};
use crate::source::{Source, Span};

/// Reads the outline of a source.
pub(super) fn build(source: &Source) -> Outline {
    let text = source.text.as_str();
    let lines = lines(text);
    let width = width(&lines);
    let chosen = choose(text, &lines);
    let mut builder = Builder { text, lines: &lines, width, tree: Tree::default(), open: Vec::new() };
    builder.front(chosen.first().map_or(text.len(), |first| first.start), chosen.iter().any(|opening| opening.kind == Kind::Article));
    for (at, opening) in chosen.iter().enumerate() {
        let end = chosen.get(at + 1).map_or(text.len(), |next| next.start);
        builder.part(opening, end, chosen.get(at + 1..).unwrap_or(&[]));
    }
    let title = source.about.title.clone().or_else(|| builder.title());
    builder.tree.close(title)
}

/// The openings that open a part, in order.
fn choose(text: &str, lines: &[Line]) -> Vec<Opening> {
    let mut all = openings(text, lines);
    all.extend(lines.iter().filter_map(|line| formula(text, *line)));
    all.sort_by_key(|opening| opening.start);
    all.dedup_by_key(|opening| opening.start);
    let greater: Vec<&Opening> = all.iter().filter(|opening| opening.kind != Kind::Article && opening.weight > 2).collect();
    let articles: Vec<&Opening> = all.iter().filter(|opening| opening.kind == Kind::Article && opening.weight > -20).collect();
    let fences: Vec<usize> = articles.iter().map(|article| greater.partition_point(|part| part.start < article.start)).collect();
    let taken = chain(&articles, &fences);
    let mut chosen: Vec<Opening> = greater.into_iter().cloned().collect();
    chosen.extend(articles.into_iter().zip(taken).filter(|(_, taken)| *taken).map(|(article, _)| article.clone()));
    chosen.sort_by_key(|opening| opening.start);
    chosen
}

/// A line that opens the preamble, the closing formula or a letter.
fn formula(text: &str, line: Line) -> Option<Opening> {
    let body = line.text(text).trim_start_matches(['#', '*', ' ']);
    let bare = body.trim_end_matches([':', '*', '.', ' ']);
    let (kind, label_end) = if bare.len() < 12 && begins(bare, PREAMBLES) {
        (Kind::Preamble, line.end)
    } else if begins(body, CLOSINGS) {
        (Kind::Signature, line.start)
    } else if body.len() < 60 && begins(body, SALUTATIONS) {
        (Kind::Letter, line.start)
    } else {
        return None;
    };
    let word = (line.start, label_end);
    Some(Opening { kind, word, start: line.start, number: None, label_end, weight: 9, line_start: true })
}

struct Builder<'t> {
    text: &'t str,
    lines: &'t [Line],
    width: usize,
    tree: Tree,
    /// The parts that are open, with their ranks, the greatest first.
    open: Vec<(u32, ProvisionId)>,
}

impl Builder<'_> {
    /// What stands before the first heading: the title, then the recitals, or plain text where there are no articles.
    fn front(&mut self, end: usize, articles: bool) {
        let lines = self.between(0, end);
        let headed = lines.iter().take_while(|line| shouts(line.text(self.text)) && line.end - line.start < 200).count();
        let span = lines.first().filter(|_| headed > 0).zip(lines.get(headed.saturating_sub(1))).map(|(first, last)| Span::of(first.start, last.end));
        let at = span.map_or(0, |span| span.start);
        let opened = Opened { kind: Kind::Agreement, label: Span::new(at, at), number: None, title: span, step: String::new() };
        self.tree.open(ROOT, opened);
        let rest = lines.get(headed..).unwrap_or(&[]);
        let Some(first) = rest.first() else { return };
        let parent = if articles && !begins(first.text(self.text), SALUTATIONS) {
            let label = Span::of(first.start, first.start);
            self.tree.open(ROOT, Opened { kind: Kind::Preamble, label, number: None, title: None, step: "preamble".to_owned() })
        } else {
            ROOT
        };
        body(self.text, rest, self.width, parent, &mut self.tree);
    }

    fn title(&self) -> Option<String> {
        let span = self.tree.provisions.first()?.title?;
        Some(self.text.get(span.range())?.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// The lines (or parts of lines) between two bytes.
    fn between(&self, start: usize, end: usize) -> Vec<Line> {
        let from = self.lines.partition_point(|line| line.end <= start);
        let to = self.lines.partition_point(|line| line.start < end);
        let clip = |line: &Line| {
            let inner = self.text.get(line.start.max(start)..line.end.min(end)).unwrap_or("");
            let lead = inner.len() - inner.trim_start_matches(super::lines::is_blank).len();
            let at = line.start.max(start) + lead;
            Line { start: at, end: at + inner.trim_matches(super::lines::is_blank).len(), ..*line }
        };
        self.lines.get(from..to).unwrap_or(&[]).iter().map(clip).filter(|line| line.start < line.end).collect()
    }

    fn part(&mut self, opening: &Opening, end: usize, ahead: &[Opening]) {
        let rank = self.rank(opening, ahead);
        while self.open.last().is_some_and(|(open, _)| *open >= rank) {
            self.open.pop();
        }
        let parent = self.open.last().map_or(ROOT, |(_, id)| *id);
        let lines = self.between(opening.start, end);
        let found = if opening.label_end == opening.start || opening.kind == Kind::Preamble {
            Title { span: None, body: opening.label_end }
        } else {
            title(self.text, &lines, opening.label_end)
        };
        let label_end = opening.label_end.min(found.span.map_or(usize::MAX, |(start, _)| start));
        let label = self.trimmed(opening.start, label_end);
        let opened = Opened {
            kind: opening.kind,
            label,
            number: opening.number.as_ref().map(|number| number.written.clone()),
            title: found.span.map(|(start, end)| Span::of(start, end)),
            step: step(self.text, opening),
        };
        let id = self.tree.open(parent, opened);
        self.open.push((rank, id));
        let rest = self.between(found.body, end);
        body(self.text, &rest, self.width, id, &mut self.tree);
    }

    fn trimmed(&self, start: usize, end: usize) -> Span {
        let inner = self.text.get(start..end).unwrap_or("").trim_end_matches(super::lines::is_blank);
        Span::of(start, start + inner.len())
    }

    /// Where a part stands among the open ones; smaller numbers hold greater ones.
    fn rank(&self, opening: &Opening, ahead: &[Opening]) -> u32 {
        let word = self.text.get(opening.word.0..opening.word.1).unwrap_or("").to_lowercase();
        match opening.kind {
            Kind::Part => 20,
            Kind::Title => 30,
            Kind::Chapter => 40,
            Kind::Section => if word.starts_with("sub") { 60 } else { 50 },
            Kind::Article => 70,
            Kind::Annex => {
                let inner = u32::from(!word.starts_with("an"));
                if self.resumes(ahead) { 45 + inner } else { 10 + inner }
            }
            Kind::Agreement | Kind::Preamble | Kind::Protocol | Kind::Letter | Kind::Signature | Kind::Paragraph | Kind::Point
            | Kind::Subpoint | Kind::Footnote => 10,
        }
    }

    /// Whether the chapters of the agreement go on after an annex that stands inside it.
    fn resumes(&self, ahead: &[Opening]) -> bool {
        let Some(chapter) = self.open.iter().find(|(rank, _)| *rank == 40).and_then(|(_, id)| self.tree.provisions.get(id.0 as usize)) else { return false };
        if self.open.iter().any(|(rank, _)| *rank <= 12) {
            return false;
        }
        let last = chapter.path.rsplit("ch").next().and_then(|digits| digits.parse::<u32>().ok());
        let next = ahead.iter().find(|opening| opening.kind == Kind::Chapter).and_then(|opening| opening.number.as_ref()?.key.first().copied());
        last.zip(next).is_some_and(|(last, next)| next == last + 1)
    }
}

/// A part's step of the path.
fn step(text: &str, opening: &Opening) -> String {
    let word = text.get(opening.word.0..opening.word.1).unwrap_or("").to_lowercase();
    let name = match opening.kind {
        Kind::Article => "art",
        Kind::Chapter => "ch",
        Kind::Section => if word.starts_with("sub") { "sub" } else { "sec" },
        Kind::Part => "part",
        Kind::Title => "title",
        Kind::Annex => match word.get(..3) {
            Some("app" | "apé" | "ape") => "appendix",
            Some("sch") => "schedule",
            Some("att" | "adj") => "attachment",
            _ => "annex",
        },
        Kind::Protocol => "protocol",
        Kind::Preamble => "preamble",
        Kind::Signature => "signature",
        Kind::Letter => "letter",
        Kind::Agreement | Kind::Paragraph | Kind::Point | Kind::Subpoint | Kind::Footnote => "part",
    };
    let number = opening.number.as_ref().map_or("", |number| number.plain.as_str());
    format!("{name}{number}")
}
