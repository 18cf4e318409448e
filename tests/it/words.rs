//! What word pages may say.

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
}
