//! A page of knowledge: a Markdown file with front matter, sections and fenced blocks.
//!
//! Word pages, fact pages and judgement pages share this form; what the blocks say is read by the layer that owns it.

use super::Span;

/// A mistake in a page, to be shown at its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The page's file as given.
    pub file: String,
    /// Where, in bytes of the page.
    pub span: Span,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do about it; names the nearest known word where there is one.
    pub help: Option<String>,
}

/// One `key: value` line of the front matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// The value, trimmed.
    pub value: String,
    /// The whole line.
    pub span: Span,
}

/// A fenced block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The words behind the opening fence.
    pub info: String,
    /// What stands between the fences.
    pub text: String,
    /// Where the text stands in the page, in bytes.
    pub span: Span,
    /// The paragraph directly below the block, in one line.
    pub after: String,
}

/// A part of a page under one heading; the first section has no title.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Section {
    /// The heading's words.
    pub title: String,
    /// The heading line.
    pub span: Span,
    /// The prose outside blocks, trimmed.
    pub prose: String,
    /// The fenced blocks.
    pub blocks: Vec<Block>,
}

/// A page of knowledge.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// The file name without folder and ending: the page's name.
    pub name: String,
    /// The file as given.
    pub file: String,
    /// The whole text.
    pub text: String,
    /// The front matter.
    pub front: Vec<Entry>,
    /// The sections, in order.
    pub sections: Vec<Section>,
}

impl Page {
    /// Reads a page; what is wrong with it comes back beside it.
    #[must_use]
    pub fn read(file: &str, text: &str) -> (Page, Vec<Problem>) {
        let name = file.rsplit(['/', '\\']).next().unwrap_or(file).trim_end_matches(".md");
        let page = Page { name: name.to_owned(), file: file.to_owned(), text: text.to_owned(), ..Page::default() };
        let mut reader = Reader { page, ..Reader::default() };
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let span = Span::of(start, start + line.trim_end_matches(['\n', '\r']).len());
            start += line.len();
            reader.line(line.trim_end_matches(['\n', '\r']), span, start);
        }
        reader.end(text.len())
    }

    /// The value of a front matter key.
    #[must_use]
    pub fn front(&self, key: &str) -> Option<&Entry> {
        self.front.iter().find(|entry| entry.key == key)
    }

    /// The section of this title (case does not matter).
    #[must_use]
    pub fn section(&self, title: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.title.eq_ignore_ascii_case(title))
    }

    /// All fenced blocks of a kind (the first word behind the fence), in order.
    pub fn blocks<'p>(&'p self, kind: &'p str) -> impl Iterator<Item = &'p Block> {
        let blocks = self.sections.iter().flat_map(|section| &section.blocks);
        blocks.filter(move |block| block.info.split_whitespace().next() == Some(kind))
    }

    /// A problem of this page.
    #[must_use]
    pub fn problem(&self, span: Span, message: String, help: Option<String>) -> Problem {
        Problem { file: self.file.clone(), span, message, help }
    }
}

/// Where the reader stands.
#[derive(Default, PartialEq, Clone, Copy)]
enum State {
    #[default]
    Top,
    Front,
    Prose,
    Fence(Span),
    After,
}

#[derive(Default)]
struct Reader {
    page: Page,
    problems: Vec<Problem>,
    section: Section,
    state: State,
}

impl Reader {
    fn line(&mut self, line: &str, span: Span, next: usize) {
        match self.state {
            State::Top if line.trim() == "---" => self.state = State::Front,
            State::Top if line.trim().is_empty() => {}
            State::Front => self.front(line, span),
            State::Fence(_) => self.fenced(line, span),
            State::Top | State::Prose | State::After => self.prose(line, span, next),
        }
    }

    fn front(&mut self, line: &str, span: Span) {
        if line.trim() == "---" {
            self.state = State::Prose;
        } else if let Some((key, value)) = line.split_once(':') {
            let entry = Entry { key: key.trim().to_owned(), value: value.trim().to_owned(), span };
            self.page.front.push(entry);
        } else if !line.trim().is_empty() {
            let help = Some("write `key: value`, and close the front matter with `---`".to_owned());
            self.problems.push(self.page.problem(span, "this line of the front matter has no colon".to_owned(), help));
        }
    }

    fn prose(&mut self, line: &str, span: Span, next: usize) {
        if let Some(info) = line.strip_prefix("```") {
            let block = Block {
                info: info.trim().to_owned(),
                text: String::new(),
                span: Span::of(next, next),
                after: String::new(),
            };
            self.section.blocks.push(block);
            self.state = State::Fence(span);
        } else if line.starts_with('#') {
            let title = line.trim_start_matches('#').trim().to_owned();
            let before = std::mem::replace(&mut self.section, Section { title, span, ..Section::default() });
            self.page.sections.push(before);
            self.state = State::Prose;
        } else if self.state == State::After {
            self.below_block(line);
        } else {
            self.state = State::Prose;
            self.section.prose.push_str(line);
            self.section.prose.push('\n');
        }
    }

    fn below_block(&mut self, line: &str) {
        let Some(block) = self.section.blocks.last_mut() else {
            return;
        };
        if line.trim().is_empty() {
            self.state = if block.after.is_empty() { State::After } else { State::Prose };
            return;
        }
        if !block.after.is_empty() {
            block.after.push(' ');
        }
        block.after.push_str(line.trim());
    }

    fn fenced(&mut self, line: &str, span: Span) {
        let Some(block) = self.section.blocks.last_mut() else {
            return;
        };
        if line.trim_end() == "```" {
            block.span = Span::new(block.span.start, span.start);
            block.text = self.page.text.get(block.span.range()).unwrap_or("").to_owned();
            self.state = State::After;
        }
    }

    fn end(mut self, length: usize) -> (Page, Vec<Problem>) {
        if let State::Fence(open) = self.state {
            let help = Some("close it with three backticks on a line of their own".to_owned());
            self.problems.push(self.page.problem(open, "this block is never closed".to_owned(), help));
        }
        if self.state == State::Front {
            let span = Span::of(0, length.min(3));
            self.problems.push(self.page.problem(span, "the front matter is never closed".to_owned(), None));
        }
        self.page.sections.push(self.section);
        for section in &mut self.page.sections {
            section.prose = section.prose.trim().to_owned();
        }
        (self.page, self.problems)
    }
}
