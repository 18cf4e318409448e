//! The text below a heading: its paragraphs, numbered or not, and their points.

use super::lines::{Line, is_blank, without_call};
use super::marks::{Fence, Figures, Mark, Reading, mark};
use super::tree::{Opened, ROOT, Tree};
use super::words::{DEFINING, JOINERS, is_link};
use super::{Kind, ProvisionId};
use crate::source::Span;

/// A stretch of text that may open a paragraph or point, up to the next such stretch.
#[derive(Debug, Clone)]
struct Stretch {
    mark: Option<Mark>,
    /// Whether it begins a line (or the body).
    line_start: bool,
    /// Whether the words before it leave their sentence open.
    open_before: bool,
    /// Whether a paragraph ends before it.
    fresh: bool,
    /// Whether it begins with a small letter.
    small: bool,
    pieces: Vec<Span>,
}

/// An open list: the style and place of its last mark, and the provision that mark opened.
#[derive(Debug, Clone, Copy)]
struct Level {
    reading: Reading,
    id: ProvisionId,
}

/// Lists in lists: below so many, a first mark inside a line begins the open list of its style anew.
const DEEPEST: usize = 12;

/// Puts the text of `lines` below `parent`.
pub(super) fn body(text: &str, lines: &[Line], width: usize, parent: ProvisionId, tree: &mut Tree) {
    let stretches = stretches(text, lines, width);
    let marks: Vec<&Mark> = stretches.iter().filter_map(|stretch| stretch.mark.as_ref()).collect();
    let plains = if parent == ROOT { tree.root_plains } else { 0 };
    let mut below = Below { text, parent, levels: Vec::new(), plain: None, bullets: 0, plains, tree };
    let mut passed = 0;
    for stretch in &stretches {
        passed += usize::from(stretch.mark.is_some());
        below.take(stretch, marks.get(passed..).unwrap_or(&[]));
    }
    if parent == ROOT {
        below.tree.root_plains = below.plains;
    }
}

struct Below<'t> {
    text: &'t str,
    parent: ProvisionId,
    levels: Vec<Level>,
    /// The unnumbered paragraph that is open.
    plain: Option<ProvisionId>,
    bullets: u32,
    plains: u32,
    tree: &'t mut Tree,
}

