//! Outlines: pages below `tests/parse/structure/` with a text and the outline expected of it, and what holds for any text.

use std::collections::HashSet;

use proptest::prelude::*;
use treatylint::source::{self, Source, Span};
use treatylint::structure::{Kind, Outline};

use crate::support::project;

#[test]
fn texts_have_the_outlines_that_the_pages_say() {
    let folder = project().join("tests/parse/structure");
    let mut pages: Vec<_> = std::fs::read_dir(folder).unwrap().map(|page| page.unwrap().path()).collect();
    pages.sort();
    let mut cases = 0;
    for page in pages {
        let words = std::fs::read_to_string(&page).unwrap();
        for (heading, text, expected) in cases_of(&words) {
            let source = source::read("page.txt", text.as_bytes()).unwrap();
            let found = sketch(&source, &Outline::read(&source));
            assert_eq!(found, expected, "{}: {heading}", page.display());
            cases += 1;
        }
    }
    assert!(cases > 15, "only {cases} cases");
}

/// The cases of a page: heading, text, expected outline.
fn cases_of(page: &str) -> Vec<(&str, &str, &str)> {
    let fenced = |section: &'static str, case: &str| {
        let start = case.find(section).unwrap() + section.len();
        let length = case[start..].find("```").unwrap();
        (start, start + length)
    };
    let cases = page.split("\n## ").skip(1);
    cases
        .map(|case| {
            let ((text, text_end), (outline, outline_end)) = (fenced("```text\n", case), fenced("```outline\n", case));
            (case.lines().next().unwrap(), &case[text..text_end], &case[outline..outline_end])
        })
        .collect()
}

/// One line a provision: path, place, title, own words.
fn sketch(source: &Source, outline: &Outline) -> String {
    let words = |span: Span| source.slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
    let aside = outline.aside.iter().map(|(span, why)| format!("aside {why:?}: {}\n", words(*span)));
    let provisions =
        outline.ids().filter(|(id, provision)| id.0 > 0 || provision.title.is_some()).map(|(id, provision)| {
            let own: Vec<String> = provision.own.iter().map(|span| words(*span)).collect();
            let parts = [
                &provision.path,
                &outline.place(id),
                &provision.title.map(words).unwrap_or_default(),
                &own.join(" / "),
            ];
            let line = parts.map(String::as_str).join(" | ");
            format!("{}\n", line.trim_end_matches([' ', '|']))
        });
    aside.chain(provisions).collect()
}

/// What holds for the outline of any text.
fn check(source: &Source) {
    let outline = Outline::read(source);
    let mut paths = HashSet::new();
    let mut covered: Vec<Span> = outline.aside.iter().map(|(span, _)| *span).collect();
    for (id, provision) in outline.ids() {
        assert!(paths.insert(&provision.path), "path twice: {}", provision.path);
        assert!(!outline.place(id).is_empty());
        let own = provision.own.iter().copied().chain(provision.title).chain([provision.label]);
        for span in own.filter(|span| !span.is_empty()) {
            assert!(provision.span.covers(span), "{} reaches beyond itself", provision.path);
            covered.push(span);
        }
        let holder = provision.parent.and_then(|parent| outline.get(parent));
        if provision.kind != Kind::Footnote {
            assert!(holder.is_none_or(|holder| holder.span.covers(provision.span)), "{} is outside", provision.path);
        }
    }
    covered.sort();
    let mut end = 0;
    for span in &covered {
        assert!(span.start >= end, "twice: {:?}", source.slice(*span));
        let between = source.text.get(end as usize..span.start as usize).expect("on a character");
        assert!(between.chars().all(blank), "left out: {between:?}");
        assert!(source.text.get(span.range()).is_some(), "splits a character");
        assert!(outline.at(span.start).is_some());
        end = span.end;
    }
    assert!(source.text[end as usize..].chars().all(blank), "left out: {:?}", &source.text[end as usize..]);
}

fn blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}'
}

/// Pieces that treaties are made of, and some that they are not.
fn piece() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "Article 1",
        "ARTICLE 9.2:",
        "Article 3bis",
        "Art. 4",
        "Article 1 2",
        "Article 5 of the Code",
        "Articles 3 to 7",
        "CHAPTER II",
        "Chapter Two: Goods",
        "SECTION A",
        "Part I",
        "TITLE IV",
        "ANNEX",
        "Annex 1-A",
        "Appendix 2",
        "PROTOCOL ON FISH",
        "Preamble",
        "CONTENTS",
        "1.",
        "2.",
        "(1)",
        "3)",
        "(a)",
        "(b)",
        "(i)",
        "(ii)",
        "a)",
        "- ",
        "•",
        "4.1",
        "1 Tea",
        "[1] Tea",
        "vessel1",
        "tea.2",
        "¹",
        "12",
        "Page 3",
        "IN WITNESS WHEREOF",
        "Dear Minister:",
        "The Parties shall trade;",
        "and",
        "Scope",
        "GOODS AND FISH",
        "in accordance with",
        "é—”",
        "\u{a0}",
        "\u{feff}",
        "....",
        "______",
    ]);
    let joint = prop::sample::select(vec!["\n", "\n\n", " ", ". ", "; ", "\r\n", "\u{c}"]);
    (words, joint).prop_map(|(words, joint)| format!("{words}{joint}"))
}

proptest! {
    #[test]
    fn every_byte_stands_once_in_the_outline(pieces in prop::collection::vec(piece(), 0..60)) {
        check(&Source::plain("made", &pieces.concat()));
    }

    #[test]
    fn no_text_is_too_strange(text in "\\PC{0,200}") {
        check(&Source::plain("strange", &text));
    }
}
