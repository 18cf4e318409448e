//! Footnotes of a web page: calls are links into the page (or raised figures), notes are their targets.

use std::collections::HashMap;

use html5gum::StartTag;

use super::attribute;
use super::tags::{self, Break};
use super::words;
use crate::source::{Builder, MarkKind};

/// The longest label of a footnote.
const LABEL: usize = 5;

#[derive(Default)]
pub(super) struct Notes {
    /// Where calls lead, with their labels.
    targets: HashMap<String, String>,
    /// A link into the page or a raised stretch that may turn out to be a call.
    call: Option<Call>,
    /// The note being read: where it starts in the text, its label, the depth of its block.
    note: Option<(u32, String, usize)>,
    /// Whether the next words open a note, so that the rest of its label goes.
    opening: bool,
    /// Whether a call stood in brackets, so that the closing one goes.
    closing: bool,
}

struct Call {
    target: Option<String>,
    name: String,
    depth: usize,
    start: usize,
    at_line_start: bool,
}

impl Notes {
    /// An element starts at `depth` open elements.
    pub(super) fn start(
        &mut self,
        builder: &mut Builder,
        pending: &mut Break,
        name: &str,
        tag: &StartTag<usize>,
        depth: usize,
    ) {
        let label =
            ["id", "name"].iter().filter_map(|key| attribute(tag, key)).find_map(|id| self.targets.get(&id).cloned());
        if let Some(label) = label {
            let block = if tags::is_inline(name) { depth.saturating_sub(1) } else { depth };
            self.open(builder, pending, label, block);
        }
        let target = attribute(tag, "href").and_then(|href| href.split_once('#').map(|(_, target)| target.to_owned()));
        let is_call = (name == "a" && target.is_some()) || name == "sup";
        if is_call && self.call.is_none() {
            let at_line_start = *pending >= Break::Line || builder.text.is_empty();
            self.call = Some(Call { target, name: name.to_owned(), depth, start: builder.text.len(), at_line_start });
        } else if let Some(call) = self.call.as_mut().filter(|call| call.target.is_none()) {
            call.target = target;
        }
    }

    fn open(&mut self, builder: &mut Builder, pending: &mut Break, label: String, block: usize) {
        self.finish(builder);
        let line = builder.text.rfind('\n').map_or(0, |at| at + 1);
        if *pending < Break::Line
            && builder.text.get(line..).is_some_and(|line| line.trim_matches(['(', '[', ' ']).is_empty())
        {
            builder.retract(line);
        }
        *pending = (*pending).max(Break::Line);
        words::add_break(builder, pending, 0);
        self.note = Some((builder.here(), label.clone(), block));
        builder.stand_after(&format!("[{label}]"));
        *pending = Break::Space;
        self.opening = true;
    }

    /// A word is about to be added; the rest of a note's label and a call's closing bracket go.
    pub(super) fn word<'a>(&mut self, pending: &mut Break, word: &'a str) -> Option<&'a str> {
        if self.opening && self.call.is_none() {
            let rest = word.trim_start_matches([')', ']', '.', '^', '↑', '↩', '↵']);
            let is_label =
                self.note.as_ref().is_some_and(|(_, label, _)| word.trim_matches(['(', ')', '[', ']', '.']) == label);
            if rest.is_empty() || is_label {
                return None;
            }
            self.opening = false;
            *pending = Break::Space;
            return Some(rest);
        }
        let closed = std::mem::take(&mut self.closing) && *pending == Break::None;
        Some(if closed { word.trim_start_matches([')', ']']) } else { word }).filter(|word| !word.is_empty())
    }

    /// An element of this name closes and leaves `depth` elements open.
    pub(super) fn end(&mut self, builder: &mut Builder, name: &str, depth: usize) {
        if let Some(call) = self.call.take_if(|call| call.depth == depth && call.name == name) {
            self.settle(builder, call);
        }
        self.call.take_if(|call| depth < call.depth);
        if self.note.as_ref().is_some_and(|(_, _, block)| depth <= *block) && !tags::is_inline(name) {
            self.finish(builder);
        }
    }

    /// Decides whether the words since the call opened are a footnote's label.
    fn settle(&mut self, builder: &mut Builder, call: Call) {
        let words = builder.text.get(call.start..).unwrap_or("").trim();
        let label = words.trim_matches(['(', ')', '[', ']', ' ']).to_owned();
        if self.note.is_some() && call.target.is_some() && (label.chars().count() <= 2 || self.opening) {
            builder.retract(call.start);
            return;
        }
        match call.target {
            _ if !is_label(&label) => {}
            Some(target) if !call.at_line_start => self.call_made(builder, call.start, label, Some(target)),
            None if call.at_line_start && label.bytes().all(|b| b.is_ascii_digit()) => {
                self.raised_note(builder, &label, call.depth)
            }
            None if is_raised_call(builder.text.get(..call.start).unwrap_or("")) => {
                self.call_made(builder, call.start, label, None)
            }
            _ => {}
        }
    }

    fn call_made(&mut self, builder: &mut Builder, start: usize, label: String, target: Option<String>) {
        builder.retract(start);
        let open = builder.text.trim_end_matches([' ', '(', '[']).len();
        if builder.text.get(open..).is_some_and(|rest| rest.ends_with(['(', '['])) {
            builder.retract(open);
            self.closing = true;
        }
        builder.mark_here(MarkKind::FootnoteCall(label.clone()));
        if let Some(target) = target {
            self.targets.entry(target).or_insert(label);
        }
    }

    /// A block that opens with a raised figure is a note.
    fn raised_note(&mut self, builder: &mut Builder, label: &str, depth: usize) {
        self.finish(builder);
        let line = builder.text.rfind('\n').map_or(0, |at| at + 1);
        builder.retract(line);
        self.note = Some((builder.here(), label.to_owned(), depth.saturating_sub(1)));
        builder.stand_after(&format!("[{label}] "));
    }

    /// The note being read, if any, ends here.
    pub(super) fn finish(&mut self, builder: &mut Builder) {
        self.opening = false;
        if let Some((start, label, _)) = self.note.take() {
            builder.mark_words(start, MarkKind::Footnote(label));
        }
    }
}

fn is_label(words: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_digit() || matches!(c, '*' | '†' | '‡' | '§');
    !words.is_empty()
        && words.len() <= LABEL
        && (words.chars().all(is_sign) || (words.len() == 1 && words.bytes().all(|b| b.is_ascii_alphabetic())))
}

/// A raised figure after a word or a stop is a call; after a unit (m², CO₂) it is not.
fn is_raised_call(before: &str) -> bool {
    let word = before.rsplit(char::is_whitespace).next().unwrap_or("");
    word.ends_with(|c: char| !c.is_alphanumeric()) || word.chars().filter(|c| c.is_alphabetic()).count() > 2
}
