//! The rules of the house that no compiler checks.

use std::path::Path;

use crate::support::{below, files, project};

/// The layers in the order in which a text flows; each may use those before it and itself.
const LAYERS: [&str; 9] = ["source", "text", "structure", "clause", "graph", "facts", "rules", "report", "cli"];

/// Judgements are said over facts: `rules` may use these layers and no other.
const SEEN_BY_RULES: [&str; 4] = ["source", "structure", "facts", "rules"];

/// Beginnings of words that treaties use and that belong in pages below `rules/`.
const LEGAL: [&str; 28] = [
    "arbitra",
    "tribunal",
    "investor",
    "expropriat",
    "most-favoured",
    "human right",
    "fundamental right",
    "forced labo",
    "child labo",
    "prison labo",
    "labour right",
    "labor right",
    "trade union",
    "collective bargaining",
    "environmental",
    "deforest",
    "logging",
    "due diligence",
    "social responsib",
    "sustainable develop",
    "dispute settle",
    "suspend",
    "sanction",
    "impact assess",
    "gatt",
    "nafta",
    "icsid",
    "uncitral",
];

#[test]
fn imports_go_one_way() {
    let mut wrong = Vec::new();
    for (path, code) in sources() {
        let Some(layer) = layer_of(&path) else { continue };
        let seen = uses(&code).into_iter().filter(|used| LAYERS.contains(&used.as_str()));
        wrong.extend(seen.filter(|used| !may_use(&layer, used)).map(|used| format!("{path} uses crate::{used}")));
    }
    assert!(wrong.is_empty(), "imports against the direction of the layers:\n{}", wrong.join("\n"));
}

#[test]
fn every_folder_of_src_is_a_layer() {
    let layers: Vec<_> = sources().iter().filter_map(|(path, _)| layer_of(path)).collect();
    let strangers: Vec<_> = layers.iter().filter(|layer| !LAYERS.contains(&layer.as_str())).collect();
    assert!(strangers.is_empty() && !layers.is_empty(), "not a layer: {strangers:?}");
}

#[test]
fn no_legal_phrase_stands_in_code() {
    let (mut wrong, tests) = (Vec::new(), test_files());
    for (path, code) in sources().into_iter().filter(|(path, _)| !tests.contains(path)) {
        for literal in literals(outside_tests(&code)) {
            let lower = literal.to_lowercase();
            wrong.extend(
                LEGAL.iter().filter(|word| lower.contains(**word)).map(|word| format!("{path}: {word}: {literal:?}")),
            );
        }
    }
    assert!(wrong.is_empty(), "these belong in pages below rules/:\n{}", wrong.join("\n"));
}

#[test]
fn no_source_file_is_longer_than_500_lines() {
    let long: Vec<_> =
        sources().into_iter().filter(|(_, code)| code.lines().count() > 500).map(|(path, _)| path).collect();
    assert!(long.is_empty(), "split by idea: {long:?}");
}

#[test]
fn documents_name_only_what_exists() {
    let mut gone = Vec::new();
    for document in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"] {
        let text = std::fs::read_to_string(project().join(document)).unwrap();
        gone.extend(
            named_paths(&text).into_iter().filter(|named| !stands(named)).map(|named| format!("{document}: {named}")),
        );
    }
    assert!(gone.is_empty(), "documents name what is gone:\n{}", gone.join("\n"));
}

#[test]
fn a_literal_is_told_from_comments_and_characters() {
    let code = "// \"a\"\nlet quote = '\"'; let s = \"b \\\" c\"; /* \"d\" */ let r = r#\"e \"f\"\"#; fn x<'a>() {}";
    assert_eq!(literals(code), ["b \\\" c", "e \"f\""]);
}

#[test]
fn uses_are_read_with_and_without_braces() {
    assert_eq!(uses("use crate::source::Span;\nuse crate::{facts::Value, rules};"), ["source", "facts", "rules"]);
    assert_eq!(uses("/// see [`crate::cli`]\nfn x() -> crate::text::Word {}"), ["text"]);
}

#[test]
fn rules_see_facts_and_not_what_facts_are_made_of() {
    assert!(may_use("rules", "facts") && may_use("clause", "text") && may_use("cli", "rules"));
    assert!(!may_use("rules", "clause") && !may_use("facts", "rules") && !may_use("source", "cli"));
}

#[test]
fn named_paths_are_those_in_backquotes_that_lie_in_the_project() {
    let text = "see `src/lib.rs`, `rules/words/`, `tests/it/house.rs::imports_go_one_way`, `a/b.txt`, `rules/facts/NAME.md` and `cargo run`";
    assert_eq!(named_paths(text), ["src/lib.rs", "rules/words/", "tests/it/house.rs::imports_go_one_way"]);
    assert!(stands("tests/it/house.rs::imports_go_one_way") && !stands("tests/it/house.rs::no_such_test"));
}

