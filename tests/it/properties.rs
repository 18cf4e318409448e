//! What holds for every text: reading never fails, places lie inside the text, and the same input gives the same answers.

use proptest::prelude::*;
use treatylint::source::{Source, Span};
use treatylint::structure::{Kind, Outline};

use crate::support::{agreements, below, codebook, coded};

fn lies_inside(source: &Source, span: Span) -> bool {
    source.text.get(span.range()).is_some()
}

fn check_outline(source: &Source, outline: &Outline) {
    for provision in &outline.provisions {
        let spans = [provision.span].into_iter().chain(provision.title).chain(provision.own.iter().copied());
        for span in spans {
            assert!(lies_inside(source, span), "{}: {span:?} splits a character or lies outside", provision.path);
        }
    }
    assert!(outline.aside.iter().all(|(span, _)| lies_inside(source, *span)));
    let aside = outline.aside.iter().map(|(span, _)| *span);
    let mut placed: Vec<Span> = outline.provisions.iter().flat_map(|one| one.own.clone()).chain(aside).collect();
    placed.sort();
    for pair in placed.windows(2) {
        assert!(pair[0].end <= pair[1].start, "read twice: {:?}", source.slice(pair[1]));
    }
    for provision in outline.provisions.iter().filter(|provision| provision.kind != Kind::Footnote) {
        let Some(parent) = provision.parent.and_then(|id| outline.get(id)) else { continue };
        assert!(parent.span.covers(provision.span), "{} lies outside {}", provision.path, parent.path);
    }
}

#[test]
fn places_in_agreements_lie_inside_the_text() {
    for path in agreements() {
        let (source, outline, facts) = coded(&below(&path), &std::fs::read(&path).unwrap());
        check_outline(&source, &outline);
        let evidence = facts.list.iter().flat_map(|fact| &fact.evidence);
        for one in evidence {
            assert!(lies_inside(&source, one.span) && !one.span.is_empty(), "{}: {one:?}", path.display());
            assert!(outline.get(one.provision).is_some(), "{}: {one:?}", path.display());
        }
    }
}

#[test]
fn the_same_text_is_answered_alike_twice() {
    for path in agreements() {
        let bytes = std::fs::read(&path).unwrap();
        assert_eq!(coded("a", &bytes).2, coded("a", &bytes).2, "{}", path.display());
    }
}

/// An agreement with a piece cut out and something strange put in its place.
fn mangled(text: &str, from: usize, length: usize, strange: &str) -> String {
    let before = text.chars().take(from);
    let after = text.chars().skip(from + length);
    before.chain(strange.chars()).chain(after).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mangled_agreements_are_read_without_panic(
        which in any::<prop::sample::Index>(), from in 0_usize..20_000, length in 0_usize..4_000, strange in "\\PC{0,40}",
    ) {
        let paths = agreements();
        let bytes = std::fs::read(which.get(&paths)).unwrap();
        let whole = String::from_utf8_lossy(&bytes);
        let source = Source::plain("mangled.txt", &mangled(&whole, from, length, &strange));
        let outline = Outline::read(&source);
        check_outline(&source, &outline);
        let facts = codebook().code(&source, &outline);
        prop_assert!(facts.list.iter().flat_map(|fact| &fact.evidence).all(|one| lies_inside(&source, one.span)));
    }

    #[test]
    fn any_characters_are_read_without_panic(text in "(\\PC|\n|ARTICLE [0-9]{1,2}\n|\\([a-z]\\) |[0-9]\\. ){0,80}") {
        let source = Source::plain("any.txt", &text);
        let outline = Outline::read(&source);
        check_outline(&source, &outline);
        let _ = codebook().code(&source, &outline);
    }

    #[test]
    fn any_bytes_are_refused_or_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(source) = treatylint::source::read("any", &bytes) {
            check_outline(&source, &Outline::read(&source));
        }
    }
}
