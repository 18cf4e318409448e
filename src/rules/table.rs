//! The table of rules, generated from the pages.

use super::pack::Pack;
use super::rule::Rule;

/// All rules as Markdown, for `RULES.md`: packs with the folder their pages stand in, from the repository's root.
#[must_use]
pub fn table(parts: &[(&str, &[Pack])]) -> String {
    let mut text = String::from("# Rules\n\nGenerated from the pages in `rules/`; do not edit.\n");
    for (folder, pack) in parts.iter().flat_map(|(folder, packs)| packs.iter().map(move |pack| (folder, pack))) {
        text.push_str(&format!("\n## {}: {}\n\n", pack.name, pack.title));
        if !pack.criteria.is_empty() {
            text.push_str("| criterion | asks |\n|---|---|\n");
            text.extend(pack.criteria.iter().map(|criterion| format!("| {} | {} |\n", criterion.key, criterion.asks)));
            text.push('\n');
        }
        text.push_str("| rule | criterion | severity | what it finds |\n|---|---|---|---|\n");
        text.extend(pack.rules.iter().map(|rule| row(&format!("{folder}/{}", pack.name), rule)));
    }
    text
}

fn row(folder: &str, rule: &Rule) -> String {
    let criterion = rule.criterion.as_deref().unwrap_or("");
    let finds = rule.finds.split("\n\n").next().unwrap_or("").replace('|', "\\|");
    let name = &rule.name;
    format!("| [{name}]({folder}/{name}.md) | {criterion} | {} | {finds} |\n", rule.severity.word())
}
