//! What authors and settings may silence, and that the report tells of it.

use super::FAULTY;
use crate::program::Folder;

fn paper(directive: &str) -> String {
    FAULTY.replace("Ponds freeze", &format!("<!-- obelus: {directive} -->\n\nPonds freeze"))
}

#[test]
fn a_directive_hides_a_finding_and_the_report_lists_it() {
    let folder = Folder::new("directives");
    folder.write("p.md", paper("allow citation/placeholder -- the editor knows"));
    let run = folder.run(&["check", "p.md", "--format", "json"]);
    assert_eq!((run.code, run.rules()), (Some(0), vec!["repetition/adjacent-word".to_owned()]));
    let suppressed = &run.json()["suppressed"][0];
    assert_eq!(suppressed["rule"], "citation/placeholder");
    assert_eq!((&suppressed["by"], &suppressed["reason"]), (&"directive".into(), &"the editor knows".into()));
    assert_eq!(suppressed["start"]["line"], 7);
    let run = folder.run(&["check", "p.md", "--format", "json", "--no-allow"]);
    assert_eq!((run.code, run.rules().len()), (Some(1), 2));
    assert_eq!(run.json()["suppressed"], serde_json::json!([]));
}

#[test]
fn directives_that_do_nothing_are_findings() {
    let folder = Folder::new("idle-directives");
    let rules = |directive: &str| {
        let run = folder.write("p.md", paper(directive)).run(&["check", "p.md", "--format", "json"]);
        let rules = run.rules().into_iter();
        (run.code, rules.filter(|rule| rule.starts_with("tool/")).collect::<Vec<_>>())
    };
    assert_eq!(rules("allow structure/heading-skip -- none").1, ["tool/unused-allow"]);
    assert_eq!(rules("allow repetition/adjacent-wrd -- a slip"), (Some(1), vec!["tool/unknown-rule".to_owned()]));
    assert_eq!(rules("allow repetition/adjacent-word").1, ["tool/allow-without-reason"]);
    assert_eq!(rules("alow repetition/adjacent-word -- a slip"), (Some(1), vec!["tool/broken-allow".to_owned()]));
}

#[test]
fn settings_allow_a_place_by_its_words() {
    let folder = Folder::new("allow");
    folder.write("p.md", format!("{FAULTY}\nOne more [REF].\n"));
    let allow = |text: &str| {
        let settings = format!("[[allow]]\nrule = \"citation/placeholder\"\n{text}reason = \"known\"\n");
        let run = folder.write("obelus.toml", settings).run(&["check", "p.md", "--format", "json"]);
        (run.rules().len(), run.json()["suppressed"].as_array().map(Vec::len))
    };
    assert_eq!(allow(""), (1, Some(2)));
    assert_eq!(allow("text = \"citation needed\"\n"), (2, Some(1)));
    // Three findings stay, and the allowance is one itself.
    assert_eq!(allow("text = \"elsewhere\"\n"), (4, Some(0)));
    // The settings are the editor's own: --no-allow is about what the papers hold.
    folder.write("obelus.toml", "[[allow]]\nrule = \"citation\"\n");
    assert_eq!(folder.run(&["check", "p.md", "--no-allow", "--quiet"]).code, Some(0));
    folder.write("obelus.toml", "[[allow]]\nrule = \"citaton\"\n").run(&["check", "p.md"]).refuses("obelus.toml:2:8: ");
}

#[test]
fn allowances_of_the_settings_that_do_nothing_are_findings_in_that_file() {
    let folder = Folder::new("idle-allowances");
    folder.write("p.md", FAULTY);
    let remarks = |settings: &str| {
        let run = folder.write("obelus.toml", settings).run(&["check", "p.md", "--format", "json"]);
        let found = run.json()["findings"].as_array().cloned().unwrap_or_default();
        let of_settings = found.into_iter().filter(|finding| finding["path"] == "obelus.toml");
        of_settings
            .map(|it| (it["rule"].as_str().unwrap_or_default().to_owned(), it["start"]["line"].clone()))
            .collect::<Vec<_>>()
    };
    let allow = |rule: &str, rest: &str| remarks(&format!("[[allow]]\nrule = \"{rule}\"\n{rest}"));
    let reason = "reason = \"known\"\n";
    assert_eq!(allow("citation/placeholder", reason), []);
    assert_eq!(allow("citation/placeholder", ""), [("tool/allow-without-reason".to_owned(), 2.into())]);
    let unused = [("tool/unused-allow".to_owned(), 2.into())];
    assert_eq!(allow("structure/heading-skip", reason), unused);
    assert_eq!(allow("citation", &format!("text = \"elsewhere\"\n{reason}")), unused);
    // A rule that did not run may need its allowance.
    assert_eq!(allow("citation/out-of-range", reason), []);
    let off =
        format!("[rules]\nignore = [\"tool/unused-allow\"]\n[[allow]]\nrule = \"structure/heading-skip\"\n{reason}");
    assert_eq!(remarks(&off), []);
}