fn sources() -> Vec<(String, String)> {
    let read = |path: &Path| (below(path), std::fs::read_to_string(path).unwrap());
    files("src", ".rs").iter().map(|path| read(path)).collect()
}

/// `src/facts/mod.rs` and `src/facts.rs` belong to `facts`; `src/lib.rs` and `src/main.rs` to none.
fn layer_of(path: &str) -> Option<String> {
    let inside = path.strip_prefix("src/")?;
    let layer = inside.split('/').next()?.trim_end_matches(".rs");
    (layer != "lib" && layer != "main").then(|| layer.to_owned())
}

fn may_use(layer: &str, used: &str) -> bool {
    let rank = |name: &str| LAYERS.iter().position(|layer| *layer == name);
    rank(used) <= rank(layer) && (layer != "rules" || SEEN_BY_RULES.contains(&used))
}

/// The first name after each `crate::`, comments aside.
fn uses(code: &str) -> Vec<String> {
    let code: String = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    code.split("crate::").skip(1).flat_map(first_names).collect()
}

fn first_names(rest: &str) -> Vec<String> {
    let name = |path: &str| path.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    match rest.strip_prefix('{') {
        None => vec![name(rest)],
        Some(inside) => top_level(inside).iter().map(|path| name(path)).collect(),
    }
}

/// The parts between the commas of a brace group that are not inside a further group.
fn top_level(inside: &str) -> Vec<String> {
    let (mut depth, mut parts) = (0, vec![String::new()]);
    for c in inside.chars() {
        match c {
            '}' if depth == 0 => break,
            ',' if depth == 0 => parts.push(String::new()),
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => parts.last_mut().unwrap().push(c),
        }
    }
    parts.retain(|part| !part.trim().is_empty());
    parts
}

/// Unit tests stand at the end of a file.
fn outside_tests(code: &str) -> &str {
    code.split("#[cfg(test)]\nmod tests {").next().unwrap()
}

/// The files that are declared as `#[cfg(test)] mod name;`.
fn test_files() -> Vec<String> {
    let declared = |(path, code): (String, String)| {
        let folder = path.rsplit_once('/').unwrap().0.to_owned();
        let names = code.split("#[cfg(test)]\n").skip(1).filter_map(|rest| {
            let line = rest.lines().next()?.trim_start_matches("pub(crate) ").trim_start_matches("pub ");
            line.strip_prefix("mod ")?.strip_suffix(';').map(str::to_owned)
        });
        names.map(|name| format!("{folder}/{name}.rs")).collect::<Vec<_>>()
    };
    sources().into_iter().flat_map(declared).collect()
}

/// The contents of the string literals of some code, as written.
fn literals(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = code;
    while let Some(c) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if rest.starts_with("'\"'") || rest.starts_with("'\\\"'") {
            rest[1..].find('\'').unwrap() + 2
        } else if let Some(hashes) = raw_opening(rest) {
            let closing = format!("\"{}", "#".repeat(hashes));
            let inside = &rest[hashes + 2..];
            let end = inside.find(&closing).unwrap_or(inside.len());
            found.push(inside[..end].to_owned());
            (hashes + 2 + end + closing.len()).min(rest.len())
        } else if c == '"' {
            let end = closing_quote(&rest[1..]);
            found.push(rest[1..=end].to_owned());
            (end + 2).min(rest.len())
        } else {
            c.len_utf8()
        };
        rest = &rest[skipped..];
    }
    found
}

/// The number of `#` of a raw string that opens here.
fn raw_opening(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix('r')?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    after[hashes..].starts_with('"').then_some(hashes)
}

fn closing_quote(inside: &str) -> usize {
    let mut escaped = false;
    for (at, c) in inside.char_indices() {
        match c {
            '"' if !escaped => return at,
            _ => escaped = c == '\\' && !escaped,
        }
    }
    inside.len() - 1
}

/// Paths in backquotes that begin in one of the project's folders; capital letters stand for a name to choose.
fn named_paths(text: &str) -> Vec<String> {
    const FOLDERS: [&str; 9] =
        ["src/", "rules/", "tests/", "agreements/", "snapshots/", "benches/", "wasm/", "fuzz/", ".ci/"];
    let quoted = text.split('`').skip(1).step_by(2);
    let chosen =
        |path: &str| path.contains("NAME") || path.contains("PACK") || path.contains('*') || path.contains(' ');
    quoted.filter(|path| FOLDERS.iter().any(|f| path.starts_with(f)) && !chosen(path)).map(str::to_owned).collect()
}

/// Whether a path exists; `file.rs::name` also asks for a function of that name in the file.
fn stands(named: &str) -> bool {
    let (path, function) = named.split_once("::").map_or((named, None), |(path, name)| (path, Some(name)));
    let file = project().join(path);
    match function {
        None => file.exists(),
        Some(name) => std::fs::read_to_string(file).is_ok_and(|code| code.contains(&format!("fn {name}("))),
    }
}
