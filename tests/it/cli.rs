//! The command line as a user meets it: what is printed, what is written, and how the program ends.

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

use treatylint::source::MAX_TEXT;

use crate::support::project;

fn treatylint(arguments: &[&str]) -> assert_cmd::assert::Assert {
    let mut command = Command::cargo_bin("treatylint").unwrap();
    command.current_dir(project()).env("SOURCE_DATE_EPOCH", "1795305600").args(arguments).assert()
}

fn out(assert: &assert_cmd::assert::Assert) -> String {
    String::from_utf8(assert.get_output().stdout.clone()).unwrap()
}

fn err(assert: &assert_cmd::assert::Assert) -> String {
    String::from_utf8(assert.get_output().stderr.clone()).unwrap()
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

const PLAIN: &str = "agreements/plain-isds-draft.txt";

#[test]
fn every_input_is_one_object_in_input_order() {
    let coded =
        treatylint(&["code", "--jobs", "2", "agreements/weak-agreement.txt", PLAIN, "agreements/model-agreement.md"]);
    let objects: Vec<Value> = out(&coded).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let files: Vec<&str> = objects.iter().map(|object| object["file"].as_str().unwrap()).collect();
    assert_eq!(files, ["agreements/weak-agreement.txt", PLAIN, "agreements/model-agreement.md"]);
    let keys: Vec<&str> = objects[0].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, ["file", "title", "language", "complete", "missing", "indicators"]);
}

#[test]
fn evidence_lies_in_the_input() {
    let bytes = std::fs::read(project().join(PLAIN)).unwrap();
    let object: Value = serde_json::from_str(&out(&treatylint(&["code", PLAIN]))).unwrap();
    let evidence: Vec<&Value> = object["indicators"]
        .as_object()
        .unwrap()
        .values()
        .flat_map(|answer| answer["evidence"].as_array().unwrap())
        .collect();
    assert!(!evidence.is_empty());
    for basis in evidence {
        let number = |key: &str| usize::try_from(basis[key].as_u64().unwrap()).unwrap();
        let words = &bytes[number("start")..number("end")];
        assert!(std::str::from_utf8(words).is_ok());
        let line = bytes[..number("start")].iter().filter(|byte| **byte == b'\n').count() + 1;
        assert_eq!(line, number("line"));
    }
}

#[test]
fn standard_input_is_read() {
    let text = std::fs::read_to_string(project().join(PLAIN)).unwrap();
    let mut command = Command::cargo_bin("treatylint").unwrap();
    let coded = command.args(["code", "-"]).write_stdin(text).assert().success();
    assert!(out(&coded).starts_with("{\"file\":\"-\""));
}

#[test]
fn what_cannot_be_read_does_not_keep_the_others_from_it() {
    let coded = treatylint(&["code", "nowhere.txt", PLAIN]).code(2);
    let objects: Vec<Value> = out(&coded).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(objects[0]["agreement"], false);
    assert!(objects[1]["indicators"].is_object());
    assert!(err(&coded).contains("nowhere.txt cannot be read"));
}

#[test]
fn a_text_longer_than_any_agreement_is_refused_and_the_others_are_read() {
    let clause = "Article 1: Rows\n\nEach Party shall water its rows.\n\n";
    let folder = folder(&[("archive.txt", &clause.repeat(MAX_TEXT / clause.len() + 1))]);
    let archive = folder.path().join("archive.txt");
    let coded = treatylint(&["code", archive.to_str().unwrap(), PLAIN]).code(2);
    assert!(out(&coded).lines().next().is_some_and(|first| first.contains("\"agreement\":false")));
    assert_eq!(err(&coded).matches('×').count(), 1);
    let said: Vec<String> = err(&coded).split_whitespace().filter(|word| *word != "│").map(str::to_owned).collect();
    assert!(said.join(" ").contains("give each agreement a file of its own"), "{said:?}");
}

#[test]
fn a_table_has_one_row_for_each_agreement() {
    let coded = out(&treatylint(&["code", "--format", "csv", PLAIN, "agreements/weak-agreement.txt"]));
    let mut reader = csv::Reader::from_reader(coded.as_bytes());
    let columns = reader.headers().unwrap().len();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().all(|row| row.len() == columns));
}

#[test]
fn several_outputs_of_one_run_agree() {
    let folder = folder(&[]);
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let forms = ["json", "sarif", "gitlab", "junit", "csv", "markdown", "html", "line"];
    let outputs: Vec<String> = forms.iter().map(|form| format!("--output={form}={}", path(form))).collect();
    let mut arguments = vec!["check", "--deny=never", "--format=summary", PLAIN];
    arguments.extend(outputs.iter().map(String::as_str));
    treatylint(&arguments).success();
    let read = |name: &str| std::fs::read_to_string(path(name)).unwrap();
    let json: Value = serde_json::from_str(&read("json")).unwrap();
    let sarif: Value = serde_json::from_str(&read("sarif")).unwrap();
    let findings = json["agreements"][0]["findings"].as_array().unwrap().len();
    assert!(findings > 0);
    assert_eq!(sarif["runs"][0]["results"].as_array().unwrap().len(), findings);
    assert_eq!(csv::Reader::from_reader(read("csv").as_bytes()).records().count(), findings);
    assert!(read("html").contains("<h1>"));
    assert!(read("junit").contains("<testsuite "));
}

