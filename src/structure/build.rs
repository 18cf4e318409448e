//! Builds the tree: chooses the headings, and puts the text between them below them.

use super::body::body;
use super::branch::inside;
use super::choose::{apart, between_marks, candidates, choose};
use super::contents::contents;
use super::heading::Opening;
use super::lines::{Line, is_blank, lines, width};
use super::lost::add_lost;
use super::marked::marked;
use super::notes::{Note, notes};
use super::page::pages;
use super::title::{Title, shouts, title};
use super::tree::{Opened, ROOT, Tree};
use super::words::{ENACTMENTS, SALUTATIONS, begins};
use super::{Aside, Kind, Outline, ProvisionId};
use crate::source::{MarkKind, Source, Span};

/// Reads the outline of a source.
pub(super) fn build(source: &Source) -> Outline {
    let text = source.text.as_str();
    let mut lines = lines(text);
    let width = width(&lines);
    let mut tree = Tree::default();
    set_aside(text, &mut lines, &given_aside(source), Aside::Format, &mut tree);
    let marked = marked(source);
    if marked.is_empty() {
        let pages = pages(text, &lines);
        set_aside(text, &mut lines, &pages, Aside::Page, &mut tree);
    }
    let candidates = candidates(source, &lines);
    let heads: Vec<usize> = if marked.is_empty() {
        candidates.iter().filter(|opening| opening.weight > 2).map(|opening| opening.start).collect()
    } else {
        marked.iter().map(|opening| opening.start).collect()
    };
    let notes = notes(source, &lines, &heads);
    let noted: Vec<(usize, usize)> = notes.iter().map(|note| (note.start, note.end)).collect();
    let note_lines = take_out(text, &mut lines, &noted);
    let candidates = candidates.into_iter().filter(|opening| !within(&noted, opening.start));
    let chosen = if marked.is_empty() {
        let all: Vec<Opening> = candidates.collect();
        let tables = contents(text, &lines, &all);
        set_aside(text, &mut lines, &tables, Aside::Contents, &mut tree);
        let chosen = choose(all.into_iter().filter(|opening| !within(&tables, opening.start)).collect());
        add_lost(text, &lines, chosen)
    } else {
        between_marks(candidates.collect(), marked)
    };
    let chosen = apart(chosen);
    let inside = inside(&chosen);
    let chapters_first = chapters_first(&chosen, &inside);
    let headline = headline(source);
    let mut builder = Builder { text, lines: &lines, width, headline, tree, chapters_first, open: Vec::new() };
    builder.front(&chosen);
    let main = |(opening, inner): (&Opening, &bool)| !inner && opening.kind != Kind::Agreement;
    let last_main = chosen.iter().zip(&inside).rposition(main);
    let last_article = chosen.iter().rposition(|opening| opening.kind == Kind::Article);
    for (at, opening) in chosen.iter().enumerate() {
        let end = chosen.get(at + 1).map_or(text.len(), |next| next.start);
        let place = Placed {
            inner: inside.get(at).copied().unwrap_or(false),
            resumes: last_main > Some(at),
            articles: last_article > Some(at),
        };
        builder.part(opening, end, place);
    }
    let title = source.about.title.clone().or_else(|| builder.title());
    builder.footnotes(&notes, &note_lines);
    builder.tree.close(title)
}

/// Where the first heading of the highest level begins, as the format marks it.
fn headline(source: &Source) -> Option<usize> {
    source.marks.iter().find(|mark| mark.kind == MarkKind::Heading(1)).map(|mark| mark.span.start as usize)
}

