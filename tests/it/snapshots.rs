//! What the program prints, held against what it printed before: the findings of every agreement of the project, and
//! every form of output. `INSTA_UPDATE=always cargo test` accepts a change; the difference then stands in the commit.

use assert_cmd::Command;

use crate::support::{agreements, below, project};

fn printed(arguments: &[&str]) -> String {
    let mut command = Command::cargo_bin("treatylint").unwrap();
    command.current_dir(project()).env("SOURCE_DATE_EPOCH", "1795305600").env("NO_COLOR", "1");
    let output = command.args(arguments).output().unwrap();
    assert!(output.status.code().is_some_and(|code| code < 2), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn hold(folder: &str, name: &str, text: &str) {
    let path = project().join("snapshots").join(folder);
    insta::with_settings!(
        { snapshot_path => path, prepend_module_to_snapshot => false, omit_expression => true },
        { insta::assert_snapshot!(name, text) }
    );
}

#[test]
fn the_findings_of_every_agreement() {
    for path in agreements() {
        let name = below(&path).replace("agreements/", "").replace(['/', '.'], "-");
        if !name.starts_with("dossier") {
            hold("agreements", &name, &printed(&["check", &below(&path), "--format", "line", "--satisfied"]));
        }
    }
}

#[test]
fn the_findings_about_a_dossier() {
    let shown =
        printed(&["check", "--config", "agreements/dossier/treatylint.toml", "agreements/dossier", "--format", "line"]);
    hold("agreements", "dossier", &shown);
}

const SAMPLE: &str = "agreements/excluded-isds-draft.md";

#[test]
fn every_form_of_findings() {
    let forms =
        ["graphical", "summary", "line", "json", "sarif", "github", "gitlab", "junit", "csv", "markdown", "html"];
    for form in forms {
        let shown = printed(&["check", SAMPLE, "--only", "hrw-letter", "--criterion", "b,goods", "--format", form]);
        hold("forms", &format!("check-{form}"), &shown);
    }
}

/// Every form tells whose tracked insertion or deletion the words of a finding are.
#[test]
fn whose_changes_are_told() {
    const DRAFT: &str = "agreements/negotiated-draft.docx";
    let mut all = format!("{}\n{}", printed(&["outline", DRAFT]), printed(&["outline", "--original", DRAFT]));
    for form in ["graphical", "line", "json", "sarif", "github", "gitlab", "junit", "csv", "markdown", "html"] {
        let shown = printed(&["check", DRAFT, "--only", "investor-claims,labour-enforcement", "--format", form]);
        assert!(shown.contains("inserted by J. Robledo (Isla Verana), 2026-03-04"), "{form} does not tell:\n{shown}");
        if matches!(form, "graphical" | "line" | "json" | "csv" | "markdown") {
            all.push_str(&format!("\n{form}:\n{shown}"));
        }
    }
    hold("forms", "changes", &all);
}

#[test]
fn answers_outlines_and_drawings() {
    for format in ["jsonl", "csv"] {
        hold("forms", &format!("code-{format}"), &printed(&["code", SAMPLE, "--format", format]));
    }
    hold("forms", "outline", &printed(&["outline", SAMPLE]));
    for format in ["dot", "svg"] {
        hold(
            "forms",
            &format!("graph-{format}"),
            &printed(&["graph", SAMPLE, "--from", "Article 5.2", "--format", format]),
        );
    }
    hold("forms", "explain-chain", &printed(&["explain", "enforce.labour", SAMPLE]));
    hold("forms", "explain-page", &printed(&["explain", "investor-claims"]));
    hold("forms", "rules-list", &printed(&["rules", "list"]));
}

/// The screens that the README shows are the program's: a block of `text` follows the command in backticks that prints it.
#[test]
fn the_screens_of_the_readme() {
    let readme = std::fs::read_to_string(project().join("README.md")).unwrap();
    let mut seen = 0;
    for (before, block) in
        readme.match_indices("```text\n").map(|(at, mark)| (&readme[..at], &readme[at + mark.len()..]))
    {
        let command = before.rsplit('`').nth(1).and_then(|quoted| quoted.strip_prefix("treatylint ")).unwrap();
        let shown = printed(&command.split(' ').collect::<Vec<_>>());
        let screen = block.split("```").next().unwrap();
        assert_eq!(shown.trim_end(), screen.trim_end(), "`treatylint {command}` prints something else now");
        seen += 1;
    }
    assert!(seen >= 2, "the README shows {seen} screens");
}

/// The model agreement meets every criterion of the letter.
#[test]
fn the_model_agreement_is_clean() {
    let shown = printed(&["check", "agreements/model-agreement.md", "--format", "line", "--deny", "advice"]);
    assert_eq!(shown, "");
    let verdicts = printed(&["check", "agreements/model-agreement.md", "--summary"]);
    let met = verdicts.lines().filter(|line| line.starts_with('✓')).count();
    assert_eq!(met, 7, "{verdicts}");
}