#[test]
fn the_threshold_decides_the_exit_code() {
    let code = |deny: &str| treatylint(&["check", "--format=line", "--deny", deny, PLAIN]).get_output().status.code();
    assert_eq!(code("error"), Some(1));
    assert_eq!(code("never"), Some(0));
}

#[test]
fn a_baseline_holds_what_was_known() {
    let folder = folder(&[]);
    let file = folder.path().join("known.json").to_string_lossy().into_owned();
    treatylint(&["check", "--format=line", PLAIN, "--write-baseline", &file]).code(1);
    let later = treatylint(&["check", "--format=line", PLAIN, "--baseline", &file]).code(0);
    assert_eq!(out(&later), "");
    assert!(err(&later).contains("known from the baseline"), "{}", err(&later));
}

#[test]
fn suppressions_are_used_or_reported() {
    let text = std::fs::read_to_string(project().join(PLAIN)).unwrap();
    let config = "[[suppress]]\nrule = \"investor-claims\"\nreason = \"agreed\"\n\n[[suppress]]\nrule = \"investor-claims\"\nreason = \"old\"\nuntil = \"2020\"\n\n[[suppress]]\nrule = \"no-such-rule\"\nreason = \"typo\"\n";
    let folder = folder(&[("treatylint.toml", config), ("draft.txt", &text)]);
    let mut command = Command::cargo_bin("treatylint").unwrap();
    let checked =
        command.current_dir(folder.path()).args(["check", "--format=line", "--deny=never", "draft.txt"]).assert();
    assert!(!out(&checked).contains("/investor-claims]"), "{}", out(&checked));
    assert!(err(&checked).contains("treatylint.toml:6:8"), "{}", err(&checked));
    assert!(err(&checked).contains("has expired"));
    assert!(err(&checked).contains("The suppression of `no-such-rule` suppresses nothing."));
}

#[test]
fn a_mistake_in_the_configuration_ends_the_run() {
    let folder = folder(&[("treatylint.toml", "[rulez]\nx = \"off\"\n")]);
    let mut command = Command::cargo_bin("treatylint").unwrap();
    let checked = command.current_dir(folder.path()).args(["check", "draft.txt"]).assert().code(2);
    assert!(err(&checked).contains("the nearest key is `rules`"), "{}", err(&checked));
}

#[test]
fn a_folder_is_audited() {
    let folder = folder(&[]);
    let out_folder = folder.path().to_string_lossy().into_owned();
    treatylint(&["audit", "agreements", "--out", &out_folder]).success();
    let index = std::fs::read_to_string(folder.path().join("index.html")).unwrap().replace("&#x2f;", "/");
    for page in
        index.split("href=\"").skip(1).filter_map(|rest| rest.split(['"', '#']).next()).filter(|page| !page.is_empty())
    {
        assert!(folder.path().join(page).is_file(), "{page} is linked and not written");
    }
}

/// What a report says of itself fills the dossier's gaps in both commands.
#[test]
fn check_and_audit_judge_a_dossier_alike() {
    let out_folder = TempDir::new().unwrap();
    let site = out_folder.path().to_string_lossy().into_owned();
    let dossier = ["--config", "agreements/dossier/treatylint.toml", "agreements/dossier/agreement-draft.md"];
    treatylint(&[&["audit", "--out", &site], dossier.as_slice()].concat()).code(0);
    let audited: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(out_folder.path().join("findings.json")).unwrap()).unwrap();
    let shown = out(&treatylint(&[&["check", "--format", "json"], dossier.as_slice()].concat()));
    let checked: serde_json::Value = serde_json::from_str(&shown).unwrap();
    assert!(checked["agreements"][0]["ratings"].as_array().is_some_and(|ratings| ratings.len() > 5));
    assert_eq!(audited["agreements"], checked["agreements"]);
}

#[test]
fn a_hook_passes_over_what_is_no_agreement() {
    let folder = folder(&[("README.md", "# Notes\n\nNothing of interest.\n")]);
    let file = folder.path().join("README.md").to_string_lossy().into_owned();
    treatylint(&["check", &file]).code(2);
    treatylint(&["check", "--only-agreements", &file]).code(0);
}

