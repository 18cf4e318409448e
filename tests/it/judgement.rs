//! What the judgement layer does with pages and facts.

use treatylint::facts::{Certainty, Codebook, Evidence, Fact, Facts, Value};
use treatylint::rules::{Answers, Pack, Question, Scales, Severity, Verdict, judge, scorecard, test_pages};
use treatylint::source::page::{Page, Problem};
use treatylint::source::{Library, Source, Span};
use treatylint::structure::{Outline, ProvisionId};

const TEXT: &str = "Agreement between Aldmar and Borland\n\nArticle 1\n\nThe Parties exchange letters.\n\nArticle 2\n\nEach Party waters the plants.\n";

fn scales() -> Scales {
    let words = |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    Scales::default().with(vec![
        Question { id: "garden.water".to_owned(), answers: Answers::Scale(words(&["none", "rain", "binding"])) },
        Question { id: "garden.plants".to_owned(), answers: Answers::Set(words(&["oak", "rose"])) },
    ])
}

fn rule_page(rule: &str) -> Page {
    let page = format!(
        "---\nseverity: warning\ncriterion: b\n---\n# Water\n\n## What it finds\n\nWater.\n\n## Why it matters\n\nDrought.\n\n## Rule\n\n```rule\n{rule}\n```\n\n## Examples\n"
    );
    Page::read("rules/criteria/garden/water.md", &page).0
}

fn pack(pages: &[Page]) -> (Pack, Vec<Problem>) {
    let about = "---\nnowhere: the agreement\nincomplete: (perhaps elsewhere)\n---\n# Garden\n";
    let mut all = vec![Page::read("rules/criteria/garden/pack.md", about).0];
    all.extend_from_slice(pages);
    Pack::read("garden", &all, &scales())
}

fn problem_of(rule: &str) -> (usize, Problem) {
    let page = rule_page(rule);
    let (_, mut problems) = pack(std::slice::from_ref(&page));
    assert_eq!(problems.len(), 1, "{problems:?}");
    let problem = problems.remove(0);
    let before = &page.text[..problem.span.start as usize];
    (before.lines().count().max(1), problem)
}

fn fact(indicator: &str, answer: &str, words: &str) -> Fact {
    let found = TEXT.find(words).filter(|_| !words.is_empty());
    let evidence = found.map(|start| Evidence {
        provision: Outline::read(&Source::plain("a", TEXT)).at(start as u32).unwrap_or(ProvisionId(0)),
        span: Span::of(start, start + words.len()),
        step: String::new(),
        member: None,
    });
    Fact {
        indicator: indicator.to_owned(),
        value: Value::Word(answer.to_owned()),
        certainty: Certainty::Certain,
        evidence: evidence.into_iter().collect(),
        looked_for: "watering".to_owned(),
    }
}

fn facts(list: Vec<Fact>, complete: bool) -> Facts {
    Facts { list, missing: Vec::new(), complete, whole: complete, agreement: true, foreign: false }
}

#[test]
fn an_unknown_indicator_is_reported_at_its_line_with_the_nearest_one() {
    let (line, problem) = problem_of("when garden.watre is binding\n  report: \"x\"");
    assert_eq!(line, 18);
    assert_eq!(problem.message, "no fact page has the indicator `garden.watre`");
    assert_eq!(problem.help.as_deref(), Some("the nearest one is `garden.water`"));
}

#[test]
fn an_unknown_answer_is_reported_with_the_nearest_one() {
    let (_, problem) = problem_of("when garden.water is bindin\n  report: \"x\"");
    assert_eq!(problem.message, "`bindin` is no answer to `garden.water`");
    assert_eq!(problem.help.as_deref(), Some("the nearest one is `binding`"));
}

#[test]
fn a_set_is_asked_what_it_has() {
    let (_, problem) = problem_of("when garden.plants is oak\n  report: \"x\"");
    assert!(problem.message.contains("ask what it `has`"), "{}", problem.message);
}

#[test]
fn a_gap_that_nothing_fills_is_reported() {
    let (_, problem) = problem_of("when garden.water is rain\n  report: \"{plce} x\"");
    assert_eq!(problem.help.as_deref(), Some("the nearest one is `{place}`"));
}

#[test]
fn a_broken_sentence_is_reported_where_it_breaks() {
    let (line, problem) = problem_of("when garden.water is rain\n  reprot: \"x\"");
    assert_eq!(line, 19);
    assert_eq!(problem.message, "here should stand `report`, `label`, `related`, `help` or `when`");
}

#[test]
fn a_case_without_a_report_is_a_mistake() {
    let (_, problem) = problem_of("when garden.water is rain\n  label \"x\"");
    assert!(problem.message.contains("says nothing"), "{}", problem.message);
}