impl Below<'_> {
    fn take(&mut self, stretch: &Stretch, ahead: &[&Mark]) {
        let opened = stretch.mark.as_ref().and_then(|mark| {
            let (level, reading) = self.level(mark, stretch, ahead)?;
            self.point(mark, reading, level, stretch)
        });
        match opened {
            Some(id) => self.own(id, stretch, stretch.mark.as_ref().map_or(0, |mark| mark.length)),
            None => {
                let id = self.flow(stretch, ahead);
                self.own(id, stretch, 0);
            }
        }
    }

    fn own(&mut self, id: ProvisionId, stretch: &Stretch, skip: usize) {
        let mut skip = u32::try_from(skip).unwrap_or(0);
        for piece in &stretch.pieces {
            let from = (piece.start + skip).min(piece.end);
            skip = 0;
            let words = self.text.get(from as usize..piece.end as usize).unwrap_or("").trim_end_matches(is_blank);
            if !words.is_empty() {
                self.tree.own(self.text, id, Span::of(from as usize, from as usize + words.len()));
            }
        }
    }

    /// The list that the mark belongs to (its place in the open lists, or one deeper) and how it reads there.
    fn level(&self, mark: &Mark, stretch: &Stretch, ahead: &[&Mark]) -> Option<(usize, Reading)> {
        if mark.reading.ordinal == 0 {
            return stretch.line_start.then(|| self.lost(mark.reading));
        }
        let readings = || std::iter::once(mark.reading).chain(mark.other);
        let next = ahead.first().copied();
        let continued = readings().filter_map(|reading| Some((self.successor(reading)?, reading)));
        let mut continued: Vec<_> = continued.collect();
        continued.sort_by_key(|(level, _)| std::cmp::Reverse(*level));
        if let Some(found) =
            continued.iter().find(|(_, reading)| !contradicted(*reading, mark, next)).or(continued.first())
            && (stretch.line_start || inline_ok(mark))
        {
            return Some(*found);
        }
        let first = readings().find(|reading| reading.ordinal == 1 && self.may_begin(*reading, stretch, ahead));
        if let Some(reading) = first {
            let again = stretch.line_start || self.levels.len() >= DEEPEST;
            let level = self.restart(reading).filter(|_| again).unwrap_or(self.levels.len());
            return Some((level, reading));
        }
        if !stretch.line_start || stretch.open_before || mark.reading.fence == Fence::Bare {
            return None;
        }
        let gap = readings().find_map(|reading| self.gap(reading).map(|level| (level, reading)));
        gap.or_else(|| self.loose(mark.reading))
    }

    /// A paragraph whose number was lost is the next one.
    fn lost(&self, reading: Reading) -> (usize, Reading) {
        let open = self.restart(reading).and_then(|level| Some((level, self.levels.get(level)?.reading.ordinal + 1)));
        let (level, ordinal) = open.unwrap_or((0, 1));
        (level, Reading { ordinal, ..reading })
    }

    fn successor(&self, reading: Reading) -> Option<usize> {
        if reading.figures == Figures::Bullet {
            return self.levels.iter().rposition(|level| level.reading.figures == Figures::Bullet);
        }
        let same =
            |level: &Level| level.reading.figures == reading.figures && level.reading.ordinal + 1 == reading.ordinal;
        let exact = self.levels.iter().rposition(|level| same(level) && level.reading.fence == reading.fence);
        exact.or_else(|| self.levels.iter().rposition(|level| same(level) && reading.fence != Fence::Bare))
    }

    /// An open list of the style, which a first mark begins anew.
    fn restart(&self, reading: Reading) -> Option<usize> {
        self.levels
            .iter()
            .rposition(|level| level.reading.figures == reading.figures && level.reading.fence == reading.fence)
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "all other kinds are treated alike, new ones too")]
    fn may_begin(&self, reading: Reading, stretch: &Stretch, ahead: &[&Mark]) -> bool {
        let placed =
            stretch.line_start && !stretch.open_before || !stretch.line_start && reading.figures != Figures::Bullet;
        match reading.fence {
            Fence::Bare if reading.figures != Figures::Bullet => {
                let second = Reading { ordinal: 2, ..reading };
                placed && ahead.iter().take(40).any(|next| next.reading == second)
            }
            _ => placed,
        }
    }

    /// A list of the style that goes on after a gap of a few marks.
    fn gap(&self, reading: Reading) -> Option<usize> {
        self.levels.iter().rposition(|level| {
            let last = level.reading;
            last.figures == reading.figures
                && last.fence == reading.fence
                && reading.ordinal > last.ordinal
                && reading.ordinal - last.ordinal <= 12
        })
    }

    /// An excerpt may begin in the middle of a list.
    fn loose(&self, reading: Reading) -> Option<(usize, Reading)> {
        let plausible =
            reading.ordinal <= 40 && self.restart(reading).is_none() && reading.figures != Figures::GreatRoman;
        plausible.then_some((self.levels.len(), reading))
    }

    /// Whether an unnumbered paragraph of an article ends in a colon: what is numbered below it are its points.
    fn introduces(&self, plain: ProvisionId) -> bool {
        let part = |id: ProvisionId| self.tree.provisions.get(id.0 as usize);
        let words = part(plain).and_then(|plain| plain.own.last()).and_then(|own| self.text.get(own.range()));
        let in_article = part(self.parent).is_some_and(|parent| parent.kind == Kind::Article);
        in_article && words.is_some_and(|words| words.trim_end().ends_with(':'))
    }

    fn point(&mut self, mark: &Mark, reading: Reading, level: usize, stretch: &Stretch) -> Option<ProvisionId> {
        let label_start = stretch.pieces.first()?.start;
        let length = mark_length(self.text, label_start, mark);
        self.levels.truncate(level);
        let holder = self
            .levels
            .last()
            .map(|level| level.id)
            .or(self.plain.filter(|plain| reading.figures != Figures::Digits || self.introduces(*plain)))
            .unwrap_or(self.parent);
        if self.levels.is_empty() && holder == self.parent {
            self.plain = None;
        }
        let kind = self.kind_below(holder, reading);
        let number = match mark.figures.as_str() {
            "" if reading.figures == Figures::Digits => Some(reading.ordinal.to_string()),
            "" => None,
            figures => Some(figures.to_owned()),
        };
        let step = number.clone().unwrap_or_else(|| {
            self.bullets += 1;
            format!("b{}", self.bullets)
        });
        let label = Span::new(label_start, label_start + length);
        let id = self.tree.open(holder, Opened { kind, label, number, title: None, step });
        self.levels.push(Level { reading, id });
        Some(id)
    }

    fn kind_below(&self, holder: ProvisionId, reading: Reading) -> Kind {
        let above = self.tree.kind(holder);
        match (above, reading.figures) {
            (Kind::Point | Kind::Subpoint, _) => Kind::Subpoint,
            (Kind::Paragraph, Figures::SmallRoman) if self.levels.is_empty() => Kind::Point,
            (_, Figures::Digits | Figures::Decimal) if above != Kind::Paragraph => Kind::Paragraph,
            _ => Kind::Point,
        }
    }

    /// The provision that text without a mark belongs to.
    fn flow(&mut self, stretch: &Stretch, ahead: &[&Mark]) -> ProvisionId {
        let goes_on = !stretch.fresh || (stretch.open_before && stretch.small);
        if let Some(level) = self.levels.last()
            && (goes_on || self.tree.is_bare(level.id))
        {
            return level.id;
        }
        let next = ahead.first().and_then(|mark| self.successor(mark.reading));
        match next.map_or(0, |level| level + 1) {
            0 => self.levels.truncate(usize::from(self.plain.is_none())),
            keep => self.levels.truncate(keep),
        }
        if let Some(level) = self.levels.last() {
            return level.id;
        }
        match self.plain {
            Some(id) if goes_on || stretch.small && !self.defines(stretch) => id,
            _ => self.unnumbered(stretch),
        }
    }

    fn defines(&self, stretch: &Stretch) -> bool {
        stretch.pieces.first().and_then(|first| self.text.get(first.range())).is_some_and(defines)
    }

    fn unnumbered(&mut self, stretch: &Stretch) -> ProvisionId {
        self.plains += 1;
        let at = stretch.pieces.first().map_or(0, |piece| piece.start);
        let step = format!("p{}", self.plains);
        let opened = Opened { kind: Kind::Paragraph, label: Span::new(at, at), number: None, title: None, step };
        let id = self.tree.open(self.parent, opened);
        self.plain = Some(id);
        id
    }
}