#[test]
fn init_writes_a_sound_configuration_once() {
    let folder = folder(&[]);
    let init = || Command::cargo_bin("treatylint").unwrap().current_dir(folder.path()).arg("init").assert();
    init().success();
    init().code(2);
}

#[test]
fn a_new_page_passes_its_own_examples() {
    let folder = folder(&[]);
    let own = folder.path().join("own").to_string_lossy().into_owned();
    treatylint(&["rules", "new", "first-rule", "--rules", &own]).success();
    let tested = treatylint(&["rules", "test", &own]);
    assert!(!err(&tested).contains("first-rule"), "{}", err(&tested));
    treatylint(&["rules", "new", "First Rule", "--rules", &own]).code(2);
}

#[test]
fn help_and_completions_are_printed() {
    assert!(out(&treatylint(&["--help"]).success()).contains("check"));
    assert!(out(&treatylint(&["completions", "bash"]).success()).contains("treatylint"));
    assert!(out(&treatylint(&["man"]).success()).starts_with(".ie"));
}

#[test]
fn a_draft_is_read_with_its_parts_and_its_dossier() {
    let main = "AGREEMENT ON GOODS BETWEEN NORLAND AND SUDERIA\n\nThe Parties have agreed as follows:\n\nArticle 1 Scope\nThe goods are listed in Annex 1.\n";
    let annex = "ANNEX 1\nGOODS\n\n1. Copper.\n";
    let config = "[[agreement]]\nfile = \"drafts/main.txt\"\nparts = [\"drafts/annex.txt\"]\n";
    let folder = folder(&[("treatylint.toml", config), ("drafts/main.txt", main), ("drafts/annex.txt", annex)]);
    let check = |arguments: &[&str]| {
        let mut command = Command::cargo_bin("treatylint").unwrap();
        let checked = command
            .current_dir(folder.path())
            .args(["check", "--format=json", "--deny=never"])
            .args(arguments)
            .assert();
        serde_json::from_str::<Value>(&out(&checked)).unwrap()
    };
    let together = check(&["drafts"]);
    let agreements = together["agreements"].as_array().unwrap();
    assert_eq!(agreements.len(), 1, "the annex is no agreement of its own");
    assert_eq!(agreements[0]["missing"], serde_json::json!([]));
}

#[test]
fn no_output_takes_the_place_of_an_input_or_of_another_output() {
    let draft = std::fs::read_to_string(project().join(PLAIN)).unwrap();
    let folder = folder(&[("draft.txt", &draft)]);
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let run = |outputs: &[&str]| {
        let outputs = outputs.iter().flat_map(|output| ["--output", output]);
        treatylint(&[&["check", &path("draft.txt")], outputs.collect::<Vec<_>>().as_slice()].concat()).code(2)
    };
    let over = err(&run(&[&format!("json={}", path("draft.txt"))]));
    assert!(over.contains("is one of the inputs"), "{over}");
    let twice = err(&run(&[&format!("json={}", path("out")), &format!("html={}", path("out"))]));
    assert!(twice.contains("Two outputs would be written to"), "{twice}");
    assert_eq!(std::fs::read_to_string(path("draft.txt")).unwrap(), draft);
    assert!(!folder.path().join("out").exists());
}

#[test]
fn an_audit_without_agreements_leaves_the_last_one_as_it_was() {
    let folder = folder(&[("in/draft.txt", ""), ("out/index.html", "the last one")]);
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let run = treatylint(&["audit", &path("in"), "--out", &path("out")]).code(2);
    assert!(err(&run).contains("nothing was written"), "{}", err(&run));
    assert_eq!(std::fs::read_to_string(path("out/index.html")).unwrap(), "the last one");
}

#[test]
fn names_that_nothing_bears_are_said() {
    let criterion = err(&treatylint(&["check", "--criterion", "zzz", PLAIN]).code(2));
    assert!(criterion.contains("No criterion has the key `zzz`."), "{criterion}");
    let toml = "[rules]\n\"civil-societi\" = \"off\"\n\n[[agreement]]\nfile = \"nowhere.md\"\n";
    let folder = folder(&[("treatylint.toml", toml)]);
    let path = folder.path().join("treatylint.toml");
    let said = err(&treatylint(&["check", "--config", &path.to_string_lossy(), PLAIN]).code(2));
    assert!(said.contains("The nearest name is `civil-society`") && said.contains("treatylint.toml:2:1"), "{said}");
    assert!(said.contains("There is no file nowhere.md") && said.contains("treatylint.toml:5:8"), "{said}");
}

#[test]
fn only_the_criteria_asked_for_are_rated() {
    let summary = out(&treatylint(&["check", "--summary", "--criterion", "b", PLAIN]));
    assert!(summary.contains("(b)") && !summary.contains("(c)"), "{summary}");
}

