//! What references resolve to, on texts of our own.

use super::Graph;
use crate::source::{Source, Span};
use crate::structure::{Outline, ProvisionId};

const LAKE_TREATY: &str = "\
AGREEMENT ON THE LAKES

The Parties have agreed as follows:

CHAPTER ONE
GENERAL MATTERS

Article 1.1: Scope

1. Chapter Two (Boats) applies to lakes. Annex 9-B and Annex 2-A shall apply.

2. Subject to paragraph 1, nothing in this Chapter or this Agreement limits Article 2.1.2(a) (Sails).

CHAPTER TWO
BOATS

Article 2.1: Sails

1. Articles 1.1 through 2.2 apply, and Article XI of the GATT 1994.

2. A Party:

(a) shall mend its sails under paragraph 1 of Article 2.2; and

(b) may row in spite of subparagraph (a), and of Article 2.7.

Article 2.2: Oars

1. Oars are long, and Chapters 2 to 11 and Articles 2.2 to 2.9 hold for them. Articles 30 to 40 are gone.

ANNEX 2-A
LIST OF BOATS

1. This Annex lists boats.
";

/// The paths that each reference of a text leads to, with its words.
fn led(text: &str) -> Vec<(String, Vec<String>)> {
    let source = Source::plain("lakes.txt", text);
    let outline = Outline::read(&source);
    let path = |id: &ProvisionId| outline.get(*id).unwrap().path.clone();
    let graph = Graph::build(&source, &outline);
    let each = graph.references().iter();
    each.map(|found| (source.slice(found.span).to_owned(), found.targets.iter().map(path).collect())).collect()
}

/// The paths that the reference written so leads to, its first occurrence.
#[track_caller]
fn check(written: &str, expect: &[&str]) {
    let found = led(LAKE_TREATY).into_iter().find(|(words, _)| words == written).expect(written);
    assert_eq!(found.1, expect, "{written}");
}

#[test]
fn rules_and_clauses_of_a_plain_draft() {
    let draft = "Rule 4. Sails\n4.1 Every boat must mend its sails.\n\nRule 5. Oars\n5.1 Rule 4.1 holds for oars too, and so does Rule 4.\n";
    let words = |text: &str| -> Vec<String> {
        led(text).into_iter().map(|(words, to)| format!("{words}: {}", to.join(", "))).collect()
    };
    assert_eq!(words(draft), ["Rule 4.1: art4/4.1", "Rule 4: art4"]);
    let treaty = "Article 1\nRule 4 of the harbour and clause 2 hold.\n\nArticle 4\nBoats are mended.\n";
    assert_eq!(words(treaty), [""; 0], "where articles are called articles, a rule is something else");
}

#[test]
fn numbers_words_and_titles() {
    check("Chapter Two (Boats)", &["ch2"]);
    check("Article 2.1.2(a) (Sails)", &["ch2/art2.1/2/a"]);
    check("Annex 2-A", &["annex2-A"]);
    check("Chapters 2 to 11", &["ch2"]);
    check("Articles 2.2 to 2.9", &["ch2/art2.2"]);
    check("Articles 30 to 40", &[]);
    check("Articles 1.1 through 2.2", &["ch1/art1.1", "ch2/art2.1", "ch2/art2.2"]);
}

#[test]
fn from_where_it_stands() {
    check("paragraph 1", &["ch1/art1.1/1"]);
    check("this Chapter", &["ch1"]);
    check("This Annex", &["annex2-A"]);
    check("subparagraph (a)", &["ch2/art2.1/2/a"]);
    check("paragraph 1 of Article 2.2", &["ch2/art2.2/1"]);
}

#[test]
fn the_whole_agreement_and_what_is_not_in_it() {
    let source = Source::plain("lakes.txt", LAKE_TREATY);
    let outline = Outline::read(&source);
    let graph = Graph::build(&source, &outline);
    let named = |written: &str| graph.references().iter().find(|found| source.slice(found.span) == written).unwrap();
    assert!(named("this Agreement").whole_agreement);
    assert!(named("Annex 9-B").missing && named("Article 2.7").missing);
    let outside = named("Article XI of the GATT 1994");
    assert_eq!(outside.outside.map(|name| source.slice(name)), Some("GATT 1994"));
    assert!(outside.targets.is_empty() && !outside.missing);
    assert_eq!(graph.missing(), ["Annex 9-B"]);
}

#[test]
fn references_of_a_stretch_come_by_position() {
    let source = Source::plain("lakes.txt", LAKE_TREATY);
    let graph = Graph::build(&source, &Outline::read(&source));
    let at = LAKE_TREATY.find("Subject to").unwrap();
    let found = graph.references_in(Span::of(at, at + 110));
    let words: Vec<&str> = found.iter().map(|one| source.slice(one.span)).collect();
    assert_eq!(words, ["paragraph 1", "this Chapter", "this Agreement", "Article 2.1.2(a) (Sails)"]);
}

/// A title that the format lost holds the chapters that follow the title before it.
#[test]
fn a_lost_title_is_looked_for_below_the_one_before() {
    let text = "AGREEMENT ON LAKES\n\nTITLE I\nFISH\n\nCHAPTER 1\nNETS\n\nArticle 1: Nets\n\nEach Party shall mend its nets.\n\n\
                TITLE II\nTRADE\n\nCHAPTER 1\nBOATS\n\nArticle 2: Boats\n\nEach Party shall mend its boats.\n\n\
                CHAPTER 2\nRAFTS\n\nArticle 3: Rafts\n\nThis does not apply to Chapter 1 of Title III.\n";
    let source = Source::plain("lakes.txt", text);
    let outline = Outline::read(&source);
    let graph = Graph::build(&source, &outline);
    let found = graph.references().iter().find(|found| source.slice(found.span).ends_with("Title III")).unwrap();
    let paths: Vec<&str> =
        found.targets.iter().filter_map(|id| outline.get(*id)).map(|part| part.path.as_str()).collect();
    assert!(matches!(paths[..], [path] if path.starts_with("title2/ch1")), "{paths:?}");
}

const PORT_TREATY: &str = "\
AGREEMENT ON PORTS

The Parties have agreed as follows:

CHAPTER 6
HARBOURS

Section 1
General provisions

Article 76
Aim

1. This Section opens harbours.

Section 2
Establishment

Sub-Section 1
Entry

Article 77
Entry

1. This Sub-Section is about entry, and the whole of this Section about ships. Sub-Section 2 does not matter.

Sub-Section 2
Stay

Article 78
Stay

1. Section 1 of this Chapter is about aims. Sub-Section 1 of Section 3 is about talks.

Section 3
Disputes

Sub-Section 1
Talks

Article 79
Talks

1. Talks are held.
";

#[test]
fn sections_and_sub_sections_are_units_of_their_own() {
    let source = Source::plain("ports.txt", PORT_TREATY);
    let outline = Outline::read(&source);
    let graph = Graph::build(&source, &outline);
    let of = |written: &str| {
        let found = graph.references().iter().find(|found| source.slice(found.span) == written).expect(written);
        found.targets.iter().map(|id| outline.get(*id).unwrap().path.as_str()).collect::<Vec<&str>>()
    };
    assert_eq!(of("This Sub-Section"), ["ch6/sec2/sub1"]);
    assert_eq!(of("this Section"), ["ch6/sec2"]);
    assert_eq!(of("Sub-Section 2"), ["ch6/sec2/sub2"]);
    assert_eq!(of("Section 1 of this Chapter"), ["ch6/sec1"]);
    assert_eq!(of("Sub-Section 1 of Section 3"), ["ch6/sec3/sub1"]);
}
