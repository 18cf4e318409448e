//! Text under construction that remembers where every byte came from.

use super::{About, Format, Mark, MarkKind, Run, Source, Span};

/// Collects text, marks and origins, front to back.
#[derive(Debug, Default)]
pub(crate) struct Builder {
    pub(crate) text: String,
    marks: Vec<Mark>,
    runs: Vec<Run>,
}

impl Builder {
    pub(crate) fn with_capacity(bytes: usize) -> Self {
        Builder { text: String::with_capacity(bytes), ..Self::default() }
    }

    /// The offset in the text where the next byte will stand.
    pub(crate) fn here(&self) -> u32 {
        offset(self.text.len())
    }

    /// Adds text whose bytes stand one to one in the input from `input` on.
    pub(crate) fn copy(&mut self, input: usize, text: &str) {
        self.add(input, text, true);
    }

    /// Adds text that stands, as a whole, for the place `input`.
    pub(crate) fn stand(&mut self, input: usize, text: &str) {
        self.add(input, text, false);
    }

    fn add(&mut self, input: usize, text: &str, same: bool) {
        if text.is_empty() {
            return;
        }
        let run = Run { text: self.here(), input: offset(input), same };
        if !self.runs.last().is_some_and(|last| continues(*last, run)) {
            self.runs.push(run);
        }
        self.text.push_str(text);
    }

    /// Starts a new line unless the text stands at the start of one.
    pub(crate) fn line_break(&mut self, input: usize) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.stand(input, "\n");
        }
    }

    /// Starts a new paragraph: a blank line, unless the text stands after one.
    pub(crate) fn paragraph_break(&mut self, input: usize) {
        self.line_break(input);
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.stand(input, "\n");
        }
    }

    /// Marks the stretch from `start` to the end of the text so far.
    pub(crate) fn mark(&mut self, start: u32, kind: MarkKind) {
        self.marks.push(Mark { span: Span::new(start, self.here()), kind });
    }

    /// Marks the stretch from `start` to the last character that is no white space.
    pub(crate) fn mark_trimmed(&mut self, start: u32, kind: MarkKind) {
        let end = offset(self.text.trim_end().len());
        self.marks.push(Mark { span: Span::new(start, end), kind });
    }

    /// Marks the words from `start` on, without white space on either side; nothing where there are none.
    pub(crate) fn mark_words(&mut self, start: u32, kind: MarkKind) {
        let blank = self.text.get(start as usize..).map_or(0, |words| words.len() - words.trim_start().len());
        let span = Span::new(start + offset(blank), offset(self.text.trim_end().len()));
        if !span.is_empty() {
            self.marks.push(Mark { span, kind });
        }
    }

    /// Takes back the text from `to` on.
    pub(crate) fn retract(&mut self, to: usize) {
        self.text.truncate(to);
        let end = self.here();
        while self.runs.pop_if(|run| run.text >= end).is_some() {}
        while self.marks.pop_if(|mark| mark.span.end > end).is_some() {}
    }

    /// Adds text that stands for the place just after what was added last.
    pub(crate) fn stand_after(&mut self, text: &str) {
        let place = place_after(&self.runs, self.here());
        self.stand(place as usize, text);
    }

    /// Marks the place where the next byte will stand.
    pub(crate) fn mark_here(&mut self, kind: MarkKind) {
        self.mark(self.here(), kind);
    }

    /// The finished source; marks are put in order of their start, outer before inner.
    pub(crate) fn finish(mut self, name: &str, format: Format, about: About) -> Source {
        self.marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
        Source { name: name.to_owned(), format, text: self.text, marks: self.marks, about, origin: self.runs }
    }
}

fn continues(last: Run, run: Run) -> bool {
    match (last.same, run.same) {
        (true, true) => last.input + (run.text - last.text) == run.input,
        (false, false) => last.input == run.input,
        _ => false,
    }
}

/// An offset as the spans keep it; inputs are below 4 GiB.
pub(crate) fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Joins two steps of a text's history: `outer` leads from the text to a middle form, `inner` from there to the input.
pub(crate) fn compose(outer: &[Run], inner: &[Run], text_len: u32) -> Vec<Run> {
    if inner.is_empty() {
        return outer.to_vec();
    }
    let start = [Run { text: 0, input: 0, same: true }];
    let outer =
        if outer.first().is_none_or(|run| run.text > 0) { [&start[..], outer].concat() } else { outer.to_vec() };
    let ends = outer.iter().skip(1).map(|run| run.text).chain([text_len]);
    outer.iter().zip(ends).flat_map(|(run, end)| through(*run, end, inner)).collect()
}

fn through(run: Run, end: u32, inner: &[Run]) -> Vec<Run> {
    let mut runs = vec![Run { input: place(inner, run.input), same: run.same && is_same(inner, run.input), ..run }];
    if run.same {
        let last = run.input + end.saturating_sub(run.text);
        let from = inner.partition_point(|step| step.text <= run.input);
        let steps = inner.iter().skip(from).take_while(|step| step.text < last);
        runs.extend(steps.map(|step| Run { text: run.text + (step.text - run.input), ..*step }));
    }
    runs
}

fn is_same(runs: &[Run], at: u32) -> bool {
    before(runs, at).is_none_or(|run| run.same)
}

fn before(runs: &[Run], at: u32) -> Option<&Run> {
    let next = runs.partition_point(|run| run.text <= at);
    next.checked_sub(1).and_then(|last| runs.get(last))
}

/// The input offset of the byte at `at`.
pub(crate) fn place(runs: &[Run], at: u32) -> u32 {
    match before(runs, at) {
        None => at,
        Some(run) if run.same => run.input + (at - run.text),
        Some(run) => run.input,
    }
}

/// The input offset just after the byte before `at`.
pub(crate) fn place_after(runs: &[Run], at: u32) -> u32 {
    let next = runs.partition_point(|run| run.text < at);
    match next.checked_sub(1).and_then(|last| runs.get(last)) {
        None => at,
        Some(run) if run.same => run.input + (at - run.text),
        Some(run) => runs.get(next).map_or(run.input, |after| after.input.max(run.input)),
    }
}
