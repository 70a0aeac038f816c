use super::*;
use crate::report::fixture;

fn text(report: &Report) -> String {
    String::from_utf8(render(report)).unwrap()
}

#[test]
fn a_paper_is_a_suite_of_tests() {
    let text = text(&fixture::report());
    // 7 findings, of which 4 are notes; no rule that ran found nothing; 2 rules were skipped and 1 finding suppressed.
    let head = "<testsuites name=\"obelus\" tests=\"10\" failures=\"3\" errors=\"0\" skipped=\"3\">\n  \
                <testsuite name=\"paper.md\" tests=\"10\" failures=\"3\" errors=\"0\" skipped=\"3\">";
    assert!(text.contains(head), "{text}");
    assert_eq!(text.matches("<failure ").count(), 3);
    assert_eq!(text.matches("<system-out>").count(), 4);
    assert!(text.contains("<skipped message=\"Suppressed by directive: The author's voice.\"/>"));
    assert!(text.contains(
        "classname=\"citation.author-mismatch\" name=\"the text credits “Wu and Okafor” but reference 1 is by Wu and \
         Lin\" file=\"paper.md\" line=\"11\""
    ));
}

#[test]
fn a_rule_that_found_nothing_passed() {
    let mut report = fixture::report();
    report.papers[0].findings.retain(|finding| finding.rule.as_str() != "citation/author-mismatch");
    assert!(
        text(&report).contains("<testcase classname=\"citation.author-mismatch\" name=\"citation/author-mismatch\"/>")
    );
}

#[test]
fn one_name_stands_once_in_a_suite() {
    let mut report = fixture::report();
    for finding in &mut report.papers[0].findings {
        finding.message = "the same".to_owned();
    }
    let text = text(&report);
    for name in ["the same", "the same (2)", "the same (3)", "the same (4)"] {
        assert_eq!(text.matches(&format!("classname=\"language.contraction\" name=\"{name}\"")).count(), 1, "{name}");
    }
}

#[test]
fn text_is_fit_for_xml() {
    assert_eq!(
        escape("a <b> & \"c\"\u{0}\u{1b}\u{ffff}\u{202e}\r\n"),
        "a &lt;b&gt; &amp; &quot;c&quot;\u{fffd}\u{fffd}\u{fffd}\u{fffd} \n"
    );
}

#[test]
fn a_paper_that_was_not_read_is_an_error() {
    let mut report = fixture::report();
    report.papers.clear();
    report.unreadable.push(PassedOver { path: "x&y.md".to_owned(), reason: "could not be read".to_owned() });
    let text = text(&report);
    assert!(text.contains("tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\""), "{text}");
    assert!(text.contains("<error type=\"unreadable\" message=\"X&amp;y.md could not be read.\"/>"), "{text}");
}