/// The bytes of the figures and fence, without the blanks behind.
fn mark_length(text: &str, start: u32, mark: &Mark) -> u32 {
    let written = text.get(start as usize..start as usize + mark.length).unwrap_or("").trim_end();
    u32::try_from(written.len()).unwrap_or(0)
}

/// Whether the mark after it shows that a mark reads the other way: (i) before (ii) is a numeral, (i) before (j) a letter.
fn contradicted(reading: Reading, mark: &Mark, next: Option<&Mark>) -> bool {
    let (Some(other), Some(next)) = (mark.other.map(|other| if other == reading { mark.reading } else { other }), next)
    else {
        return false;
    };
    let follows = |reading: Reading| {
        std::iter::once(next.reading)
            .chain(next.other)
            .any(|after| after.figures == reading.figures && after.ordinal == reading.ordinal + 1)
    };
    !follows(reading) && follows(other)
}

fn inline_ok(mark: &Mark) -> bool {
    mark.reading.figures != Figures::Bullet
}

fn stretches(text: &str, lines: &[Line], width: usize) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    let mut before: Option<Line> = None;
    for line in lines {
        let body = line.text(text);
        let open_before = before.is_some_and(|before| leaves_open(before.text(text), line.gap > 0));
        let small = body.chars().next().is_some_and(char::is_lowercase);
        let fresh = before.is_none_or(|before| breaks(text, before, *line, width));
        let read = mark(body).filter(|mark| {
            let continues = open_before && mark.reading.fence != Fence::Bare && line.gap == 0;
            !continues && !refers(body.get(mark.length..).unwrap_or(""))
        });
        let stretch = Stretch { mark: read, line_start: true, open_before, fresh, small, pieces: Vec::new() };
        if stretch.mark.is_some() || fresh || found.is_empty() {
            found.push(stretch);
        }
        inline(text, *line, &mut found);
        before = Some(*line);
    }
    found
}

/// Splits a line at the marks inside it and gives the stretches their pieces.
fn inline(text: &str, line: Line, found: &mut Vec<Stretch>) {
    let body = line.text(text);
    let mut from = 0;
    let mut start = found
        .last()
        .and_then(|stretch| stretch.mark.as_ref().filter(|_| stretch.pieces.is_empty()))
        .map_or(0, |mark| mark.length);
    let mut nested = start > 0;
    while let Some((at, mark)) = next_mark(body, start, nested) {
        add_piece(found, line.start + from, line.start + at);
        let direct = nested && at == start;
        start = at + mark.length;
        found.push(Stretch {
            mark: Some(mark),
            line_start: direct,
            open_before: false,
            fresh: false,
            small: false,
            pieces: Vec::new(),
        });
        from = at;
        nested = true;
    }
    add_piece(found, line.start + from, line.end);
}

fn add_piece(found: &mut [Stretch], start: usize, end: usize) {
    if start < end
        && let Some(stretch) = found.last_mut()
    {
        stretch.pieces.push(Span::of(start, end));
    }
}

