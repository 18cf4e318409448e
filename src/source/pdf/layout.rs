//! From printed lines to text: what repeats goes, footnotes go to the end, lines become paragraphs.

use std::collections::{HashMap, HashSet};

use super::glyphs::Page;
use super::heads::drop_running_heads;
use super::lines::{Line, is_label, lines};
use crate::source::{About, Builder, Format, MarkKind, Source};

/// A footnote: its page, its label, its lines.
struct Note {
    page: u32,
    label: String,
    lines: Vec<Line>,
}

/// Puts the pages together.
pub(super) fn source(name: &str, pages: Vec<Page>) -> Source {
    let heights: Vec<f64> = pages.iter().map(|page| page.height).collect();
    let mut pages: Vec<Vec<Line>> = pages.iter().map(lines).collect();
    let body = body_size(&pages);
    drop_running_heads(&mut pages, &heights);
    let mut notes = Vec::new();
    for (number, page) in (1_u32..).zip(&mut pages) {
        notes.extend(take_notes(page, number, body));
    }
    let mut writer = Writer { out: Builder::default(), last: None, labels: HashSet::new() };
    for (number, page) in (1_u32..).zip(&pages) {
        writer.labels = notes.iter().filter(|note| note.page == number).map(|note| note.label.clone()).collect();
        writer.page(number, page);
    }
    for note in &notes {
        writer.note(note);
    }
    let mut source = writer.out.finish(name, Format::Pdf, About::default());
    source.origin = Vec::new();
    source
}

/// The font size that most characters have.
fn body_size(pages: &[Vec<Line>]) -> f64 {
    let mut counts: HashMap<i64, usize> = HashMap::new();
    for line in pages.iter().flatten() {
        *counts.entry(tenths(line.size)).or_default() += line.text.len();
    }
    let most = counts.into_iter().max_by_key(|(size, count)| (*count, *size));
    most.map_or(10.0, |(size, _)| size as f64 / 10.0)
}

fn tenths(size: f64) -> i64 {
    (size * 10.0).round() as i64
}

/// Takes the footnotes from the foot of a page: smaller lines below the last line of full size, opened by a label.
fn take_notes(page: &mut Vec<Line>, number: u32, body: f64) -> Vec<Note> {
    let full =
        page.iter().rposition(|line| line.size > 0.93 * body && line.text.trim().len() > 3).map_or(0, |at| at + 1);
    let Some(first) = page.iter().skip(full).position(|line| opening(line).is_some()) else { return Vec::new() };
    let mut notes: Vec<Note> = Vec::new();
    for line in page.split_off(full + first) {
        match (opening(&line), notes.last_mut()) {
            (Some((label, skip)), _) => {
                let text = line.text.get(skip..).unwrap_or("").trim_start().to_owned();
                notes.push(Note { page: number, label, lines: vec![Line { text, raised: Vec::new(), ..line }] });
            }
            (None, Some(note)) => note.lines.push(line),
            (None, None) => {}
        }
    }
    notes
}

/// The label that opens a footnote's first line, and the bytes it takes of the line's text.
fn opening(line: &Line) -> Option<(String, usize)> {
    if let Some((0, label)) = line.raised.first() {
        return Some((label.clone(), 0));
    }
    let word = line.text.split_whitespace().next()?;
    let label = word.trim_matches(['(', ')', '[', ']']);
    let skip = line.text.find(word)? + word.len();
    (is_label(label) && line.text.get(skip..).is_some_and(|rest| !rest.trim().is_empty()))
        .then(|| (label.to_owned(), skip))
}

struct Writer {
    out: Builder,
    last: Option<Line>,
    labels: HashSet<String>,
}

impl Writer {
    fn page(&mut self, number: u32, page: &[Line]) {
        let pitch = pitch(page);
        for (at, line) in page.iter().enumerate() {
            let last = self.last.take();
            let goes_on =
                last.as_ref().filter(|last| if at == 0 { continues(last, line) } else { follows(last, line, pitch) });
            match goes_on {
                Some(last) if is_wrapped(last, line, page) => self.out.stand(0, " "),
                Some(_) => self.out.line_break(0),
                None => self.out.paragraph_break(0),
            }
            if at == 0 {
                self.out.mark_here(MarkKind::Page(number));
            }
            self.line(line);
            self.last = Some(line.clone());
        }
    }

    fn line(&mut self, line: &Line) {
        let mut from = 0;
        for (at, label) in &line.raised {
            self.out.stand(0, line.text.get(from..*at).unwrap_or(""));
            from = *at;
            for label in label.split([',', ' ']).filter(|label| !label.is_empty()) {
                match self.labels.contains(label) {
                    true => self.out.mark_here(MarkKind::FootnoteCall(label.to_owned())),
                    false => self.out.stand(0, label),
                }
            }
        }
        self.out.stand(0, line.text.get(from..).unwrap_or("").trim_end());
    }

    fn note(&mut self, note: &Note) {
        self.out.paragraph_break(0);
        let start = self.out.here();
        self.out.mark_here(MarkKind::Page(note.page));
        self.out.stand(0, &format!("[{}] ", note.label));
        self.labels.clear();
        for line in &note.lines {
            self.line(line);
            self.out.line_break(0);
        }
        self.out.mark_words(start, MarkKind::Footnote(note.label.clone()));
    }
}

/// The usual distance between two lines of a page.
fn pitch(page: &[Line]) -> f64 {
    let mut steps: Vec<f64> = page
        .windows(2)
        .filter_map(|pair| if let [one, next] = pair { Some(next.base - one.base) } else { None })
        .filter(|step| *step > 1.0)
        .collect();
    steps.sort_by(f64::total_cmp);
    steps.get(steps.len() / 3).copied().unwrap_or(12.0)
}

/// Whether a line goes on with the paragraph of the line above.
fn follows(last: &Line, line: &Line, pitch: f64) -> bool {
    let step = line.base - last.base;
    let alike = (line.size - last.size).abs() < 0.1 * last.size;
    alike && step > 0.0 && step < pitch.max(last.size) * 1.45
}

/// Whether a line was broken for want of room: the next word would not have fitted. A hyphen keeps its line end.
fn is_wrapped(last: &Line, line: &Line, page: &[Line]) -> bool {
    let beside = page.iter().filter(|other| (other.left - last.left).abs() < 60.0).map(|other| other.right);
    let margin = beside.fold(last.right, f64::max);
    let letter = (last.right - last.left) / last.text.chars().count().max(1) as f64;
    let word = line.text.split_whitespace().next().map_or(0, |word| word.chars().count());
    !last.text.trim_end().ends_with('-') && last.right + letter * (word + 1) as f64 > margin
}

/// Whether the first line of a page goes on with the last of the page before.
fn continues(last: &Line, line: &Line) -> bool {
    let open = !last.text.trim_end().ends_with(['.', ';', ':', '!', '?']);
    open && line.text.trim_start().starts_with(char::is_lowercase) && (line.size - last.size).abs() < 0.1 * last.size
}
