//! HTML: treaty web pages. Scripts, styles and navigation are set aside; blocks become lines.
//!
//! Works on the tokens of html5gum, because tree builders drop the byte offsets that findings need.

mod notes;
mod tags;
mod words;

use html5gum::{DefaultEmitter, HtmlString, Spanned, StartTag, Token, Tokenizer};

use super::{About, Builder, Format, MarkKind, Source};
use notes::Notes;
use tags::{Break, Role};
use words::Lines;
pub(crate) use words::is_numbering;

/// Deeper nesting than this is not followed: such elements count as opened and closed at once.
const DEEPEST: usize = 2000;

/// Reads HTML. Where setting navigation aside would leave little, all text is kept.
pub(crate) fn read(name: &str, text: &str) -> Source {
    let strict = read_page(name, text, true);
    let loose = read_page(name, text, false);
    if strict.text.len() * 3 < loose.text.len() { loose } else { strict }
}

fn read_page(name: &str, text: &str, strict: bool) -> Source {
    let mut page = Page::new(text, strict);
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(text, emitter).map_while(Result::ok) {
        page.token(token);
    }
    page.words_until(text.len());
    page.close_all();
    page.builder.finish(name, Format::Html, page.about)
}

/// An open element.
struct Open {
    name: String,
    role: Role,
    start: u32,
}

struct Page<'a> {
    text: &'a str,
    strict: bool,
    has_main: bool,
    at: usize,
    open: Vec<Open>,
    aside_depth: usize,
    /// How many open elements are preformatted text.
    preformatted: usize,
    pending: Break,
    builder: Builder,
    notes: Notes,
    about: About,
}

impl<'a> Page<'a> {
    fn new(text: &'a str, strict: bool) -> Self {
        Page {
            text,
            strict,
            has_main: text.contains("<main") || text.contains("<article"),
            at: 0,
            open: Vec::new(),
            aside_depth: 0,
            preformatted: 0,
            pending: Break::None,
            builder: Builder::with_capacity(text.len()),
            notes: Notes::default(),
            about: About::default(),
        }
    }

    fn token(&mut self, token: Token<usize>) {
        match token {
            Token::StartTag(tag) => {
                self.words_until(tag.span.start);
                self.at = tag.span.end;
                self.start(&tag);
            }
            Token::EndTag(tag) => {
                self.words_until(tag.span.start);
                self.at = tag.span.end;
                self.end(&string(&tag.name));
            }
            Token::Comment(comment) => self.comment(&comment),
            Token::Doctype(doctype) => self.at = doctype.span.end,
            Token::String(_) | Token::Error(_) => {}
        }
    }

    fn comment(&mut self, comment: &Spanned<HtmlString, usize>) {
        let start =
            self.text.get(self.at..).and_then(|rest| rest.find("<!--")).map_or(self.at, |found| self.at + found);
        let end = self
            .text
            .get(start..)
            .and_then(|rest| rest.find("-->"))
            .map_or(comment.span.end, |found| start + found + 3);
        self.words_until(start);
        self.at = end;
        if comment.len() < 2000 && self.aside_depth == 0 {
            self.builder.mark_here(MarkKind::Comment(string(&comment.value).trim().to_owned()));
        }
    }

    /// Adds the words that stand between the last tag and `end`.
    fn words_until(&mut self, end: usize) {
        let from = self.at;
        self.at = end.max(from);
        let written = self.text.get(from..end).unwrap_or("");
        if written.is_empty() {
            return;
        }
        if self.open.last().is_some_and(|element| element.role == Role::Title) {
            self.title(&htmlize::unescape(written));
        } else if self.aside_depth == 0 {
            let pending = &mut self.pending;
            let lines = if self.preformatted > 0 { Lines::Kept } else { Lines::Flowing };
            words::add(&mut self.builder, &mut self.notes, pending, lines, (from, written));
        }
    }

    fn title(&mut self, title: &str) {
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        if self.about.title.is_none() && !title.is_empty() {
            self.about.title = Some(title);
        }
    }

    fn start(&mut self, tag: &StartTag<usize>) {
        let name = string(&tag.name);
        let role = tags::role(&name, tag, self.strict, self.has_main && !self.is_inside(&["main", "article"]));
        self.say(&name, tag);
        self.pending = self.pending.max(tags::breaks(&name));
        if self.aside_depth == 0 {
            let pending = &mut self.pending;
            self.notes.start(&mut self.builder, pending, &name, tag, self.open.len());
        }
        if tags::is_void(&name) || self.open.len() >= DEEPEST || (tag.self_closing && tags::is_inline(&name)) {
            return;
        }
        self.aside_depth += usize::from(role == Role::Aside || role == Role::Title);
        self.preformatted += usize::from(is_preformatted(&name));
        self.open.push(Open { name, role, start: self.builder.here() });
    }

    fn is_inside(&self, names: &[&str]) -> bool {
        self.open.iter().any(|element| names.contains(&element.name.as_str()))
    }

    /// What the head and the root element say of the agreement.
    fn say(&mut self, name: &str, tag: &StartTag<usize>) {
        if name == "html" {
            let language = attribute(tag, "lang").or_else(|| attribute(tag, "xml:lang"));
            self.about.language = language.as_deref().and_then(super::language::written);
        }
        let key =
            attribute(tag, "name").or_else(|| attribute(tag, "property")).unwrap_or_default().to_ascii_lowercase();
        if name == "meta" && matches!(key.as_str(), "dc.title" | "dcterms.title" | "og:title" | "citation_title") {
            self.about.title =
                attribute(tag, "content").filter(|title| !title.trim().is_empty()).or(self.about.title.take());
        }
    }

    fn end(&mut self, name: &str) {
        self.pending = self.pending.max(tags::breaks(name));
        let Some(depth) = self.open.iter().rposition(|element| element.name == name) else { return };
        if tags::is_inline(name) && self.open.iter().skip(depth + 1).any(|element| !tags::is_inline(&element.name)) {
            return;
        }
        while self.open.len() > depth {
            self.close();
        }
    }

    fn close(&mut self) {
        let Some(element) = self.open.pop() else { return };
        self.aside_depth -= usize::from(element.role == Role::Aside || element.role == Role::Title);
        self.preformatted -= usize::from(is_preformatted(&element.name));
        if let Role::Heading(level) = element.role {
            self.builder.mark_words(element.start, MarkKind::Heading(level));
        }
        self.notes.end(&mut self.builder, &element.name, self.open.len());
    }

    fn close_all(&mut self) {
        while !self.open.is_empty() {
            self.close();
        }
        self.notes.finish(&mut self.builder);
    }
}

/// Whether the lines of an element's text are its own; old archives publish whole treaties so.
fn is_preformatted(name: &str) -> bool {
    matches!(name, "pre" | "listing" | "xmp" | "plaintext")
}

fn string(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn attribute(tag: &StartTag<usize>, name: &str) -> Option<String> {
    tag.attributes.get(name.as_bytes()).map(|value| string(value))
}
