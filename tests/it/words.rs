//! What word pages and fact pages may say.

use treatylint::facts::Codebook;
use treatylint::source::page::{Page, Problem};

fn problems(pages: &[(&str, &str)]) -> Vec<Problem> {
    let pages: Vec<Page> = pages.iter().map(|(file, text)| Page::read(file, text).0).collect();
    Codebook::load(&pages, &[]).1
}

const BOATS: &str = "---\nlanguage: en\n---\n# Boats\n\n## boat\n\n```words\nraft\n```\n";

/// One concept has one home in a language: what another page adds under the same name would change the first unseen.
#[test]
fn a_name_that_two_pages_define_is_a_mistake_that_names_both() {
    let found = problems(&[("words/boats.md", BOATS), ("words/ships.md", BOATS)]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].file, "words/ships.md");
    assert_eq!(found[0].message, "the concept “boat” is also defined in words/boats.md, line 6");
}

#[test]
fn another_language_goes_on_with_a_concept_and_so_does_a_page_that_says_so() {
    let spanish = BOATS.replace("language: en", "language: es");
    let house = BOATS.replace("language: en", "language: en\ncontinues: boats");
    assert_eq!(problems(&[("words/boats.md", BOATS), ("words/es.md", &spanish), ("words/house.md", &house)]), []);
    assert_eq!(problems(&[("words/a-house.md", &house), ("words/boats.md", BOATS)]), [], "in whatever order");
}

/// What is wrong with a page of facts of which one sentence after another is as given.
fn said(rule: &str) -> Vec<String> {
    let page = |name: &str, rule: &str| {
        let text = format!(
            "---\nkind: word\nanswers: no, yes\nlooked-for: x\n---\n# Boats\n\n```rule\n{rule}\notherwise no\n```\n"
        );
        Page::read(name, &text).0
    };
    let pages = [page("facts/boats.afloat.md", rule), page("facts/boats.sunk.md", "yes when boats.afloat is no")];
    Codebook::load(&[], &pages).1.into_iter().map(|problem| problem.message).collect()
}

#[test]
fn a_page_of_facts_that_can_never_hold_is_a_mistake() {
    assert_eq!(said("yes when a clause with \"raft\""), [""; 0]);
    assert_eq!(said("yes when boats.sunken is yes"), ["there is no page of facts “boats.sunken”"]);
    assert_eq!(said("yes when boats.sunk is maybe")[0], "“maybe” is no answer of boats.sunk");
    let hangs = ["the answer of boats.afloat hangs on itself", "the answer of boats.sunk hangs on itself"];
    assert_eq!(said("yes when boats.sunk is yes"), hangs);
    assert_eq!(
        said("let raft = oar\nlet oar = raft\nyes when oar"),
        ["the set “raft” is made of itself", "the set “oar” is made of itself"]
    );
    assert_eq!(
        said("let raft = a clause\nlet raft = a clause\nyes when raft"),
        ["the set “raft” is defined twice on this page"]
    );
}