#[test]
fn an_input_named_twice_is_read_once() {
    assert_eq!(out(&treatylint(&["code", PLAIN, PLAIN])).lines().count(), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_no_success() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_treatylint"));
    let ended = command.current_dir(project()).args(["code", PLAIN]).stdout(full).output().unwrap();
    let said = String::from_utf8(ended.stderr).unwrap();
    assert_eq!(ended.status.code(), Some(2));
    assert!(said.contains("Standard output cannot be written: no space left on device."), "{said}");
}

#[test]
fn nothing_is_certainly_absent_in_a_language_of_which_few_phrases_are_known() {
    let french = "ACCORD SUR LE COMMERCE DES BATEAUX\n\nPRÉAMBULE\n\nLes Parties, désireuses de développer leurs échanges,\n\n\
        Article premier\n\n1. Chaque Partie veille à ce que les bateaux de l'autre Partie soient admis dans ses ports.\n\n\
        Article 2\n\nLe présent accord entre en vigueur le jour de sa signature par les deux Parties.\n";
    let folder = folder(&[("accord.txt", french)]);
    let path = folder.path().join("accord.txt").to_string_lossy().into_owned();
    let coded: Value = serde_json::from_str(&out(&treatylint(&["code", &path]))).unwrap();
    assert_eq!(coded["language"], "fr");
    assert_eq!(coded["indicators"]["isds.present"]["certainty"], "review");
    let summary = out(&treatylint(&["check", "--summary", &path]));
    assert!(summary.contains("the text is in a language (fr) of which few phrases are known"), "{summary}");
}

#[test]
fn every_link_of_a_report_leads_somewhere() {
    for draft in
        ["agreements/long-draft.txt", "agreements/bilateral-investment-treaty.txt", "agreements/negotiated-draft.docx"]
    {
        let page = out(&treatylint(&["check", "--format", "html", draft]));
        let values = |sign: &'static str| page.split(sign).skip(1).filter_map(|rest| rest.split('"').next());
        let ids: std::collections::BTreeSet<&str> = values(" id=\"").collect();
        let dead: Vec<&str> = values(" href=\"#").filter(|link| !ids.contains(link)).collect();
        assert!(dead.is_empty(), "{draft}: {dead:?}");
    }
}

#[test]
fn an_exception_on_a_line_of_a_plain_text_suppresses_its_rule_below_it() {
    let text = std::fs::read_to_string(project().join(PLAIN)).unwrap();
    let heard = |text: &str| {
        out(&treatylint(&[
            "check",
            folder(&[("draft.txt", text)]).path().join("draft.txt").to_str().unwrap(),
            "--format",
            "line",
        ]))
    };
    let plain = heard(&text);
    let found = plain.lines().find(|line| line.ends_with("/investor-claims]")).unwrap();
    let line: usize =
        found.split("draft.txt:").nth(1).and_then(|rest| rest.split(':').next()).unwrap().parse().unwrap();
    let mut lines: Vec<&str> = text.lines().collect();
    lines.insert(line - 1, "<!-- treatylint: allow investor-claims: agreed in May -->");
    let allowed = heard(&lines.join("\n"));
    assert!(!allowed.contains("/investor-claims]"), "{allowed}");
    assert_eq!(allowed.lines().count() + 1, plain.lines().count());
}

#[test]
fn control_characters_of_a_text_reach_no_output() {
    let text = std::fs::read_to_string(project().join(PLAIN)).unwrap();
    let hostile = text.replacen("investor", "investor\u{1b}[2J\u{9b}31m", 12);
    let folder = folder(&[("draft.txt", &hostile)]);
    let file = folder.path().join("draft.txt");
    for form in ["line", "summary", "markdown", "csv", "html", "github", "junit", "sarif", "json"] {
        let shown = out(&treatylint(&["check", file.to_str().unwrap(), "--format", form]));
        assert!(shown.len() > 200 && !shown.contains(['\u{1b}', '\u{9b}']), "{form}");
    }
}

#[test]
fn a_folder_with_a_configuration_of_its_own_follows_it() {
    let read = |arguments: &[&str]| -> Vec<Value> {
        let read: Value = serde_json::from_str(&out(&treatylint(arguments))).unwrap();
        read["agreements"].as_array().unwrap().clone()
    };
    let all = read(&["check", "--format", "json", "agreements"]);
    let toml = "agreements/dossier/treatylint.toml";
    let alone = read(&["check", "--format", "json", "--config", toml, "agreements/dossier"]);
    let inside = |judged: &&Value| judged["file"].as_str().unwrap().starts_with("agreements/dossier/");
    assert_eq!(all.iter().filter(inside).cloned().collect::<Vec<_>>(), alone);
    let files: Vec<&str> = alone.iter().map(|judged| judged["file"].as_str().unwrap()).collect();
    assert!(!files.contains(&"agreements/dossier/annex-1-materials.md"), "a part is read with its draft: {files:?}");
}
