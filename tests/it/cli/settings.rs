//! `obelus.toml`: where it is sought, whose it is, what a mistake in it says.

use super::{CLEAN, FAULTY};
use crate::program::Folder;

const SILENCE: &str = "[rules]\nignore = [\"citation\", \"repetition\"]\n";

#[test]
fn a_submission_cannot_silence_its_editor() {
    let folder = Folder::new("submission");
    folder.write("desk/note.md", CLEAN).write("submission/obelus.toml", SILENCE);
    folder.write("submission/paper.md", format!("---\ntitle: Ponds\n---\n{FAULTY}"));
    for path in ["submission/paper.md", "submission"] {
        let run = folder.run(&["check", path, "--format", "json"]);
        assert_eq!((run.code, run.rules().len()), (Some(1), 2), "{path}");
    }
    // Its authors, who start obelus there, are heeded.
    let mut command = folder.command(&["check", "paper.md"]);
    let output = command.current_dir(folder.path("submission")).output().expect("the program starts");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn the_settings_of_the_nearest_folder_above_count() {
    let folder = Folder::new("nearest");
    folder.write("obelus.toml", SILENCE).write("x/y/paper.md", FAULTY);
    let code = |arguments: &[&str]| {
        let mut command = folder.command(&[&["check", "--quiet", "paper.md"], arguments].concat());
        command.current_dir(folder.path("x/y")).output().expect("the program starts").status.code()
    };
    assert_eq!((code(&[]), code(&["--no-config"])), (Some(0), Some(1)));
    folder.write("x/other.toml", "[rules.severity]\n\"citation/placeholder\" = \"info\"\n");
    assert_eq!(code(&["--config", "../other.toml"]), Some(0));
    assert_eq!(code(&["--config", "../other.toml", "--fail-on", "info"]), Some(1));
    assert_eq!(code(&["--config", "../other.toml", "--no-config"]), Some(2));
}

#[test]
fn a_mistake_is_told_with_its_place() {
    let folder = Folder::new("mistakes");
    folder.write("p.md", CLEAN);
    let refuses =
        |settings: &str, reason: &str| folder.write("obelus.toml", settings).run(&["check", "p.md"]).refuses(reason);
    refuses("[paper]\n\nfils = []\n", "obelus.toml:3:1: unknown key `fils`: did you mean `files`?");
    refuses("[rules]\nignore = [\"citation/placehoder\"]\n", "obelus.toml:2:11: unknown rule or family");
    refuses("[rules.severity]\n\"citation/placeholder\" = \"fatal\"\n", "obelus.toml:2:26: ");
    refuses("[rules.options.\"repetition/duplicate-sentence\"]\nmin-words = \"eight\"\n", "obelus.toml:2:");
    refuses("[rules.options.\"repetition/duplicate-sentence\"]\nmin-word = 8\n", "did you mean `min-words`?");
    refuses("extends = \"preset:nowhere\"\n", "obelus.toml:1:11: unknown preset");
    refuses("[rules\n", "obelus.toml:1:");
    folder.write("obelus.toml", b"\xff\xfe\x00").run(&["check", "p.md"]).refuses("obelus.toml");
    folder.run(&["check", "p.md", "--config", "nowhere.toml"]).refuses("nowhere.toml does not exist");
}

#[test]
fn the_settings_say_which_files_are_papers() {
    let folder = Folder::new("paper-files");
    folder.write("obelus.toml", "[paper]\nfiles = [\"ms/*.md\"]\n").write("ms/a.md", CLEAN).write("b.md", CLEAN);
    let report = folder.run(&["check", ".", "--format", "json"]).json();
    assert_eq!((&report["summary"]["papers"], &report["papers"][0]["path"]), (&1.into(), &"ms/a.md".into()));
}

#[test]
fn reference_data_of_the_settings_is_read() {
    let folder = Folder::new("bibliography");
    folder.write("obelus.toml", "[paper]\nbibliography = [\"data/all.bib\"]\n");
    folder.write("data/all.bib", "@book{wu2019, author = {Wu, Ann}, title = {Ponds}, year = 2019}\n");
    folder.write("p.md", "# Ponds\n\nPonds freeze [@wu2019; @wu2091].\n");
    let run = folder.run(&["check", "p.md", "--format", "json"]);
    assert_eq!(run.rules(), ["citation/undefined-key"]);
}

#[test]
fn options_and_severities_reach_the_rules() {
    let folder = Folder::new("options");
    let sentence = "Ponds freeze early here.";
    folder.write("p.md", format!("# Ponds\n\n{sentence}\n\n{sentence}\n"));
    let settings = "[rules.options.\"repetition/duplicate-sentence\"]\nmin-words = 3\n\
                    [rules.severity]\n\"repetition/duplicate-sentence\" = \"error\"\n";
    assert_eq!(folder.run(&["check", "p.md", "--format", "json"]).rules(), [""; 0]);
    let run = folder.write("obelus.toml", settings).run(&["check", "p.md", "--format", "json"]);
    assert_eq!((run.code, run.rules()), (Some(1), vec!["repetition/duplicate-sentence".to_owned()]));
    assert_eq!(run.json()["findings"][0]["severity"], "error");
}