/// The next mark in a line from a byte on; `nested` when that byte comes right after another mark ("1. (a)").
fn next_mark(body: &str, start: usize, nested: bool) -> Option<(usize, Mark)> {
    if nested
        && let Some(found) =
            body.get(start..).and_then(mark).filter(|mark| matches!(mark.reading.fence, Fence::Both | Fence::After))
        && !refers(body.get(start + found.length..).unwrap_or(""))
    {
        return Some((start, found));
    }
    let mut at = start + 1;
    while let Some(stop) = memchr::memchr2(b')', b'.', body.as_bytes().get(at + 1..)?).map(|ahead| at + 1 + ahead) {
        let near = at.max(stop.saturating_sub(LONGEST_INLINE))..stop;
        if let Some(found) = near.clone().find_map(|at| Some((at, inline_mark(body, at)?))) {
            return Some(found);
        }
        at = near.end;
    }
    None
}

/// How many bytes behind its first a mark inside a line closes at most.
const LONGEST_INLINE: usize = 8;

/// A mark inside a line: only after a stop, comma or joining word, and not where it is part of a reference.
fn inline_mark(body: &str, at: usize) -> Option<Mark> {
    let (before, rest) = body.split_at_checked(at)?;
    if !rest.starts_with(|c: char| c == '(' || c.is_ascii_alphanumeric()) || !before.ends_with(is_blank) {
        return None;
    }
    let found = mark(rest)?;
    let after = rest.get(found.length..)?;
    let suits = match found.reading.fence {
        Fence::Both | Fence::After => true,
        Fence::Dot => {
            found.reading.figures == Figures::Digits
                && after.starts_with(|c: char| c.is_uppercase() || "(“\"".contains(c))
        }
        Fence::Bare => false,
    };
    (suits && !refers(after) && after_stop(before)).then_some(found)
}

fn after_stop(before: &str) -> bool {
    let before = without_call(before.trim_end());
    let word = before.rsplit(is_blank).next().unwrap_or("");
    if JOINERS.contains(&word) {
        let earlier = before.strip_suffix(word).unwrap_or("").trim_end();
        return earlier.ends_with([';', ',']);
    }
    word.ends_with(['.', ';', ':', ',', '—', '–', '-', ')', '”', '"'])
        && !(word.len() < 5 && word.ends_with('.') && is_link(word.trim_end_matches('.')))
}

/// Whether what follows a mark shows that it was part of a reference: "(a) and (b) of", "(2), shall".
fn refers(after: &str) -> bool {
    let mut words = after.split_whitespace();
    let first = words.next().unwrap_or("");
    let second = words.next().unwrap_or("");
    match first {
        "and" | "or" | "to" | "through" | "y" | "o" | "a" | "et" | "ou" | "and/or" => {
            second.starts_with('(') && second.len() <= 6
        }
        "of" => matches!(second, "this" | "paragraph" | "Article" | "the" | "subparagraph" | "that"),
        "above" | "above," | "below" | "hereof" => true,
        _ => first.starts_with(',') || first.starts_with(')'),
    }
}

/// Whether a line's last words leave their sentence open.
fn leaves_open(line: &str, gap: bool) -> bool {
    let line = without_call(line);
    let word = line.rsplit(is_blank).next().unwrap_or("");
    if is_link(word) {
        let earlier = line.strip_suffix(word).unwrap_or("").trim_end();
        return !(JOINERS.contains(&word) && (earlier.ends_with([';', ',', '.']) || earlier.is_empty() || gap));
    }
    !word.ends_with(['.', ';', ':', '”', '"', ')', '!', '?', '—']) && !gap
}

/// Whether a paragraph ends between two lines.
fn breaks(text: &str, before: Line, line: Line, width: usize) -> bool {
    let (last, next) = (without_call(before.text(text)), line.text(text));
    let closed = last.ends_with(['.', ';', ':', '”', '"', '!', '?']);
    let small = next.starts_with(char::is_lowercase);
    if line.gap > 0 {
        return closed || !small;
    }
    let long_lines = width > 240;
    let short = (before.end - before.start) * 5 < width * 4;
    if small {
        return last.ends_with([';', '.']) && defines(next);
    }
    (long_lines && !leaves_open_word(last))
        || (closed && (short || line.indent > before.indent))
        || (closed && last.ends_with([';', ':']))
}

/// Whether the words say at once what a term means.
fn defines(words: &str) -> bool {
    let means = words.split_whitespace().take(16).any(|word| DEFINING.contains(&word));
    means || words.bytes().take(60).any(|b| b == b':')
}

fn leaves_open_word(line: &str) -> bool {
    is_link(line.rsplit(is_blank).next().unwrap_or(""))
}
