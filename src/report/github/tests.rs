use super::*;
use crate::diagnostic::{Diagnostic, Outcome};
use crate::report::{Detail, PaperReport, fixture};
use crate::source::{FileId, Span};

fn text(report: &Report) -> String {
    String::from_utf8(render(report)).unwrap()
}

fn report_of(messages: impl Iterator<Item = (&'static str, String)>) -> Report {
    let source = "word ".repeat(500);
    let diagnostics: Vec<Diagnostic> = messages
        .enumerate()
        .map(|(at, (rule, message))| {
            let span = Span::new(FileId(0), at * 5..at * 5 + 4);
            fixture::diagnostic(rule, Severity::Warning, span, &message)
        })
        .collect();
    let outcome = Outcome { diagnostics, ..Outcome::default() };
    fixture::report_on(vec![PaperReport::new(&fixture::paper("a,b:c.md", &source), outcome, Detail::Findings)])
}

#[test]
fn a_finding_is_an_annotation_with_its_other_place_and_its_help() {
    let text = text(&fixture::report());
    let first = "::error file=paper.md,line=11,endLine=11,col=142,endColumn=162,title=citation/author-mismatch::\
                 The text credits “Wu and Okafor” but reference 1 is by Wu and Lin.%0ASee also 23:5 (reference 1)%0A\
                 Correct the names, or cite the work that is meant.\n";
    assert!(text.starts_with(first), "{text}");
    assert_eq!(text.lines().filter(|line| line.starts_with("::notice ")).count(), 4);
    assert!(text.contains("::group::obelus: 1 error, 2 warnings and 4 notes in 1 paper\n"));
    assert!(text.contains("\nnot checked: no reference data found: reference/doi-form, reference/doi-missing\n"));
    assert!(text.contains(": suppressed language/wordy by directive: the author's voice\n"));
}

#[test]
fn what_the_runner_reads_is_escaped() {
    let report = report_of(std::iter::once(("a/b", "50 %\n::error::x".to_owned())));
    let text = text(&report);
    let first = "::warning file=a%2Cb%3Ac.md,line=1,endLine=1,col=1,endColumn=5,title=a/b::50 %25 ::error::x.\n";
    assert!(text.starts_with(first), "{text}");
}

#[test]
fn no_level_has_more_annotations_than_are_shown() {
    let alike = report_of((0..30).map(|number| ("a/b", format!("there are {number} of them"))));
    let text = text(&alike);
    assert_eq!(text.matches("::warning ").count(), 1);
    assert!(text.contains("%0AAnd 29 more places: 1:6, 1:11, "), "{text}");
    let unlike = |number: u8| ["a/b", "c/d", "e/f"][usize::from(number % 2) + usize::from(number == 29)];
    let letters = |number: u8| char::from(b'a' + number % 26).to_string().repeat(1 + usize::from(number / 26));
    let report = report_of((0..30).map(|number| (unlike(number), letters(number))));
    let text = String::from_utf8(render(&report)).unwrap();
    let annotations: Vec<&str> = text.lines().filter(|line| line.starts_with("::warning ")).collect();
    assert_eq!(annotations.len(), 10);
    assert!(annotations[..9].iter().any(|line| line.contains("title=e/f")), "a rule met once is among those shown");
    assert!(
        annotations[9]
            .ends_with("title=more findings::21 warnings more of a/b and c/d: the log of this step lists them")
    );
}

#[test]
fn a_paper_gives_no_commands_in_the_log() {
    let mut report = report_of(std::iter::once(("a/b", "m".to_owned())));
    report.papers[0].findings[0].place.path = "::add-mask::x ##[set-env]".into();
    let text = text(&report);
    let (_, log) = text.split_once("::stop-commands::").unwrap();
    let (word, lines) = log.split_once('\n').unwrap();
    assert!(lines.starts_with("::add-mask::x") && lines.ends_with(&format!("\n::{word}::\n::endgroup::\n")), "{lines}");
    assert_eq!(lines.matches(word).count(), 1);
}
