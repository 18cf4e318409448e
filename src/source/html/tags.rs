//! What the elements of a web page mean for its text.

use html5gum::StartTag;

use super::attribute;

/// The white space due before the next words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Break {
    None,
    Space,
    Cell,
    Line,
    Paragraph,
}

/// What an element is to the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Its words are the text's.
    Words,
    /// Its words are the page's, not the agreement's.
    Aside,
    /// The page's title.
    Title,
    /// A heading of a level.
    Heading(u8),
}

pub(super) fn role(name: &str, tag: &StartTag<usize>, strict: bool, outside_main: bool) -> Role {
    match name {
        "title" => Role::Title,
        "script" | "style" | "noscript" | "template" | "svg" | "nav" | "select" | "button" | "iframe" | "object"
        | "math" | "canvas" | "textarea" => Role::Aside,
        "header" | "footer" | "aside" if strict && outside_main => Role::Aside,
        "html" | "body" | "main" | "article" => Role::Words,
        _ if strict && is_navigation(name, tag) => Role::Aside,
        _ => heading(name),
    }
}

fn heading(name: &str) -> Role {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Role::Heading(level - b'0'),
        _ => Role::Words,
    }
}

/// Class and identifier words that web designers give to what surrounds a text.
const AROUND: [&str; 17] = [
    "nav",
    "navbar",
    "navigation",
    "menu",
    "breadcrumb",
    "breadcrumbs",
    "cookie",
    "cookies",
    "sidebar",
    "toolbar",
    "pagination",
    "share",
    "social",
    "modref",
    "arrow",
    "noprint",
    "skip",
];
const ROLES: [&str; 5] = ["navigation", "banner", "contentinfo", "search", "complementary"];

fn is_navigation(name: &str, tag: &StartTag<usize>) -> bool {
    let named = ["class", "id"].iter().filter_map(|key| attribute(tag, key)).any(|value| is_around(&value));
    let is_box =
        matches!(name, "div" | "ul" | "ol" | "section" | "header" | "footer" | "aside" | "p" | "table" | "form" | "td");
    attribute(tag, "role").is_some_and(|role| ROLES.contains(&role.as_str()))
        || (is_box && named)
        || attribute(tag, "hidden").is_some()
}

fn is_around(value: &str) -> bool {
    let value = value.to_ascii_lowercase();
    value.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| AROUND.contains(&word))
}

pub(super) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    )
}

pub(super) fn is_inline(name: &str) -> bool {
    matches!(breaks(name), Break::None)
}

/// The break that a tag of this name makes, at the start and at the end of its element.
pub(super) fn breaks(name: &str) -> Break {
    match name {
        "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "table" | "pre" | "hr" | "section"
        | "article" | "ul" | "ol" | "dl" | "figure" | "header" | "footer" | "main" | "aside" | "nav" | "body"
        | "center" | "form" => Break::Paragraph,
        "div" | "li" | "tr" | "br" | "dt" | "dd" | "address" | "caption" | "thead" | "tbody" | "tfoot" | "option"
        | "fieldset" | "html" | "head" => Break::Line,
        "td" | "th" => Break::Cell,
        _ => Break::None,
    }
}
