//! Files that are read and written: which are papers, in what encoding, and what happens when one cannot be.

use super::{CLEAN, FAULTY, WARNED};
use crate::program::Folder;

#[test]
fn what_cannot_be_read_is_told_and_the_others_are_checked() {
    let folder = Folder::new("unreadable");
    folder
        .write("binary.md", b"\x00\x01\x02PONDS\x00\xff")
        .write("picture.md", b"\x89PNG\r\n\x1a\n....")
        .write("a.md", FAULTY);
    folder.run(&["check", "--quiet", "missing.md"]).refuses("missing.md does not exist");
    folder.run(&["check", "--quiet", "binary.md"]).refuses("binary.md is not text");
    folder.run(&["check", "--quiet", "picture.md"]).refuses("picture.md is a PNG image");
    let run = folder.run(&["check", "--format", "json", "a.md", "missing.md"]);
    assert_eq!(run.code, Some(2));
    assert_eq!((run.rules().len(), &run.json()["unreadable"][0]["path"]), (2, &"missing.md".into()));
}

#[test]
fn an_empty_file_is_a_paper_with_nothing_in_it() {
    let folder = Folder::new("empty");
    let run = folder.write("a.md", "").write("b.txt", "\n \n").run(&["check", "--format", "json", "a.md", "b.txt"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(run.rules(), [""; 0]);
}

#[test]
fn a_folder_without_papers_is_refused_with_the_reason() {
    let folder = Folder::new("no-papers");
    folder.write("empty/data.csv", "a,b\n").write("notes/README.md", CLEAN).write("notes/todo.txt", "Buy a rod.\n");
    folder.run(&["check", "empty"]).refuses("no paper found in empty");
    folder.run(&["check", "notes"]).refuses("notes/README.md: a file of the repository, not a paper");
}

#[test]
fn papers_in_a_folder_are_found_and_the_rest_is_passed_over() {
    let folder = Folder::new("discover");
    let paper = format!("---\ntitle: Ponds\n---\n\n{WARNED}");
    folder
        .write("x/paper.md", &paper)
        .write("x/README.md", &paper)
        .write("x/data.csv", "1")
        .write("x/old.tex", "\\section{}");
    folder.write("x/.gitignore", "drafts/\n").write("x/drafts/paper.md", &paper).write("x/list.txt", "rod, reel\n");
    let report = folder.run(&["check", "x", "--format", "json"]).json();
    assert_eq!((&report["summary"]["papers"], &report["papers"][0]["path"]), (&1.into(), &"x/paper.md".into()));
    let passed = report["passed_over"].as_array().expect("a list");
    let passed: Vec<_> = passed.iter().map(|file| file["path"].as_str().unwrap_or_default()).collect();
    assert_eq!(passed, ["x/README.md", "x/list.txt", "x/old.tex"]);
}

#[test]
fn every_encoding_gives_the_same_places() {
    let folder = Folder::new("encodings");
    let text = "# Größe\n\n## Introduction\n\nThe size of Größ ponds is in the the table [citation needed].\n";
    let wide = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let latin: Vec<u8> = text.chars().map(|c| c as u8).collect();
    folder
        .write("utf8.md", text)
        .write("bom.md", format!("\u{feff}{text}"))
        .write("latin.md", latin)
        .write("le.md", [vec![0xff, 0xfe], wide(u16::to_le_bytes)].concat())
        .write("be.md", [vec![0xfe, 0xff], wide(u16::to_be_bytes)].concat())
        .write("bare.md", wide(u16::to_le_bytes))
        .write("crlf.md", text.replace('\n', "\r\n"));
    let places = |name: &str| {
        let run = folder.run(&["check", "--format", "concise", name]);
        assert_eq!(run.code, Some(1), "{name}: {}", run.stderr);
        run.stdout.replace(name, "")
    };
    let wanted = places("utf8.md");
    assert!(wanted.starts_with(":5:30: warning"), "{wanted}");
    for name in ["bom.md", "latin.md", "le.md", "be.md", "bare.md", "crlf.md"] {
        assert_eq!(places(name), wanted, "{name}");
    }
}

#[test]
fn an_output_that_cannot_be_written_is_told_and_nothing_is_left() {
    let folder = Folder::new("unwritable");
    folder.write("a.md", CLEAN).write("old/report.json", "old");
    folder
        .run(&["check", "--quiet", "a.md", "-o", "nowhere/report.json"])
        .refuses("nowhere/report.json could not be written");
    folder.run(&["check", "--quiet", "a.md", "-o", "report.xyz"]).refuses("report.xyz");
    folder.run(&["check", "--quiet", "a.md", "-o", "json:old/report.json/inside"]).refuses("could not be written");
    assert_eq!((folder.read("old/report.json").as_str(), folder.list(".")), ("old", vec!["a.md".into(), "old".into()]));
    assert_eq!(folder.list("old"), ["report.json"]);
    // What cannot be done is found out before anything is written.
    folder
        .run(&["check", "--quiet", "missing.md", "-o", "old/report.json", "--config", "none.toml"])
        .refuses("none.toml");
    assert_eq!(folder.read("old/report.json"), "old");
}

#[test]
fn reports_are_written_whole_in_the_form_of_their_ending() {
    let folder = Folder::new("outputs");
    folder.write("a.md", FAULTY).write("r.json", "old");
    let run =
        folder.run(&["check", "-q", "a.md", "-o", "r.json", "-o", "r.sarif", "-o", "r.html", "-o", "concise:r.txt"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
    assert_eq!(folder.read("r.json"), folder.run(&["check", "a.md", "--format", "json"]).stdout);
    assert_eq!(folder.read("r.sarif"), folder.run(&["check", "a.md", "--format", "sarif"]).stdout);
    assert_eq!(folder.read("r.txt"), folder.run(&["check", "a.md", "--format", "concise"]).stdout);
    assert!(folder.read("r.html").starts_with("<!doctype html>") && folder.read("r.html").ends_with("</html>\n"));
    assert_eq!(folder.list("."), ["a.md", "r.html", "r.json", "r.sarif", "r.txt"]);
}

#[test]
fn a_folder_gets_a_report_per_paper_and_an_index() {
    let folder = Folder::new("output-folder");
    folder.write("x/paper.md", FAULTY).write("y/paper.md", CLEAN);
    let run = folder.run(&["check", "-q", "x/paper.md", "y/paper.md", "-o", "out/"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
    let names = match cfg!(feature = "pdf-report") {
        true => vec!["index.html", "x-paper.html", "x-paper.pdf", "y-paper.html", "y-paper.pdf"],
        false => vec!["index.html", "x-paper.html", "y-paper.html"],
    };
    assert_eq!(folder.list("out"), names);
    let index = folder.read("out/index.html");
    assert!(index.contains("href=\"x-paper.html\"") && index.contains("href=\"y-paper.html\""), "{index}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_in_one_line() {
    let folder = Folder::new("full-disk");
    folder.write("a.md", CLEAN);
    let full = || std::fs::OpenOptions::new().write(true).open("/dev/full").expect("Linux has it");
    for arguments in
        [&["check", "a.md"][..], &["rules"], &["explain", "citation/placeholder"], &["man"], &["model", "a.md"]]
    {
        let output = folder.command(arguments).stdout(full()).output().expect("the program starts");
        crate::program::Run::of(output).refuses("standard output could not be written");
    }
    folder.run(&["check", "--quiet", "a.md", "-o", "json:/dev/full"]).refuses("/dev/full could not be written");
    for help in ["--help", "--version"] {
        let output = folder.command(&[help]).stdout(full()).output().expect("the program starts");
        assert!(matches!(output.status.code(), Some(0 | 2)), "{:?}", output.status);
    }
}

#[cfg(feature = "pdf-report")]
#[test]
fn what_is_no_font_is_refused() {
    let folder = Folder::new("no-font");
    folder.write("a.md", FAULTY).write("b.ttf", "glyphs");
    folder.run(&["check", "-q", "a.md", "--font", "b.ttf", "-o", "r.pdf"]).refuses("b.ttf is no TrueType");
    folder.run(&["check", "-q", "a.md", "--font", "c.ttf", "-o", "r.pdf"]).refuses("c.ttf could not be read");
    assert_eq!(folder.list("."), ["a.md", "b.ttf"]);
}

#[test]
fn a_report_does_not_take_the_place_of_a_paper() {
    let folder = Folder::new("over-a-paper");
    folder.write("a.md", FAULTY).run(&["check", "a.md", "-o", "./a.md"]).refuses("./a.md is a paper to be checked");
    assert_eq!(folder.read("a.md"), FAULTY);
}
