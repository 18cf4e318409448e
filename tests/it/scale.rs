//! Made-up texts far longer than any agreement: what is found in them, in a time that grows with their length alone.
//!
//! A step that looks at everything for each part takes minutes here; the tests assert on what is found, and end soon if nothing does so.

use std::fmt::Write;

use treatylint::facts::{DRAFTING, Facts, Value, drafting};
use treatylint::graph::Graph;
use treatylint::source::Source;
use treatylint::structure::{Kind, Outline};

use super::support::codebook;

/// How many parts a made-up text has.
const PARTS: usize = 12_000;

const HEAD: &str = "AGREEMENT BETWEEN ARCADIA AND SYLVANIA\n\nThe Parties,\nRESOLVED to keep their gardens,\nHave agreed as follows:\n\n";

/// A text with `part` written for each number from 1 on.
fn made_up(opening: &str, part: impl Fn(&mut String, usize)) -> Source {
    let mut text = format!("{HEAD}{opening}");
    (1..=PARTS).for_each(|number| part(&mut text, number));
    Source::plain("made-up.txt", &text)
}

/// How many provisions of a kind a text has; reads it to the end, with its defects.
fn count(source: &Source, kind: Kind) -> usize {
    let outline = Outline::read(source);
    let facts: Facts = codebook().code(source, &outline);
    assert!(!facts.list.is_empty());
    assert_eq!(drafting(source, &outline).len(), DRAFTING.len());
    outline.provisions.iter().filter(|provision| provision.kind == kind).count()
}

#[test]
fn short_articles() {
    let text = made_up("", |text, number| {
        let number = number % 9000 + 1;
        let _ = write!(text, "Article {number}: Rows\n\nEach Party shall water row {number}, as Article 3 says.\n\n");
    });
    assert!(count(&text, Kind::Article) >= 9000);
}

#[test]
fn one_giant_article() {
    let text = made_up("Article 1: Rows\n\n", |text, _| {
        text.push_str("Each Party shall keep its rows, subject to Article 1, as paragraph 2 of this Article says.\n\n");
    });
    let outline = Outline::read(&text);
    assert_eq!(outline.provisions.iter().filter(|part| part.kind == Kind::Article).count(), 1);
    assert!(Graph::build(&text, &outline).references().len() >= PARTS);
    assert!(count(&text, Kind::Paragraph) >= PARTS);
}

#[test]
fn numbered_paragraphs() {
    let text = made_up("Article 1: Rows\n\n", |text, number| {
        let _ = writeln!(text, "{}. Each Party shall water row {number}.", number % 90 + 1);
    });
    assert!(count(&text, Kind::Paragraph) > PARTS / 100);
}

#[test]
fn annexes_and_references_to_them() {
    let text = made_up("Article 1: Rows\n\nEach Party shall water.\n\n", |text, number| {
        let (own, next) = (number % 9000 + 1, number % 9000 + 2);
        let _ = write!(
            text,
            "ANNEX {own}\n\nROWS\n\nThe Parties keep the rows of Annex {next}, the Annex and Annex Z.\n\n"
        );
    });
    assert!(count(&text, Kind::Annex) >= 9000);
}

#[test]
fn one_number_borne_by_all_articles() {
    let text =
        made_up("", |text, _| text.push_str("Article 5\n\nRows\n\nArticle 5 and paragraph 3 of Article 5 apply.\n\n"));
    assert!(count(&text, Kind::Article) > 0);
}

#[test]
fn references_that_lead_nowhere() {
    let text = made_up("Article 1: Rows\n\nEach Party shall water.\n\nArticle 2: Beds\n\n", |text, number| {
        let number = number % 9000 + 1;
        let _ = write!(text, "The rows of paragraph {number} of Article 1 and of Article {number} are those ");
        let _ = writeln!(text, "that Annex {number} and Chapter {number} name.");
    });
    let outline = Outline::read(&text);
    let missing = codebook().code(&text, &outline).missing;
    assert_eq!(missing.len(), 9000, "every annex is said once");
    let absent = drafting(&text, &outline).into_iter().find(|fact| fact.indicator == "drafting.absent-part").unwrap();
    assert_eq!(absent.value, Value::Word("no".to_owned()), "a file without its annexes is no matter of drafting");
}

#[test]
fn footnotes() {
    let text = made_up("Article 1: Rows\n\n", |text, row| {
        let number = row % 900 + 1;
        let _ = write!(text, "Each Party shall water row {row} of its garden.[{number}]\n\n");
        let _ = write!(text, "[{number}] Rows include beds, and bed {row}.\n\n");
    });
    assert!(count(&text, Kind::Footnote) >= 900);
}

#[test]
fn lists_in_lists() {
    let marks = ["1.", "(a)", "(i)", "(A)", "(I)", "(1)", "1)", "a)", "i)", "A)"];
    let text = made_up("Article 1: Rows\n\n", |text, number| {
        let _ = writeln!(text, "{} each Party shall keep rows:", marks[number % marks.len()]);
    });
    assert!(count(&text, Kind::Subpoint) > 0);
}

#[test]
fn lists_inside_a_line_nest_no_deeper_than_lists_do() {
    let text = made_up("Article 1: Rows\n\n", |text, _| {
        text.push_str("1. each Party shall (a) water; (b) prune; (i) more, (ii) yet (A) rows and (B) beds; ");
    });
    let outline = Outline::read(&text);
    let deepest = outline.ids().map(|(id, _)| outline.upwards(id).count()).max().unwrap();
    assert!(deepest < 60, "{deepest}");
}

#[test]
fn one_line() {
    let text = made_up("", |text, number| {
        let _ = write!(text, "Article {number} (Rows Each Party shall water row {number}. Annex {number} applies. ");
    });
    let outline = Outline::read(&text);
    assert!(outline.provisions.iter().all(|part| part.span.end as usize <= text.text.len()));
    assert!(count(&text, Kind::Agreement) == 1);
}

/// Texts that are one line of the same few letters again and again: the shapes that most parts for their length come in.
#[test]
fn one_line_of_headings_or_marks() {
    for (unit, kind) in [("Article 1 ", Kind::Agreement), ("(a) ", Kind::Point), ("1. ", Kind::Paragraph)] {
        let text = Source::plain("made-up.txt", &format!("{}\n", unit.repeat(20 * PARTS)));
        assert!(count(&text, kind) >= 1, "{unit}");
    }
}

#[test]
fn articles_that_the_format_marks() {
    let articles = (1..=4 * PARTS).fold(String::new(), |mut all, number| {
        let _ = writeln!(all, "<article number=\"{number}\" name=\"Rows\">Each Party waters row {number}.</article>");
        all
    });
    let text = format!("<treaty><meta><name>Gardens</name></meta><body>{articles}</body></treaty>");
    let source = treatylint::source::read("made-up.xml", text.as_bytes()).unwrap();
    assert_eq!(count(&source, Kind::Article), 4 * PARTS);
}

#[test]
fn a_table_of_many_rows() {
    let rows = (1..=4 * PARTS).fold(String::new(), |mut all, number| {
        let _ = writeln!(all, "| Article {number} | seeds of row {number} | 5 % |");
        all
    });
    let text = format!("# Agreement on Gardens\n\n| Article | Seeds | Duty |\n|---|---|---|\n{rows}");
    let source = treatylint::source::read("made-up.md", text.as_bytes()).unwrap();
    assert!(source.text.len() > 20 * 4 * PARTS);
    assert_eq!(count(&source, Kind::Agreement), 1);
}