/// Whether the text's first chapter comes before its first part or title: then parts divide chapters. An excerpt may begin
/// with the last chapters of a part; the part that follows is not its first.
fn chapters_first(chosen: &[Opening], inside: &[bool]) -> bool {
    let outer = || chosen.iter().zip(inside).filter(|(_, inner)| !**inner).map(|(opening, _)| opening);
    let first = outer().find(|opening| matches!(opening.kind, Kind::Chapter | Kind::Part | Kind::Title));
    let part = outer().find(|opening| matches!(opening.kind, Kind::Part | Kind::Title));
    let later = part.and_then(|part| part.number.as_ref()).is_some_and(|number| number.key.first() > Some(&1));
    first.is_some_and(|first| first.kind == Kind::Chapter) && !later
}

fn within(stretches: &[(usize, usize)], at: usize) -> bool {
    let next = stretches.partition_point(|(start, _)| *start <= at);
    next.checked_sub(1).and_then(|before| stretches.get(before)).is_some_and(|(_, end)| at < *end)
}

/// What the format itself marks as no part of the text.
fn given_aside(source: &Source) -> Vec<(usize, usize)> {
    let aside = source.marks.iter().filter(|mark| mark.kind == MarkKind::Aside);
    let mut found: Vec<(usize, usize)> = aside.map(|mark| (mark.span.start as usize, mark.span.end as usize)).collect();
    found.dedup_by(|next, last| next.0 < last.1);
    found
}

/// Takes stretches out of the lines and notes what they held as set aside.
fn set_aside(text: &str, lines: &mut Vec<Line>, stretches: &[(usize, usize)], why: Aside, tree: &mut Tree) {
    for held in take_out(text, lines, stretches) {
        let mut last: Option<Span> = None;
        for line in held {
            let span = Span::of(line.start, line.end);
            let joined = last.filter(|last| {
                text.get(last.end as usize..line.start).is_some_and(|between| between.chars().all(is_blank))
            });
            match joined {
                Some(before) => last = Some(before.join(span)),
                None => tree.aside.extend(last.replace(span).map(|span| (span, why))),
            }
        }
        tree.aside.extend(last.map(|span| (span, why)));
    }
}

/// Takes stretches, given in order, out of the lines; what each held.
fn take_out(text: &str, lines: &mut Vec<Line>, stretches: &[(usize, usize)]) -> Vec<Vec<Line>> {
    let mut held: Vec<Vec<Line>> = vec![Vec::new(); stretches.len()];
    let mut next = 0;
    let mut kept = Vec::with_capacity(lines.len());
    for line in lines.iter() {
        let mut rest = Some(*line);
        while let Some((start, end)) = stretches.get(next).copied().filter(|(start, _)| *start < line.end) {
            if let Some(open) = rest.filter(|open| end > open.start) {
                let (before, after) = outside(text, open, start, end);
                kept.extend(before);
                rest = after;
                let inner = Line::trimmed(text, open.start.max(start), open.end.min(end), open.gap, open.indent);
                if let Some(list) = held.get_mut(next) {
                    list.extend(inner);
                }
            }
            if end > line.end {
                break;
            }
            next += 1;
        }
        kept.extend(rest);
    }
    *lines = kept;
    held
}

/// What a line has before and after a stretch.
fn outside(text: &str, line: Line, start: usize, end: usize) -> (Option<Line>, Option<Line>) {
    let before = Line::trimmed(text, line.start, start.clamp(line.start, line.end), line.gap, line.indent);
    let after = Line::trimmed(text, end.clamp(line.start, line.end), line.end, line.gap, 0);
    (before, after)
}

struct Builder<'t> {
    text: &'t str,
    lines: &'t [Line],
    width: usize,
    headline: Option<usize>,
    tree: Tree,
    /// Whether chapters hold the parts and titles, not the other way about.
    chapters_first: bool,
    /// The parts that are open, with their ranks, the greatest first.
    open: Vec<(u32, ProvisionId)>,
}

