//! Markdown: headings, footnotes and comments become marks, markup is set aside, numbers stay as written.
//!
//! Not a general Markdown parser on purpose: those renumber lists and take an indented sub-paragraph for code,
//! while an agreement's `1.` and `(a)` must stay what they are.

mod inline;

use super::{About, Builder, Format, MarkKind, Source, language};

/// Whether content or, failing that, the name says Markdown.
pub(crate) fn is_markdown(name: &str, text: &str) -> bool {
    let ending = name.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    matches!(ending.as_str(), "md" | "markdown" | "mdown")
        || text.lines().filter(|line| heading_level(line).is_some()).nth(1).is_some()
}

/// Reads Markdown.
pub(crate) fn read(name: &str, text: &str) -> Source {
    let mut reader = Reader {
        text,
        at: 0,
        builder: Builder::with_capacity(text.len()),
        about: About::default(),
        note: None,
        block: None,
    };
    reader.front_matter();
    while reader.at < text.len() {
        reader.line();
    }
    reader.close_note();
    reader.builder.finish(name, Format::Markdown, reader.about)
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    builder: Builder,
    about: About,
    note: Option<(u32, String)>,
    /// Where a fenced block began: what it shows is quoted, and no part of the agreement.
    block: Option<u32>,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// The line at the present place, with its line end.
    fn whole_line(&self) -> &'a str {
        self.rest().split_inclusive('\n').next().unwrap_or("")
    }

    fn front_matter(&mut self) {
        if self.whole_line().trim_end() != "---" {
            return;
        }
        let mut end = self.whole_line().len();
        for line in self.rest().split_inclusive('\n').skip(1).take(200) {
            end += line.len();
            if line.trim_end() == "---" {
                self.at = end;
                return;
            }
            if let Some((key, value)) = line.split_once(':') {
                self.say(key.trim(), value.trim().trim_matches(['"', '\'']));
            }
        }
        self.about = About::default();
    }

    fn say(&mut self, key: &str, value: &str) {
        let value = Some(value.to_owned()).filter(|value| !value.is_empty());
        match key {
            "title" => self.about.title = value,
            "language" | "lang" => self.about.language = value.as_deref().and_then(language::written),
            "date" | "signed" => self.about.signed = value,
            _ => {}
        }
    }

    fn line(&mut self) {
        let whole = self.whole_line();
        let line = whole.trim_end_matches(['\r', '\n']);
        let end = self.at + whole.len();
        self.leave_note(line);
        if is_fence(line) {
            self.fence(end);
        }
        if is_rule(line) || is_fence(line) || is_table_rule(line) {
            self.at = end;
            return;
        }
        if line.trim().is_empty() {
            self.builder.copy(self.at + line.len(), if whole.len() > line.len() { "\n" } else { "" });
            self.at = end;
            return;
        }
        let level = heading_level(line).or_else(|| self.underlined(end));
        let start = self.builder.here();
        let skip = self.opening(line, level);
        let body = self.rest_of_line(line, skip, level.is_some());
        if let Some(level) = level {
            self.builder.mark(start, MarkKind::Heading(level));
        }
        if body.ends_with('\n') {
            self.builder.copy(self.at.saturating_sub(1), "\n");
        }
    }

    /// Opens or closes a fenced block; a fence that nothing closes opens none.
    fn fence(&mut self, next: usize) {
        match self.block.take() {
            Some(start) => self.builder.mark(start, MarkKind::Aside),
            None => {
                let closed = self.text.get(next..).is_some_and(|below| below.lines().any(is_fence));
                self.block = Some(self.builder.here()).filter(|_| closed);
            }
        }
    }

    /// Passes the marks that open a line (`#`, `>`, `*`, `[^1]:`); how many bytes they take.
    fn opening(&mut self, line: &str, level: Option<u8>) -> usize {
        if level.is_some() {
            return line.len() - line.trim_start_matches([' ', '#', '\t']).len();
        }
        let mut rest = line.trim_start();
        while let Some(quoted) = rest.strip_prefix('>') {
            rest = quoted.trim_start();
        }
        if let Some(item) = rest.strip_prefix("* ").or_else(|| rest.strip_prefix("+ ")) {
            rest = item.trim_start();
        }
        let indent = line.len() - rest.len();
        match note_opening(rest) {
            Some((label, len)) => {
                self.note = Some((self.builder.here(), label.to_owned()));
                self.builder.stand(self.at, &format!("[{label}] "));
                indent + len
            }
            None => indent,
        }
    }

    /// Adds the words from `skip` to the line's end, or past it where a comment runs over lines; returns what was passed.
    fn rest_of_line(&mut self, line: &'a str, skip: usize, is_heading: bool) -> &'a str {
        let from = self.at;
        let mut at = self.at + skip;
        let line_end = self.at + line.len();
        let mut end = line_end;
        while let Some(open) = self.text.get(at..end).and_then(|rest| rest.find("<!--")) {
            let Some(close) = self.text.get(at + open..).and_then(|rest| rest.find("-->")) else {
                break;
            };
            self.words(at, at + open, is_heading);
            self.builder.mark_here(MarkKind::Comment(
                self.text.get(at + open + 4..at + open + close).unwrap_or("").trim().to_owned(),
            ));
            at += open + close + 3;
            end = at
                + self
                    .text
                    .get(at..)
                    .and_then(|rest| rest.find(['\r', '\n']))
                    .unwrap_or(self.text.len().saturating_sub(at));
        }
        self.words(at, end, is_heading);
        let line_break = self
            .text
            .get(end..)
            .map_or(0, |rest| if rest.starts_with("\r\n") { 2 } else { usize::from(!rest.is_empty()) });
        self.at = end + line_break;
        self.text.get(from..self.at).unwrap_or("")
    }

    fn words(&mut self, from: usize, to: usize, is_heading: bool) {
        let words = self.text.get(from..to).unwrap_or("");
        let words = if is_heading { words.trim_end().trim_end_matches('#').trim_end() } else { words };
        inline::add(&mut self.builder, from, words);
    }

    /// The level that a line of `===` or `---` below gives to this line.
    fn underlined(&self, next: usize) -> Option<u8> {
        let below = self.text.get(next..)?.lines().next()?.trim_end();
        match below.bytes().next()? {
            b'=' if below.len() > 2 && below.bytes().all(|b| b == b'=') => Some(1),
            b'-' if below.len() > 2 && below.bytes().all(|b| b == b'-') && self.whole_line().len() < 200 => Some(2),
            _ => None,
        }
    }

    /// A footnote ends where an unindented line follows a blank one.
    fn leave_note(&mut self, line: &str) {
        let flush = !line.starts_with([' ', '\t']) && !line.trim().is_empty();
        if self.note.is_some() && flush && (self.builder.text.ends_with("\n\n") || note_opening(line).is_some()) {
            self.close_note();
        }
    }

    fn close_note(&mut self) {
        if let Some((start, label)) = self.note.take() {
            self.builder.mark_trimmed(start, MarkKind::Footnote(label));
        }
    }
}

