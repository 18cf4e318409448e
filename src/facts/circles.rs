//! Definitions that come back to themselves: such a set holds nothing, and such an answer is never worked out.

use super::compile::{Compiled, Condition, From, Plan, Rule, SetId, Test};
use crate::source::page::{Page, Problem};

/// The sets that are made of themselves, over whatever other sets.
pub(super) fn of_sets(compiled: &Compiled) -> Vec<SetId> {
    let next: Vec<Vec<usize>> = compiled.sets.iter().map(|plans| plans.iter().flat_map(sets_of).collect()).collect();
    circular(&next)
}

/// Says which pages ask for their own answer, over whatever other pages.
pub(super) fn of_answers(pages: &[Page], compiled: &Compiled) -> Vec<Problem> {
    let place = |name: &str| pages.iter().position(|page| page.name == name);
    let asked = |rules: &Vec<Rule>| {
        let mut names = Vec::new();
        rules.iter().for_each(|rule| asked_by(rule, &mut names));
        names.into_iter().filter_map(place).collect()
    };
    let next: Vec<Vec<usize>> = compiled.rules.iter().map(asked).collect();
    let said = |page: &Page| {
        let span = page.front.first().map_or_else(Default::default, |entry| entry.span);
        let help = Some("ask for a set of the other page instead of its answer".to_owned());
        page.problem(span, format!("the answer of {} hangs on itself", page.name), help)
    };
    circular(&next).into_iter().filter_map(|number| pages.get(number)).map(said).collect()
}

fn sets_of(plan: &Plan) -> Vec<SetId> {
    let from = match plan.from {
        From::Set(set) => Some(set),
        From::Unit(_) => None,
    };
    let asked = plan.tests.iter().filter_map(|test| match test {
        Test::Related { set, .. } | Test::If { set, .. } => Some(*set),
        Test::With { .. }
        | Test::Under { .. }
        | Test::Titled { .. }
        | Test::InUnit { .. }
        | Test::By { .. }
        | Test::Preamble { .. }
        | Test::Footnote { .. }
        | Test::Annex { .. }
        | Test::WholeAgreement
        | Test::Missing { .. } => None,
    });
    from.into_iter().chain(asked).collect()
}

/// What a rule asks before its page has an answer; the steps of the reasoning are said when it has one.
fn asked_by<'r>(rule: &'r Rule, names: &mut Vec<&'r str>) {
    match rule {
        Rule::Answer { when, .. } => asked_in(when, names),
        Rule::Years { .. } | Rule::Chain { .. } => {}
    }
}

fn asked_in<'r>(when: &'r Condition, names: &mut Vec<&'r str>) {
    match when {
        Condition::All(list) | Condition::Any(list) => list.iter().for_each(|each| asked_in(each, names)),
        Condition::Not(inner) => asked_in(inner, names),
        Condition::Answer { indicator, .. } => names.push(indicator),
        Condition::Found(_) => {}
    }
}

/// The numbers from which the arrows of `next` lead back to themselves, in order.
fn circular(next: &[Vec<usize>]) -> Vec<usize> {
    let arrows = next.iter().zip(0..).flat_map(|(targets, from)| targets.iter().map(move |to| (from, *to)));
    let graph = petgraph::graph::DiGraph::<(), (), usize>::from_edges(arrows);
    let round = petgraph::algo::tarjan_scc(&graph).into_iter().filter(|group| match group.as_slice() {
        [alone] => graph.contains_edge(*alone, *alone),
        several => several.len() > 1,
    });
    let mut found: Vec<usize> = round.flatten().map(petgraph::graph::NodeIndex::index).collect();
    found.sort_unstable();
    found
}