impl Builder<'_> {
    /// What stands before the first heading: the title, then the recitals, or plain text where there are no articles.
    fn front(&mut self, chosen: &[Opening]) {
        let lines = self.between(0, chosen.first().map_or(self.text.len(), |first| first.start));
        let headed = self.title_lines(&lines);
        let span = lines
            .first()
            .filter(|_| headed > 0)
            .zip(lines.get(headed.saturating_sub(1)))
            .map(|(first, last)| Span::of(first.start, last.end));
        let at = span.map_or(0, |span| span.start);
        let opened =
            Opened { kind: Kind::Agreement, label: Span::new(at, at), number: None, title: span, step: String::new() };
        self.tree.open(ROOT, opened);
        let rest = lines.get(headed..).unwrap_or(&[]);
        let Some(first) = rest.first() else { return };
        let articles = chosen.iter().any(|opening| opening.kind == Kind::Article);
        let headed = chosen.first().is_some_and(|opening| opening.kind == Kind::Preamble);
        let letter = begins(first.text(self.text), SALUTATIONS);
        let agreed = rest.iter().position(|line| begins(line.text(self.text), ENACTMENTS)).map(|at| at + 1);
        let recitals = match agreed {
            _ if headed || letter => 0,
            _ if articles => rest.len(),
            agreed => agreed.unwrap_or(0),
        };
        let (recitals, rest) = rest.split_at(recitals);
        if let Some(first) = recitals.first() {
            let parent = self.preamble(first.start);
            body(self.text, recitals, self.width, parent, &mut self.tree);
        }
        if !rest.is_empty() {
            body(self.text, rest, self.width, ROOT, &mut self.tree);
        }
    }

    /// How many lines at the top are the title: those in capitals, or the one that the format marks as the highest heading.
    fn title_lines(&self, lines: &[Line]) -> usize {
        if lines.first().is_some_and(|first| Some(first.start) == self.headline && first.end - first.start < 200) {
            return 1;
        }
        let capitals = |line: &Line| shouts(line.text(self.text)) && line.end - line.start < 200;
        let joined = |at: usize| {
            at == 0
                || lines.get(at - 1).zip(lines.get(at)).is_some_and(|(before, line)| before.adjoins(self.text, *line))
        };
        lines.iter().enumerate().take_while(|(at, line)| capitals(line) && joined(*at)).count()
    }

    fn preamble(&mut self, at: usize) -> ProvisionId {
        let label = Span::of(at, at);
        self.tree
            .open(ROOT, Opened { kind: Kind::Preamble, label, number: None, title: None, step: "preamble".to_owned() })
    }

    /// Puts each footnote below the provision that calls it.
    fn footnotes(&mut self, notes: &[Note], lines: &[Vec<Line>]) {
        let starts = self.tree.starts();
        for (note, lines) in notes.iter().zip(lines) {
            let next = starts.partition_point(|(start, _)| (*start as usize) <= note.call);
            let parent = next.checked_sub(1).and_then(|at| starts.get(at)).map_or(ROOT, |(_, id)| *id);
            let label = self.trimmed(note.start, note.label_end);
            let step = format!("fn{}", note.number);
            let id = self.tree.open(
                parent,
                Opened { kind: Kind::Footnote, label, number: Some(note.number.clone()), title: None, step },
            );
            for line in lines.iter().filter_map(|line| {
                Line::trimmed(self.text, line.start.max(note.label_end), line.end.max(note.label_end), 0, 0)
            }) {
                self.tree.own(self.text, id, Span::of(line.start, line.end));
            }
        }
    }

    fn title(&self) -> Option<String> {
        let span = self.tree.provisions.first()?.title?;
        Some(self.text.get(span.range())?.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// The lines (or parts of lines) between two bytes.
    fn between(&self, start: usize, end: usize) -> Vec<Line> {
        let from = self.lines.partition_point(|line| line.end <= start);
        let to = self.lines.partition_point(|line| line.start < end);
        let clip =
            |line: &Line| Line::trimmed(self.text, line.start.max(start), line.end.min(end), line.gap, line.indent);
        self.lines.get(from..to).unwrap_or(&[]).iter().filter_map(clip).collect()
    }

    fn part(&mut self, opening: &Opening, end: usize, place: Placed) {
        if opening.kind == Kind::Agreement {
            self.open.clear();
            let rest = self.between(opening.start, end);
            let begun = || self.tree.provisions.iter().any(|part| matches!(part.kind, Kind::Article | Kind::Preamble));
            let parent =
                if !place.articles || rest.is_empty() || begun() { ROOT } else { self.preamble(opening.start) };
            return body(self.text, &rest, self.width, parent, &mut self.tree);
        }
        let (keep, rank) = self.rank(opening, place);
        while self.open.last().is_some_and(|(open, _)| *open >= keep) {
            self.open.pop();
        }
        let parent = self.open.last().map_or(ROOT, |(_, id)| *id);
        let lines = self.between(opening.start, end);
        let found = if let Some(end) = opening.given {
            let title = self.trimmed(opening.label_end.min(end), end);
            Title { span: (!title.is_empty()).then_some((title.start as usize, title.end as usize)), body: end }
        } else if opening.label_end == opening.start || opening.kind == Kind::Preamble {
            Title { span: None, body: opening.label_end }
        } else {
            title(self.text, &lines, opening.label_end, self.width)
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
        let inner = self.text.get(start..end).unwrap_or("").trim_end_matches(is_blank);
        Span::of(start, start + inner.len())
    }

    /// Where a part stands among the open ones: those from this rank on close, and the rank it gets itself. Greater parts have
    /// smaller ranks.
    fn rank(&self, opening: &Opening, place: Placed) -> (u32, u32) {
        let word = self.text.get(opening.word.0..opening.word.1).unwrap_or("").to_lowercase();
        let mut annexes = self.open.iter().map(|(rank, _)| *rank).filter(|rank| matches!(rank, 10..=12 | 45..=47));
        let annexes = if place.inner { annexes.next_back() } else { annexes.next() };
        let rank = match opening.kind {
            Kind::Part | Kind::Title if self.chapters_first => 48,
            Kind::Part => 20,
            Kind::Title => 30,
            Kind::Chapter => 40,
            Kind::Section => {
                if word.starts_with("sub") {
                    60
                } else {
                    50
                }
            }
            Kind::Article => 70,
            Kind::Annex => {
                let inner = u32::from(!word.starts_with("an"));
                return if place.resumes { (45 + inner, 45 + inner) } else { (10 + inner, 10 + inner) };
            }
            Kind::Signature => return (if self.in_protocol() { 13 } else { 0 }, 100),
            Kind::Agreement | Kind::Preamble | Kind::Letter => return (0, 100),
            Kind::Protocol | Kind::Paragraph | Kind::Point | Kind::Subpoint | Kind::Footnote => return (10, 10),
        };
        match annexes {
            // The agreement goes on after an annex: that closes.
            Some(annex) if !place.inner => (annex.min(rank), rank),
            // Parts of an annex that stands in a chapter.
            Some(annex) if annex >= 45 => (annex + 3 + rank, annex + 3 + rank),
            _ => (rank, rank),
        }
    }

    fn in_protocol(&self) -> bool {
        self.open.iter().any(|(_, id)| self.tree.kind(*id) == Kind::Protocol)
    }
}

/// Where a heading stands.
#[derive(Debug, Clone, Copy)]
struct Placed {
    /// Inside an annex, protocol or letter.
    inner: bool,
    /// Whether the agreement itself goes on after it.
    resumes: bool,
    /// Whether an article comes after it.
    articles: bool,
}

/// A part's step of the path.
fn step(text: &str, opening: &Opening) -> String {
    let word = text.get(opening.word.0..opening.word.1).unwrap_or("").to_lowercase();
    let name = match opening.kind {
        Kind::Article => "art",
        Kind::Chapter => "ch",
        Kind::Section => {
            if word.starts_with("sub") {
                "sub"
            } else {
                "sec"
            }
        }
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