#[test]
fn a_finding_points_at_the_clause_and_quotes_it() {
    let (pack, problems) =
        pack(&[rule_page("when garden.water is binding\n  report: \"{place}: “{quote}”\"\n  label \"water\"")]);
    assert_eq!(problems, []);
    let source = Source::plain("a", TEXT);
    let outline = Outline::read(&source);
    let facts = facts(vec![fact("garden.water", "binding", "Each Party waters the plants")], true);
    let found = judge(&pack, &source, &outline, &facts, None);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].message, "Article 2: “Each Party waters the plants”");
    assert_eq!(source.slice(found[0].at.span), "Each Party waters the plants");
    assert_eq!((found[0].severity, found[0].certain), (Severity::Warning, true));
}

#[test]
fn absence_over_an_incomplete_text_is_uncertain_and_says_so() {
    let (pack, _) = pack(&[rule_page("when garden.water is none\n  report: \"no water (looked for: {looked for})\"")]);
    let source = Source::plain("a", TEXT);
    let outline = Outline::read(&source);
    let judged =
        |complete| judge(&pack, &source, &outline, &facts(vec![fact("garden.water", "none", "")], complete), None);
    assert_eq!(judged(true)[0].message, "No water (looked for: watering)");
    assert!(judged(true)[0].certain);
    assert_eq!(judged(false)[0].message, "No water (looked for: watering) (perhaps elsewhere)");
    assert!(!judged(false)[0].certain);
    assert_eq!(judged(true)[0].at.place, "the agreement");
}

#[test]
fn an_indicator_that_was_not_answered_makes_no_finding() {
    let (pack, _) = pack(&[rule_page("when garden.water is not binding\n  report: \"x\"")]);
    let source = Source::plain("a", TEXT);
    assert_eq!(judge(&pack, &source, &Outline::read(&source), &facts(Vec::new(), true), None), []);
}

#[test]
fn the_first_case_that_holds_speaks_and_and_binds_before_or() {
    let rule = "when garden.water is rain or garden.water is binding and garden.plants has oak\n  report: \"first\"\nwhen garden.water is at least rain\n  report: \"second\"";
    let (pack, problems) = pack(&[rule_page(rule)]);
    assert_eq!(problems, []);
    let source = Source::plain("a", TEXT);
    let outline = Outline::read(&source);
    let plants = Fact { value: Value::Set(Default::default()), ..fact("garden.plants", "", "") };
    let said = |answer: &str| {
        let facts = facts(vec![fact("garden.water", answer, "Each Party"), plants.clone()], true);
        judge(&pack, &source, &outline, &facts, None).remove(0).message
    };
    assert_eq!(said("rain"), "First");
    assert_eq!(said("binding"), "Second");
}

#[test]
fn a_scorecard_gives_verdict_reason_and_provisions() {
    let criterion = "---\nkey: b\n---\n# Water\n\n## What the letter asks\n\nWater.\n\n## Verdict\n\n```verdict\nundetermined when garden.water is none and document.complete is no: \"incomplete\"\nsatisfied when garden.water is binding: \"watered by {place}\"\nnot when garden.water is none: \"dry\"\nbecause garden.water\n```\n";
    let criterion = Page::read("rules/criteria/garden/criterion-b.md", criterion).0;
    let rule = rule_page("when garden.water is binding\n  report: \"{place}\"");
    let (pack, problems) = pack(&[criterion, rule]);
    assert_eq!(problems, []);
    let source = Source::plain("a", TEXT);
    let outline = Outline::read(&source);
    let card = |answer, words, complete| {
        scorecard(&pack, &source, &outline, &facts(vec![fact("garden.water", answer, words)], complete), None)
    };
    let good = card("binding", "Each Party waters", true);
    assert_eq!((good.scores[0].verdict, good.scores[0].reason.as_str()), (Verdict::Satisfied, "Watered by Article 2"));
    assert_eq!(good.scores[0].provisions[0].place, "Article 2");
    assert_eq!(good.scores[0].findings, [0]);
    assert_eq!(card("none", "", true).scores[0].verdict, Verdict::Not);
    assert_eq!(card("none", "", false).scores[0].verdict, Verdict::Undetermined);
}

#[test]
fn the_rule_page_that_the_documents_show_is_sound() {
    let told = std::fs::read_to_string(crate::support::project().join("rules/README.md")).unwrap();
    let shown = told.split("````text\n").nth(1).and_then(|rest| rest.split("\n````").next()).unwrap();
    let about = "---\nnowhere: the agreement\n---\n# Ours\n";
    let pages = [("pack", about), ("secret-hearings", shown)];
    let pages = pages.map(|(name, text)| Page::read(&format!("criteria/ours/{name}.md"), text).0);
    let (library, _) = Library::shipped();
    let (codebook, _) = Codebook::load(&library.words, &library.facts);
    let (pack, problems) = Pack::read("ours", &pages, &Scales::of(&codebook));
    assert!(problems.is_empty(), "{problems:?}");
    let problems = test_pages(&pack, &pages, &|_| unreachable!("the page has examples of facts only"));
    assert!(problems.is_empty(), "{problems:?}");
}
