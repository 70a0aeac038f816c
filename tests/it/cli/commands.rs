//! The commands besides `check`.

use super::CLEAN;
use crate::program::Folder;

#[test]
fn explain_prints_the_page_and_knows_what_was_meant() {
    let folder = Folder::new("explain");
    let run = folder.run(&["explain", "citation/out-of-range"]);
    assert_eq!(run.code, Some(0));
    assert!(run.stdout.starts_with("# citation/out-of-range\n") && run.stdout.contains("## Why"), "{}", run.stdout);
    folder.run(&["explain", "citation/out-of-rnge"]).refuses("did you mean `citation/out-of-range`?");
    folder.run(&["explain", "out-of-range"]).refuses("did you mean `citation/out-of-range`?");
    folder.run(&["explain", "nothing/like-it"]).refuses("there is no rule `nothing/like-it`");
}

#[test]
fn rules_are_listed_as_text_and_as_json() {
    let folder = Folder::new("rules");
    let text = folder.run(&["rules"]).stdout;
    let list: serde_json::Value =
        serde_json::from_str(&folder.run(&["rules", "--format", "json"]).stdout).expect("JSON");
    let list = list.as_array().expect("a list");
    for rule in list {
        let id = rule["rule"].as_str().expect("an id");
        let line = text.lines().find(|line| line.starts_with(&format!("{id} "))).expect("each rule has its line");
        assert!(line.contains(rule["summary"].as_str().expect("a summary")), "{line}");
    }
    assert_eq!(text.lines().filter(|line| !line.is_empty()).count(), list.len());
    assert_eq!(folder.run(&["rules", "--since", "99.0"]).stdout, "");
}

const OWN_PAGE: &str = "# house/very\n\nAn intensifier.\n\n```toml\nseverity = \"error\"\nsince = \"0.1.0\"\n\
message = \"“{found}” adds nothing\"\nhelp = \"Delete it.\"\nsources = [\"House style.\"]\nfind = [\"very\"]\n```\n\n\
## Why\n\nIt is weak.\n\n## Bad\n\n```markdown\nThe pond is very cold.\n```\n\n## Good\n\n```markdown\nThe pond is cold.\n```\n";

#[test]
fn own_pages_are_tested_by_their_examples() {
    let folder = Folder::new("rules-test");
    folder.write("pages/very.md", OWN_PAGE).write("empty/notes.txt", "no page");
    let run = folder.run(&["rules", "test", "pages/"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), "rules: 1, examples: 2, faults: 0\n"), "{}", run.stderr);
    folder.write("pages/very.md", OWN_PAGE.replace("pond is cold", "pond is VERY cold"));
    let run = folder.run(&["rules", "test", "pages"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stdout.starts_with("house/very: Good (example 2): found"), "{}", run.stdout);
    folder.write("pages/very.md", OWN_PAGE.replace("find =", "fnd ="));
    folder.run(&["rules", "test", "pages/very.md"]).refuses("pages/very.md:11:1: unknown key `fnd`");
    folder.run(&["rules", "test", "nowhere"]).refuses("nowhere");
    folder.run(&["rules", "test", "empty"]).refuses("no rule page found in empty");
}

#[test]
fn own_pages_are_rules_like_others() {
    let folder = Folder::new("own-pages");
    folder.write("review/very.md", OWN_PAGE).write("obelus.toml", "[rules]\npages = [\"review/\"]\n");
    folder.write("papers/p.md", CLEAN.replace("the winter", "the very winter"));
    let run = folder.run(&["check", "papers/p.md", "--format", "json"]);
    assert_eq!((run.code, run.rules()), (Some(1), vec!["house/very".to_owned()]));
    assert!(folder.run(&["explain", "house/very"]).stdout.starts_with("# house/very\n"));
    assert!(folder.run(&["rules"]).stdout.contains("house/very  "));
    folder.write("review/very.md", OWN_PAGE.replace("{found}", "{fund}"));
    folder.run(&["check", "papers/p.md"]).refuses("review/very.md:8:");
    folder.write("review/very.md", OWN_PAGE.replace("house/very", "citation/placeholder"));
    folder.run(&["check", "papers/p.md"]).refuses("review/very.md:1:1: there is already a rule `citation/placeholder`");
    folder.write("obelus.toml", "[rules]\npages = [\"nowhere/\"]\n");
    folder.run(&["check", "papers/p.md"]).refuses("nowhere");
}

#[test]
fn init_writes_settings_and_replaces_none() {
    let folder = Folder::new("init");
    assert_eq!(folder.run(&["init"]).code, Some(0));
    let written = folder.read("obelus.toml");
    assert!(written.contains("[rules]"), "{written}");
    folder.write("obelus.toml", "# mine\n").run(&["init"]).refuses("obelus.toml is already there");
    assert_eq!(folder.read("obelus.toml"), "# mine\n");
    assert_eq!(folder.run(&["init", "--force"]).code, Some(0));
    assert_eq!(folder.read("obelus.toml"), written);
    assert_eq!(folder.write("p.md", CLEAN).run(&["check", "p.md"]).code, Some(0));
}

#[test]
fn completions_and_manual_name_the_commands() {
    let folder = Folder::new("completions");
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = folder.run(&["completions", shell]);
        assert!(run.code == Some(0) && run.stdout.contains("explain"), "{shell}: {}", run.stderr);
    }
    let manual = folder.run(&["man"]).stdout;
    assert!(manual.contains(".TH obelus") && manual.contains("fail\\-on"), "{manual}");
}

#[test]
fn the_model_is_json_with_places() {
    let folder = Folder::new("model");
    folder.write("a.md", CLEAN).write("b.md", CLEAN);
    let model = folder.run(&["model", "a.md"]).json();
    assert_eq!((&model["path"], &model["title"]), (&"a.md".into(), &"Ponds".into()));
    assert_eq!(model["sections"][1]["start"]["line"], 3);
    let run = folder.run(&["model", "a.md", "b.md"]);
    assert_eq!(run.stdout.lines().count(), 2);
    folder.run(&["model", "missing.md"]).refuses("missing.md does not exist");
}
