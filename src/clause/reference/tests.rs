//! What references are read as, one line each.

use super::{Deixis, Reference, references};
use crate::source::Span;

/// A reference in short: "Article 9.19(1)(a) [Title] in Chapter 9", "OUT GATT 1994".
fn short(text: &str, found: &Reference) -> String {
    let words = |span: Span| text[span.range()].to_owned();
    let mut all = format!("{:?}", found.unit);
    if found.deixis != Deixis::None {
        all += &format!(" {:?}", found.deixis);
    }
    for number in &found.numbers {
        all += &format!(" {}", number.text);
        number.below.iter().for_each(|step| all += &format!("({step})"));
        if let Some(last) = &number.through {
            all += &format!("..{}", last.join("/"));
        }
        if let Some(title) = number.title {
            all += &format!(" [{}]", words(title));
        }
    }
    if let Some(name) = found.outside {
        all += &format!(" OUT {}", words(name));
    }
    match &found.within {
        Some(within) => format!("{all} in {}", short(text, within)),
        None => all,
    }
}

#[track_caller]
fn check(text: &str, expect: &[&str]) {
    let found = references(text, Span::of(0, text.len()));
    let shorts: Vec<String> = found.iter().map(|one| short(text, one)).collect();
    assert_eq!(shorts, expect, "{text}");
}

#[test]
fn numbers_with_paragraphs_and_points() {
    check("under Article 9.19.1(a), a claim", &["Article 9.19.1(a)"]);
    check("paragraph 3(b) and (c) apply", &["Paragraph 3(b) 3(c)"]);
    check("in subparagraph (a)(ii) above", &["Point a(ii)"]);
    check("Article 1120 (1) (b) and article 13 bis", &["Article 1120(1)(b)", "Article 13bis"]);
    check("Article 5. The Parties", &["Article 5"]);
    check("see footnote 3 and point (b)", &["Footnote 3", "Point b"]);
    check("Article 5, paragraph 2(a), of the Agreement", &["Paragraph 2(a) in Article 5 in Agreement The"]);
}

#[test]
fn lists_and_ranges() {
    check("paragraphs 2 to 4 shall", &["Paragraph 2..4"]);
    check("Articles 3 through 7 and 12 apply", &["Article 3..7 12"]);
    check("Chapters Two through Seven", &["Chapter 2..7"]);
    check("subparagraphs (a) to (c) and (e)", &["Point a..c e"]);
    check("under paragraph 2 and 30 days later", &["Paragraph 2"]);
    check("this paragraph 7 -5. The", &["Paragraph This"]);
    check("in the preceding paragraph 15 days after", &[]);
    check("PROTOCOLS TO BE ANNEXED", &[]);
    check("Article 3, 4 or 5 shall", &["Article 3 4 5"]);
}

#[test]
fn titles_in_parentheses() {
    check("Chapter 28 (Dispute Settlement) applies", &["Chapter 28 [Dispute Settlement]"]);
    check(
        "Chapters 9 (Trade in Services), 10 (Movement) and 11 (Investment (General)) apply",
        &["Chapter 9 [Trade in Services] 10 [Movement] 11 [Investment (General)]"],
    );
    check("Annex 2 (Lakes), Article 4 (Rivers)", &["Annex 2 [Lakes]", "Article 4 [Rivers]"]);
    check("Article 4 (Rivers), paragraph 2", &["Paragraph 2 in Article 4 [Rivers]"]);
    check("Chapters 3 and 4 (Goods and Rules) apply", &["Chapter 3 4"]);
    check("Article 5 (hereinafter referred to as the duty)", &["Article 5"]);
}

#[test]
fn what_holds_the_target() {
    check("Section B of Chapter Eleven", &["Section b in Chapter 11"]);
    check("Article 8.5 of Chapter 8", &["Article 8.5 in Chapter 8"]);
    check("Appendix 2 to Annex IV to this Agreement", &["Appendix 2 in Annex iv in Agreement This"]);
    check("paragraph 1 and subparagraph (a) of Article 5", &["Paragraph 1 in Article 5", "Point a in Article 5"]);
    check("paragraph 1 of that Article", &["Paragraph 1 in Article That"]);
}

#[test]
fn pointing_words() {
    check("Nothing in this Section or the said Article", &["Section This", "Article That"]);
    check(
        "The present Agreement, that Agreement and this Protocol",
        &["Agreement This", "Agreement That", "Protocol This"],
    );
    check("the Agreement on Safeguards; such article of apparel", &[]);
    check("in the Annex. A Party that is part of this part", &["Annex The"]);
}

#[test]
fn other_instruments() {
    check("Article 5 of the GATT 1994 applies", &["Article 5 OUT GATT 1994"]);
    check("Articles XX and XXI of the GATT 1994", &["Article xx xxi OUT GATT 1994"]);
    check("Article XX and Article XXI of GATT 1994", &["Article xx OUT GATT 1994", "Article xxi OUT GATT 1994"]);
    check("GATT 1994 Article XX(b) and", &["Article xx(b) OUT GATT 1994"]);
    check(
        "paragraph 2 of Article 31 of the Convention on Rivers",
        &["Paragraph 2 in Article 31 OUT Convention on Rivers"],
    );
    check("Chapter 39 of the Harmonized System", &["Chapter 39 OUT Harmonized System"]);
    check("Article 4 to goods of the other Party", &["Article 4"]);
    check("Article III:4 of the GATT 1994", &["Article iii(4) OUT GATT 1994"]);
    check(
        "paragraph 4 of Article 2 and paragraph 4 of Article 5 of the Lake Agreement",
        &["Paragraph 4 in Article 2 OUT Lake Agreement", "Paragraph 4 in Article 5 OUT Lake Agreement"],
    );
    check(
        "HS Chapters 25 to 97; Annex D (“Sails”) of the 2011 APEC Declaration",
        &["Chapter 25..97 OUT HS", "Annex d [“Sails”] OUT 2011 APEC Declaration"],
    );
    check(
        "Chapter XI (Nets) and Chapter XIII (Sails) of the treaties",
        &["Chapter That xi [Nets]", "Chapter That xiii [Sails]"],
    );
    check("the treaty and its Articles 2 (Nets) and 3", &["Article That 2 [Nets] 3"]);
    check("Annex 10 D applies, Annex 2 A Party", &["Annex 10d", "Annex 2"]);
    check("Annex 1A to the Lake Agreement, which", &["Annex 1a OUT Lake Agreement"]);
}

#[test]
fn other_languages() {
    check("los párrafos 1, 3 y 4 del artículo 8", &["Paragraph 1 3 4 in Article 8"]);
    check("el presente Acuerdo y el CAPÍTULO XI", &["Agreement This", "Chapter xi"]);
    check("l'article 5 du présent accord", &["Article 5 in Agreement This"]);
    check("aux paragraphes 2 à 4 de l'article 7", &["Paragraph 2..4 in Article 7"]);
}

#[test]
fn spans_lie_in_the_window() {
    let text = "Article 1 and this Chapter and Article 22";
    let found = references(text, Span::of(10, 40));
    let words: Vec<&str> = found.iter().map(|one| &text[one.span.range()]).collect();
    assert_eq!(words, ["this Chapter", "Article 2"]);
}