/// The level of a `# heading` line.
fn heading_level(line: &str) -> Option<u8> {
    let line = line.trim_start_matches(' ');
    let level = line.len() - line.trim_start_matches('#').len();
    let spaced = line.get(level..).is_some_and(|rest| rest.starts_with([' ', '\t']) && !rest.trim().is_empty());
    u8::try_from(level).ok().filter(|level| (1..=6).contains(level) && spaced)
}

/// The label of a footnote that a line opens (`[^1]: `, `<pre>[1] `), and the bytes its opening takes.
fn note_opening(line: &str) -> Option<(&str, usize)> {
    let rest = line.strip_prefix("[^")?;
    let (label, after) = rest.split_once("]:")?;
    let body = after.trim_start();
    Some((label, line.len() - body.len())).filter(|(label, _)| !label.is_empty() && !label.contains(' '))
}

fn is_rule(line: &str) -> bool {
    let bare: String = line.split_whitespace().collect();
    bare.len() > 2 && ["-", "*", "=", "_"].iter().any(|sign| bare.replace(sign, "").is_empty())
}

fn is_fence(line: &str) -> bool {
    line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~")
}

fn is_table_rule(line: &str) -> bool {
    line.contains('|') && line.contains("--") && line.chars().all(|c| " |:-\t".contains(c))
}
