//! `obelus check`: exit codes, flags, standard input.

use super::{CLEAN, FAULTY, WARNED};
use crate::program::{Folder, Run};
use std::io::Read;
use std::process::Stdio;

#[test]
fn the_exit_code_tells_how_bad_it_is() {
    let folder = Folder::new("exit-codes");
    folder.write("clean.md", CLEAN).write("warned.md", WARNED).write("faulty.md", FAULTY);
    let code = |arguments: &[&str]| folder.run(&[&["check", "--quiet"], arguments].concat()).code;
    assert_eq!(code(&["clean.md"]), Some(0));
    assert_eq!(code(&["warned.md"]), Some(0));
    assert_eq!(code(&["faulty.md"]), Some(1));
    assert_eq!(code(&["clean.md", "warned.md", "faulty.md"]), Some(1));
    assert_eq!(code(&["warned.md", "--fail-on", "warning"]), Some(1));
    assert_eq!(code(&["faulty.md", "--fail-on", "never"]), Some(0));
    assert_eq!(code(&["clean.md", "--fail-on", "info"]), Some(0));
    assert_eq!(code(&["clean.md", "missing.md"]), Some(2));
    assert_eq!(code(&["--no-such-flag", "clean.md"]), Some(2));
    assert_eq!(code(&["--help"]), Some(0));
    assert_eq!(code(&[]), Some(2));
}

#[test]
fn quiet_prints_nothing_and_the_code_remains() {
    let folder = Folder::new("quiet");
    let run = folder.write("faulty.md", FAULTY).run(&["check", "--quiet", "faulty.md"]);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (Some(1), "", ""));
}

#[test]
fn rules_and_families_are_chosen_by_name() {
    let folder = Folder::new("select");
    folder.write("faulty.md", FAULTY);
    let rules =
        |arguments: &[&str]| folder.run(&[&["check", "--format", "json", "faulty.md"], arguments].concat()).rules();
    assert_eq!(rules(&[]), ["repetition/adjacent-word", "citation/placeholder"]);
    assert_eq!(rules(&["--select", "citation"]), ["citation/placeholder"]);
    assert_eq!(rules(&["--select", "citation", "--select", "repetition/adjacent-word"]).len(), 2);
    assert_eq!(rules(&["--ignore", "citation/placeholder"]), ["repetition/adjacent-word"]);
    assert_eq!(rules(&["--ignore", "citation,repetition"]), [""; 0]);
    folder.run(&["check", "--select", "citaton", "faulty.md"]).refuses("did you mean `citation`?");
    folder.run(&["check", "--ignore", "placeholder", "faulty.md"]).refuses("did you mean `citation/placeholder`?");
}

#[test]
fn threads_and_the_order_of_the_paths_change_nothing() {
    let folder = Folder::new("jobs");
    for number in 0..12 {
        folder.write(&format!("{number}.md"), if number % 3 == 0 { FAULTY } else { WARNED });
    }
    let paths: Vec<String> = (0..12).map(|number| format!("{number}.md")).collect();
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    let backwards: Vec<&str> = paths.iter().rev().copied().collect();
    let report = |jobs: &str, paths: &[&str]| {
        folder.run(&[&["check", "--format", "json", "--jobs", jobs], paths].concat()).stdout
    };
    let one = report("1", &paths);
    assert_eq!(report("8", &paths), one);
    assert_eq!(report("8", &backwards), one);
    assert_eq!(folder.run(&["check", "--jobs", "0", "1.md"]).code, Some(2));
}

#[test]
fn standard_input_is_a_paper() {
    let folder = Folder::new("stdin");
    let run = folder.pipe(&["check", "-", "--format", "concise"], FAULTY.as_bytes());
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert!(run.stdout.starts_with("<stdin>:5:17: warning repetition/adjacent-word "), "{}", run.stdout);
    let run = folder.pipe(&["check", "-", "--format", "json", "--input-format", "plain"], FAULTY.as_bytes());
    assert_eq!(run.json()["papers"][0]["format"], "plain");
    let run = folder.pipe(&["check", "-"], b"");
    assert_eq!(run.code, Some(0), "{}", run.stderr);
}

#[test]
fn what_is_asked_for_twice_is_checked_once() {
    let folder = Folder::new("twice");
    let run = folder.write("a.md", WARNED).run(&["check", "--format", "json", "a.md", "./a.md", "a.md"]);
    assert_eq!(run.json()["summary"]["papers"], 1);
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let folder = Folder::new("closed-pipe");
    // More than a pipe holds.
    let paper = format!("# Ponds\n\n{}", "Ponds freeze in the the winter.\n\n".repeat(4_000));
    folder.write("long.md", paper);
    let mut command = folder.command(&["check", "--format", "concise", "long.md"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    let mut first = [0; 7];
    child.stdout.take().expect("a pipe").read_exact(&mut first).expect("something is printed");
    let run = Run::of(child.wait_with_output().expect("it ends"));
    assert_eq!((run.code, run.stderr.as_str(), &first), (Some(0), "", b"long.md"));
}

#[test]
fn colour_is_for_terminals_or_on_demand() {
    let folder = Folder::new("colour");
    folder.write("faulty.md", FAULTY);
    assert!(!folder.run(&["check", "faulty.md"]).stdout.contains('\x1b'));
    assert!(folder.run(&["check", "--color", "always", "faulty.md"]).stdout.contains('\x1b'));
}

#[test]
fn fingerprints_tell_papers_apart_wherever_obelus_is_started() {
    let folder = Folder::new("fingerprints");
    folder.write("obelus.toml", "").write("a/x/paper.md", WARNED).write("a/y/paper.md", WARNED);
    let fingerprints = |from: &str, arguments: &[&str]| {
        let mut command = folder.command(&[&["check", "--format", "json"], arguments].concat());
        let run = Run::of(command.current_dir(folder.path(from)).output().expect("the program starts"));
        let findings = run.json()["findings"].clone();
        let findings = findings.as_array().expect("a list").iter();
        findings.map(|finding| finding["fingerprint"].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    let wanted = fingerprints("", &["a/x/paper.md", "a/y/paper.md"]);
    assert!(wanted.len() == 2 && wanted[0] != wanted[1], "{wanted:?}");
    assert_eq!(fingerprints("a", &["x/paper.md", "y/paper.md"]), wanted);
    assert_eq!(fingerprints("a/x", &["paper.md"]), wanted[..1]);
    assert_eq!(fingerprints("a/x", &["../y/paper.md"]), wanted[1..]);
    let absolute = folder.path("a/x/paper.md");
    assert_eq!(fingerprints("a/y", &[absolute.to_str().expect("a path in UTF-8")]), wanted[..1]);
    // Outside of the project only its name is known of a paper.
    folder.write("z/obelus.toml", "");
    let outside = fingerprints("z", &["../a/x/paper.md", "../a/y/paper.md"]);
    assert!(outside.len() == 2 && outside[0] != outside[1], "{outside:?}");
}
