use super::*;
use crate::diagnostic::{Diagnostic, Outcome};
use crate::report::{Detail, fixture};

fn text(report: &Report, width: usize) -> String {
    String::from_utf8(render(report, Layout { width, colour: Colour::Plain })).unwrap()
}

fn report_of(text: &str, diagnostics: Vec<Diagnostic>) -> Report {
    let outcome = Outcome { diagnostics, ..Outcome::default() };
    fixture::report_on(vec![PaperReport::new(&fixture::paper("p.md", text), outcome, Detail::Findings)])
}

#[test]
fn a_pair_is_shown_with_both_places() {
    let text = text(&fixture::report(), 80);
    let expected = "\
error[citation/author-mismatch]: the text credits “Wu and Okafor” but reference
  1 is by Wu and Lin
  --> paper.md:11:142
   |
11 | …behind a breakwater. As Wu and Okafor (2019) show [1], a cheap gauge can…
   |                          ^^^^^^^^^^^^^^^^^^^^
   |
  ::: paper.md:23:5
   |
23 | [1] Wu, A., & Lin, B. (2019). Cheap gauges. Journal of Tides, 4(2), 11–19.
   |     ------------------------ reference 1
   = help: Correct the names, or cite the work that is meant.
";
    assert!(text.starts_with(expected), "{text}");
    assert!(text.contains("  and 2 more places: 19:52, 19:70\n"), "{text}");
    assert!(text.contains("not checked: no reference data found: reference/doi-form, reference/doi-missing\n"));
    assert!(text.contains("not shown: 1 finding suppressed by directives in the paper\n"));
    assert_eq!(text.matches("help: Write it out.").count(), 1, "help stands once per rule");
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for width in [40, 53, 80, 120] {
        for line in text(&fixture::report(), width).lines() {
            assert!(width::width(line) <= width, "{width}: {line}");
        }
    }
}

#[test]
fn marks_stand_under_wide_and_combining_characters() {
    let source = "潮汐 e\u{301}te\u{301} harbour 高低";
    let found = ["harbour", "高低"]
        .map(|words| fixture::diagnostic("a/b", Severity::Info, fixture::span(source, words, 0), words));
    let text = text(&report_of(source, found.to_vec()), 80);
    assert!(text.contains("\n  |          ^^^^^^^\n"), "{text}");
    assert!(text.contains("\n  |                  ^^^^\n"), "{text}");
}

#[test]
fn the_manuscript_cannot_command_the_terminal() {
    let source = "ab \u{1b}[31mred\u{7} \u{202e}x\u{9b}31m cd";
    let span = fixture::span(source, "red", 0);
    let report = report_of(source, vec![fixture::diagnostic("a/b", Severity::Error, span, "\u{1b}]0;t\u{7}")]);
    let text = text(&report, 80);
    assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{text:?}");
    assert!(!text.contains('\u{202e}'));
}

#[test]
fn a_long_line_is_shown_as_a_window() {
    let source = format!("{} needle {}", "word ".repeat(5_000), "word ".repeat(5_000));
    let span = fixture::span(&source, "needle", 0);
    let text = text(&report_of(&source, vec![fixture::diagnostic("a/b", Severity::Info, span, "m")]), 80);
    assert!(text.contains("--> p.md:1:25002\n"), "{text}");
    assert!(text.contains("…word") && text.len() < 600, "{text}");
}

#[test]
fn many_findings_of_a_rule_become_lines_and_places() {
    let source = "word ".repeat(3_000);
    let at = |number: usize| crate::source::Span::new(crate::source::FileId(0), number * 5..number * 5 + 4);
    let unlike = (0..100).map(|number| {
        let letters = format!("{}{}", char::from(b'a' + number as u8 / 10), char::from(b'a' + number as u8 % 10));
        fixture::diagnostic("a/unlike", Severity::Info, at(number), &format!("this is {letters}"))
    });
    let alike = (100..3_000).map(|number| fixture::diagnostic("a/alike", Severity::Error, at(number), "x 7"));
    let report = report_of(&source, unlike.chain(alike).collect());
    let text = text(&report, 80);
    assert_eq!(text.matches("error[a/alike]").count(), 2);
    assert!(text.contains("and 2,898 more places: 1:511, 1:516"), "{text}");
    assert_eq!(text.matches("note[a/unlike]").count(), 4);
    assert!(text.contains("and 96 more findings of a/unlike\n  1:21: this is ae\n"), "{text}");
    assert!(text.contains("… and 72 more; --format concise lists them all"), "{text}");
}

#[test]
fn colour_is_only_there_when_it_is_asked_for() {
    let coloured = render(&fixture::report(), Layout { width: 80, colour: Colour::Ansi });
    let coloured = String::from_utf8(coloured).unwrap();
    assert!(coloured.contains("\u{1b}[1;91merror[citation/author-mismatch]\u{1b}[0m"));
    let mut plain = String::new();
    for (number, part) in coloured.split('\u{1b}').enumerate() {
        plain.push_str(if number == 0 { part } else { part.split_once('m').unwrap().1 });
    }
    assert_eq!(plain, text(&fixture::report(), 80));
}
